import { describe, expect, test } from "vitest";
import { EVERYTHING, NAME_LABEL } from "#lib/policy/selector.ts";
import { STORED } from "./api.ts";
import { calicoDialect } from "./dialect.ts";
import { DOMAIN_NAMES } from "./domains.ts";
import { acceptedPolicy, objectWith, readObject, readSpecOf, rulesOf } from "./fixture.ts";

const NP = "NetworkPolicy";
const GNP = "GlobalNetworkPolicy";
const ANYWHERE = { kind: "selected", selector: EVERYTHING };

describe("whom a policy is about", () => {
  const isX = { operator: "In", key: "app", values: new Set(["x"]) };
  test.each([
    { name: "NP without selector: its namespace", kind: NP, spec: {}, subject: { namespaces: { kind: "named", name: "a" }, pods: [] } },
    { name: "no spec is an empty one", kind: NP, spec: undefined, subject: { namespaces: { kind: "named", name: "a" }, pods: [] } },
    { name: "NP with selector", kind: NP, spec: { selector: "app == 'x'" }, subject: { namespaces: { kind: "named", name: "a" }, pods: [isX] } },
    { name: "GNP without selector: everybody", kind: GNP, spec: {}, subject: { namespaces: ANYWHERE, pods: [] } },
    { name: "GNP with selector", kind: GNP, spec: { selector: "app == 'x'" }, subject: { namespaces: ANYWHERE, pods: [isX] } },
    {
      name: "GNP with namespaceSelector",
      kind: GNP,
      spec: { namespaceSelector: "projectcalico.org/name == 'b'" },
      subject: { namespaces: { kind: "selected", selector: [{ operator: "In", key: NAME_LABEL, values: new Set(["b"]) }] }, pods: [] },
    },
    {
      name: "serviceAccountSelector beside selector",
      kind: NP,
      spec: { selector: "app == 'x'", serviceAccountSelector: "has(team)" },
      subject: { namespaces: { kind: "named", name: "a" }, pods: [isX, { operator: "Exists", key: "team", of: "service-account" }] },
    },
  ])("$name", ({ kind, spec, subject }) => expect(acceptedPolicy(kind, spec).subject).toEqual(subject));
});

describe("types", () => {
  const rule = { action: "Allow" };
  test.each([
    { name: "none and no rules: ingress", spec: {}, types: ["ingress"], warnings: [] },
    { name: "none and ingress rules: ingress", spec: { ingress: [rule] }, types: ["ingress"], warnings: [] },
    { name: "trap 118: none and egress rules only: egress", spec: { egress: [rule] }, types: ["egress"], warnings: [] },
    { name: "none and rules for both: both", spec: { ingress: [rule], egress: [rule] }, types: ["egress", "ingress"], warnings: [] },
    { name: "an empty list is none", spec: { types: [], egress: [rule] }, types: ["egress"], warnings: [] },
    { name: "egress: [] is taken to add nothing, and told", spec: { egress: [] }, types: ["ingress"], warnings: ["spec.egress: ignored"] },
    { name: "stated types count", spec: { types: ["Ingress", "Egress"] }, types: ["egress", "ingress"], warnings: [] },
    { name: "rules of another direction are ignored", spec: { types: ["Ingress"], egress: [rule] }, types: ["ingress"], warnings: ["spec.egress: ignored"] },
    { name: "a rule that logs is a rule", spec: { egress: [{ action: "Log" }] }, types: ["egress"], warnings: [] },
  ])("$name", ({ spec, types, warnings }) => {
    const policy = acceptedPolicy(NP, spec);
    expect((["egress", "ingress"] as const).filter((direction) => policy[direction]?.isolates)).toEqual(types);
    expect(rulesOf(readSpecOf(NP, spec).problems, "warning")).toEqual(warnings);
  });

  test("a stored policy without types is for both directions", () => {
    const policy = acceptedPolicy(NP, { ingress: [rule] }, STORED);
    expect(policy).toMatchObject({ egress: { isolates: true, rules: [] }, ingress: { isolates: true } });
    expect(rulesOf(readSpecOf(NP, { ingress: [rule] }, STORED).problems, "warning")).toEqual(["spec.types: required"]);
  });
});

describe("tier and order", () => {
  test.each([
    { name: "none is default", spec: {}, tier: { name: "default", title: "tier default", position: 1_000_000, end: "deny", defined: true }, rank: Infinity },
    { name: "kube-admin passes", spec: { tier: "kube-admin", order: 5 }, tier: { name: "kube-admin", position: 1000, end: "next", defined: true }, rank: 5 },
    { name: "kube-baseline passes", spec: { tier: "kube-baseline", order: -1.5 }, tier: { name: "kube-baseline", position: 10_000_000, end: "next", defined: true }, rank: -1.5 },
    { name: "another is told by its Tier", spec: { tier: "sec", order: null }, tier: { name: "sec", title: "tier sec", order: "ranked", rankWord: "order", sparesOwnNode: true, defined: false }, rank: Infinity },
  ])("$name", ({ spec, tier, rank }) => expect(acceptedPolicy(GNP, spec)).toMatchObject({ tier, rank }));

  test.each([
    { name: "an order and the default action", spec: { order: 100, defaultAction: "Pass" }, support: { position: 100, end: "next" } },
    { name: "no order is last, no action denies", spec: {}, support: { position: Infinity, end: "deny" } },
  ])("a Tier with $name", ({ spec, support }) => {
    expect(readSpecOf("Tier", spec)).toMatchObject({ kind: "support", ref: { namespace: "", name: "p" }, supports: [{ kind: "tier", name: "p", ...support }] });
  });

  const named = (name: string, spec: object) => readObject({ apiVersion: STORED, kind: "Tier", metadata: { name }, spec });
  test.each([
    { name: "default", spec: { order: 1_000_000 }, errors: [] },
    { name: "default", spec: { order: 5 }, errors: ["spec.order: invalid"] },
    { name: "default", spec: { order: 1_000_000, defaultAction: "Pass" }, errors: ["spec.defaultAction: invalid"] },
    { name: "kube-admin", spec: { order: 1000, defaultAction: "Pass" }, errors: [] },
    { name: "kube-admin", spec: {}, errors: ["spec.order: invalid", "spec.defaultAction: invalid"] },
    { name: "kube-baseline", spec: { order: 10_000_000, defaultAction: "Pass" }, errors: [] },
    { name: "a.b", spec: {}, errors: ["metadata.name: invalid"] },
    { name: "a".repeat(64), spec: {}, errors: ["metadata.name: invalid"] },
    { name: "sec", spec: { defaultAction: "Allow", order: "1" }, errors: ["spec.order: wrong-type", "spec.defaultAction: unsupported-value"] },
  ])("the Tier $name with $spec", ({ name, spec, errors }) => expect(rulesOf(named(name, spec).problems)).toEqual(errors));
});

describe("policies of host endpoints", () => {
  test.each(["doNotTrack", "preDNAT"])("%s says nothing of pods", (field) => {
    expect(readSpecOf(GNP, { [field]: true, applyOnForward: true })).toMatchObject({ kind: "accepted", policies: [], doubts: [] });
  });
  test("applyOnForward alone is a policy of pods too", () => {
    expect(acceptedPolicy(GNP, { applyOnForward: true }).ingress).toEqual({ isolates: true, rules: [] });
  });
});

describe("network sets", () => {
  const metadata = { name: "s", namespace: "a", labels: { role: "db" } };
  const read = (value: object) => readObject({ apiVersion: "projectcalico.org/v3", kind: "NetworkSet", metadata, ...value });
  test("list their nets under their labels; bits beyond a prefix are masked", () => {
    expect(read({ spec: { nets: ["10.1.2.3/8", "192.0.2.1", "2001:db8::/64"] } })).toMatchObject({
      kind: "support",
      supports: [{ kind: "address-list", ref: { kind: "NetworkSet", namespace: "a", name: "s" }, labels: new Map([["role", "db"]]), blocks: [{ cidr: { text: "10.0.0.0/8" } }, { cidr: { text: "192.0.2.1/32" } }, { cidr: { text: "2001:db8::/64" } }], names: [] }],
    });
  });
  test("list their domain names apart", () => {
    const reading = read({ spec: { allowedEgressDomains: ["example.com"] } });
    expect(reading).toMatchObject({ supports: [{ blocks: [], names: [] }, { ref: { kind: "NetworkSet domains" }, names: [{ text: "example.com" }] }] });
    expect(rulesOf(reading.problems, "warning")).toEqual(["spec.allowedEgressDomains: ignored"]);
  });
  test("of the cluster stand in no namespace", () => {
    expect(readObject({ apiVersion: "projectcalico.org/v3", kind: "GlobalNetworkSet", metadata: { name: "s" } })).toMatchObject({ supports: [{ ref: { namespace: "", kind: "GlobalNetworkSet" } }] });
  });
  test("when stored, have the labels of the annotation", () => {
    const annotations = { "projectcalico.org/metadata": JSON.stringify({ labels: { role: "web" } }) };
    expect(read({ apiVersion: STORED, metadata: { ...metadata, annotations } })).toMatchObject({ supports: [{ labels: new Map([["role", "web"]]) }] });
    expect(read({ apiVersion: STORED })).toMatchObject({ supports: [{ labels: new Map([["role", "db"]]) }] });
    expect(read({ metadata: { ...metadata, annotations } })).toMatchObject({ supports: [{ labels: new Map([["role", "db"]]) }] });
  });
  test.each([
    { name: "an annotation that is no JSON", value: { apiVersion: STORED, metadata: { ...metadata, annotations: { "projectcalico.org/metadata": "{" } } }, errors: ["metadata.annotations.projectcalico.org/metadata: invalid"] },
    { name: "an annotation that is a list has no labels", value: { apiVersion: STORED, metadata: { ...metadata, annotations: { "projectcalico.org/metadata": "[]" } } }, errors: [] },
    { name: "Calico's own label", value: { metadata: { ...metadata, labels: { "projectcalico.org/namespace": "a" } } }, errors: ["metadata.labels.projectcalico.org/namespace: forbidden"] },
    { name: "a host name", value: { spec: { nets: ["example.com"] } }, errors: ["spec.nets[0]: invalid"] },
    { name: "an unknown field", value: { spec: { net: [] } }, errors: ["spec.net: unknown-field"] },
    { name: "nets as a text", value: { spec: { nets: "10.0.0.0/8" } }, errors: ["spec.nets: wrong-type"] },
  ])("$name", ({ value, errors }) => expect(rulesOf(read(value).problems)).toEqual(errors));
});

describe("the edition", () => {
  const told = (installed: boolean) => [{ kind: "feature", feature: DOMAIN_NAMES, installed }];
  test.each([
    { name: "the other edition's version", kind: "ClusterInformation", spec: { calicoVersion: "v3.28", cnxVersion: "v3.19" }, supports: told(true) },
    { name: "a license", kind: "LicenseKey", spec: { token: "x" }, supports: told(true) },
    { name: "Calico's version alone", kind: "ClusterInformation", spec: { calicoVersion: "v3.28", cnxVersion: "" }, supports: told(false) },
    { name: "no version", kind: "ClusterInformation", spec: { clusterGUID: "x" }, supports: [] },
    { name: "no spec", kind: "ClusterInformation", spec: undefined, supports: [] },
  ])("$name", ({ kind, spec, supports }) => expect(readObject(objectWith(kind, spec))).toMatchObject({ kind: "support", supports, problems: [] }));
});

describe("staged policies are drafts", () => {
  test.each([
    { name: "of a namespace", kind: "StagedNetworkPolicy", spec: { stagedAction: "Set", ingress: [{ action: "Deny" }] }, errors: [] },
    { name: "of the cluster", kind: "StagedGlobalNetworkPolicy", spec: { selector: "all()", ingress: [{ action: "deny" }] }, errors: ["spec.ingress[0].action: unsupported-value"] },
    { name: "of Kubernetes", kind: "StagedKubernetesNetworkPolicy", spec: { podSelector: {}, policyTypes: ["Ingress"] }, errors: [] },
    { name: "with an unknown action", kind: "StagedNetworkPolicy", spec: { stagedAction: "set" }, errors: ["spec.stagedAction: unsupported-value"] },
    { name: "that delete", kind: "StagedNetworkPolicy", spec: { stagedAction: "Delete", tier: "sec", egress: [] }, errors: [] },
    { name: "that delete and say more", kind: "StagedNetworkPolicy", spec: { stagedAction: "Delete", order: 5 }, errors: ["spec.order: forbidden"] },
  ])("$name", ({ kind, spec, errors }) => {
    const reading = readSpecOf(kind, spec);
    expect({ kind: reading.kind, errors: rulesOf(reading.problems) }).toEqual({ kind: "staged", errors });
  });
});

describe("one object in two groups", () => {
  test.each([
    { name: "trap 121: the stored copy of a policy carries its tier's name", kind: GNP, stored: "default.deny", served: "deny" },
    { name: "other tiers keep the name", kind: GNP, stored: "sec.deny", served: "sec.deny" },
    { name: "a set keeps its name", kind: "GlobalNetworkSet", stored: "default.x", served: "default.x" },
  ])("$name", ({ kind, stored, served }) => {
    const copy = calicoDialect.canonical?.({ apiVersion: STORED, kind, namespace: "", name: stored });
    const original = calicoDialect.canonical?.({ apiVersion: "projectcalico.org/v3", kind, namespace: "", name: served });
    expect(copy?.ref).toEqual({ apiVersion: "projectcalico.org/v3", kind, namespace: "", name: served });
    expect(original?.ref).toEqual(copy?.ref);
    expect(original?.preference).toBeGreaterThan(copy?.preference ?? Infinity);
  });
});
