import type { Range } from "#lib/url/window.ts";
import { secondOf } from "#lib/url/paths.ts";

/** A part of the axis, in percent. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export const WHOLE: Span = { start: 0, end: 100 };

/** Percent; less can neither be seen nor be grasped. */
const LEAST = 1;

/** Two places on the axis in whichever order, such as where a drag began and where it is. */
export const between = (one: number, other: number): Span => ({ start: within(Math.min(one, other)), end: within(Math.max(one, other)) });

export const isWide = ({ start, end }: Span): boolean => end - start >= LEAST;

/** One end moved by percents: it stays on the axis and on its side of the other. */
export function moved({ start, end }: Span, which: keyof Span, by: number): Span {
  return which === "start" ? { start: Math.min(within(start + by), end - LEAST), end } : { start, end: Math.max(within(end + by), start + LEAST) };
}

/** @returns undefined where it is the whole axis, or too short to hold a second */
export function rangeIn(span: Span, range: Range): Range | undefined {
  if (span.start <= 0 && span.end >= 100) return undefined;
  const chosen = { from: timeAt(span.start, range), until: timeAt(span.end, range) };
  return chosen.from < chosen.until ? chosen : undefined;
}

/** To the second, as links have times: both ends mean the whole of theirs. @param percent of the axis */
export function timeAt(percent: number, { from, until }: Range): string {
  const start = Date.parse(from);
  return secondOf(new Date(start + ((Date.parse(until) - start) * percent) / 100).toISOString());
}

const within = (percent: number): number => Math.min(100, Math.max(0, percent));
