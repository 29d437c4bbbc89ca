import type { Address } from "#lib/net/address.ts";
import { type Range, everyRange } from "#lib/net/range.ts";
import type { Node, Service } from "#lib/cluster/facts.ts";
import type { Inhabitant } from "#lib/cluster/inhabitants.ts";
import type { Party, PodParty } from "#lib/policy/endpoint.ts";
import { type Truth, anyTrue } from "#lib/policy/uncertainty.ts";
import type { Context } from "./context.ts";
import type { Gap } from "./gaps.ts";

/** Where somebody can be met: known addresses, or ranges that are cut at the edges of the rules. */
export type Whereabouts =
  | { readonly kind: "known"; readonly addresses: readonly Address[]; readonly meaning: "each" | Gap }
  | { readonly kind: "within"; readonly ranges: readonly Range[]; readonly meaning: "each" | Gap };

/** One party at one end of a question. */
export interface Candidate {
  readonly party: Party;
  /** An id, or the address or range itself. */
  readonly label: string;
  readonly whereabouts: Whereabouts;
  readonly inhabitant?: Inhabitant;
  /** The name whose lookup led here; in lower case, without the final dot. */
  readonly host?: string;
}

/** A candidate that is called on a port: the pod's, after the Service's translation. */
export interface Target {
  readonly candidate: Candidate;
  readonly port: number;
  readonly via?: Service;
  /** The node that was dialled on a NodePort. */
  readonly entry?: Node;
  /** What was dialled of the Service, before its translation; `address` where it was asked by one. */
  readonly dialled?: { readonly port: number; readonly address?: Address };
}

/** A pod without an address is somewhere in the pods' ranges, or anywhere when those are not known. */
export function inhabitantCandidate(inhabitant: Inhabitant, context: Context): Candidate {
  const { id: label, addresses } = inhabitant;
  const party: PodParty = inhabitant.party.hostNetwork ? { ...inhabitant.party, servesApi: servesApiAt(addresses, context) } : inhabitant.party;
  if (addresses.length > 0) return { party, label, inhabitant, whereabouts: { kind: "known", addresses, meaning: "each" } };
  const ranges = party.hostNetwork || context.podCidrs.length === 0 ? everyRange(true) : context.podCidrs;
  return { party, label, inhabitant, whereabouts: { kind: "within", ranges, meaning: { kind: "address", of: label } } };
}

export function nodeCandidate(node: Node, end: "source" | "target", context: Context, addresses = node.addresses): Candidate {
  const label = `node:${node.name}`;
  const party: Party = { kind: "node", name: node.name, servesApi: servesApiAt(addresses, context) };
  if (addresses.length === 0) return { party, label, whereabouts: { kind: "within", ranges: everyRange(true), meaning: { kind: "address", of: label } } };
  const meaning = end === "target" ? "each" : ({ kind: "which-node-address", of: label } as const);
  return { party, label, whereabouts: { kind: "known", addresses, meaning } };
}

const servesApiAt = (addresses: readonly Address[], { known }: Context): Truth =>
  addresses.length === 0 ? "maybe" : anyTrue(addresses.map((address) => known.servesApi(address)));

export const outsideCandidate = (address: Address, servesApi: Truth = "no"): Candidate => ({
  party: { kind: "outside", servesApi },
  label: address.text,
  whereabouts: { kind: "known", addresses: [address], meaning: "each" },
});

export const rangesCandidate = (label: string, ranges: readonly Range[], meaning: "each" | Gap, servesApi: Truth = "no"): Candidate => ({
  party: { kind: "outside", servesApi },
  label,
  whereabouts: { kind: "within", ranges, meaning },
});
