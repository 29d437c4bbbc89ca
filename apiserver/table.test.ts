import { beforeEach, expect, test } from "vitest";
import { ask, pod, watching } from "./client.fixture.ts";
import { age, selectorText } from "./humane.ts";
import type { GivenObject, Json } from "./object.ts";
import { ApiServer } from "./server.ts";
import { VirtualTime } from "./virtualtime.ts";

const TABLE = "application/json;as=Table;v=v1;g=meta.k8s.io,application/json";
const PARTIAL = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";

let time: VirtualTime;
let api: ApiServer;

beforeEach(async () => {
  time = new VirtualTime();
  api = new ApiServer({ time, revision: 100n });
  api.put({ ...pod("a"), spec: { nodeName: "n1", containers: [{ name: "x" }, { name: "y" }] }, status: { phase: "Running", podIP: "10.0.0.1", containerStatuses: [{ ready: true, restartCount: 2 }, { ready: false, restartCount: 1 }] } });
  await time.advance(65_000);
});

const cellsOf = async (path: string): Promise<readonly Json[]> => ((await ask(api, path, { accept: TABLE })).json as unknown as { rows: { cells: Json[] }[] }).rows.flatMap(({ cells }) => cells);

test("a table tells its columns, and a row for each object with its metadata", async () => {
  const { json } = await ask(api, "/api/v1/pods", { accept: TABLE });
  expect(json).toMatchObject({ kind: "Table", apiVersion: "meta.k8s.io/v1", metadata: { resourceVersion: "101" } });
  expect((json["columnDefinitions"] as { name: string; priority: number }[]).map(({ name, priority }) => `${name} ${String(priority)}`)).toEqual(["Name 0", "Ready 0", "Status 0", "Restarts 0", "Age 0", "IP 1", "Node 1"]);
  expect(json["rows"]).toEqual([{ cells: ["a", "1/2", "Running", "3", "65s", "10.0.0.1", "n1"], object: { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata: expect.objectContaining({ name: "a" }) } }]);
});

test.each([
  { include: "None", object: undefined },
  { include: "Object", object: expect.objectContaining({ kind: "Pod", apiVersion: "v1" }) },
])("a row carries what is asked for: includeObject=$include", async ({ include, object }) => {
  const { json } = await ask(api, `/api/v1/namespaces/default/pods/a?includeObject=${include}`, { accept: TABLE });
  expect((json["rows"] as { object?: Json }[])[0]?.object).toEqual(object);
});

test.each<{ name: string; object: GivenObject; path: string; cells: readonly string[] }>([
  { name: "a policy's pods", object: { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "p" }, spec: { podSelector: { matchLabels: { app: "web" } } } }, path: "/apis/networking.k8s.io/v1/networkpolicies", cells: ["p", "app=web", "0s"] },
  { name: "a namespace's phase", object: { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } }, path: "/api/v1/namespaces", cells: ["shop", "Active", "0s"] },
  { name: "a node's roles", object: { apiVersion: "v1", kind: "Node", metadata: { name: "n1", labels: { "node-role.kubernetes.io/control-plane": "" } }, status: { conditions: [{ type: "Ready", status: "True" }], nodeInfo: { kubeletVersion: "v1.35.0" } } }, path: "/api/v1/nodes", cells: ["n1", "Ready", "control-plane", "0s", "v1.35.0"] },
  { name: "a service's ports", object: { apiVersion: "v1", kind: "Service", metadata: { name: "s" }, spec: { clusterIP: "10.1.0.1", ports: [{ port: 80 }, { port: 53, protocol: "UDP" }], selector: { app: "web" } } }, path: "/api/v1/services", cells: ["s", "ClusterIP", "10.1.0.1", "<none>", "80/TCP,53/UDP", "0s", "app=web"] },
  { name: "a deployment's replicas", object: { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: "d" }, spec: { replicas: 3 }, status: { readyReplicas: 2, updatedReplicas: 3, availableReplicas: 2 } }, path: "/apis/apps/v1/deployments", cells: ["d", "2/3", "3", "2", "0s"] },
  { name: "of any other kind its name", object: { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c" } }, path: "/api/v1/configmaps", cells: ["c", "0s"] },
])("columns: $name", async ({ object, path, cells }) => {
  api.put(object);
  expect(await cellsOf(path)).toEqual(cells);
});

test("a watch sends tables of one row, and the columns with the first", async () => {
  const watch = await watching(api, "/api/v1/pods?watch=1&resourceVersion=101", { accept: TABLE });
  for (const name of ["b", "c"]) api.put(pod(name));
  await time.settle();
  const tables = watch.events.map(({ type, object }) => [type, object.kind, (object["columnDefinitions"] as Json[]).length, (object["rows"] as Json[]).length]);
  expect(tables).toEqual([["ADDED", "Table", 7, 1], ["ADDED", "Table", 0, 1]]);
});

test("metadata alone, of one and of many", async () => {
  const many = await ask(api, "/api/v1/pods", { accept: PARTIAL });
  expect(many.json).toMatchObject({ kind: "PartialObjectMetadataList", apiVersion: "meta.k8s.io/v1", items: [{ kind: "PartialObjectMetadata", metadata: { name: "a" } }] });
  expect(many.json.items[0]).not.toHaveProperty("spec");
  const one = await ask(api, "/api/v1/namespaces/default/pods/a", { accept: "application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io" });
  expect(one.json).toMatchObject({ kind: "PartialObjectMetadata", metadata: { name: "a" } });
});

test.each([
  { accept: undefined, type: "application/json", status: 200 },
  { accept: "*/*", type: "application/json", status: 200 },
  { accept: "application/yaml", type: "application/yaml", status: 200 },
  { accept: "application/yaml;q=0.5,application/json", type: "application/json", status: 200 },
  { accept: "application/vnd.kubernetes.protobuf, application/json", type: "application/json", status: 200 },
  { accept: "application/json;as=Table;v=v1beta1;g=meta.k8s.io, application/json", type: "application/json", status: 200 },
  { accept: "application/vnd.kubernetes.protobuf", type: "application/json", status: 406 },
  { accept: "text/html", type: "application/json", status: 406 },
])("who accepts $accept is answered $status in $type", async ({ accept, type, status }) => {
  const answer = await ask(api, "/api/v1/pods", accept === undefined ? {} : { accept });
  expect([answer.status, answer.headers["content-type"]]).toEqual([status, type]);
  if (status === 406) expect(answer.json).toMatchObject({ reason: "NotAcceptable", message: "only the following media types are accepted: application/json, application/yaml" });
  if (type === "application/yaml") expect(answer.text).toMatch(/^kind: PodList\napiVersion: v1\n/);
});

const [S, M, H, D] = [1_000, 60_000, 3_600_000, 86_400_000];
test.each([
  { passed: 0, written: "0s" },
  { passed: 119 * S, written: "119s" },
  { passed: 2 * M, written: "2m" },
  { passed: 3 * M + 20 * S, written: "3m20s" },
  { passed: 10 * M, written: "10m" },
  { passed: 179 * M, written: "179m" },
  { passed: 3 * H + 5 * M, written: "3h5m" },
  { passed: 47 * H, written: "47h" },
  { passed: 2 * D + H, written: "2d1h" },
  { passed: 400 * D, written: "400d" },
  { passed: -5 * S, written: "0s" },
])("an age of $passed ms is written $written", ({ passed, written }) => {
  expect(age(new Date(0).toISOString(), passed)).toBe(written);
});

test.each([
  { selector: {}, written: "<none>" },
  { selector: { matchLabels: { a: "b", c: "d" } }, written: "a=b,c=d" },
  { selector: { matchExpressions: [{ key: "a", operator: "In", values: ["b", "c"] }, { key: "d", operator: "NotIn", values: ["e"] }, { key: "f", operator: "Exists" }, { key: "g", operator: "DoesNotExist" }] }, written: "a in (b,c),d notin (e),f,!g" },
])("a selector is written $written", ({ selector, written }) => {
  expect(selectorText(selector)).toBe(written);
});
