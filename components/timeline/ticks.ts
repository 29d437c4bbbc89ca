import { minuteOf } from "#lib/describe/time.ts";
import { type Range } from "#lib/url/window.ts";
import { placeOf } from "./marks.ts";

export interface Tick {
  /** Percent of the axis. */
  readonly x: number;
  readonly text: string;
}

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
/** Milliseconds between two ticks, as clocks and calendars have them. */
const STEPS = [...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((minutes) => minutes * MINUTE), ...[1, 2, 5, 10, 30].map((days) => days * DAY)];
const MOST = 8;
/** Percent; nearer to an end a text would be cut off. */
const EDGE = 3;

export function ticksOf(range: Range): readonly Tick[] {
  const start = Date.parse(range.from);
  const end = Date.parse(range.until);
  const step = STEPS.find((candidate) => (end - start) / candidate <= MOST) ?? 30 * DAY;
  const first = Math.ceil(start / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((end - first) / step) + 1) }, (_, index) => new Date(first + index * step).toISOString())
    .map((time) => ({ x: placeOf(time, range), text: step >= DAY || time.slice(11, 16) === "00:00" ? time.slice(5, 10) : minuteOf(time) }))
    .filter(({ x }) => x >= EDGE && x <= 100 - EDGE);
}
