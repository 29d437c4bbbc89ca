import type { Address } from "#lib/net/address.ts";
import { contains } from "#lib/net/cidr.ts";
import { INTERNAL, type Range, everyRange, isInternal } from "#lib/net/range.ts";
import type { LabelSet, Labels } from "#lib/policy/selector.ts";
import type { Missing } from "#lib/policy/uncertainty.ts";
import { type KindName, NODES, PODS, SERVICES, type UnreadKind, missingOf } from "#lib/policy/unread.ts";
import type { Candidate, Whereabouts } from "./candidates.ts";
import type { Context } from "./context.ts";
import type { Gap } from "./gaps.ts";
import { type Spread, gap } from "./spread.ts";

/** Whoever could be there, of the kinds that could not be read: who that is nobody knows, and what it is could change a verdict. */
export const unreadGap = (of: string, missing: readonly Missing[]): Gap => ({ kind: "unread", of, missing });

/** @returns undefined: all of the kind that is in the namespace is known */
export function unreadIn<T>(kind: KindName, namespace: string, of: string, { known }: Context): Spread<T> | undefined {
  const missing = known.unread.in(kind, namespace);
  return missing && gap(unreadGap(of, [missing]));
}

/**
 * The pods and nodes that an address could belong to, beside those that are known. A globally routable one is taken to be
 * nobody's in the cluster, unless the pods' blocks are known and hold it.
 */
export function unseenAt(address: Address, context: Context): readonly Candidate[] {
  const whereabouts: Whereabouts = { kind: "known", addresses: [address], meaning: "each" };
  const servesApi = context.known.servesApi(address);
  return [
    ...(couldBePods(address, context) ? [unseenPod(address.text, context.known.unread.of(PODS), whereabouts, context)] : []),
    ...(isInternal(address) ? unseenNodes(address.text, whereabouts, context).map((node) => ({ ...node, party: { ...node.party, servesApi } })) : []),
  ];
}

/** The same within some ranges, of which they have perhaps some address. */
export function unseenWithin(label: string, ranges: readonly Range[], context: Context): readonly Candidate[] {
  const { unread } = context.known;
  const within = (among: readonly Range[]): Whereabouts | undefined => {
    const shared = intersect(ranges, among);
    return shared.length > 0 ? { kind: "within", ranges: shared, meaning: unreadGap(label, [...unread.anywhere(PODS), ...unread.anywhere(NODES)]) } : undefined;
  };
  const [pods, nodes] = [within(context.podCidrs.length > 0 ? context.podCidrs : INTERNAL), within(INTERNAL)];
  return [
    ...(pods && unread.of(PODS).length > 0 ? [unseenPod(label, unread.of(PODS), pods, context)] : []),
    ...(nodes ? unseenNodes(label, nodes, context) : []),
  ];
}

const couldBePods = (address: Address, { known, podCidrs }: Context): boolean =>
  known.unread.of(PODS).length > 0 && (podCidrs.length > 0 ? podCidrs.some((block) => contains(block, address)) : isInternal(address));

/** Why an address that nobody is known to have could be that of a Service; none: it could not. */
export const couldBeServices = (address: Address, { known }: Context): readonly Missing[] => (isInternal(address) ? known.unread.anywhere(SERVICES) : []);

/**
 * A pod of which only is known where it could be.
 * @param entries what could not be read, at least one: it is in one of their namespaces
 * @param labels those that it surely has
 */
export function unseenPod(label: string, entries: readonly UnreadKind[], whereabouts: Whereabouts, context: Context, labels: Labels = new Map()): Candidate {
  const [untold] = entries.map(missingOf);
  const open: LabelSet = { name: "", labels: new Map(), known: false, ...(untold && { untold }) };
  const [only, second] = entries;
  const namespace: LabelSet = only?.namespace !== undefined && !second ? context.known.spaces.namespace(only.namespace) : { ...open, among: entries };
  return {
    party: { kind: "pod", id: `a pod at ${label}`, namespace, labels, serviceAccount: open, hostNetwork: false, ports: [], ...(untold && { untold }) },
    label,
    whereabouts,
  };
}

/** Some node, unless all are known. */
export function unseenNodes(label: string, whereabouts: Whereabouts, { known }: Context): readonly NodeCandidate[] {
  const [untold] = known.unread.anywhere(NODES);
  return untold ? [{ party: { kind: "node", name: "", servesApi: "maybe", untold }, label, whereabouts }] : [];
}

export type NodeCandidate = Candidate & { readonly party: { readonly kind: "node" } };

export const anywhere = (of: string, { known }: Context): Whereabouts => ({ kind: "within", ranges: everyRange(known.usesIpv6), meaning: { kind: "address", of } });

const intersect = (some: readonly Range[], others: readonly Range[]): readonly Range[] =>
  some.flatMap((one) => others.flatMap((other) => {
    const first = one.first > other.first ? one.first : other.first;
    const last = one.last < other.last ? one.last : other.last;
    return one.family === other.family && first <= last ? [{ family: one.family, first, last }] : [];
  }));
