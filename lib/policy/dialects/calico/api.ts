import type { Field } from "#lib/source/field.ts";
import type { ObjectRef, SourceObject } from "#lib/source/object.ts";
import type { ProblemList } from "#lib/source/problem.ts";

/** The group that people write, and the one in which Calico stores the same objects (semantics §4.1). */
export const SERVED = "projectcalico.org/v3";
export const STORED = "crd.projectcalico.org/v1";

export const GROUPS: readonly string[] = [SERVED, STORED].map((apiVersion) => apiVersion.replace(/\/.*/, ""));

const NAMESPACED_POLICIES = ["NetworkPolicy", "StagedNetworkPolicy"] as const;
export const POLICY_KINDS: readonly string[] = [...NAMESPACED_POLICIES, "GlobalNetworkPolicy", "StagedGlobalNetworkPolicy"];
const NAMESPACED: ReadonlySet<string> = new Set([...NAMESPACED_POLICIES, "StagedKubernetesNetworkPolicy", "NetworkSet"]);

export const isNamespaced = (kind: string): boolean => NAMESPACED.has(kind);

/** One object that is being read. */
export interface Opened {
  readonly root: Field;
  readonly ref: ObjectRef;
  readonly source: SourceObject;
  readonly problems: ProblemList;
}
