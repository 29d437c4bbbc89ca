import type { Address } from "#lib/net/address.ts";
import type { Cidr } from "#lib/net/cidr.ts";
import { contains } from "#lib/net/cidr.ts";
import { type Range, without } from "#lib/net/range.ts";
import type { Service } from "#lib/cluster/facts.ts";
import { NODES, PODS, covers } from "#lib/policy/unread.ts";
import type { Context } from "./context.ts";
import { type Candidate, inhabitantCandidate, nodeCandidate, outsideCandidate, rangesCandidate } from "./candidates.ts";
import { type Spread, each, leaf, oneOf } from "./spread.ts";
import { unreadGap, unseenAt, unseenPod, unseenWithin } from "./unseen.ts";

/** Who has an address: a pod, a node, or somebody outside. Two pods can only where the input contradicts itself. */
export function whoIsAt(address: Address, end: "source" | "target", context: Context): Spread<Candidate> {
  const { residents } = context.known;
  const here = residents.at(address).map((inhabitant) => leaf(withAddress(inhabitantCandidate(inhabitant, context), address)));
  if (here.length > 0) {
    const candidates = residents.at(address).map(({ id }) => id);
    return oneOf({ kind: "whose-address", address: address.text, candidates }, here);
  }
  const node = context.known.nodeAt(address);
  if (node) return leaf(withAddress(nodeCandidate(node, end, context, [address]), address));
  return orUnseen(address.text, outsideCandidate(address, context.known.servesApi(address)), unseenAt(address, context), context);
}

/** Who is at an address that a Service lists as a pod's: that pod, also where no pod of its namespace could be read. */
export function podAt(address: Address, { namespace, selector }: Service, context: Context): Spread<Candidate> {
  const unread = context.known.unread.of(PODS).filter((entry) => covers(entry, namespace));
  if (unread.length === 0 || context.known.nodeAt(address)) return whoIsAt(address, "target", context);
  const own = unread.map((entry) => ({ ...entry, namespace }));
  const pod = unseenPod(address.text, own.slice(0, 1), { kind: "known", addresses: [address], meaning: "each" }, context, selector);
  return orUnseen(address.text, pod, unseenAt(address, context).filter(({ party }) => party.kind === "node"), context);
}

/** One of those is there, and nobody could read which. */
function orUnseen(of: string, likely: Candidate, unseen: readonly Candidate[], { known: { unread } }: Context): Spread<Candidate> {
  const missing = [...(unseen.some(({ party }) => party.kind === "pod") ? unread.anywhere(PODS) : []), ...(unseen.some(({ party }) => party.kind === "node") ? unread.anywhere(NODES) : [])];
  return oneOf(unreadGap(of, missing), [likely, ...unseen].map(leaf));
}

/** Everybody in a block: the pods and nodes that have one of its addresses and, unless they have all, the addresses outside the cluster. */
export function whoIsWithin(block: Cidr, context: Context): Spread<Candidate> {
  const { residents, nodes } = context.known;
  const pods = residents.all.filter(({ party }) => !party.hostNetwork).flatMap((inhabitant) =>
    inhabitant.addresses.filter((address) => contains(block, address)).map((address) => withAddress(inhabitantCandidate(inhabitant, context), address)),
  );
  const machines = [...nodes.values()].flatMap((node) =>
    node.addresses.filter((address) => contains(block, address)).map((address) => withAddress(nodeCandidate(node, "target", context, [address]), address)),
  );
  const here = [...pods, ...machines];
  const taken = new Set(here.flatMap(({ whereabouts }) => (whereabouts.kind === "known" ? whereabouts.addresses.map(({ text }) => text) : [])));
  const outside = BigInt(taken.size) <= block.last - block.first ? outsideIn(block.text, [block], context, taken) : [];
  const seen = here.map(leaf);
  const unseen = unseenWithin(block.text, [block], context).map(leaf);
  if (unseen.length === 0) return each("addresses", [...outside, ...seen]);
  const { unread } = context.known;
  const gap = unreadGap(`who else is in ${block.text}`, [...unread.anywhere(PODS), ...unread.anywhere(NODES)]);
  // They may have no address of it, some, or all.
  return oneOf(gap, [...(outside.length + seen.length > 0 ? [each("addresses", [...outside, ...seen])] : []), each("addresses", [...outside, ...seen, ...unseen]), each("addresses", [...seen, ...unseen])]);
}

/**
 * Everybody outside in some ranges; who serves the Kubernetes API there is somebody of its own, as far as that is told.
 * @param taken addresses of those who are known to be inside
 */
export function outsideIn(label: string, ranges: readonly Range[], context: Context, taken: ReadonlySet<string> = new Set()): readonly Spread<Candidate>[] {
  const { apiAddresses } = context.known;
  const serving = (apiAddresses ?? []).filter((address) => ranges.some((range) => range.family === address.family && range.first <= address.value && address.value <= range.last));
  const others = without(ranges, serving.map(({ family, value }) => ({ family, first: value, last: value })));
  return [
    ...(others.length > 0 && !taken.has(label) ? [leaf(rangesCandidate(label, others, "each", apiAddresses ? "no" : "maybe"))] : []),
    ...serving.filter(({ text }) => !taken.has(text)).map((address) => orUnseen(address.text, outsideCandidate(address, "yes"), unseenAt(address, context), context)),
  ];
}

const withAddress = (candidate: Candidate, address: Address): Candidate => ({
  ...candidate,
  whereabouts: { kind: "known", addresses: [address], meaning: "each" },
});
