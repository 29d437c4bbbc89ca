import { beforeEach, expect, test } from "vitest";
import { ask, type Asking, pod, watching } from "./client.fixture.ts";
import { ApiServer } from "./server.ts";
import { VirtualTime } from "./virtualtime.ts";

const PODS = "/api/v1/namespaces/default/pods";
const POLICIES = "/apis/networking.k8s.io/v1/namespaces/default/networkpolicies";
const MERGE = "application/merge-patch+json";
const STRATEGIC = "application/strategic-merge-patch+json";

let time: VirtualTime;
let api: ApiServer;

beforeEach(() => {
  time = new VirtualTime();
  api = new ApiServer({ time, revision: 100n });
});

const policy = (name: string, spec: object, metadata: object = {}): object => ({ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name, ...metadata }, spec });
const to = (method: string, path: string, body?: unknown, rest: Asking = {}) => ask(api, path, { method, body, ...rest });

test("what is created gets a uid, a time, a generation and a manager, and is seen by who watches", async () => {
  const watch = await watching(api, "/apis/networking.k8s.io/v1/networkpolicies?watch=1&resourceVersion=100");
  const { status, json } = await to("POST", `${POLICIES}?fieldManager=me`, policy("p", { podSelector: {} }));
  await time.settle();
  expect(status).toBe(201);
  expect(json.metadata).toMatchObject({ name: "p", namespace: "default", resourceVersion: "101", generation: 1, uid: expect.stringMatching(/^[0-9a-f-]{36}$/), creationTimestamp: "2026-04-16T02:13:40Z" });
  expect(json.metadata["managedFields"]).toMatchObject([{ manager: "me", operation: "Update", time: "2026-04-16T02:13:40Z" }]);
  expect(watch.seen).toEqual(["ADDED p"]);
});

test("the same seed gives the same uids, another one others", () => {
  const uid = (seed: number): unknown => new ApiServer({ time, seed }).put(pod("a")).metadata.uid;
  expect(uid(7)).toBe(uid(7));
  expect(uid(7)).not.toBe(uid(8));
});

test("defaults are filled in as the real server does", async () => {
  const { json } = await to("POST", POLICIES, policy("p", { podSelector: {}, egress: [{ ports: [{ port: 53 }] }] }));
  expect(json["spec"]).toEqual({ podSelector: {}, policyTypes: ["Ingress", "Egress"], egress: [{ ports: [{ port: 53, protocol: "TCP" }] }] });
});

test("a name can be made up", async () => {
  expect((await to("POST", PODS, { apiVersion: "v1", kind: "Pod", metadata: { generateName: "web-" } })).json.metadata.name).toMatch(/^web-[0-9a-f]{5}$/);
});

test.each([
  { name: "a second object of a name", method: "POST", path: PODS, body: pod("a"), code: 409, reason: "AlreadyExists", message: 'pods "a" already exists' },
  { name: "an object in a namespace that is not there", method: "POST", path: "/api/v1/namespaces/none/pods", body: pod("b", {}, "none"), code: 404, reason: "NotFound", message: 'namespaces "none" not found' },
  { name: "an object of another namespace", method: "POST", path: PODS, body: pod("b", {}, "other"), code: 400, reason: "BadRequest", message: "does not match the namespace" },
  { name: "an object of another kind", method: "POST", path: PODS, body: policy("p", {}), code: 400, reason: "BadRequest", message: 'NetworkPolicy in version "v1" cannot be handled as a Pod' },
  { name: "an object of another version", method: "POST", path: PODS, body: { ...pod("b"), apiVersion: "v2" }, code: 400, reason: "BadRequest", message: "the API version in the data (v2) does not match the expected API version (v1)" },
  { name: "an object without a name", method: "POST", path: PODS, body: { apiVersion: "v1", kind: "Pod", metadata: {} }, code: 422, reason: "Invalid", message: "name or generateName is required" },
  { name: "a body that is no object", method: "POST", path: PODS, body: "[]", code: 400, reason: "BadRequest", message: "not an object" },
  { name: "a body that does not parse", method: "POST", path: PODS, body: "{", code: 400, reason: "BadRequest", message: "json parse error" },
  { name: "a body of an unknown format", method: "POST", path: PODS, body: "x", contentType: "text/plain", code: 415, reason: "UnsupportedMediaType", message: "accepted media types include" },
  { name: "to replace what is not there", method: "PUT", path: `${PODS}/b`, body: pod("b"), code: 404, reason: "NotFound", message: 'pods "b" not found' },
  { name: "to replace under another name", method: "PUT", path: `${PODS}/a`, body: pod("b"), code: 400, reason: "BadRequest", message: "does not match the name on the URL" },
  { name: "to replace what has changed meanwhile", method: "PUT", path: `${PODS}/a`, body: { ...pod("a"), metadata: { ...pod("a").metadata, resourceVersion: "1" } }, code: 409, reason: "Conflict", message: "the object has been modified; please apply your changes to the latest version and try again" },
  { name: "to patch an older version", method: "PATCH", path: `${PODS}/a`, body: { metadata: { resourceVersion: "1" } }, contentType: MERGE, code: 409, reason: "Conflict", message: "the object has been modified" },
  { name: "to patch what is not there", method: "PATCH", path: `${PODS}/b`, body: {}, contentType: MERGE, code: 404, reason: "NotFound", message: 'pods "b" not found' },
  { name: "a patch of an unknown format", method: "PATCH", path: `${PODS}/a`, body: {}, code: 415, reason: "UnsupportedMediaType", message: MERGE },
  { name: "a strategic patch of a custom kind", method: "PATCH", path: "/apis/cilium.io/v2/ciliumcidrgroups/x", body: {}, contentType: STRATEGIC, code: 415, reason: "UnsupportedMediaType", message: MERGE },
  { name: "to delete another uid", method: "DELETE", path: `${PODS}/a`, body: { preconditions: { uid: "x" } }, code: 409, reason: "Conflict", message: "Precondition failed: UID in precondition: x" },
  { name: "to delete what is not there", method: "DELETE", path: `${PODS}/b`, body: undefined, code: 404, reason: "NotFound", message: 'pods "b" not found' },
  { name: "a method that a collection does not know", method: "PUT", path: PODS, body: pod("a"), code: 405, reason: "MethodNotAllowed", message: "does not allow this method" },
  { name: "to create across namespaces", method: "POST", path: "/api/v1/pods", body: pod("b"), code: 405, reason: "MethodNotAllowed", message: "does not allow this method" },
  { name: "a subresource that is not served", method: "GET", path: `${PODS}/a/log`, body: undefined, code: 405, reason: "MethodNotAllowed", message: "does not allow this method" },
])("refused: $name", async ({ method, path, body, code, reason, message, ...rest }) => {
  api.install("cilium.io");
  api.put(pod("a"));
  const before = api.store.revision;
  const answer = await to(method, path, body, rest);
  expect(answer.json).toMatchObject({ kind: "Status", status: "Failure", code, reason, message: expect.stringContaining(message) });
  expect([answer.status, api.store.revision]).toEqual([code, before]);
});

test("to replace changes the spec, keeps uid, time and status, and raises the generation", async () => {
  const made = api.put({ ...pod("a"), status: { phase: "Running" } });
  const { status, json } = await to("PUT", `${PODS}/a`, { ...pod("a"), spec: { nodeName: "n" }, status: { phase: "Failed" } });
  expect(status).toBe(200);
  expect(json).toMatchObject({ metadata: { uid: made.metadata.uid, creationTimestamp: made.metadata.creationTimestamp, generation: 2 }, spec: { nodeName: "n" }, status: { phase: "Running" } });
});

test("the status is written at its own path, and raises no generation", async () => {
  api.put(pod("a"));
  const { json } = await to("PATCH", `${PODS}/a/status`, { status: { phase: "Running" }, spec: { nodeName: "n" } }, { contentType: MERGE });
  expect(json["status"]).toEqual({ phase: "Running" });
  expect(json["spec"]).not.toHaveProperty("nodeName");
  expect(json.metadata.generation).toBe(1);
});

test("a write that changes nothing is no new version", async () => {
  const made = await to("POST", PODS, pod("a"));
  const again = await to("PUT", `${PODS}/a`, pod("a"));
  expect(again.json.metadata.resourceVersion).toBe(made.json.metadata.resourceVersion);
});

test("a dry run answers and changes nothing", async () => {
  api.put(pod("a"));
  expect((await to("POST", `${PODS}?dryRun=All`, pod("b"))).status).toBe(201);
  expect((await to("DELETE", `${PODS}/a?dryRun=All`)).status).toBe(200);
  expect(api.objects("pods").map(({ metadata }) => metadata.name)).toEqual(["a"]);
});

test("a server-side apply creates what is not there and merges into what is", async () => {
  const apply = (spec: object) => to("PATCH", `${POLICIES}/p?fieldManager=kubectl`, policy("p", spec), { contentType: "application/apply-patch+yaml" });
  expect((await apply({ podSelector: {} })).status).toBe(201);
  const { status, json } = await apply({ podSelector: { matchLabels: { app: "web" } } });
  expect([status, json["spec"]]).toEqual([200, { podSelector: { matchLabels: { app: "web" } }, policyTypes: ["Ingress"] }]);
  expect((await to("PATCH", `${POLICIES}/p`, policy("p", {}), { contentType: "application/apply-patch+yaml" })).json).toMatchObject({ code: 422, message: expect.stringContaining("fieldManager: Required value") });
});

test("YAML is read as JSON is", async () => {
  expect((await to("POST", PODS, "apiVersion: v1\nkind: Pod\nmetadata: {name: y}\n", { contentType: "application/yaml" })).json.metadata.name).toBe("y");
});

test("what is deleted is answered as a Status, and is gone", async () => {
  const { metadata } = api.put(pod("a"));
  const { json } = await to("DELETE", `${PODS}/a`);
  expect(json).toEqual({ kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", details: { name: "a", kind: "pods", uid: metadata.uid } });
  expect(api.objects("pods")).toEqual([]);
});

test("a finalizer holds an object until it is taken away", async () => {
  api.put({ ...pod("a"), metadata: { ...pod("a").metadata, finalizers: ["x.example/y"] } });
  const watch = await watching(api, "/api/v1/pods?watch=1&resourceVersion=101");
  expect((await to("DELETE", `${PODS}/a`)).json.metadata.deletionTimestamp).toBe("2026-04-16T02:13:40Z");
  await to("PATCH", `${PODS}/a`, { metadata: { finalizers: null } }, { contentType: MERGE });
  await time.settle();
  expect(watch.seen).toEqual(["MODIFIED a", "DELETED a"]);
  expect(api.objects("pods")).toEqual([]);
});

test("a namespace takes all that is in it along, and nothing else", async () => {
  api.put({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } });
  for (const namespace of ["shop", "default"]) api.put(pod("a", {}, namespace));
  await to("DELETE", "/api/v1/namespaces/shop");
  expect([api.objects("namespaces").length, api.objects("pods").map(({ metadata }) => metadata.namespace)]).toEqual([0, ["default"]]);
});

test("a namespace carries its name as a label, and is active", async () => {
  expect((await to("POST", "/api/v1/namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } })).json).toMatchObject({ metadata: { labels: { "kubernetes.io/metadata.name": "shop" } }, status: { phase: "Active" } });
});

test("a collection is deleted as far as a selector goes", async () => {
  for (const name of ["a", "b"]) api.put(pod(name, { app: name }));
  const { json } = await to("DELETE", `${PODS}?labelSelector=app=a`);
  expect([json.items.length, api.objects("pods").map(({ metadata }) => metadata.name)]).toEqual([1, ["b"]]);
});

test("who may not write is told so", async () => {
  api.access.grant("reader", { user: "alice", rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["list"] }] });
  expect((await to("DELETE", `${PODS}/a`, undefined, { token: "reader" })).json).toMatchObject({ code: 403, message: 'pods "a" is forbidden: User "alice" cannot delete resource "pods" in API group "" in the namespace "default"' });
});
