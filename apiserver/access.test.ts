import { beforeEach, expect, test } from "vitest";
import { EVERYTHING } from "./access.ts";
import { ask, pod, watching } from "./client.fixture.ts";
import { ApiServer } from "./server.ts";
import { VirtualTime } from "./virtualtime.ts";

let time: VirtualTime;
let api: ApiServer;

beforeEach(() => {
  time = new VirtualTime();
  api = new ApiServer({ time, revision: 100n });
  api.put(pod("a"));
  api.access.grant("root", { user: "root", rules: EVERYTHING });
  api.access.grant("reader", { user: "alice", rules: [{ apiGroups: [""], resources: ["pods"], verbs: ["list", "watch"] }] });
  api.access.grant("tenant", { user: "bob", rules: [{ apiGroups: ["", "networking.k8s.io"], resources: ["*"], verbs: ["*"], namespaces: ["default"] }] });
});

test.each([
  { name: "a verb, group and resource that a rule names", token: "reader", path: "/api/v1/pods", status: 200 },
  { name: "another verb", token: "reader", path: "/api/v1/namespaces/default/pods/a", status: 403 },
  { name: "another resource", token: "reader", path: "/api/v1/services", status: 403 },
  { name: "another group", token: "reader", path: "/apis/networking.k8s.io/v1/networkpolicies", status: 403 },
  { name: "the namespace of a rule", token: "tenant", path: "/api/v1/namespaces/default/pods", status: 200 },
  { name: "another namespace", token: "tenant", path: "/api/v1/namespaces/kube-system/pods", status: 403 },
  { name: "every namespace at once", token: "tenant", path: "/api/v1/pods", status: 403 },
  { name: "everything", token: "root", path: "/api/v1/secrets", status: 200 },
  { name: "discovery by anybody who is known", token: "reader", path: "/apis", status: 200 },
  { name: "a token that nobody knows", token: "stolen", path: "/api/v1/pods", status: 401 },
  { name: "no token", token: undefined, path: "/api/v1/pods", status: 403 },
  { name: "no token, discovery", token: undefined, path: "/apis", status: 403 },
  { name: "no token, the version", token: undefined, path: "/version", status: 200 },
  { name: "a forbidden kind that is not installed", token: "reader", path: "/apis/cilium.io/v2/ciliumnetworkpolicies", status: 403 },
])("access: $name is answered $status", async ({ token, path, status }) => {
  expect((await ask(api, path, token === undefined ? {} : { token })).status).toBe(status);
});

test.each([
  { name: "the cluster scope", path: "/apis/networking.k8s.io/v1/networkpolicies", message: 'networkpolicies.networking.k8s.io is forbidden: User "alice" cannot list resource "networkpolicies" in API group "networking.k8s.io" at the cluster scope', details: { group: "networking.k8s.io", kind: "networkpolicies" } },
  { name: "a namespace", path: "/api/v1/namespaces/x/services?watch=1", message: 'services is forbidden: User "alice" cannot watch resource "services" in API group "" in the namespace "x"', details: { kind: "services" } },
  { name: "one object", path: "/api/v1/namespaces/default/pods/a", message: 'pods "a" is forbidden: User "alice" cannot get resource "pods" in API group "" in the namespace "default"', details: { name: "a", kind: "pods" } },
])("what is forbidden is said as the real server says it: $name", async ({ path, message, details }) => {
  expect((await ask(api, path, { token: "reader" })).json).toEqual({ kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message, reason: "Forbidden", details, code: 403 });
});

test("a path of no resource is forbidden by its name", async () => {
  expect((await ask(api, "/metrics", { token: "reader" })).json).toMatchObject({ message: 'forbidden: User "alice" cannot get path "/metrics"', code: 403 });
});

test("who is not known is unauthorised", async () => {
  expect((await ask(api, "/api", { token: "stolen" })).json).toEqual({ kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message: "Unauthorized", reason: "Unauthorized", code: 401 });
});

test("a token expires by the wall clock, and can be renewed", async () => {
  api.access.grant("short", { user: "carol", rules: EVERYTHING, expires: time.wall() + 60_000 });
  expect((await ask(api, "/api/v1/pods", { token: "short" })).status).toBe(200);
  await time.advance(60_000);
  expect((await ask(api, "/api/v1/pods", { token: "short" })).status).toBe(401);
  api.access.grant("short", { user: "carol", rules: EVERYTHING, expires: time.wall() + 60_000 });
  expect((await ask(api, "/api/v1/pods", { token: "short" })).status).toBe(200);
});

test("rules that change hold for the next request; a watch that is open goes on", async () => {
  const watch = await watching(api, "/api/v1/pods?watch=1&resourceVersion=101", { token: "reader" });
  api.access.grant("reader", { user: "alice", rules: [] });
  api.put(pod("b"));
  await time.settle();
  expect([watch.seen, watch.end]).toEqual([["ADDED b"], undefined]);
  expect((await ask(api, "/api/v1/pods?watch=1", { token: "reader" })).status).toBe(403);
});

test("every request is recorded, with the user and never the token", async () => {
  await ask(api, "/api/v1/pods?limit=1", { token: "reader", accept: "application/json" });
  await time.advance(250);
  await ask(api, "/api/v1/secrets", { token: "stolen" });
  expect(api.requests).toEqual([
    { method: "GET", path: "/api/v1/pods?limit=1", accept: "application/json", user: "alice", at: 0, status: 200 },
    { method: "GET", path: "/api/v1/secrets", accept: undefined, user: undefined, at: 250, status: 401 },
  ]);
});

test("a server without accounts asks nobody who they are", async () => {
  expect((await ask(new ApiServer({ time }), "/api/v1/secrets")).status).toBe(200);
});
