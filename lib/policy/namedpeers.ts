import type { Peer } from "./algebra.ts";
import { type NamePattern, exactName, matchesName } from "./names.ts";
import { type Meeting, type PeerOutcome, maybe, no, yes } from "./peers.ts";

type NamesPeer = Extract<Peer, { kind: "names" }>;

/**
 * A rule by name admits addresses outside, those that its names lead to (contracts §2). Asked by name, names are
 * compared; asked by address, a name whose addresses nobody told leaves it open.
 */
export function matchNames(peer: NamesPeer, meeting: Meeting): PeerOutcome {
  const { other, world } = meeting;
  if (other.party.kind !== "outside") return no(peer, "not-by-name");
  const here = [...new Set([...(other.name === undefined ? [] : [other.name]), ...world.namesAt(other.address)])];
  const meant = here.flatMap((name) => peer.names.filter((pattern) => matchesName(pattern, name)).map((pattern) => ({ name, pattern })));
  const [first] = meant;
  if (first) return throughLookup(peer, meant, first, meeting);

  const open = peer.names.filter((pattern) => couldLeadHere(pattern, peer, meeting));
  const [untold] = open;
  if (untold === undefined) return no(peer, "other-name");
  if (other.name !== undefined) return no(peer, "other-name", { kind: "name-leads-elsewhere", pattern: untold.text });
  return maybe(peer, ...open.map(({ text }) => ({ kind: "addresses-of-names", pattern: text }) as const));
}

/** Under `policed-lookup` a name counts only if the subject may look it up where the engine sees the answer. */
function throughLookup(peer: NamesPeer, meant: readonly Meant[], first: Meant, { other, lookups }: Meeting): PeerOutcome {
  const seen = peer.learnt === "any-lookup" ? first : meant.find(({ name }) => lookups().some((pattern) => matchesName(pattern, name)));
  if (!seen) return no(peer, "lookup-not-policed", { kind: "lookup-not-policed", pattern: first.pattern.text });
  return other.name === seen.name ? yes(peer) : yes(peer, { kind: "name-was-looked-up", pattern: seen.name });
}

interface Meant {
  readonly name: string;
  readonly pattern: NamePattern;
}

/** Whether a pattern has names that could have this address, for all that is known. */
function couldLeadHere(pattern: NamePattern, peer: NamesPeer, { world, lookups }: Meeting): boolean {
  const name = exactName(pattern);
  if (name !== undefined && world.around.names.has(name)) return false;
  if (peer.learnt === "any-lookup") return true;
  return name === undefined ? lookups().length > 0 : lookups().some((lookup) => matchesName(lookup, name));
}
