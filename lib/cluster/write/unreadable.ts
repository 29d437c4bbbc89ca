import type { UnreadKind } from "#lib/policy/unread.ts";
import type { UnreadablePolicy } from "../facts.ts";
import { groupOfPolicyKind } from "../ingest/policykinds.ts";

/** A document that named a policy and could not be parsed: what stood in it stays unknown. */
export const unreadableKind = ({ kindNamed, place }: UnreadablePolicy): UnreadKind => ({
  group: groupOfPolicyKind(kindNamed),
  kind: kindNamed.replace(/List$/, ""),
  why: `a document that names it has errors (${place.file.split("/").at(-1)} line ${place.line})`,
});
