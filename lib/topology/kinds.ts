import type { Changes, MapAsked } from "./asked.ts";
import type { Link } from "./links.ts";
import { type LinkKind, kindsOf } from "./rowfilter.ts";

const LINK_KINDS: readonly LinkKind[] = ["drops", "watched", "changes", "allowed"];

/** As what a connection is shown; what nobody can tell is of no kind. */
export function kindsOfLink({ connection: { json } }: Link, { now, changedAt }: Changes): readonly LinkKind[] {
  const changed = changedAt.get(json.id);
  return kindsOf({ verdict: json.verdict, watched: json.watched !== null, changedAgo: changed === undefined ? undefined : now - changed });
}

/** Wholly or in part. */
export const isBlocked = (verdict: Link["verdict"]): boolean => verdict === "deny" || verdict === "partial";

export const kindsOn = ({ hide }: MapAsked): readonly LinkKind[] => LINK_KINDS.filter((kind) => !hide.includes(kind));

/** What is drawn for no other reason than that it is declared. */
export const PLAIN = 5;

/** The smaller, the more it has to be seen: drops, watched, changed, cannot tell, allowed. */
export function rankOf(link: Link, changes: Changes): number {
  if (link.verdict === "deny") return 0;
  if (link.verdict === "partial") return 1;
  const kinds = kindsOfLink(link, changes);
  if (kinds.includes("watched")) return 2;
  if (kinds.includes("changes")) return 3;
  return link.verdict === "unknown" ? 4 : PLAIN;
}
