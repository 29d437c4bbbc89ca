import type { MapConnection } from "#lib/api/map.ts";

interface Found {
  readonly id: string;
  readonly reason: string;
  /** Which of how many. */
  readonly at: number;
  readonly of: number;
}

/** The next or the one before of the blocked connections, from the one that is selected; around the ends. */
export function nextBlocked(connections: readonly MapConnection[], selected: string | undefined, step: 1 | -1): Found | undefined {
  const blocked = connections.filter(({ verdict }) => verdict === "deny" || verdict === "partial");
  const from = blocked.findIndex(({ id }) => id === selected);
  const at = from < 0 && step < 0 ? blocked.length - 1 : (from + step + blocked.length) % Math.max(1, blocked.length);
  const found = blocked[at];
  return found && { id: found.id, reason: found.reason, at, of: blocked.length };
}
