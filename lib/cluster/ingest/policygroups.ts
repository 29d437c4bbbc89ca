import { POLICY_CLAIMS } from "#lib/policy/dialects.ts";
import { groupOf } from "#lib/source/object.ts";

/** Those that a dialect reads, and those that are only recognised. */
const GROUPS: ReadonlySet<string> = new Set([...POLICY_CLAIMS.map(({ apiVersion }) => groupOf(apiVersion)), "crd.antrea.io", "k8s.ovn.org", "networking.k8s.aws"]);

/** The API groups whose objects have a say in what is allowed. */
export const isPolicyGroup = (group: string): boolean => GROUPS.has(group);
