import type { Address } from "#lib/net/address.ts";
import type { Direction, Protocol } from "./algebra.ts";
import type { LabelSet, Labels } from "./selector.ts";
import type { Missing, Truth } from "./uncertainty.ts";

export interface DeclaredPort {
  readonly name?: string;
  readonly protocol: Protocol;
  readonly port: number;
  /** Who declares it; a sidecar is an init container that serves for as long as the pod lives. */
  readonly by: "container" | "sidecar" | "init-container";
}

export interface PodParty {
  readonly kind: "pod";
  readonly id: string;
  readonly namespace: LabelSet;
  readonly labels: Labels;
  readonly serviceAccount: LabelSet;
  /** Its traffic is the node's traffic: no policy selects it, no label peer matches it. */
  readonly hostNetwork: boolean;
  readonly node?: string;
  /** Whether the Kubernetes API answers at its node's address, which is its own; only of a pod in its node's network. */
  readonly servesApi?: Truth;
  readonly ports: readonly DeclaredPort[];
  /** Why nothing more is known of it: it stands for any pod that could not be read. Its node and ports are open then. */
  readonly untold?: Missing;
}

/** Who stands at one end of a connection. `servesApi`: whether the Kubernetes API answers there. */
export type Party =
  | PodParty
  /** `untold`: why nobody knows which node it is. */
  | { readonly kind: "node"; readonly name: string; readonly servesApi: Truth; readonly untold?: Missing }
  | { readonly kind: "outside"; readonly servesApi: Truth };

export interface Endpoint {
  readonly party: Party;
  readonly address: Address;
  /** The name that somebody looked up to come here; in lower case, without the final dot. */
  readonly name?: string;
  /** The address is one that the party could have; nobody told which it has. */
  readonly supposed?: true;
  /** The Service that was dialled, for engines that look before its translation. */
  readonly dialled?: Dialled;
}

export interface Dialled {
  /** Absent: its address is not in the input; `untold`: as what would tell it could not be read. */
  readonly address?: Address;
  readonly untold?: Missing;
  readonly port: number;
  /** What selects the backends; absent where nothing does, or where the address is not the Service's own but a load balancer's or a node's. */
  readonly selector?: Labels;
}

/** The first packet of one connection, after the Service's translation: `port` is the pod's port. */
export interface Connection {
  readonly source: Endpoint;
  readonly target: Endpoint;
  readonly port: number;
  readonly protocol: Protocol;
  /** A pod calling itself: the packet never leaves its network namespace. */
  readonly loopback: boolean;
  /** A pod that reaches itself through a Service, read so that NetworkPolicy lets it: only the other tiers are settled on policing that (semantics §1.8). */
  readonly hairpin?: true;
  /** The name that a DNS query asks for, where the connection is one. */
  readonly lookup?: string;
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

/** The node whose own traffic this party's traffic is: a node, or a pod in its node's network; undefined where that is not known. */
export function nodeOf(party: Party): string | undefined {
  switch (party.kind) {
    case "node":
      return party.untold ? undefined : party.name;
    case "pod":
      return party.hostNetwork ? party.node : undefined;
    case "outside":
      return undefined;
  }
}

/** Why it is not known who somebody is. */
export const untoldOf = (party: Party): Missing | undefined => (party.kind === "outside" ? undefined : party.untold);

/** Whether a party's traffic is that of the pod's own node; `maybe` where a node is not known. */
export function isOwnNode(pod: PodParty, party: Party): Truth {
  const node = nodeOf(party);
  if (party.kind === "outside" || isPolicedPod(party)) return "no";
  if (pod.node === undefined || node === undefined) return "maybe";
  return node === pod.node ? "yes" : "no";
}
