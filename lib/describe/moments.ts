import { momentText } from "#lib/api/moment.ts";
import { ageOf, clockOf } from "./time.ts";

/** `2026-04-16 02:08:51Z` of a time in RFC 3339. */
export const momentOf = (time: string): string => `${time.slice(0, 10)} ${clockOf(time)}`;

/** The same of milliseconds since 1970. */
export const momentAt = (milliseconds: number): string => momentOf(momentText(milliseconds));

/** `02:13:40Z`; the day too, where it is another one. @param now milliseconds since 1970 */
export const momentSeen = (time: string, now: number): string => (momentText(now).slice(0, 10) === time.slice(0, 10) ? clockOf(time) : momentOf(time));

/** `02:13:40Z (3 min ago)`. @param now milliseconds since 1970 */
export const momentAndAge = (time: string, now: number): string => `${momentSeen(time, now)} (${ageOf(time, now)} ago)`;
