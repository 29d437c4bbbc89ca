import type { Address } from "#lib/net/address.ts";
import type { Truth } from "#lib/policy/uncertainty.ts";
import { NODES, PODS, SERVICES, Unread } from "#lib/policy/unread.ts";
import { type Problem, inReadingOrder } from "#lib/source/problem.ts";
import { Calls } from "./calls.ts";
import { showsFamilies, showsIpv6 } from "./families.ts";
import type { ClusterInfo, Destination, EndpointSlice, Fact, NotEvaluated, Node, PolicyFact, Service } from "./facts.ts";
import type { Inhabitant } from "./inhabitants.ts";
import { nodesOf } from "./nodes.ts";
import { Residents } from "./residents.ts";
import { type Spaces, spacesOf } from "./spaces.ts";
import { type Standings, standingsOf } from "./standings.ts";
import { trusted } from "./trusted.ts";

/** All facts of one revision, indexed. Nothing in it changes; a new revision is a new snapshot. */
export class Snapshot {
  readonly facts: readonly Fact[];
  readonly problems: readonly Problem[];
  readonly cluster: ClusterInfo | undefined;
  /** Kinds of which there may be more than the facts tell. */
  readonly unread: Unread;
  /** What a verdict may rest on: this snapshot without what is held of kinds that could not be read. */
  readonly known: Snapshot;
  readonly spaces: Spaces;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly residents: Residents;
  readonly services: readonly Service[];
  readonly calls: Calls;
  readonly standings: Standings;
  readonly policyFacts: readonly PolicyFact[];
  readonly notEvaluated: readonly NotEvaluated[];
  /** Whether an IPv6 address occurs anywhere: only then is `0.0.0.0/0` not every address. */
  readonly usesIpv6: boolean;
  readonly #serviceByName: ReadonlyMap<string, Service>;
  readonly #servicesByAddress: ReadonlyMap<string, readonly Service[]>;
  readonly #nodeByAddress: ReadonlyMap<string, Node>;
  readonly #slices: ReadonlyMap<string, readonly EndpointSlice[]>;
  readonly #destinations: ReadonlyMap<string, readonly Destination[]>;
  readonly #selected = new Map<Service, readonly Inhabitant[]>();

  constructor(facts: readonly Fact[], problems: readonly Problem[]) {
    this.facts = facts;
    this.problems = problems.toSorted(inReadingOrder);
    this.cluster = facts.find((fact) => fact.kind === "cluster");
    this.unread = new Unread(this.cluster?.unreadable ?? []);
    const known = trusted(facts, this.unread);
    this.known = known === facts ? this : new Snapshot(known, problems);
    this.spaces = spacesOf(facts, this.unread);
    this.nodes = nodesOf(facts);
    this.residents = new Residents(facts, this.spaces, this.nodes);
    this.calls = new Calls(facts);
    this.services = facts.filter((fact) => fact.kind === "service");
    this.policyFacts = facts.filter((fact) => fact.kind === "policy");
    this.notEvaluated = facts.filter((fact) => fact.kind === "not-evaluated");
    this.standings = standingsOf(facts);
    this.usesIpv6 = facts.some(showsIpv6) || this.#couldUseIpv6;
    this.#serviceByName = new Map(this.services.map((service) => [serviceName(service), service]));
    const addressed = this.services.flatMap((service) => service.addresses.map(({ text }) => ({ text, service })));
    this.#servicesByAddress = new Map([...Map.groupBy(addressed, ({ text }) => text)].map(([text, same]) => [text, same.map(({ service }) => service)]));
    this.#nodeByAddress = new Map([...this.nodes.values()].flatMap((node) => node.addresses.map(({ text }) => [text, node] as const)));
    this.#slices = Map.groupBy(facts.filter((fact) => fact.kind === "endpointslice"), (slice) => `${slice.namespace}/${slice.service}`);
    const named = facts.flatMap((fact) => (fact.kind === "destination" && fact.target.kind === "host" ? [{ host: fact.target.host, fact }] : []));
    this.#destinations = new Map([...Map.groupBy(named, ({ host }) => host)].map(([host, same]) => [host, same.map(({ fact }) => fact)]));
  }

  /** Whether nothing that was read shows which families are in use, and something else could. */
  get #couldUseIpv6(): boolean {
    return [PODS, NODES, SERVICES].some((kind) => this.unread.of(kind).length > 0) && !this.facts.some(showsFamilies);
  }

  service(namespace: string, name: string): Service | undefined {
    return this.#serviceByName.get(`${namespace}/${name}`);
  }

  /** Several where load balancers share an address and differ in their ports. */
  servicesAt(address: Address): readonly Service[] {
    return this.#servicesByAddress.get(address.text) ?? [];
  }

  /** The catalogue's entries for a name, in lower case. */
  destinationsOf(host: string): readonly Destination[] {
    return this.#destinations.get(host) ?? [];
  }

  /** The pods that the Service's selector means; none where it has none. */
  selectedBy(service: Service): readonly Inhabitant[] {
    const known = this.#selected.get(service);
    if (known) return known;
    const selector = [...(service.selector ?? [])];
    const found = selector.length === 0 ? [] : this.residents.inNamespace(service.namespace).filter(({ fact }) => selector.every(([key, value]) => fact.labels.get(key) === value));
    this.#selected.set(service, found);
    return found;
  }

  nodeAt(address: Address): Node | undefined {
    return this.#nodeByAddress.get(address.text);
  }

  /** Whether the Kubernetes API answers at an address; `maybe` where the input does not list its endpoints. */
  servesApi(address: Address): Truth {
    const { apiAddresses } = this;
    if (!apiAddresses) return "maybe";
    return apiAddresses.some(({ text }) => text === address.text) ? "yes" : "no";
  }

  /** Where the Kubernetes API answers; undefined where the input does not list its endpoints. */
  get apiAddresses(): readonly Address[] | undefined {
    return this.#slices.get("default/kubernetes")?.flatMap(({ endpoints }) => endpoints.flatMap(({ addresses }) => addresses));
  }

  /** undefined: the input has no slices for it, so its selector is asked. */
  slicesOf(service: Service): readonly EndpointSlice[] | undefined {
    return this.#slices.get(serviceName(service));
  }
}

const serviceName = (service: Service): string => `${service.namespace}/${service.name}`;
