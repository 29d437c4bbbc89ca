import { contains } from "#lib/net/cidr.ts";
import type { Peer } from "./algebra.ts";
import { isOnEitherNode, matchEntity } from "./entities.ts";
import { isPolicedPod } from "./endpoint.ts";
import { matchNodes, matchPods } from "./labelpeers.ts";
import { matchNames } from "./namedpeers.ts";
import { type Meeting, type PeerMiss, type PeerOutcome, maybe, no, yes } from "./peeroutcome.ts";
import { type Assumption, type Missing, type Truth, anyTrue, bothTrue, notTrue } from "./uncertainty.ts";

export function matchPeer(peer: Peer, meeting: Meeting): PeerOutcome {
  switch (peer.kind) {
    case "anyone":
      return yes(peer);
    case "cidr":
      return matchCidr(peer, meeting);
    case "pods":
      return matchPods(peer, meeting);
    case "nodes":
      return matchNodes(peer, meeting);
    case "entity":
      return matchEntity(peer, meeting);
    case "names":
      return matchNames(peer, meeting);
    case "listed":
    case "services":
      return matchAny(peer, meeting.world.references.contentsOf(peer), meeting, "unlisted");
    case "untold":
      return maybe(peer, peer.missing);
    case "any":
      return matchAny(peer, peer.of, meeting, peer.of.length === 0 ? "nobody" : "none-of");
    case "all":
      return matchAll(peer, meeting);
    case "not": {
      const inner = matchPeer(peer.of, meeting);
      const untold = inner.match === "no" ? inner.assumed.flatMap(withoutObject) : [];
      if (untold.length > 0) return maybe(peer, ...untold);
      const match = notTrue(inner.match);
      return { peer, match, ...(match === "no" && { miss: { kind: "negated" } }), missing: inner.missing, assumed: inner.assumed };
    }
  }
}

/** A demand on what is not in the input is taken not to hold; turned round it would open what may be closed. */
const withoutObject = (assumption: Assumption): readonly Missing[] =>
  assumption.kind === "without-object" ? [{ kind: "labels", of: assumption.of, name: assumption.name, key: assumption.key }] : [];

export const anyMatch = (outcomes: readonly PeerOutcome[]): Truth => (isOnEitherNode(outcomes) ? "yes" : anyTrue(outcomes.map(({ match }) => match)));

/** One of several: why the only one fails is why all do. */
function matchAny(peer: Peer, parts: readonly Peer[], meeting: Meeting, none: "nobody" | "unlisted" | "none-of"): PeerOutcome {
  const outcomes = parts.map((part) => matchPeer(part, meeting));
  const match = anyMatch(outcomes);
  const telling = outcomes.filter((outcome) => outcome.match === match);
  const [only, second] = outcomes;
  const miss: PeerMiss = only?.miss && !second && none !== "unlisted" ? only.miss : { kind: none };
  return { peer, match, ...(match === "no" && { miss }), missing: telling.flatMap(({ missing }) => missing), assumed: telling.flatMap(({ assumed }) => assumed) };
}

function matchAll(peer: Extract<Peer, { kind: "all" }>, meeting: Meeting): PeerOutcome {
  const outcomes = peer.of.map((part) => matchPeer(part, meeting));
  const match = outcomes.map((outcome) => outcome.match).reduce<Truth>(bothTrue, "yes");
  const failed = outcomes.find((outcome) => outcome.match === "no");
  const telling = failed ? [failed] : outcomes;
  return { peer, match, ...(failed?.miss && { miss: failed.miss }), missing: telling.flatMap(({ missing }) => missing), assumed: telling.flatMap(({ assumed }) => assumed) };
}

function matchCidr(peer: Extract<Peer, { kind: "cidr" }>, { other, world: { engine } }: Meeting): PeerOutcome {
  const seen = engine.egressSees === "service" ? other.dialled : undefined;
  if (seen && !seen.address) return maybe(peer, seen.untold ?? { kind: "service-address" });
  const address = seen?.address ?? other.address;
  if (peer.cidr.family !== address.family) return no(peer, "family");
  if (!contains(peer.cidr, address)) return no(peer, "outside-cidr");
  const hole = peer.except.find((block) => contains(block, address));
  if (hole) return { peer, match: "no", miss: { kind: "excepted", by: hole.text }, missing: [], assumed: [] };
  if (peer.disputed) return maybe(peer, { kind: "disputed-cidr", cidr: peer.cidr.text });
  if (seen) return yes(peer);
  if (isPolicedPod(other.party)) {
    const assumed: Assumption = { kind: "ip-block-and-pods", cidr: peer.cidr.text, matches: engine.ipBlockMatchesPods };
    return engine.ipBlockMatchesPods ? yes(peer, assumed) : no(peer, "not-by-address", assumed);
  }
  return other.party.kind !== "outside" && !engine.ipBlockMatchesNodes ? no(peer, "not-by-address") : yes(peer);
}
