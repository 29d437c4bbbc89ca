import { describe, expect, test } from "vitest";
import { type KindWord, accepted, egress, ingress, readObject } from "./fixture.ts";

const DENY_ALL = { action: "deny", peers: [{ kind: "anyone" }], ports: [{ kind: "anything" }] };
const FEATURES = {
  cnp: "the experimental fields of clusternetworkpolicies.policy.networking.k8s.io",
  anp: "the experimental fields of adminnetworkpolicies.policy.networking.k8s.io",
  banp: "the experimental fields of baselineadminnetworkpolicies.policy.networking.k8s.io",
} as const;

describe("a policy with experimental fields needs them, and fails closed without", () => {
  test.each<{ readonly name: string; readonly kind: KindWord; readonly spec: object; readonly lacking: object }>([
    { name: "trap 82: nodes in a Pass rule", kind: "cnp", spec: egress("Pass", { to: [{ nodes: {} }] }), lacking: { egress: { rules: [DENY_ALL] } } },
    { name: "nodes beside another peer", kind: "cnp", spec: egress("Accept", { to: [{ namespaces: {} }, { nodes: {} }] }), lacking: { egress: { rules: [{ action: "allow", peers: [] }] } } },
    { name: "domainNames", kind: "cnp", spec: egress("Accept", { to: [{ domainNames: ["a.io"] }] }), lacking: { egress: { rules: [{ action: "allow", peers: [] }] } } },
    { name: "a named port", kind: "cnp", spec: ingress("Deny", { protocols: [{ destinationNamedPort: "http" }] }), lacking: { ingress: { rules: [DENY_ALL] } } },
    { name: "nodes in v1alpha1", kind: "banp", spec: egress("Deny", { to: [{ nodes: {} }] }), lacking: { egress: { rules: [DENY_ALL] } } },
    { name: "domainNames in v1alpha1", kind: "anp", spec: egress("Allow", { to: [{ domainNames: ["a.io"] }] }), lacking: { egress: { rules: [{ action: "allow", peers: [] }] } } },
    { name: "a named port in v1alpha1", kind: "anp", spec: ingress("Pass", { ports: [{ namedPort: "http" }] }), lacking: { ingress: { rules: [DENY_ALL] } } },
  ])("$name", ({ kind, spec, lacking }) => {
    const policy = accepted(kind, spec);
    expect(policy.needs).toMatchObject([{ feature: FEATURES[kind], untold: "assumed", lacking: { kind: "reduced", policy: lacking } }]);
    const { needs, ...present } = policy;
    const [need] = needs ?? [];
    const reduced = need?.lacking.kind === "reduced" ? need.lacking.policy : undefined;
    expect({ ...reduced, egress: undefined, ingress: undefined }).toEqual({ ...present, egress: undefined, ingress: undefined });
  });

  test.each<{ readonly name: string; readonly kind: KindWord; readonly spec: object }>([
    { name: "networks are standard", kind: "anp", spec: egress("Deny", { to: [{ networks: ["10.0.0.0/8"] }] }) },
    { name: "so are pods and ports", kind: "cnp", spec: egress("Deny", { protocols: [{ tcp: { destinationPort: { number: 80 } } }] }) },
    { name: "a field that is null is not used", kind: "cnp", spec: egress("Deny", { to: [{ namespaces: {}, nodes: null }] }) },
  ])("$name", ({ kind, spec }) => {
    expect(accepted(kind, spec).needs).toBeUndefined();
  });
});

describe("a CustomResourceDefinition tells whether they are installed", () => {
  const definition = (name: unknown, channel: unknown) => ({
    apiVersion: "apiextensions.k8s.io/v1",
    kind: "CustomResourceDefinition",
    metadata: { name, annotations: { "policy.networking.k8s.io/bundle-version": "v0.2.0", "policy.networking.k8s.io/channel": channel } },
    spec: { group: "policy.networking.k8s.io" },
  });
  const feature = (kind: KindWord, installed: boolean) => [{ kind: "feature", feature: FEATURES[kind], installed }];

  test.each([
    { name: "the standard channel does not have them", value: definition("clusternetworkpolicies.policy.networking.k8s.io", "standard"), supports: feature("cnp", false) },
    { name: "the experimental channel has them", value: definition("clusternetworkpolicies.policy.networking.k8s.io", "experimental"), supports: feature("cnp", true) },
    { name: "each kind for itself", value: definition("adminnetworkpolicies.policy.networking.k8s.io", "standard"), supports: feature("anp", false) },
    { name: "the baseline kind too", value: definition("baselineadminnetworkpolicies.policy.networking.k8s.io", "experimental"), supports: feature("banp", true) },
    { name: "another channel tells nothing", value: definition("clusternetworkpolicies.policy.networking.k8s.io", "vendor"), supports: [] },
    { name: "no channel tells nothing", value: definition("clusternetworkpolicies.policy.networking.k8s.io", undefined), supports: [] },
    { name: "another group's kind of that name tells nothing", value: definition("clusternetworkpolicies.networking.k8s.aws", "standard"), supports: [] },
    { name: "any other definition tells nothing", value: definition("gateways.gateway.networking.k8s.io", "standard"), supports: [] },
    { name: "nor does one that cannot be read", value: { kind: "CustomResourceDefinition", metadata: [5], spec: "x" }, supports: [] },
    { name: "nor one with annotations of another type", value: { kind: "CustomResourceDefinition", metadata: { name: 5, annotations: "x" } }, supports: [] },
  ])("$name", ({ value, supports }) => {
    expect(readObject(value)).toMatchObject({ kind: "support", supports, problems: [] });
  });
});
