/** From and until when, in milliseconds since 1970. */
export interface Moment {
  readonly from: number;
  readonly until: number;
}

/** RFC 3339 in UTC, as `at=` takes it. */
export const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/;

/** A time without a fraction stands for its whole second; undefined for what is no time, such as a 30th of February. */
export function parseMoment(text: string): Moment | undefined {
  const from = MOMENT.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(from) || new Date(from).toISOString().slice(0, 19) !== text.slice(0, 19)) return undefined;
  return { from, until: text.includes(".") ? from : from + 999 };
}

/** RFC 3339, as `at=` takes it. @param milliseconds since 1970 */
export const momentText = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** To the second, as people and links have it. @param milliseconds since 1970 */
export const rfc3339 = (milliseconds: number): string => momentText(milliseconds).replace(/\.\d+Z$/, "Z");
