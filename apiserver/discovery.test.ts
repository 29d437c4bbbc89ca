import { beforeEach, expect, test } from "vitest";
import { ask } from "./client.fixture.ts";
import type { JsonObject } from "./object.ts";
import { quirksOf } from "./quirks.ts";
import { ApiServer } from "./server.ts";
import { VirtualTime } from "./virtualtime.ts";

const aggregated = (version: string): string => `application/json;g=apidiscovery.k8s.io;v=${version};as=APIGroupDiscoveryList`;

let api: ApiServer;

beforeEach(() => {
  api = new ApiServer({ time: new VirtualTime() });
});

interface Group extends JsonObject {
  readonly metadata: { readonly name?: string };
  readonly versions: readonly { readonly version: string; readonly resources: readonly { readonly resource: string }[] }[];
}
const groupsIn = async (version = "v2"): Promise<readonly Group[]> => (await ask(api, "/apis", { accept: aggregated(version) })).json.items as unknown as readonly Group[];

test("plain: versions of the core, groups, and the resources of a version", async () => {
  expect((await ask(api, "/api")).json).toMatchObject({ kind: "APIVersions", versions: ["v1"] });
  const groups = await ask(api, "/apis");
  expect(groups.json).toMatchObject({ kind: "APIGroupList", groups: expect.arrayContaining([expect.objectContaining({ name: "networking.k8s.io", preferredVersion: { groupVersion: "networking.k8s.io/v1", version: "v1" } })]) });
  expect((await ask(api, "/apis/apps")).json).toMatchObject({ kind: "APIGroup", name: "apps", versions: [{ groupVersion: "apps/v1", version: "v1" }] });
  const { json } = await ask(api, "/apis/networking.k8s.io/v1");
  expect(json).toMatchObject({ kind: "APIResourceList", groupVersion: "networking.k8s.io/v1", resources: [{ name: "networkpolicies", singularName: "networkpolicy", namespaced: true, kind: "NetworkPolicy", verbs: expect.arrayContaining(["list", "watch"]), shortNames: ["netpol"] }] });
});

test("aggregated: every group with its versions and resources in one document", async () => {
  const core = await ask(api, "/api", { accept: aggregated("v2") });
  expect(core.headers["content-type"]).toBe("application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList");
  expect(core.json).toMatchObject({ kind: "APIGroupDiscoveryList", apiVersion: "apidiscovery.k8s.io/v2", items: [{ versions: [{ version: "v1", freshness: "Current", resources: expect.arrayContaining([expect.objectContaining({ resource: "pods", responseKind: { group: "", version: "v1", kind: "Pod" }, scope: "Namespaced", singularResource: "pod", shortNames: ["po"] })]) }] }] });
  expect((await groupsIn()).map(({ metadata }) => metadata.name)).toEqual(["apps", "batch", "discovery.k8s.io", "networking.k8s.io", "authentication.k8s.io", "authorization.k8s.io"]);
});

test.each([
  { name: "1.35 serves v2", quirks: { version: "1.35" } as const, asked: "v2", kind: "APIGroupDiscoveryList" },
  { name: "1.35 does not serve v2beta1 any more", quirks: { version: "1.35" } as const, asked: "v2beta1", kind: "APIGroupList" },
  { name: "1.29 serves v2beta1", quirks: { version: "1.29" } as const, asked: "v2beta1", kind: "APIGroupDiscoveryList" },
  { name: "1.29 answers plainly who asks for v2", quirks: { version: "1.29" } as const, asked: "v2", kind: "APIGroupList" },
  { name: "a server without it answers plainly", quirks: { aggregatedDiscovery: "none" } as const, asked: "v2", kind: "APIGroupList" },
])("aggregated: $name", async ({ quirks, asked, kind }) => {
  api.quirks = quirksOf(quirks);
  expect((await ask(api, "/apis", { accept: aggregated(asked) })).json["kind"]).toBe(kind);
});

test.each(["policy.networking.k8s.io", "cilium.io", "crd.projectcalico.org", "projectcalico.org", "crd.antrea.io", "k8s.ovn.org", "networking.k8s.aws"])("%s appears when it is installed, and goes when it is removed", async (group) => {
  const isServed = async (): Promise<readonly boolean[]> => [
    (await groupsIn()).some(({ metadata }) => metadata.name === group),
    (await ask(api, `/apis/${group}`)).status === 200,
    (await ask(api, `/openapi/v3`)).text.includes(`apis/${group}/`),
  ];
  expect(await isServed()).toEqual([false, false, false]);
  api.install(group);
  expect(await isServed()).toEqual([true, true, true]);
  api.uninstall(group);
  expect(await isServed()).toEqual([false, false, false]);
});

test("one version of a group can be installed alone", async () => {
  api.install("policy.networking.k8s.io/v1alpha2");
  expect((await groupsIn()).find(({ metadata }) => metadata.name === "policy.networking.k8s.io")?.versions.map(({ version, resources }) => [version, resources.map(({ resource }) => resource)])).toEqual([["v1alpha2", ["clusternetworkpolicies"]]]);
  expect((await ask(api, "/apis/policy.networking.k8s.io/v1alpha1")).status).toBe(404);
});

test("a kind can be served in other versions from now on", async () => {
  api.install("cilium.io");
  api.install({ group: "cilium.io", versions: ["v3"], kind: "CiliumNetworkPolicy", resource: "ciliumnetworkpolicies", namespaced: true });
  expect([(await ask(api, "/apis/cilium.io/v2/ciliumnetworkpolicies")).status, (await ask(api, "/apis/cilium.io/v3/ciliumnetworkpolicies")).status]).toEqual([404, 200]);
});

test.each(["/apis/none.example", "/apis/none.example/v1", "/apis/apps/v9", "/apis/apps/v1/nothing", "/apis/apps/v1/deployments/a/b/c", "/nothing", "/api/v2/pods", "/api/v1/namespaces/x/nodes"])("%s is not there", async (path) => {
  expect(await ask(api, path)).toMatchObject({ status: 404, text: "404 page not found\n" });
});

test("what is not in the table cannot be installed, and what is not served cannot be put", () => {
  expect(() => api.install("none.example")).toThrow("`none.example` is not in the table of kinds");
  expect(() => api.put({ apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", metadata: { name: "a" } })).toThrow("`cilium.io/v2` `CiliumNetworkPolicy` is not served: install its group first");
});

test.each(["/livez", "/readyz", "/healthz"])("%s says ok", async (path) => {
  expect(await ask(api, path)).toMatchObject({ status: 200, text: "ok" });
});

test("the version is the quirks'", async () => {
  api.quirks = quirksOf({ version: "1.29" });
  expect((await ask(api, "/version")).json).toMatchObject({ major: "1", minor: "29", gitVersion: "v1.29.0" });
});

test("a path of no resource is only read", async () => {
  expect((await ask(api, "/version", { method: "POST" })).json).toMatchObject({ code: 405, reason: "MethodNotAllowed" });
});
