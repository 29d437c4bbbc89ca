import type { UnreadKind } from "#lib/policy/unread.ts";
import type { ClusterInfo, Fact } from "./facts.ts";
import { writeCluster } from "./write/cluster.ts";
import { writeDestinations } from "./write/destinations.ts";
import { type WrittenFact, writeFact } from "./write/fact.ts";
import type { Manifest } from "./write/manifest.ts";
import { toldTwice } from "./write/toldtwice.ts";
import { writeWatchList } from "./write/watchlist.ts";

/**
 * The inverse of `ingest`: objects that say again what was kept, and nothing else, in the order of the facts. What could not be
 * read is told by the Cluster object, the first of them.
 *
 * @param cluster what it says; Cluster objects among the facts are passed over
 */
export function manifestsOf(facts: readonly Fact[], cluster: ClusterInfo): readonly Manifest[] {
  const lost: UnreadKind[] = [];
  const destinations = facts.filter((fact) => fact.kind === "destination");
  const checks = facts.filter((fact) => fact.kind === "watched-check");
  const isToldTwice = toldTwice(facts);
  const objects = facts.flatMap((fact): readonly Manifest[] => {
    switch (fact.kind) {
      case "destination":
        return fact === destinations[0] ? [writeDestinations(destinations, "destinations")] : [];
      case "watched-check":
        return fact === checks[0] ? [writeWatchList(checks, "watched")] : [];
      default:
        return isToldTwice(fact) ? [] : manifestOf(writeFact(fact), lost);
    }
  });
  return [writeCluster({ ...cluster, unreadable: [...cluster.unreadable, ...lost] }), ...objects];
}

function manifestOf(written: WrittenFact, lost: UnreadKind[]): readonly Manifest[] {
  if (written.kind === "unreadable") lost.push(written.unreadable);
  return written.kind === "manifest" ? [written.manifest] : [];
}
