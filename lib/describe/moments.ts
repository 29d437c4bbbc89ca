import { ageOf, clockOf } from "./time.ts";

/** `2026-04-16 02:08:51Z` of a time in RFC 3339. */
export const momentOf = (time: string): string => `${time.slice(0, 10)} ${clockOf(time)}`;

/** `02:13:40Z (3 min ago)`; the day too, where it is another one. @param now milliseconds */
export function momentAndAge(time: string, now: number): string {
  const isToday = new Date(now).toISOString().slice(0, 10) === time.slice(0, 10);
  return `${isToday ? clockOf(time) : momentOf(time)} (${ageOf(time, now)} ago)`;
}
