import { momentAt } from "./moments.ts";

/** Why a past state cannot be shown. Times are milliseconds since 1970. */
export const nothingStored = (at: number): string => `What it was at ${momentAt(at)} is no longer stored.`;

export const notYet = (at: number): string => `${momentAt(at)} is still to come.`;

/** @param until undefined: nobody does so now either */
export const notWatched = (from: number, until: number | undefined): string =>
  until === undefined ? `Nobody has watched since ${momentAt(from)}.` : `Nobody watched between ${momentAt(from)} and ${momentAt(until)}.`;

export const WHY_GAP = "nobody watched";

export const NOTHING_STORED = "Nothing is stored of this cluster's past.";
