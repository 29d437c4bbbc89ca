import { bitsOf, parseAddress } from "#lib/net/address.ts";
import { type Cidr, contains } from "#lib/net/cidr.ts";
import { firstOf } from "#lib/net/range.ts";
import type { Settings } from "#lib/check/context.ts";
import { normalHost } from "#lib/check/ids.ts";
import type { End, Question } from "#lib/check/question.ts";
import type { ClusterInfo, Fact, PodShape } from "#lib/cluster/facts.ts";
import { isUnread } from "#lib/cluster/trusted.ts";
import { engineNamed } from "#lib/policy/engines.ts";
import { PODS, Unread } from "#lib/policy/unread.ts";
import { clusterAmong } from "./facts.ts";
import type { Holding } from "./holding.ts";
import { mentionsOf } from "./mentions.ts";
import { SYSTEM, inSystem } from "./system.ts";
import { ALWAYS, ANY_POLICY, ANY_SERVICE, FAMILIES, HOST_NETWORK, HOST_TEMPLATE, IPV6 } from "./traces.ts";

/**
 * The facts that the verdict of a question can rest on, and perhaps more: without all others it is the same. What was not read,
 * or is too old, is left out, as it is from every verdict.
 */
export function relevantFacts(question: Question, holding: Holding, settings: Settings = {}): ReadonlySet<Fact> {
  return new Search(question, holding, settings).found();
}

const DNS_PORT = 53;

/** Follows a question to everybody who could take part, until nobody new is met. */
class Search {
  readonly #question: Question;
  readonly #holding: Holding;
  readonly #settings: Settings;
  readonly #unread: Unread;
  readonly #kept = new Set<Fact>();
  readonly #met = new Set<string>();
  #todo: (() => void)[] = [];
  #asksNames = false;

  constructor(question: Question, holding: Holding, settings: Settings) {
    this.#question = question;
    this.#holding = holding;
    this.#settings = settings;
    this.#unread = new Unread(this.#cluster()?.unreadable ?? []);
  }

  found(): ReadonlySet<Fact> {
    const { from, to, port } = this.#question;
    this.#keep(ALWAYS);
    // Those of nodes too, where no namespace is asked about.
    this.#keep("policy everywhere");
    this.#end(from);
    this.#end(to);
    if (typeof port === "number" && to.kind !== "internet") this.#forwarded(port);
    this.#nodes();
    if (this.#unread.of(PODS).length > 0) this.#keep(ANY_POLICY);
    if (this.#couldAdmitNodes()) this.#hostPods();
    this.#drain();
    for (let size = -1; size !== this.#kept.size; this.#drain()) {
      size = this.#kept.size;
      this.#mentioned();
    }
    this.#shown();
    return this.#kept;
  }

  /** Each thing is followed once. */
  #once(what: string, follow: () => void): void {
    if (this.#met.has(what)) return;
    this.#met.add(what);
    this.#todo.push(follow);
  }

  #drain(): void {
    for (let next = this.#todo.pop(); next; next = this.#todo.pop()) next();
  }

  #end(end: End): void {
    switch (end.kind) {
      case "named":
      case "workload":
      case "service":
        return this.#space(end.namespace);
      case "host":
        return this.#host(end.host);
      case "address":
        return this.#address(end.address.text);
      case "cidr":
        return end.cidr.prefix === bitsOf(end.cidr.family) ? this.#address(firstOf(end.cidr).text) : this.#within(end.cidr);
      case "node":
      case "internet":
        return;
    }
  }

  /** All that lives there, and the policies that could be about it. */
  #space(name: string): void {
    this.#once(`space ${name}`, () => {
      this.#policies(name);
      this.#follow(this.#trusted(`in ${name}`));
    });
  }

  #policies(space: string): void {
    this.#keep(`policy ${space}`);
  }

  #follow(facts: readonly Fact[]): void {
    for (const fact of facts) {
      this.#kept.add(fact);
      if (fact.kind === "endpointslice") for (const { addresses } of fact.endpoints) for (const { text } of addresses) this.#address(text);
      if (fact.kind === "service" && fact.externalName !== undefined) this.#host(fact.externalName);
      if ((fact.kind === "pod" || fact.kind === "workload") && this.#asksNames) this.#nameservers(fact);
    }
  }

  /** Whoever has an address: then all that could be beside it counts too. */
  #address(text: string): void {
    this.#once(`at ${text}`, () => {
      for (const fact of this.#trusted(`at ${text}`)) {
        this.#kept.add(fact);
        if (fact.kind === "pod" || fact.kind === "service") this.#space(fact.namespace);
      }
    });
  }

  #within(block: Cidr): void {
    for (const trace of this.#holding.traces("at")) {
      const address = parseAddress(trace.slice("at ".length));
      if (address && contains(block, address)) this.#address(address.text);
    }
  }

  /** A name of the cluster's own is in a namespace that it tells; any other has the addresses that somebody recorded. */
  #host(text: string): void {
    const host = normalHost(text);
    this.#once(`host ${host}`, () => {
      for (const label of host.split(".").slice(1, 3)) this.#space(label);
      for (const { text: address } of this.#addressesOf(host)) this.#address(address);
      if (this.#asksNames) return;
      this.#asksNames = true;
      for (const fact of this.#kept) if (fact.kind === "pod" || fact.kind === "workload") this.#nameservers(fact);
      this.#forwarded(DNS_PORT);
      this.#policies(SYSTEM);
      this.#follow(inSystem(this.#trusted(`in ${SYSTEM}`)));
    });
  }

  #nameservers({ dns }: PodShape): void {
    for (const { text } of dns.nameservers) this.#address(text);
  }

  #addressesOf(host: string): readonly { readonly text: string }[] {
    const said = this.#settings.lookedUp?.get(host);
    const told = this.#trusted(ALWAYS).flatMap((fact) => {
      if (fact.kind === "destination") return fact.target.kind === "host" && fact.target.host === host ? fact.addresses : [];
      return fact.kind === "cluster" ? fact.resolved.flatMap((entry) => (entry.host === host ? entry.addresses : [])) : [];
    });
    return said?.kind === "resolved" ? [...told, ...said.addresses] : told;
  }

  /** Whom a node forwards a port to. */
  #forwarded(port: number): void {
    for (const fact of this.#trusted(`forwards ${port}`)) if ("namespace" in fact) this.#space(fact.namespace);
  }

  /** Nodes, and addresses of nodes, that only some pod tells of: one such pod says it. */
  #nodes(): void {
    for (const trace of this.#holding.traces("node")) this.#oneWith(trace);
  }

  /** Under some engines a label that matches a pod in its node's network admits the node. */
  #couldAdmitNodes(): boolean {
    const engine = this.#settings.engine ?? engineNamed(this.#cluster()?.engine ?? "");
    return engine?.labelsAdmitNodes === true;
  }

  #hostPods(): void {
    this.#keep(HOST_NETWORK);
    for (const fact of this.#trusted(HOST_TEMPLATE)) if ("namespace" in fact) this.#space(fact.namespace);
  }

  /** What the rules that count look up elsewhere. */
  #mentioned(): void {
    const mentions = [...this.#kept].map(mentionsOf);
    if (mentions.some(({ services }) => services)) this.#keep(ANY_SERVICE);
    if (!mentions.some(({ portNames }) => portNames)) return;
    for (const trace of this.#holding.traces("ports")) this.#oneWith(trace);
    // A template counts where it has no pods: whether it has is told by its whole namespace.
    for (const trace of this.#holding.traces("templates")) for (const fact of this.#trusted(trace)) if ("namespace" in fact) this.#space(fact.namespace);
  }

  /** What the mere existence of some fact tells, whichever it is. */
  #shown(): void {
    for (const trace of [IPV6, FAMILIES]) this.#oneWith(trace);
    // An engine is told by what is too old for a verdict as well.
    for (const trace of this.#holding.traces("group")) {
      const facts = [...this.#holding.with(trace)];
      const [any] = facts;
      if (any && !facts.some((fact) => this.#kept.has(fact))) this.#kept.add(any);
    }
    for (const trace of this.#holding.traces("occurs")) {
      if (!this.#holds(`named ${trace.slice("occurs ".length)}`)) this.#oneWith(trace);
    }
  }

  #oneWith(trace: string): void {
    let other: Fact | undefined;
    let isTemplate = false;
    for (const fact of this.#holding.with(trace)) {
      if (!this.#isTrusted(fact)) continue;
      if (this.#kept.has(fact)) return;
      if (fact.kind === "workload") isTemplate = true;
      else other ??= fact;
    }
    if (other) this.#kept.add(other);
    // A template alone would count as one without pods.
    else if (isTemplate) for (const fact of this.#trusted(trace)) if ("namespace" in fact) this.#space(fact.namespace);
    this.#drain();
  }

  #keep(trace: string): void {
    for (const fact of this.#holding.with(trace)) if (this.#isTrusted(fact)) this.#kept.add(fact);
  }

  #trusted(trace: string): readonly Fact[] {
    const facts = [...this.#holding.with(trace)];
    return this.#unread.kinds.length === 0 ? facts : facts.filter((fact) => this.#isTrusted(fact));
  }

  #holds(trace: string): boolean {
    for (const fact of this.#holding.with(trace)) if (this.#isTrusted(fact)) return true;
    return false;
  }

  #isTrusted(fact: Fact): boolean {
    return this.#unread.kinds.length === 0 || !isUnread(fact, this.#unread);
  }

  #cluster(): ClusterInfo | undefined {
    return clusterAmong(this.#holding.with(ALWAYS));
  }
}
