import { bitsOf } from "#lib/net/address.ts";
import { type Cidr, cidrOf } from "#lib/net/cidr.ts";
import type { ListMatch, NamespaceMatch, Peer, PortMatch, ServiceMatch } from "./algebra.ts";
import type { AddressList } from "./dialect.ts";
import { matchNamespace } from "./namespaces.ts";
import { type LabelSet, type Requirement, type Selector, matchSelector } from "./selector.ts";
import type { Missing } from "./uncertainty.ts";
import type { ServiceBackends, Surroundings } from "./surroundings.ts";
import { SERVICES, type UnreadKind, covers, missingOf } from "./unread.ts";

/** Looks up what a peer refers to. What does not exist lists nobody. */
export class References {
  readonly #around: Surroundings;
  readonly #features: ReadonlyMap<string, boolean>;
  readonly #peers = new WeakMap<Peer, readonly Peer[]>();

  constructor(around: Surroundings, features: ReadonlyMap<string, boolean> = new Map()) {
    this.#around = around;
    this.#features = features;
  }

  /** Whom the lists or Services of the peer contain. */
  contentsOf(peer: Extract<Peer, { kind: "listed" | "services" }>): readonly Peer[] {
    const known = this.#peers.get(peer);
    if (known) return known;
    const listed = peer.kind === "listed" ? this.#around.lists.flatMap((list) => this.#membersOf(list, peer.lists)) : this.#servicesOf(peer.services).map(({ service, missing }) => perhaps(backendsOf(service), missing));
    const untold = peer.kind === "listed" ? this.#listsUntold(peer.lists) : this.#servicesUntold(peer.services);
    const found = [...listed, ...untold.map((missing): Peer => ({ kind: "untold", missing }))];
    this.#peers.set(peer, found);
    return found;
  }

  portsOf(services: ServiceMatch): readonly PortMatch[] {
    return this.#servicesOf(services).flatMap(({ service }) => service.ports);
  }

  /** Why there may be more ports than these. */
  portsUntold(services: ServiceMatch): readonly Missing[] {
    return [...this.#servicesUntold(services), ...this.#servicesOf(services).flatMap(({ service: { untold } }) => untold ?? [])];
  }

  /** Why there may be more lists that are meant: they could not be read. */
  #listsUntold({ kinds, namespaces, selector }: ListMatch): readonly Missing[] {
    const entries = this.#around.unread.kinds.filter(({ kind }) => kinds.includes(kind));
    return entries.filter((entry) => this.#couldBeMeant(entry, namespaces, selector)).map(missingOf);
  }

  #servicesUntold(match: ServiceMatch): readonly Missing[] {
    const entries = this.#around.unread.of(SERVICES);
    if (match.kind === "named") return entries.filter((entry) => covers(entry, match.namespace)).map(missingOf);
    return entries.filter((entry) => this.#couldBeMeant(entry, match.namespaces, match.selector)).map(missingOf);
  }

  /** Whether an object of any labels at all, where nobody could look, would be selected. */
  #couldBeMeant(entry: UnreadKind, namespaces: NamespaceMatch | undefined, selector: Selector): boolean {
    const untold = missingOf(entry);
    const namespace: LabelSet = entry.namespace === undefined ? { name: "", labels: new Map(), known: false, untold, among: [entry] } : this.#namespace(entry.namespace);
    if (namespaces && matchNamespace(namespaces, namespace).match === "no") return false;
    return matchSelector(selector, { own: { name: "", labels: new Map(), known: false, untold }, namespace }).match !== "no";
  }

  /** The addresses of a list, as far as it is meant: perhaps, where the input does not tell what decides that. */
  #membersOf(list: AddressList, match: ListMatch): readonly Peer[] {
    if (!match.kinds.includes(list.ref.kind) || (match.name !== undefined && match.name !== list.ref.name)) return [];
    const namespace = this.#namespace(list.ref.namespace);
    const inCluster = list.ref.namespace === "";
    if (inCluster && match.namespaces?.kind === "selected") return [];
    const inScope = match.namespaces ? matchNamespace(match.namespaces, namespace) : undefined;
    const own: LabelSet = { name: list.ref.name, labels: list.labels, known: true };
    const selected = matchSelector(match.selector, inCluster ? { own } : { own, namespace });
    const installed = list.feature === undefined || this.#features.get(list.feature);
    if (inScope?.match === "no" || selected.match === "no" || installed === false) return [];
    const missing: readonly Missing[] = [
      ...(inScope?.missing ?? []), ...selected.missing,
      ...(installed === undefined && list.feature !== undefined ? [{ kind: "feature", policy: list.ref, feature: list.feature } as const] : []),
    ];
    return membersOf(list).map((member) => perhaps(member, missing));
  }

  #servicesOf(match: ServiceMatch): readonly { readonly service: ServiceBackends; readonly missing: readonly Missing[] }[] {
    return this.#around.services.flatMap((service) => {
      const { namespace, name, labels } = service;
      if (match.kind === "named") return namespace === match.namespace && name === match.name ? [{ service, missing: [] }] : [];
      const inScope = matchNamespace(match.namespaces, this.#namespace(namespace));
      const selected = matchSelector(match.selector, { own: { name, labels, known: true } });
      return inScope.match === "no" || selected.match === "no" ? [] : [{ service, missing: [...inScope.missing, ...selected.missing] }];
    });
  }

  #namespace(name: string): LabelSet {
    return this.#around.namespaces.get(name) ?? { name, labels: new Map(), known: false };
  }
}

const perhaps = (peer: Peer, missing: readonly Missing[]): Peer =>
  missing.length === 0 ? peer : { kind: "all", of: [peer, ...missing.map((one): Peer => ({ kind: "untold", missing: one }))] };

function membersOf({ blocks, names }: AddressList): readonly Peer[] {
  return [
    ...blocks.map(({ cidr, except }): Peer => ({ kind: "cidr", cidr, except, disputed: false })),
    ...(names.length > 0 ? [{ kind: "names", names, learnt: "any-lookup" } as const] : []),
  ];
}

function backendsOf({ namespace, selector, addresses, untold }: ServiceBackends): Peer {
  if (selector && selector.size > 0) {
    const pods = [...selector].map(([key, value]): Requirement => ({ operator: "In", key, values: new Set([value]) }));
    return { kind: "pods", namespaces: { kind: "named", name: namespace }, pods };
  }
  const listed = addresses.map((address): Peer => ({ kind: "cidr", cidr: cidrOf(address, bitsOf(address.family)), except: [], disputed: false }));
  return { kind: "any", of: untold ? [...listed, { kind: "untold", missing: untold }] : listed };
}

/** Every block that could tell two addresses apart for a peer. */
export function blocksIn(peer: Peer, references: References, names: Surroundings["names"]): readonly Cidr[] {
  switch (peer.kind) {
    case "cidr":
      return [peer.cidr, ...peer.except];
    case "listed":
    case "services":
      return references.contentsOf(peer).flatMap((member) => blocksIn(member, references, names));
    case "any":
    case "all":
      return peer.of.flatMap((part) => blocksIn(part, references, names));
    case "not":
      return blocksIn(peer.of, references, names);
    case "names":
      return [...names.values()].flat().map((address) => cidrOf(address, bitsOf(address.family)));
    case "anyone":
    case "pods":
    case "nodes":
    case "entity":
    case "untold":
      return [];
  }
}
