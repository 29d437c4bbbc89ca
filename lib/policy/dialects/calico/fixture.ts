import type { Policy, Rule } from "#lib/policy/algebra.ts";
import { sourceOf } from "#lib/source/fixture.ts";
import type { Problem } from "#lib/source/problem.ts";
import { SERVED } from "./api.ts";
import { calicoDialect } from "./dialect.ts";

/** The object `a/p`, or `p` of the cluster, with this spec, for tests. */
export const objectWith = (kind: string, spec: unknown, apiVersion = SERVED): Record<string, unknown> => ({
  apiVersion,
  kind,
  metadata: kind.startsWith("Global") || kind.startsWith("StagedGlobal") || kind === "Tier" ? { name: "p" } : { name: "p", namespace: "a" },
  spec,
});

export const readObject = (value: unknown) => calicoDialect.read(sourceOf(value));
export const readSpecOf = (kind: string, spec: unknown, apiVersion = SERVED) => readObject(objectWith(kind, spec, apiVersion));

/** @throws Error when the policy is rejected */
export function acceptedPolicy(kind: string, spec: unknown, apiVersion = SERVED): Policy {
  const reading = readSpecOf(kind, spec, apiVersion);
  const [policy] = reading.kind === "accepted" ? reading.policies : [];
  if (policy === undefined) throw new Error(reading.problems.map(({ message }) => message).join("; "));
  return policy;
}

/** The only rule of a policy with it, for egress. */
export const egressRule = (kind: string, rule: object): Rule | undefined => acceptedPolicy(kind, { egress: [{ action: "Allow", ...rule }] }).egress?.rules[0];
export const ingressRule = (kind: string, rule: object): Rule | undefined => acceptedPolicy(kind, { ingress: [{ action: "Allow", ...rule }] }).ingress?.rules[0];

/** `path: rule` of each problem of a severity. */
export const rulesOf = (problems: readonly Problem[], severity: Problem["severity"] = "error"): readonly string[] =>
  problems.filter((problem) => problem.severity === severity).map(({ place, rule }) => `${place.path}: ${rule}`);
