import type { Policy, Rule } from "#lib/policy/algebra.ts";
import type { Reading } from "#lib/policy/dialect.ts";
import { sourceOf } from "#lib/source/fixture.ts";
import type { Problem } from "#lib/source/problem.ts";
import { ciliumDialect } from "./dialect.ts";

type Kind = "CiliumNetworkPolicy" | "CiliumClusterwideNetworkPolicy" | "CiliumCIDRGroup";

/** The object `a/p`, or `p` where its kind stands in no namespace, for tests. */
export const objectOf = (kind: Kind, more: object): Record<string, unknown> => ({
  apiVersion: "cilium.io/v2",
  kind,
  metadata: { name: "p", ...(kind === "CiliumNetworkPolicy" && { namespace: "a" }) },
  ...more,
});

/** @param spec selects every pod unless it says otherwise */
export const cnp = (spec: unknown): Record<string, unknown> => objectOf("CiliumNetworkPolicy", { spec });
export const ccnp = (spec: unknown): Record<string, unknown> => objectOf("CiliumClusterwideNetworkPolicy", { spec });

export const readObject = (value: unknown): Reading => ciliumDialect.read(sourceOf(value));

/** @throws Error when the policy is rejected */
export function accepted(value: unknown): Policy {
  const reading = readObject(value);
  const [policy] = reading.kind === "accepted" ? reading.policies : [];
  if (policy === undefined) throw new Error(reading.problems.map(({ message }) => message).join("; ") || reading.kind);
  return policy;
}

/** The rules of `ingress` of a policy that selects every pod. */
export const ingressOf = (...entries: readonly unknown[]): readonly Rule[] => accepted(cnp({ endpointSelector: {}, ingress: entries })).ingress?.rules ?? [];
export const egressOf = (...entries: readonly unknown[]): readonly Rule[] => accepted(cnp({ endpointSelector: {}, egress: entries })).egress?.rules ?? [];

/** `path: rule` of each problem of a severity. */
export const rulesOf = (problems: readonly Problem[], severity: Problem["severity"] = "error"): readonly string[] =>
  problems.filter((problem) => problem.severity === severity).map(({ place, rule }) => `${place.path}: ${rule}`);
