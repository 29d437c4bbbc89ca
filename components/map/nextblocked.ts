import type { MapConnection } from "#lib/api/map.ts";

/** The next or the one before of the blocked connections, from the one that is selected; around the ends. */
export function nextBlocked(connections: readonly MapConnection[], selected: string | undefined, step: 1 | -1): string | undefined {
  const blocked = connections.filter(({ verdict }) => verdict === "deny" || verdict === "partial");
  const at = blocked.findIndex(({ id }) => id === selected);
  return blocked.at(at < 0 && step < 0 ? -1 : (at + step) % Math.max(1, blocked.length))?.id;
}
