import { describe, expect, test } from "vitest";
import type { EngineName } from "#lib/policy/engines.ts";
import { clusterNetworkPolicyDialect } from "./dialect.ts";
import { egress, ingress, policyWith, readObject, readWith, rulesOf } from "./fixture.ts";

const claimed = (apiVersion: string, kind: string): boolean => clusterNetworkPolicyDialect.claims.some((claim) => claim.apiVersion === apiVersion && claim.kind === kind);

test.each([
  { apiVersion: "policy.networking.k8s.io/v1alpha2", kind: "ClusterNetworkPolicy", claims: true },
  { apiVersion: "policy.networking.k8s.io/v1alpha1", kind: "AdminNetworkPolicy", claims: true },
  { apiVersion: "policy.networking.k8s.io/v1alpha1", kind: "BaselineAdminNetworkPolicy", claims: true },
  { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", claims: true },
  { apiVersion: "policy.networking.k8s.io/v1alpha2", kind: "AdminNetworkPolicy", claims: false },
  { apiVersion: "policy.networking.k8s.io/v1alpha1", kind: "ClusterNetworkPolicy", claims: false },
  { apiVersion: "networking.k8s.aws/v1alpha1", kind: "ClusterNetworkPolicy", claims: false },
])("$apiVersion $kind: $claims", ({ apiVersion, kind, claims }) => {
  expect(claimed(apiVersion, kind)).toBe(claims);
});

describe("who enforces it", () => {
  const engines = ["kubernetes", "calico", "ovn-kubernetes", "cilium", "vpc-cni"] as const satisfies readonly EngineName[];
  test.each([
    { apiVersion: "policy.networking.k8s.io/v1alpha2", kind: "ClusterNetworkPolicy", by: ["yes", "yes", "untold", "untold", "no"] },
    { apiVersion: "policy.networking.k8s.io/v1alpha1", kind: "AdminNetworkPolicy", by: ["yes", "yes", "yes", "no", "no"] },
    { apiVersion: "policy.networking.k8s.io/v1alpha1", kind: "BaselineAdminNetworkPolicy", by: ["yes", "yes", "yes", "no", "no"] },
  ])("$kind", ({ apiVersion, kind, by }) => {
    const enforcement = clusterNetworkPolicyDialect.enforcement({ apiVersion, kind });
    expect(engines.map((engine) => enforcement[engine])).toEqual(by);
  });
});

describe("unknown fields", () => {
  const object = policyWith("cnp");
  test.each([
    { name: "of the object", value: { ...object, extra: 1 }, path: "extra" },
    { name: "of metadata", value: { ...object, metadata: { name: "p", lables: {} } }, path: "metadata.lables" },
    { name: "of spec", value: policyWith("cnp", { egres: [] }), path: "spec.egres" },
    { name: "priority in a BaselineAdminNetworkPolicy", value: policyWith("banp", { priority: 1 }), path: "spec.priority" },
    { name: "tier in v1alpha1", value: policyWith("anp", { tier: "Admin" }), path: "spec.tier" },
    { name: "of a subject", value: policyWith("cnp", { subject: { namespaces: {}, nodes: {} } }), path: "spec.subject.nodes" },
    { name: "of a selector", value: policyWith("cnp", { subject: { namespaces: { matchLables: { a: "b" } } } }), path: "spec.subject.namespaces.matchLables" },
    { name: "ports in v1alpha2", value: policyWith("cnp", egress("Deny", { ports: [] })), path: "spec.egress[0].ports" },
    { name: "protocols in v1alpha1", value: policyWith("anp", egress("Deny", { protocols: [] })), path: "spec.egress[0].protocols" },
    { name: "from in an egress rule", value: policyWith("cnp", egress("Deny", { from: [] })), path: "spec.egress[0].from" },
    { name: "of pods", value: policyWith("cnp", ingress("Deny", { from: [{ pods: { namespaceSelector: {}, podSelector: {}, x: 1 } }] })), path: "spec.ingress[0].from[0].pods.x" },
    { name: "of a range", value: policyWith("anp", egress("Deny", { ports: [{ portRange: { start: 1, end: 2, step: 1 } }] })), path: "spec.egress[0].ports[0].portRange.step" },
    { name: "named __proto__", value: policyWith("cnp", egress("Deny", { to: [JSON.parse('{"namespaces": {}, "__proto__": {}}')] })), path: "spec.egress[0].to[0].__proto__" },
  ])("$name leave the policy in doubt", ({ value, path }) => {
    const reading = readObject(value);
    expect(rulesOf(reading.problems)).toEqual([`${path}: unknown-field`]);
    expect(reading).toMatchObject({ kind: "accepted", policies: [{ standing: "doubtful" }] });
  });

  test("beside another error do not save the policy", () => {
    expect(readWith("cnp", { tier: "x", extra: 1 }).kind).toBe("rejected");
  });

  test("status is known", () => {
    expect(readObject({ ...object, status: { conditions: [] } })).toMatchObject({ kind: "accepted", problems: [], policies: [{ standing: "certain" }] });
  });
});

describe("whom a rejected policy touches", () => {
  test.each([
    { name: "the pods it would have selected", spec: { tier: "x", subject: { namespaces: { matchLabels: { a: "b" } } } }, touches: { kind: "pods", namespace: "", subject: { namespaces: { kind: "selected", selector: [{ key: "a" }] }, pods: [] } } },
    { name: "every pod without a subject", spec: { subject: undefined }, touches: { kind: "pods", namespace: "" } },
    { name: "every pod with a subject that is no map", spec: { subject: "all" }, touches: { kind: "pods", namespace: "" } },
  ])("$name", ({ spec, touches }) => {
    const reading = readWith("cnp", spec);
    expect(reading).toMatchObject({ kind: "rejected", touches: [touches] });
  });
});

test.each([
  { name: "a number", value: 5 },
  { name: "a text", value: "ClusterNetworkPolicy" },
  { name: "a list", value: [policyWith("cnp")] },
  { name: "nothing", value: null },
  { name: "a kind that is no text", value: { ...policyWith("cnp"), kind: 5 } },
  { name: "another version", value: { ...policyWith("cnp"), apiVersion: "policy.networking.k8s.io/v1" } },
])("an object that is $name is rejected", ({ value }) => {
  expect(readObject(value).kind).toBe("rejected");
});
