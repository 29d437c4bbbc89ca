import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { load } from "./load.ts";
import { ApiServer } from "./server.ts";
import { VirtualTime } from "./virtualtime.ts";

const server = (): ApiServer => new ApiServer({ time: new VirtualTime() });

test("a scenario is loaded: its pods with their addresses, the namespaces that they lie in, and our own kinds are handed back", async () => {
  const api = server();
  const { own, refused } = await load(api, [join(import.meta.dirname, "../scenarios/runbook")]);
  expect(refused).toEqual([]);
  expect(own.map(({ kind }) => kind)).toEqual(["Cluster", "DestinationCatalog", "WatchList"]);
  expect(api.get({ apiVersion: "v1", kind: "Pod", metadata: { name: "api-client" } })).toMatchObject({ metadata: { namespace: "default" }, status: { podIP: "10.244.1.7" } });
  expect(api.objects("networkpolicies.networking.k8s.io").map(({ metadata }) => metadata.name)).toEqual(["default-deny"]);
  expect(api.objects("namespaces").map(({ metadata }) => metadata.name)).toEqual(["data", "default", "kube-system"]);
});

test("kinds that have to be installed are", async () => {
  const api = server();
  await load(api, [join(import.meta.dirname, "../scenarios/calico-tiers")]);
  expect(api.kinds.all().some(({ group }) => group.endsWith("projectcalico.org"))).toBe(true);
});

test("lists are what they hold; what cannot be put is said", async () => {
  const folder = await mkdtemp(join(tmpdir(), "whydrop-load-"));
  await writeFile(join(folder, "a.yaml"), "kind: List\napiVersion: v1\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n---\n---\n{apiVersion: example.com/v1, kind: Thing, metadata: {name: t}}\n");
  await writeFile(join(folder, "b.json"), '{"apiVersion": "v1", "kind": "Node", "metadata": {"name": "n"}}');
  await writeFile(join(folder, "c.yaml"), "a: [\n");
  const api = server();
  const { objects, refused } = await load(api, [folder]);
  expect([objects, api.objects("pods").length, api.objects("nodes").length]).toEqual([2, 1, 1]);
  expect(refused).toEqual([expect.stringContaining("a.yaml: no object of a kind that is served"), expect.stringMatching(/^.*c\.yaml: .+/)]);
});
