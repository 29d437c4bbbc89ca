import { contains } from "#lib/net/cidr.ts";
import type { Peer } from "./algebra.ts";
import type { Oriented } from "./endpoint.ts";
import type { RuleOutcome } from "./rules.ts";
import type { World } from "./world.ts";

/**
 * An engine that keeps one table of prefixes for each pod stores an `except` as a prefix that is closed: it then closes
 * what a shorter block of any other rule opens (semantics §1.6; of two of one length the closed one stays).
 *
 * @param outcomes all rules of one side
 * @returns the block that closes the address for this rule
 */
export function closedByExcept({ peers, match }: RuleOutcome, outcomes: readonly RuleOutcome[], { peer: { address, dialled } }: Oriented, { engine }: World): string | undefined {
  if (!engine.exceptOverrides || match === "no") return undefined;
  const seen = dialled?.address ?? address;
  const opened = peers.filter((outcome) => outcome.match !== "no").map(({ peer }) => (peer.kind === "cidr" ? peer.cidr.prefix : peer.kind === "anyone" ? 0 : Infinity));
  const longest = Math.max(...opened);
  const closed = outcomes.flatMap(({ rule }) => rule.peers).flatMap(exceptsOf).filter((block) => contains(block, seen));
  const narrowest = closed.toSorted((a, b) => b.prefix - a.prefix)[0];
  return narrowest !== undefined && narrowest.prefix >= longest ? narrowest.text : undefined;
}

const exceptsOf = (peer: Peer) => (peer.kind === "cidr" ? peer.except : []);
