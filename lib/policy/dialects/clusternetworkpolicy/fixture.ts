import type { Policy } from "#lib/policy/algebra.ts";
import { sourceOf } from "#lib/source/fixture.ts";
import type { Problem } from "#lib/source/problem.ts";
import { clusterNetworkPolicyDialect } from "./dialect.ts";

export type KindWord = "cnp" | "anp" | "banp";

const KINDS = {
  cnp: { apiVersion: "policy.networking.k8s.io/v1alpha2", kind: "ClusterNetworkPolicy" },
  anp: { apiVersion: "policy.networking.k8s.io/v1alpha1", kind: "AdminNetworkPolicy" },
  banp: { apiVersion: "policy.networking.k8s.io/v1alpha1", kind: "BaselineAdminNetworkPolicy" },
} as const;

const SPECS = {
  cnp: { tier: "Admin", priority: 10, subject: { namespaces: {} } },
  anp: { priority: 10, subject: { namespaces: {} } },
  banp: { subject: { namespaces: {} } },
} as const;

/** A policy of this kind, valid but for what `spec` says; undefined takes a key away. */
export const policyWith = (kind: KindWord, spec: object = {}): Record<string, unknown> => ({
  ...KINDS[kind],
  metadata: { name: "default" },
  spec: Object.fromEntries(Object.entries({ ...SPECS[kind], ...spec }).filter(([, value]) => value !== undefined)),
});

export const readObject = (value: unknown) => clusterNetworkPolicyDialect.read(sourceOf(value));
export const readWith = (kind: KindWord, spec: object = {}) => readObject(policyWith(kind, spec));

/** @throws Error when the policy is rejected */
export function accepted(kind: KindWord, spec: object = {}): Policy {
  const reading = readWith(kind, spec);
  const [policy] = reading.kind === "accepted" ? reading.policies : [];
  if (policy === undefined) throw new Error(reading.problems.map(({ message }) => message).join("; "));
  return policy;
}

/** `path: rule` of each problem of a severity. */
export const rulesOf = (problems: readonly Problem[], severity: Problem["severity"] = "error"): readonly string[] =>
  problems.filter((problem) => problem.severity === severity).map(({ place, rule }) => `${place.path}: ${rule}`);

/** A spec with one rule of a direction: to every pod, unless it says otherwise. */
export const egress = (action: string, rule: object = {}) => ({ egress: [{ action, to: [{ namespaces: {} }], ...rule }] });
export const ingress = (action: string, rule: object = {}) => ({ ingress: [{ action, from: [{ namespaces: {} }], ...rule }] });
