/** Why a past state cannot be shown. Times are milliseconds since 1970. */
export const nothingStored = (at: number): string => `What it was at ${moment(at)} is no longer stored.`;

export const notYet = (at: number): string => `${moment(at)} is still to come.`;

/** @param until undefined: nobody does so now either */
export const notWatched = (from: number, until: number | undefined): string =>
  until === undefined ? `Nobody has watched since ${moment(from)}.` : `Nobody watched between ${moment(from)} and ${moment(until)}.`;

export const WHY_GAP = "nobody watched";

/** 2026-04-16 02:13:40Z: people ask about other days too. */
const moment = (at: number): string => new Date(at).toISOString().replace("T", " ").replace(/\.\d+Z$/, "Z");
