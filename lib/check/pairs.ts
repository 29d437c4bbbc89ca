import type { Address } from "#lib/net/address.ts";
import { type Range, cut, everyRange, firstOf, formatRange } from "#lib/net/range.ts";
import type { Direction, Protocol, Rule } from "#lib/policy/algebra.ts";
import { type Connection, type Dialled, type Party, untoldOf } from "#lib/policy/endpoint.ts";
import { NODES } from "#lib/policy/unread.ts";
import { type Explanation, explainConnection } from "#lib/policy/explain.ts";
import { explainOnce } from "#lib/policy/remembered.ts";
import { type Candidate, type Target, type Whereabouts, nodeCandidate } from "./candidates.ts";
import type { Context } from "./context.ts";
import { blocksIn } from "#lib/policy/references.ts";
import type { World } from "#lib/policy/world.ts";
import { type Spread, each, expand, leaf, oneOf } from "./spread.ts";
import { anywhere, unreadGap, unseenNodes } from "./unseen.ts";

/** One concrete connection, explained. A `span` says for which addresses the one that was judged stands. */
export interface Judged {
  readonly explanation: Explanation;
  readonly world: World;
  readonly source: Candidate;
  readonly target: Target;
  readonly sourceSpan: string;
  readonly targetSpan: string;
}

interface Spot {
  readonly address: Address;
  readonly span: string;
}

/** What is sent: the protocol, and for a DNS query the name that it asks for. */
interface Sent {
  readonly protocol: Protocol;
  readonly lookup?: string;
}

/** Judges every way in which one party reaches another. */
export function judgePair(source: Candidate, target: Target, protocol: Protocol, context: Context, lookup?: string): Spread<Judged> {
  const sent: Sent = { protocol, ...(lookup !== undefined && { lookup }) };
  return expand(entries(source, target, context), (entry) => hairpinAware(entry, target, sent, context));
}

/**
 * A client outside that calls a Service with externalTrafficPolicy Cluster keeps its address only where the entry node
 * is the backend's own; through any other node it arrives with that node's address.
 */
function entries(source: Candidate, target: Target, context: Context): Spread<Candidate> {
  const { via, candidate, entry } = target;
  const { known } = context;
  if (source.party.kind !== "outside" || via === undefined || via.type === "ClusterIP" || via.headless || via.externalTrafficPolicy === "Local") return leaf(source);
  const own = candidate.party.kind === "pod" ? candidate.party.node : undefined;
  const direct = entry && own !== undefined ? own === entry.name : undefined;
  if (direct === true) return leaf(source);
  const others = (entry ? [entry] : [...known.nodes.values()]).filter(({ name }) => name !== own).map((node) => nodeCandidate(node, "source", context));
  const through = direct === false ? others : [source, ...others];
  const untold = untoldOf(candidate.party);
  const missing = [...known.unread.anywhere(NODES), ...(untold ? [untold] : [])];
  if (missing.length > 0) return oneOf(unreadGap(ENTRY, missing), [...through, ...unseenNodes("another node", anywhere(ENTRY, context), context)].map(leaf));
  if (others.length > 0) return each("entry-nodes", through.map(leaf));
  return known.nodes.size > 0 ? leaf(source) : each("entry-nodes", [source, unseenNode].map(leaf));
}

const ENTRY = "the node that the client enters through";

/** Some node of a cluster whose nodes are not in the input. */
const unseenNode: Candidate = {
  party: { kind: "node", name: "", servesApi: "maybe" },
  label: "another node",
  whereabouts: { kind: "within", ranges: everyRange(true), meaning: { kind: "address", of: ENTRY } },
};

/** A pod that reaches itself through a Service: whether NetworkPolicy polices that differs between engines, so both readings stand. */
function hairpinAware(source: Candidate, target: Target, sent: Sent, context: Context): Spread<Judged> {
  const self = source.party.kind === "pod" && target.candidate.party.kind === "pod" && source.party.id === target.candidate.party.id;
  const alone = source.inhabitant?.fact.kind === "pod" || (untoldOf(source.party) !== undefined && source.whereabouts.kind === "known");
  const policed = { loopback: false };
  if (!self || !alone) return judgeSpots(source, target, sent, context, policed);
  if (!target.via) return judgeSpots(source, target, sent, context, { loopback: true });
  const spared = judgeSpots(source, target, sent, context, { ...policed, hairpin: true });
  return oneOf({ kind: "hairpin", service: `${target.via.namespace}/${target.via.name}` }, [spared, judgeSpots(source, target, sent, context, policed)]);
}

function judgeSpots(source: Candidate, target: Target, sent: Sent, context: Context, toItself: Pick<Connection, "loopback" | "hairpin">): Spread<Judged> {
  const judge = (from: Spot, to: Spot): Spread<Judged> => {
    const { party, host } = target.candidate;
    const dialled = dialledBy(source, target, to.address.family, context);
    const connection: Connection = {
      source: { party: source.party, address: from.address },
      target: { party, address: to.address, ...(host !== undefined && { name: host }), ...(isSupposed(target.candidate) && { supposed: true }), ...(dialled && { dialled }) },
      port: target.port,
      ...sent,
      ...toItself,
    };
    return leaf({ explanation: explainConnection(connection, context.policies, explainOnce), world: context.policies.world, source, target, sourceSpan: from.span, targetSpan: to.span });
  };
  // Most have one address each: then there is nothing to choose.
  const [only, other] = [onlySpot(source.whereabouts), onlySpot(target.candidate.whereabouts)];
  if (only && other) return judge(only, other);
  const sources = inFamilyOf(target.candidate.whereabouts, source.whereabouts, spotsOf(source.whereabouts, () => edgesBetween(target.candidate.party, "ingress", source.party, context)));
  const targets = inFamilyOf(source.whereabouts, target.candidate.whereabouts, spotsOf(target.candidate.whereabouts, () => edgesBetween(source.party, "egress", target.candidate.party, context)));
  const pairs = (from: readonly Spot[], to: readonly Spot[]): Spread<Judged> =>
    expand(together(source.whereabouts, from), (one) => expand(together(target.candidate.whereabouts, to), (other) => judge(one, other)));
  if (source.whereabouts.kind === "within" || target.candidate.whereabouts.kind === "within") return pairs(sources, targets);
  const families = ([4, 6] as const).filter((family) => [sources, targets].every((spots) => spots.some(({ address }) => address.family === family)));
  if (families.length === 0) return pairs(sources, targets);
  const of = (spots: readonly Spot[], family: 4 | 6): readonly Spot[] => spots.filter(({ address }) => address.family === family);
  return each("families", families.map((family) => pairs(of(sources, family), of(targets, family))));
}

function onlySpot(whereabouts: Whereabouts): Spot | undefined {
  const [only, second] = whereabouts.kind === "known" ? whereabouts.addresses : [];
  return only && !second ? { address: only, span: only.text } : undefined;
}

const together = ({ meaning }: Whereabouts, spots: readonly Spot[]): Spread<Spot> =>
  meaning === "each" ? each("addresses", spots.map(leaf)) : oneOf(meaning, spots.map(leaf));

/** Of all of a range only what the other end's families can reach is meant, as long as there is any. */
function inFamilyOf(other: Whereabouts, whereabouts: Whereabouts, spots: readonly Spot[]): readonly Spot[] {
  if (whereabouts.kind !== "within" || whereabouts.meaning !== "each" || other.kind !== "known") return spots;
  const reachable = spots.filter(({ address }) => other.addresses.some(({ family }) => family === address.family));
  return reachable.length > 0 ? reachable : spots;
}

function spotsOf(whereabouts: Whereabouts, edges: () => readonly Range[]): readonly Spot[] {
  if (whereabouts.kind === "known") return whereabouts.addresses.map((address) => ({ address, span: address.text }));
  return cut(whereabouts.ranges, edges()).map((piece) => ({ address: firstOf(piece), span: formatRange(piece) }));
}

const isSupposed = ({ whereabouts }: Candidate): boolean => whereabouts.kind === "within" && whereabouts.meaning !== "each";

/** A pod that calls a Service sends to the Service's address first, or to the node's that forwards; a headless one has none. */
function dialledBy(source: Candidate, { via, dialled, entry }: Target, family: Address["family"], { known }: Context): Dialled | undefined {
  if (source.party.kind !== "pod" || via === undefined || via.headless || dialled === undefined) return undefined;
  const own = via.addresses.find((one) => one.family === family);
  // Of a node that could not be read not every address is known: it may have been dialled at another.
  const [untold] = entry && !dialled.address ? known.unread.anywhere(NODES) : [];
  const address = untold ? undefined : (dialled.address ?? (entry ? entry.addresses.find((one) => one.family === family) : own));
  const isOwn = !entry && address?.text === own?.text;
  return { port: dialled.port, ...(isOwn && via.selector && via.selector.size > 0 && { selector: via.selector }), ...(address && { address }), ...(untold && { untold }) };
}

/** The blocks that could tell two addresses of one end apart: for the rules of the other end, and for its own that name both ends. */
function edgesBetween(party: Party, direction: Direction, met: Party, { policies }: Context): readonly Range[] {
  const { references, around } = policies.world;
  const rulesOf = (whose: Party, of: Direction): readonly Rule[] => (whose.kind === "pod" ? policies.selecting(whose).flatMap(({ policy }) => policy[of]?.rules ?? []) : []);
  const peers = rulesOf(party, direction).flatMap((rule) => rule.peers);
  const selves = rulesOf(met, direction === "egress" ? "ingress" : "egress").flatMap(({ self }) => (self ? [self] : []));
  return [...peers, ...selves].flatMap((peer) => blocksIn(peer, references, around.names));
}
