import type { ConnectionJson } from "#lib/api/graph.ts";
import { VERDICTS } from "../verdict/Verdict.tsx";

/** Blocked first, then cannot tell, then allowed; within these watched ones, then by name. */
export function worstFirst(connections: readonly ConnectionJson[]): readonly ConnectionJson[] {
  return connections.toSorted(
    (a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) || Number(b.watched !== null) - Number(a.watched !== null) || a.fromTitle.localeCompare(b.fromTitle) || a.toTitle.localeCompare(b.toTitle) || a.port - b.port,
  );
}
