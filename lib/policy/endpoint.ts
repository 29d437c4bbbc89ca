import type { Address } from "#lib/net/address.ts";
import type { Direction, Protocol } from "./algebra.ts";
import type { Labels } from "./selector.ts";

/** A namespace as policies see it. `known` is false where the input has no object for it: only its name is a label then. */
export interface NamespaceLabels {
  readonly name: string;
  readonly labels: Labels;
  readonly known: boolean;
}

export interface DeclaredPort {
  readonly name?: string;
  readonly protocol: Protocol;
  readonly port: number;
}

export interface PodParty {
  readonly kind: "pod";
  readonly id: string;
  readonly namespace: NamespaceLabels;
  readonly labels: Labels;
  /** Its traffic is the node's traffic: no policy selects it, no label peer matches it. */
  readonly hostNetwork: boolean;
  readonly node?: string;
  readonly ports: readonly DeclaredPort[];
}

/** Who stands at one end of a connection. */
export type Party = PodParty | { readonly kind: "node"; readonly name: string } | { readonly kind: "outside" };

export interface Endpoint {
  readonly party: Party;
  readonly address: Address;
}

/** The first packet of one connection, after the Service's translation: `port` is the pod's port. */
export interface Connection {
  readonly source: Endpoint;
  readonly target: Endpoint;
  readonly port: number;
  readonly protocol: Protocol;
  /** A pod calling itself: the packet never leaves its network namespace. */
  readonly loopback: boolean;
}

export interface Oriented {
  readonly subject: Endpoint;
  readonly peer: Endpoint;
}

/** Whom the policies of a direction are about, and the other end. Below this line nobody says source or target. */
export const orient = (direction: Direction, { source, target }: Connection): Oriented =>
  direction === "egress" ? { subject: source, peer: target } : { subject: target, peer: source };

/** A pod with a network of its own, as opposed to one in its node's. */
export type PolicedPod = PodParty & { readonly hostNetwork: false };

/** Whether label selectors can see this party at all. */
export const isPolicedPod = (party: Party): party is PolicedPod => party.kind === "pod" && !party.hostNetwork;

/** The node whose own traffic this party's traffic is: a node, or a pod in its node's network. */
export function nodeOf(party: Party): string | undefined {
  switch (party.kind) {
    case "node":
      return party.name;
    case "pod":
      return party.hostNetwork ? party.node : undefined;
    case "outside":
      return undefined;
  }
}
