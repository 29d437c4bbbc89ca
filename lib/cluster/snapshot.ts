import type { Address } from "#lib/net/address.ts";
import type { Cidr } from "#lib/net/cidr.ts";
import type { Peer, Policy } from "#lib/policy/algebra.ts";
import type { Support } from "#lib/policy/dialect.ts";
import type { Truth } from "#lib/policy/uncertainty.ts";
import { NODES, PODS, SERVICES, Unread } from "#lib/policy/unread.ts";
import { type Problem, inReadingOrder } from "#lib/source/problem.ts";
import { Calls } from "./calls.ts";
import type { ClusterInfo, EndpointSlice, Fact, NotEvaluated, Node, PolicyFact, Service } from "./facts.ts";
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
    this.usesIpv6 = facts.some((fact) => [...addressesOf(fact), ...blocksOf(fact)].some(({ family }) => family === 6)) || this.standings.accepted.some(namesIpv6) || this.standings.supports.some(listsIpv6) || this.#couldUseIpv6;
    this.#serviceByName = new Map(this.services.map((service) => [serviceName(service), service]));
    const addressed = this.services.flatMap((service) => service.addresses.map(({ text }) => ({ text, service })));
    this.#servicesByAddress = new Map([...Map.groupBy(addressed, ({ text }) => text)].map(([text, same]) => [text, same.map(({ service }) => service)]));
    this.#nodeByAddress = new Map([...this.nodes.values()].flatMap((node) => node.addresses.map(({ text }) => [text, node] as const)));
    this.#slices = Map.groupBy(facts.filter((fact) => fact.kind === "endpointslice"), (slice) => `${slice.namespace}/${slice.service}`);
  }

  /** Whether nothing that was read shows which families are in use, and something else could. */
  get #couldUseIpv6(): boolean {
    return [PODS, NODES, SERVICES].some((kind) => this.unread.of(kind).length > 0) && !this.facts.some((fact) => SHOWS_FAMILIES.has(fact.kind) && addressesOf(fact).length > 0);
  }

  service(namespace: string, name: string): Service | undefined {
    return this.#serviceByName.get(`${namespace}/${name}`);
  }

  /** Several where load balancers share an address and differ in their ports. */
  servicesAt(address: Address): readonly Service[] {
    return this.#servicesByAddress.get(address.text) ?? [];
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

/** The network's families are those of any of its members: a cluster has one set of them. */
const SHOWS_FAMILIES: ReadonlySet<Fact["kind"]> = new Set(["pod", "node", "service"]);

const serviceName = (service: Service): string => `${service.namespace}/${service.name}`;

function addressesOf(fact: Fact): readonly Address[] {
  switch (fact.kind) {
    case "pod":
      return [...fact.addresses, ...fact.hostAddresses];
    case "node":
    case "service":
    case "destination":
      return fact.addresses;
    case "cluster":
      return fact.resolved.flatMap(({ addresses }) => addresses);
    case "endpointslice":
      return fact.endpoints.flatMap(({ addresses }) => addresses);
    default:
      return [];
  }
}

function blocksOf(fact: Fact): readonly Cidr[] {
  if (fact.kind === "cluster") return fact.podCidrs;
  return fact.kind === "destination" && fact.target.kind === "cidr" ? [fact.target.cidr] : [];
}

const namesIpv6 = ({ egress, ingress }: Policy): boolean =>
  [egress, ingress].some((direction) => direction?.rules.some(({ peers, self }) => [...peers, ...(self ? [self] : [])].some(isIpv6)));

function isIpv6(peer: Peer): boolean {
  if (peer.kind === "any" || peer.kind === "all") return peer.of.some(isIpv6);
  return peer.kind === "not" ? isIpv6(peer.of) : peer.kind === "cidr" && peer.cidr.family === 6;
}

const listsIpv6 = (support: Support): boolean => support.kind === "address-list" && support.blocks.some(({ cidr }) => cidr.family === 6);
