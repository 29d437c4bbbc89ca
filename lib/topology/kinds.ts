import type { Shown } from "#lib/api/map.ts";
import type { Changes, MapAsked } from "./asked.ts";
import type { Link } from "./links.ts";

/** The kinds of connections that are switched on and off one by one. */
export type LinkKind = Extract<Shown, "drops" | "watched" | "changes" | "allowed">;

export const LINK_KINDS: readonly LinkKind[] = ["drops", "watched", "changes", "allowed"];

/** What cannot be told is switched like what is allowed: nobody knows that it is blocked. */
export function isOfKind(kind: LinkKind, { connection: { json }, verdict }: Link, changes: Changes): boolean {
  switch (kind) {
    case "drops":
      return isBlocked(verdict);
    case "watched":
      return json.watched !== null;
    case "changes":
      return changes.at.has(json.id);
    case "allowed":
      return !isBlocked(verdict);
  }
}

/** Wholly or in part. */
export const isBlocked = (verdict: Link["verdict"]): boolean => verdict === "deny" || verdict === "partial";

export const kindsOn = ({ hide }: MapAsked): readonly LinkKind[] => LINK_KINDS.filter((kind) => !hide.includes(kind));

/** The smaller, the more it has to be seen: drops, watched, changed, cannot tell, allowed. */
export function rankOf({ connection: { json }, verdict }: Link, changes: Changes): number {
  if (verdict === "deny") return 0;
  if (verdict === "partial") return 1;
  if (json.watched !== null) return 2;
  if (changes.at.has(json.id)) return 3;
  return verdict === "unknown" ? 4 : 5;
}
