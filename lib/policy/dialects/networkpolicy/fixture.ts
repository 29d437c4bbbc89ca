import type { Policy } from "#lib/policy/algebra.ts";
import { sourceOf } from "#lib/source/fixture.ts";
import type { Problem } from "#lib/source/problem.ts";
import { networkPolicyDialect } from "./dialect.ts";

/** The policy `a/p` with this spec, for tests. */
export const policyWith = (spec: unknown): Record<string, unknown> => ({
  apiVersion: "networking.k8s.io/v1",
  kind: "NetworkPolicy",
  metadata: { name: "p", namespace: "a" },
  spec,
});

export const readObject = (value: unknown) => networkPolicyDialect.read(sourceOf(value));
export const readSpecOf = (spec: unknown) => readObject(policyWith(spec));

/** @throws Error when the policy is rejected */
export function acceptedSpec(spec: unknown): Policy {
  const reading = readSpecOf(spec);
  const [policy] = reading.kind === "accepted" ? reading.policies : [];
  if (policy === undefined) throw new Error(reading.problems.map(({ message }) => message).join("; "));
  return policy;
}

/** `path: rule` of each problem of a severity. */
export const rulesOf = (problems: readonly Problem[], severity: Problem["severity"] = "error"): readonly string[] =>
  problems.filter((problem) => problem.severity === severity).map(({ place, rule }) => `${place.path}: ${rule}`);
