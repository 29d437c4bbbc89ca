import type { ObjectRef } from "#lib/source/object.ts";
import { kindOf, qualifiedName } from "#lib/source/identity.ts";

/** Unique in a cluster, and the key by which pages find a policy: `namespace/name`, of other kinds `Kind:namespace/name`. */
export function policyId(ref: ObjectRef): string {
  const kind = kindOf(ref);
  return kind === "NetworkPolicy" ? qualifiedName(ref) : `${kind}:${qualifiedName(ref)}`;
}

/** The bare name in an id. */
export const policyTitle = (id: string): string => id.slice(Math.max(id.indexOf(":"), id.lastIndexOf("/")) + 1);
