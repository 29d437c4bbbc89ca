import { expect, test } from "vitest";

// Versions that no dialect claims: what is evaluated one day is still not evaluated here.
import { ingestText } from "../documents/ingest.ts";

const ingest = (apiVersion: string, kind: string, metadata = "{name: a}", spec = "{}") =>
  ingestText("f.yaml", "yaml", `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: ${metadata}\nspec: ${spec}\n`);

test.each([
  ...["networking.k8s.io/v1 Ingress", "networking.k8s.io/v1 IngressClass", "networking.k8s.io/v1 IPAddress", "networking.k8s.io/v1 ServiceCIDR"],
  ...["cilium.io/v9 CiliumCIDRGroup", "cilium.io/v9 CiliumEndpoint", "cilium.io/v9 CiliumIdentity", "cilium.io/v9 CiliumNode"],
  ...["projectcalico.org/v9 StagedNetworkPolicy", "projectcalico.org/v9 StagedGlobalNetworkPolicy", "projectcalico.org/v9 StagedKubernetesNetworkPolicy"],
  ...["crd.projectcalico.org/v9 NetworkSet", "crd.projectcalico.org/v9 GlobalNetworkSet", "crd.projectcalico.org/v9 Tier", "crd.projectcalico.org/v9 IPAMBlock"],
  ...["crd.projectcalico.org/v9 IPPool", "crd.projectcalico.org/v9 ClusterInformation", "k8s.ovn.org/v9 EgressIP", "networking.k8s.aws/v9 PolicyEndpoint"],
])("%s changes nothing by itself", (name) => {
  const [apiVersion = "", kind = ""] = name.split(" ");
  expect(ingest(apiVersion, kind)).toMatchObject({ facts: [{ kind: "not-evaluated", couldChange: "none", ref: { apiVersion, kind, name: "a" } }], problems: [] });
});

test.each([
  { apiVersion: "cilium.io/v9", kind: "CiliumNetworkPolicy", metadata: "{name: a, namespace: shop}", namespace: "shop" },
  { apiVersion: "cilium.io/v9", kind: "CiliumNetworkPolicy", metadata: "{name: a}", namespace: "default" },
  { apiVersion: "cilium.io/v9", kind: "CiliumClusterwideNetworkPolicy", metadata: "{name: a}", namespace: "" },
  { apiVersion: "projectcalico.org/v9", kind: "NetworkPolicy", metadata: "{name: a}", namespace: "default" },
  { apiVersion: "crd.projectcalico.org/v9", kind: "NetworkPolicy", metadata: "{name: a}", namespace: "default" },
  { apiVersion: "crd.projectcalico.org/v9", kind: "GlobalNetworkPolicy", metadata: "{name: a}", namespace: "" },
  { apiVersion: "crd.antrea.io/v9", kind: "NetworkPolicy", metadata: "{name: a, namespace: shop}", namespace: "shop" },
  { apiVersion: "crd.antrea.io/v9", kind: "ClusterNetworkPolicy", metadata: "{name: a}", namespace: "" },
  { apiVersion: "k8s.ovn.org/v9", kind: "EgressFirewall", metadata: "{name: default, namespace: shop}", namespace: "shop" },
  { apiVersion: "networking.k8s.aws/v9", kind: "ClusterNetworkPolicy", metadata: "{name: a}", namespace: "" },
  { apiVersion: "networking.k8s.aws/v9", kind: "ApplicationNetworkPolicy", metadata: "{name: a}", namespace: "default" },
  { apiVersion: "networking.k8s.io/v9", kind: "NetworkPolicy", metadata: "{name: a}", namespace: "default" },
  { apiVersion: "networking.k8s.io/v1alpha1", kind: "Unheard", metadata: "{name: a}", namespace: "" },
  { apiVersion: "cilium.io/v9", kind: "Unheard", metadata: "{name: a, namespace: shop}", namespace: "shop" },
  { apiVersion: "cilium.io/v9", kind: "constructor", metadata: "{name: a}", namespace: "" },
])("$apiVersion $kind $metadata could change any verdict of `$namespace`", ({ apiVersion, kind, metadata, namespace }) => {
  expect(ingest(apiVersion, kind, metadata)).toMatchObject({
    facts: [{ kind: "not-evaluated", couldChange: "any", touches: { namespace }, place: { file: "f.yaml", line: 1 } }],
    problems: [{ severity: "warning", rule: "not-evaluated", message: `\`${kind}\` of \`${apiVersion}\` is not evaluated; verdicts it could change are unknown` }],
  });
});

test.each([
  { apiVersion: "policy.networking.k8s.io/v9", kind: "BaselineAdminNetworkPolicy", spec: "{}", couldChange: "unlimited" },
  { apiVersion: "policy.networking.k8s.io/v9", kind: "ClusterNetworkPolicy", spec: "{tier: Baseline}", couldChange: "unlimited" },
  { apiVersion: "policy.networking.k8s.io/v9", kind: "ClusterNetworkPolicy", spec: "{tier: Admin}", couldChange: "any" },
  { apiVersion: "policy.networking.k8s.io/v9", kind: "ClusterNetworkPolicy", spec: "{tier: [Baseline]}", couldChange: "any" },
  { apiVersion: "policy.networking.k8s.io/v9", kind: "AdminNetworkPolicy", spec: "{}", couldChange: "any" },
  { apiVersion: "networking.k8s.aws/v9", kind: "ClusterNetworkPolicy", spec: "{tier: Baseline}", couldChange: "any" },
])("$kind of $apiVersion with $spec: $couldChange", ({ apiVersion, kind, spec, couldChange }) => {
  expect(ingest(apiVersion, kind, "{name: a}", spec).facts).toMatchObject([{ kind: "not-evaluated", couldChange, touches: { namespace: "" } }]);
});

test("the text is the object's own", () => {
  expect(ingest("cilium.io/v9", "CiliumNetworkPolicy").facts).toMatchObject([{ text: "apiVersion: cilium.io/v9\nkind: CiliumNetworkPolicy\nmetadata: {name: a}\nspec: {}\n" }]);
});

test("a kind of another group is only counted", () => {
  expect(ingest("example.com/v1", "NetworkPolicy")).toEqual({ facts: [{ kind: "other", ref: { apiVersion: "example.com/v1", kind: "NetworkPolicy", namespace: "", name: "a" } }], problems: [] });
});
