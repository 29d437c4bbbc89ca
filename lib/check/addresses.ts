import type { Address } from "#lib/net/address.ts";
import type { Cidr } from "#lib/net/cidr.ts";
import { contains } from "#lib/net/cidr.ts";
import { type Range, without } from "#lib/net/range.ts";
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
  const outside = BigInt(taken.size) <= block.last - block.first ? outsideIn(block.text, [block], context).filter(({ label }) => !taken.has(label)) : [];
  return each("addresses", [...outside, ...here].map(leaf));
}

/** Everybody outside in some ranges; who serves the Kubernetes API there is somebody of its own, as far as that is told. */
export function outsideIn(label: string, ranges: readonly Range[], { snapshot: { apiAddresses } }: Context): readonly Candidate[] {
  const serving = (apiAddresses ?? []).filter((address) => ranges.some((range) => range.family === address.family && range.first <= address.value && address.value <= range.last));
  const others = without(ranges, serving.map(({ family, value }) => ({ family, first: value, last: value })));
  return [...(others.length > 0 ? [rangesCandidate(label, others, "each", apiAddresses ? "no" : "maybe")] : []), ...serving.map((address) => outsideCandidate(address, "yes"))];
}

const withAddress = (candidate: Candidate, address: Address): Candidate => ({
  ...candidate,
  whereabouts: { kind: "known", addresses: [address], meaning: "each" },
});
