import type { ClusterState } from "#lib/graph/state.ts";
import type { Changes } from "#lib/topology/asked.ts";
import { askedMoment } from "./askedmoment.ts";
import type { History } from "./history.ts";

/** How long a verdict counts as new, in milliseconds. */
const LATELY = 86_400_000;
/** Flips that are looked at, newest first. */
const MOST = 5_000;

/** Which verdicts became another lately, seen from a state's own time. What is only declared anew has no verdict that changed. */
export async function lately(state: ClusterState, history: History | undefined): Promise<Changes> {
  const now = state.at === undefined ? (history?.now ?? Date.parse(state.readAt)) : askedMoment(state.at, "at").until;
  // A store that is away costs what is stored, never the map.
  const found = (await history?.flipsBetween(now - LATELY, now, MOST).catch(() => [])) ?? [];
  const at = new Map<string, number>();
  for (const { at: time, flip } of found) if (flip.was !== null && flip.is !== null && !at.has(flip.id)) at.set(flip.id, time);
  return { now, at };
}
