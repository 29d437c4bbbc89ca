import { checkClusterMetadata, checkMetadata } from "#lib/source/metadata.ts";
import { type Faults, dnsLabelFaults } from "#lib/source/names.ts";
import type { ObjectRef } from "#lib/source/object.ts";
import { type Opened, POLICY_KINDS, SERVED, isNamespaced } from "./api.ts";

/** Policies that stand for those of other APIs have more dots in their names. */
const CONVERTED = ["knp.default.", "ossg.default."];
const DEFAULT_PREFIX = "default.";

/** Checks the metadata of an object whose name is a DNS subdomain. */
export const checkOwnMetadata = ({ root, ref }: Opened): void =>
  isNamespaced(ref.kind) ? checkMetadata(root.at("metadata")) : checkClusterMetadata(root.at("metadata"));

/** The name of a policy may have one dot: between its tier and the rest. */
export function checkPolicyMetadata(opened: Opened): void {
  checkOwnMetadata(opened);
  const name = opened.root.at("metadata").at("name");
  if (typeof name.value === "string") name.check(name.value, dotFaults);
}

/** The name of a tier has no dot: it stands before one in the names of its policies. */
export function checkTierMetadata(opened: Opened): void {
  checkOwnMetadata(opened);
  const name = opened.root.at("metadata").at("name");
  if (typeof name.value === "string" && name.value.length <= 253) name.check(name.value, dnsLabelFaults);
}

function dotFaults(name: string): Faults {
  if (name.length > 253 || CONVERTED.some((prefix) => name.startsWith(prefix))) return [];
  return name.split(".").length > 2 ? ["may have no more than one dot"] : [];
}

/**
 * The name under which both groups know an object: the stored copy of a policy in the tier `default` may carry that
 * tier's name (semantics §4.1).
 */
export function sharedRef(ref: ObjectRef): ObjectRef {
  const prefixed = POLICY_KINDS.includes(ref.kind) && ref.name.startsWith(DEFAULT_PREFIX);
  return { ...ref, apiVersion: SERVED, name: prefixed ? ref.name.slice(DEFAULT_PREFIX.length) : ref.name };
}
