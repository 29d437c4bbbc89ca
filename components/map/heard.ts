import type { MapConnection } from "#lib/api/map.ts";
import { count } from "#lib/describe/words.ts";

type Verdicts = ReadonlyMap<string, MapConnection["verdict"]>;

export const verdictsOf = (connections: readonly MapConnection[]): Verdicts => new Map(connections.map(({ id, verdict }) => [id, verdict]));

const BECAME = { deny: "blocked", partial: "partly blocked", unknown: "impossible to tell", allow: "allowed" } as const;

/** What to say of what happened between two maps: "2 connections became blocked, 1 connection is gone". Empty: nothing. */
export function heard(was: Verdicts, is: Verdicts): string {
  const became = (["deny", "partial", "unknown", "allow"] as const).flatMap((verdict) => {
    const ones = [...is].filter(([id, now]) => now === verdict && was.has(id) && was.get(id) !== now).length;
    return ones === 0 ? [] : [`${count(ones, "connection")} became ${BECAME[verdict]}`];
  });
  const fresh = [...is].filter(([id, verdict]) => !was.has(id) && (verdict === "deny" || verdict === "partial")).length;
  const blockedGone = [...was].filter(([id, verdict]) => !is.has(id) && (verdict === "deny" || verdict === "partial")).length;
  return [...became, ...(fresh > 0 ? [`${count(fresh, "new connection")} ${fresh === 1 ? "is" : "are"} blocked`] : []), ...(blockedGone > 0 ? [`${count(blockedGone, "blocked connection")} ${blockedGone === 1 ? "is" : "are"} gone`] : [])].join(", ");
}
