import fc from "fast-check";
import { expect, test } from "vitest";
import type { Reading } from "#lib/policy/dialect.ts";
import { dialectFor } from "#lib/policy/dialects.ts";
import { pathsOf, replaced } from "#lib/policy/mutation.fixture.ts";
import { sourceOf } from "#lib/source/fixture.ts";
import { ingest } from "./ingest.ts";
import { pruned, prunedSource } from "./pruned.ts";

const canary = "canary-7f3a";
const noise = { uid: canary, managedFields: [{ manager: canary }], annotations: { "kubectl.kubernetes.io/last-applied-configuration": canary }, ownerReferences: [{ name: canary }], creationTimestamp: "2026-01-01T00:00:00Z" };
const metadata = { name: "p", namespace: "a", labels: { app: "x" }, ...noise };
const ofCluster = { name: "p", labels: { app: "x" }, ...noise };
const rules = { ingress: [{ action: "Allow", metadata: { annotations: { note: canary } }, source: { selector: "app == 'x'" } }], egress: [{ action: "Deny", destination: { nets: ["10.0.0.0/8"] } }] };
const stored = { ...metadata, annotations: { ...noise.annotations, "projectcalico.org/metadata": JSON.stringify({ uid: canary, annotations: { note: canary }, labels: { app: "kept" } }) } };
const conditions = [{ type: "Valid", status: "True", message: "m", reason: canary, lastTransitionTime: canary }, { type: "Other", status: "False", message: canary }];

/** One of each thing that is read outside `spec`, and all of what is not. */
const OBJECTS = [
  { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata, spec: { podSelector: { matchLabels: { app: "x" } }, policyTypes: ["Egress"], egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }], ports: [{ port: 80 }] }] }, status: { conditions } },
  { apiVersion: "policy.networking.k8s.io/v1alpha2", kind: "ClusterNetworkPolicy", metadata: ofCluster, spec: { tier: "Admin", priority: 1, subject: { namespaces: {} }, ingress: [{ action: "Deny", from: [{ namespaces: {} }] }] }, status: { conditions } },
  { apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", metadata: { name: "clusternetworkpolicies.policy.networking.k8s.io", ...noise, annotations: { ...noise.annotations, "policy.networking.k8s.io/channel": "standard" } }, spec: { group: canary } },
  { apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", metadata, spec: { endpointSelector: {}, ingress: [{ fromEntities: ["world"] }] }, specs: [{ endpointSelector: {}, egress: [{}] }], status: { conditions, derivativePolicies: { x: canary } } },
  { apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", metadata, spec: { endpointSelector: {}, ingress: [{}] }, status: { conditions: [{ type: "Valid", status: "False", message: "m" }] } },
  { apiVersion: "cilium.io/v2", kind: "CiliumCIDRGroup", metadata: ofCluster, spec: { externalCIDRs: ["10.0.0.0/8"] } },
  { apiVersion: "projectcalico.org/v3", kind: "NetworkPolicy", metadata, spec: { order: 5, selector: "all()", types: ["Ingress", "Egress"], ...rules } },
  { apiVersion: "crd.projectcalico.org/v1", kind: "GlobalNetworkPolicy", metadata: { ...stored, namespace: undefined, name: "default.p" }, spec: { selector: "all()", types: ["Ingress"], ...rules } },
  { apiVersion: "crd.projectcalico.org/v1", kind: "NetworkSet", metadata: stored, spec: { nets: ["10.0.0.0/8"] } },
  { apiVersion: "projectcalico.org/v3", kind: "Tier", metadata: ofCluster, spec: { order: 5, defaultAction: "Pass" } },
  { apiVersion: "projectcalico.org/v3", kind: "StagedNetworkPolicy", metadata, spec: { stagedAction: "Set", ...rules } },
  { apiVersion: "projectcalico.org/v3", kind: "ClusterInformation", metadata: ofCluster, spec: { calicoVersion: "v3.30", clusterGUID: canary, datastoreReady: true } },
  { apiVersion: "projectcalico.org/v3", kind: "LicenseKey", metadata: ofCluster, spec: { token: canary, certificate: canary } },
];

/** Without places, and of problems only where and which: those say what stood there. */
function said(reading: Reading | undefined): unknown {
  return JSON.parse(JSON.stringify(reading, (key, value: unknown) => {
    if (key === "problems") return (value as Reading["problems"]).map(({ severity, rule, place }) => `${severity} ${rule} ${place.path.replace(/^status\..*/, "status")}`);
    return key === "place" ? undefined : typeof value === "bigint" ? String(value) : value instanceof Map ? [...value] : value;
  }));
}

const read = (value: unknown): Reading | undefined => {
  const { apiVersion, kind } = value as { apiVersion: string; kind: string };
  return dialectFor(apiVersion, kind)?.read(sourceOf(value));
};

test.each(OBJECTS)("$kind of $apiVersion means the same, and the text has nothing else", (object) => {
  const source = prunedSource(object, "live");
  expect(said(read(source.value))).toEqual(said(read(object)));
  expect(said(read(object))).not.toBeUndefined();
  expect(source.text()).not.toContain(canary);
  expect(pruned(pruned(object))).toEqual(pruned(object));
});

const junk = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>(undefined, null, "", 0, 1.5, true, [], {}, [null], { "a b": "c" }, { note: 1 }, { a: { annotations: { x: "y" } } }));

test.each(OBJECTS)("$kind of $apiVersion with any part replaced means the same", (object) => {
  const { apiVersion, kind, ...parts } = JSON.parse(JSON.stringify(object)) as (typeof OBJECTS)[number];
  const mutation = fc.tuple(fc.constantFrom(...pathsOf(parts).filter(({ length }) => length > 0)), junk);
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => {
      const value = { apiVersion, kind, ...(mutations.reduce<unknown>((one, [path, part]) => replaced(one, path, part), parts) as object) };
      const { value: left } = prunedSource(value, "live");
      expect(said(read(left))).toEqual(said(read(value)));
      expect(pruned(left as never)).toEqual(left);
    }),
    { numRuns: 300 },
  );
});

test("what is ingested has its places in the text that is kept", () => {
  const [policy] = OBJECTS;
  const [fact] = ingest(prunedSource(policy, "NetworkPolicy a/p")).facts;
  if (fact?.kind !== "policy" || fact.reading.kind !== "accepted") throw new Error("not accepted");
  const lines = fact.text.split("\n");
  const place = fact.reading.policies[0]?.egress?.rules[0]?.place;
  expect(fact.place).toEqual({ file: "NetworkPolicy a/p", line: 1, path: "" });
  expect([place?.path, lines[(place?.line ?? 0) - 1]]).toEqual(["spec.egress[0]", "  - to:"]);
  expect(fact.text).toBe("apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: p\n  namespace: a\n  labels:\n    app: x\nspec:\n  podSelector:\n    matchLabels:\n      app: x\n  policyTypes:\n  - Egress\n  egress:\n  - to:\n    - ipBlock:\n        cidr: 10.0.0.0/8\n        except:\n        - 10.1.0.0/16\n    ports:\n    - port: 80\n");
});

test.each([null, 1, "x", ["a"]])("%j, which is no object, is left as it is", (value) => {
  expect(ingest(prunedSource(value, "live"))).toMatchObject({ facts: [], problems: [{ rule: "unreadable" }] });
});
