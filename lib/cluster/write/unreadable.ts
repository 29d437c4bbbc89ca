import type { UnreadKind } from "#lib/policy/unread.ts";
import type { UnreadablePolicy } from "../facts.ts";
import { groupOfPolicyKind } from "../ingest/policykinds.ts";

/** A document that named a policy and could not be parsed. It may hold any policy, and so its kind is none that is known. */
export const unreadKind = ({ kindNamed, place }: UnreadablePolicy): UnreadKind => ({
  group: groupOfPolicyKind(kindNamed),
  kind: `a document that names ${kindNamed}`,
  why: `it has errors (${place.file.split("/").at(-1)} line ${place.line})`,
});
