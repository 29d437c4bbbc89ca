import type { MapConnection, PlacedMap } from "#lib/api/map.ts";
import type { UrlState } from "#lib/url/state.ts";

/** One step back: from a connection to the node it was found at, from there to the whole map. @returns undefined: this is the start */
export function backFrom({ sel, focus }: Pick<UrlState, "sel" | "focus">): Pick<UrlState, "sel" | "focus"> | undefined {
  if (sel !== undefined && focus !== undefined && sel !== focus) return { sel: focus, focus };
  return sel === undefined && focus === undefined ? undefined : { sel: undefined, focus: undefined };
}

interface Lane {
  readonly connection: MapConnection;
  /** Nobody selected it: it is the only one that is blocked. */
  readonly unasked: boolean;
}

/** The connection whose figure is told above the map. */
export function laneOf({ connections }: PlacedMap, selected: string | undefined, closed: boolean): Lane | undefined {
  const chosen = connections.find(({ id }) => id === selected);
  if (chosen !== undefined) return { connection: chosen, unasked: false };
  const [only, ...others] = connections.filter(({ verdict }) => verdict === "deny" || verdict === "partial");
  return selected === undefined && !closed && only !== undefined && others.length === 0 ? { connection: only, unasked: true } : undefined;
}
