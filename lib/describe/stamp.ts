import type { ChangeJson, RevisionJson } from "#lib/api/history.ts";
import { objectName } from "./changes.ts";
import { clockOf, minuteOf } from "./time.ts";

const VERBS: Readonly<Record<ChangeJson["action"], string>> = { created: "applied", changed: "changed", deleted: "deleted" };

/** `default/allow-stripe applied 02:41Z`: what made a verdict another one. */
export function causeText({ changes, at }: Pick<RevisionJson, "changes" | "at">): string {
  const [first, ...others] = changes;
  if (first === undefined) return `changed ${minuteOf(at)}`;
  // A NetworkPolicy by its name alone, as everywhere.
  const name = first.kind === "NetworkPolicy" ? objectName(first) : `${first.kind} ${objectName(first)}`;
  return `${name} ${VERBS[first.action]}${others.length === 0 ? "" : ` and ${String(others.length)} more`} ${minuteOf(at)}`;
}

/** The history does not reach back to a link's time. */
export const notStoredText = (asOf: string): string => `What it was at ${clockOf(asOf)} is no longer stored.`;
