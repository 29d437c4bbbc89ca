import type { Peer } from "./algebra.ts";
import { type NamePattern, exactName, matchesName } from "./names.ts";
import { type Meeting, type PeerOutcome, maybe, no, yes } from "./peeroutcome.ts";

type NamesPeer = Extract<Peer, { kind: "names" }>;

/**
 * A rule by name admits addresses outside, those that its names lead to (contracts §2). Asked by name, names are
 * compared; asked by address, a name whose addresses nobody told leaves it open.
 */
export function matchNames(peer: NamesPeer, meeting: Meeting): PeerOutcome {
  const { other, world } = meeting;
  if (other.party.kind !== "outside") return no(peer, "not-by-name");
  // What is called by a name, and has an address that nobody told, is known by that name alone.
  const known = other.name !== undefined && other.supposed ? [] : world.namesAt(other.address);
  const here = [...new Set([...(other.name === undefined ? [] : [other.name]), ...known])];
  const meant = here.flatMap((name) => peer.names.filter((pattern) => matchesName(pattern, name)).map((pattern) => ({ name, pattern })));
  // Under `policed-lookup` a name counts only if the subject may look it up where the engine sees the answer.
  const seen = peer.learnt === "any-lookup" ? [] : meant.flatMap((one) => meeting.lookups().filter(({ pattern }) => matchesName(pattern, one.name)).map(({ missing }) => ({ ...one, missing })));
  const learnt = peer.learnt === "any-lookup" ? meant[0] : seen.find(({ missing }) => missing.length === 0);
  if (learnt) return other.name === learnt.name ? yes(peer) : yes(peer, { kind: "name-was-looked-up", pattern: learnt.name });

  if (seen.length > 0) return maybe(peer, ...seen.flatMap(({ missing }) => missing));
  const open = peer.names.filter((pattern) => couldLeadHere(pattern, peer, meeting));
  if (other.name === undefined && open.length > 0) return maybe(peer, ...open.map(({ text }) => ({ kind: "addresses-of-names", pattern: text }) as const));
  const [unseen] = meant;
  if (unseen) return no(peer, "lookup-not-policed", { kind: "lookup-not-policed", pattern: unseen.pattern.text });
  const [untold] = open;
  return untold === undefined ? no(peer, "other-name") : no(peer, "other-name", { kind: "name-leads-elsewhere", pattern: untold.text });
}

/** Whether a pattern has names that could have this address, for all that is known. */
function couldLeadHere(pattern: NamePattern, peer: NamesPeer, { world, lookups }: Meeting): boolean {
  const isKnown = (name: string): boolean => world.around.names.has(name);
  const name = exactName(pattern);
  if (name !== undefined && isKnown(name)) return false;
  if (peer.learnt === "any-lookup") return true;
  return lookups().some((lookup) => {
    if (name !== undefined) return matchesName(lookup.pattern, name);
    const lookedUp = exactName(lookup.pattern);
    return lookedUp === undefined || (matchesName(pattern, lookedUp) && !isKnown(lookedUp));
  });
}
