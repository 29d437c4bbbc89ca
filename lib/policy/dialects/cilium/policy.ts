import type { Policy } from "#lib/policy/algebra.ts";
import type { Doubt, Reading, Touches } from "#lib/policy/dialect.ts";
import { standingOf } from "#lib/policy/standing.ts";
import { Field, quote } from "#lib/source/field.ts";
import { checkClusterMetadata, checkMetadata, clusterRef, namespacedRef } from "#lib/source/metadata.ts";
import type { ObjectRef, SourceObject } from "#lib/source/object.ts";
import { ProblemList } from "#lib/source/problem.ts";
import { readSpec } from "./spec.ts";

export type Scope = "namespaced" | "cluster";

/** What every part of one policy is read with. */
export interface Reader {
  readonly source: SourceObject;
  readonly ref: ObjectRef;
  readonly scope: Scope;
}

/** What one rule specification became; `node`: it is about nodes, which nobody judges. */
export type Spec = { readonly kind: "pods"; readonly policy: Omit<Policy, "standing"> } | { readonly kind: "nodes"; readonly touches: Touches };

/** `spec` is one rule specification and `specs` a list of them: all of them hold together. */
export function readPolicy(source: SourceObject, scope: Scope): Reading {
  const problems = new ProblemList(source);
  const root = new Field(source.value, [], problems);
  const type = { apiVersion: "cilium.io/v2", kind: scope === "cluster" ? "CiliumClusterwideNetworkPolicy" : "CiliumNetworkPolicy" };
  const ref = scope === "cluster" ? clusterRef(root, type) : namespacedRef(root, type);
  problems.about(ref);

  root.struct("apiVersion", "kind", "metadata", "spec", "specs", "status");
  if (scope === "cluster") checkClusterMetadata(root.at("metadata"));
  else checkMetadata(root.at("metadata"));
  checkStatus(root.at("status"));
  const [one, many] = [root.at("spec"), root.at("specs")];
  if (one.absent && many.list().length === 0) root.error("required", "a policy needs `spec` or `specs`");
  const specs = [...(one.absent ? [] : [one]), ...many.list()].map((field) => readSpec(field, { source, ref, scope }));

  const standing = standingOf(problems.found);
  if (standing === "rejected") return { kind: "rejected", ref, touches: specs.map(touchesOf), problems: problems.found };
  const policies = specs.flatMap((spec): readonly Policy[] => (spec.kind === "pods" ? [{ ...spec.policy, standing }] : []));
  const doubts = specs.flatMap((spec): readonly Doubt[] => (spec.kind === "nodes" ? [{ touches: spec.touches, couldChange: "any", missing: { kind: "host-policy", policy: ref } }] : []));
  return { kind: "accepted", ref, policies, doubts, problems: problems.found };
}

const touchesOf = (spec: Spec): Touches =>
  spec.kind === "nodes" ? spec.touches : { kind: "pods", namespace: spec.policy.ref.namespace, subject: spec.policy.subject };

/** A policy that the agents cannot read is stored and not enforced (semantics §3.1). */
function checkStatus(status: Field): void {
  const invalid = status.at("conditions").list().find((condition) => condition.at("type").value === "Valid" && condition.at("status").value === "False");
  if (invalid) invalid.error("invalid", `Cilium reports this policy as invalid and does not enforce it: ${quote(invalid.at("message").value ?? "no message")}`);
}
