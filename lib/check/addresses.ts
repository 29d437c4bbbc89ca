import type { Address } from "#lib/net/address.ts";
import type { Cidr } from "#lib/net/cidr.ts";
import { contains } from "#lib/net/cidr.ts";
import type { Context } from "./context.ts";
import { type Candidate, inhabitantCandidate, nodeCandidate, outsideCandidate, rangesCandidate } from "./candidates.ts";
import { type Spread, each, leaf, oneOf } from "./spread.ts";

/** Who has an address: a pod, a node, or somebody outside. Two pods can only where the input contradicts itself. */
export function whoIsAt(address: Address, end: "source" | "target", context: Context): Spread<Candidate> {
  const { residents } = context.snapshot;
  const here = residents.at(address).map((inhabitant) => leaf(withAddress(inhabitantCandidate(inhabitant, context), address)));
  if (here.length > 0) {
    const candidates = residents.at(address).map(({ id }) => id);
    return oneOf({ kind: "whose-address", address: address.text, candidates }, here);
  }
  const node = context.snapshot.nodeAt(address);
  return leaf(node ? withAddress(nodeCandidate(node, end, context, [address]), address) : outsideCandidate(address, context.snapshot.servesApi(address)));
}

/** Everybody in a block: the pods and nodes that have one of its addresses and, unless they have all, the addresses outside the cluster. */
export function whoIsWithin(block: Cidr, context: Context): Spread<Candidate> {
  const { residents, nodes } = context.snapshot;
  const pods = residents.all.filter(({ party }) => !party.hostNetwork).flatMap((inhabitant) =>
    inhabitant.addresses.filter((address) => contains(block, address)).map((address) => withAddress(inhabitantCandidate(inhabitant, context), address)),
  );
  const machines = [...nodes.values()].flatMap((node) =>
    node.addresses.filter((address) => contains(block, address)).map((address) => withAddress(nodeCandidate(node, "target", context, [address]), address)),
  );
  const here = [...pods, ...machines];
  const taken = new Set(here.flatMap(({ whereabouts }) => (whereabouts.kind === "known" ? whereabouts.addresses.map(({ text }) => text) : [])));
  const outside = BigInt(taken.size) <= block.last - block.first ? [rangesCandidate(block.text, [block], "each")] : [];
  return each("addresses", [...outside, ...here].map(leaf));
}

const withAddress = (candidate: Candidate, address: Address): Candidate => ({
  ...candidate,
  whereabouts: { kind: "known", addresses: [address], meaning: "each" },
});
