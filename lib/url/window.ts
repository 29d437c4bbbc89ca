import { parseMoment } from "#lib/api/moment.ts";

/** Milliseconds of each range that has a name. */
const NAMED = { "1h": 3_600_000, "24h": 86_400_000, "7d": 7 * 86_400_000, "30d": 30 * 86_400_000, all: Infinity } as const;

export const WINDOWS = Object.keys(NAMED) as readonly (keyof typeof NAMED)[];

export interface Range {
  /** RFC 3339, UTC. */
  readonly from: string;
  readonly until: string;
}

export const isTime = (text: string): boolean => parseMoment(text) !== undefined;

export const isWindow = (text: string): boolean => WINDOWS.some((name) => name === text) || bounds(text) !== undefined;

/** A range by its two ends, as links have it. */
export const windowOf = ({ from, until }: Range): string => `${from}..${until}`;

/** @param end until when the named ranges go, RFC 3339; @returns without a beginning: since the history begins */
export function rangeOf(window: string, end: string): Pick<Range, "until"> & Partial<Range> {
  const given = bounds(window);
  if (given !== undefined) return given;
  const length = WINDOWS.find((name) => name === window) ?? "24h";
  return { until: end, ...(length !== "all" && { from: new Date(Date.parse(end) - NAMED[length]).toISOString() }) };
}

/** The hour around a time. */
export function around(time: string): string {
  const half = NAMED["1h"] / 2;
  return windowOf({ from: new Date(Date.parse(time) - half).toISOString(), until: new Date(Date.parse(time) + half).toISOString() });
}

function bounds(text: string): Range | undefined {
  const [from = "", until = "", ...rest] = text.split("..");
  return rest.length === 0 && isTime(from) && isTime(until) && Date.parse(from) < Date.parse(until) ? { from, until } : undefined;
}
