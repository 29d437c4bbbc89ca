import { momentAt } from "./moments.ts";
import { minuteOf } from "./time.ts";

/** Why a past state cannot be shown. Times are milliseconds since 1970. */
export const nothingStored = (at: number): string => `What it was at ${momentAt(at)} is no longer stored.`;

export const notYet = (at: number): string => `${momentAt(at)} is still to come.`;

/** @param until undefined: nobody does so now either */
export const notWatched = (from: number, until: number | undefined): string =>
  until === undefined ? `Nobody has watched since ${momentAt(from)}.` : `Nobody watched between ${momentAt(from)} and ${momentAt(until)}.`;

export const WHY_GAP = "nobody watched";

export const NOTHING_STORED = "Nothing is stored of this cluster's past.";

/** Of a link to a pod that is no more, while its workload is. @param at when it went, RFC 3339; undefined: nobody saw it */
export const podGone = (pod: string, at: string | undefined, workload: { readonly kind: string; readonly name: string }): string =>
  `Pod ${pod} is gone${at === undefined ? "" : ` (${minuteOf(at)})`}. Showing ${workload.kind} ${workload.name}.`;
