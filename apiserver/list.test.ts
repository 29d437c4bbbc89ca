import { expect, test } from "vitest";
import { type Answer, ask, pod } from "./client.fixture.ts";
import { ApiServer } from "./server.ts";
import { VirtualTime } from "./virtualtime.ts";

const PODS = "/api/v1/pods";

function server(...names: readonly string[]): ApiServer {
  const made = new ApiServer({ time: new VirtualTime(), revision: 100n });
  for (const name of names) made.put(pod(name, { app: name }));
  return made;
}

const names = ({ json }: Answer): readonly string[] => json.items.map(({ metadata }) => metadata.name);
const tokenOf = ({ json }: Answer): string => json.metadata.continue ?? "none";

test("a list carries its kind, the newest resourceVersion and the objects in the order of their names", async () => {
  const { status, json } = await ask(server("b", "a"), PODS);
  expect(status).toBe(200);
  expect(json).toMatchObject({ kind: "PodList", apiVersion: "v1", metadata: { resourceVersion: "102" }, items: [{ metadata: { name: "a", resourceVersion: "102" } }, { metadata: { name: "b" } }] });
});

test("objects of built-in kinds leave their type out in a list, those of installed kinds keep it", async () => {
  const api = server("a");
  api.install("cilium.io");
  api.put({ apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", metadata: { name: "p", namespace: "default" }, spec: {} });
  expect((await ask(api, PODS)).json.items[0]).not.toHaveProperty("kind");
  expect((await ask(api, "/apis/cilium.io/v2/ciliumnetworkpolicies")).json.items[0]).toMatchObject({ kind: "CiliumNetworkPolicy", apiVersion: "cilium.io/v2" });
});

test("pages are one consistent snapshot: what happens in between is not seen", async () => {
  const api = server("a", "b", "c", "d");
  const first = await ask(api, `${PODS}?limit=2`);
  expect(first.json.metadata).toMatchObject({ resourceVersion: "104", remainingItemCount: 2 });
  api.remove(pod("c"));
  api.put(pod("bb"));
  api.put(pod("d", { changed: "yes" }));
  const second = await ask(api, `${PODS}?limit=2&continue=${tokenOf(first)}`);
  expect([names(first), names(second)]).toEqual([["a", "b"], ["c", "d"]]);
  expect(second.json.metadata).toEqual({ resourceVersion: "104" });
  expect(second.json.items[1]?.metadata.labels).toEqual({ app: "d" });
});

test("with a selector the server does not know how many remain, and a page is full nevertheless", async () => {
  const api = server("a", "b", "c", "d");
  const first = await ask(api, `${PODS}?limit=2&labelSelector=app!=b`);
  expect(names(first)).toEqual(["a", "c"]);
  expect(first.json.metadata).not.toHaveProperty("remainingItemCount");
  expect(names(await ask(api, `${PODS}?limit=2&labelSelector=app!=b&continue=${tokenOf(first)}`))).toEqual(["d"]);
});

test("an expired continue token is answered 410 with a token that goes on inconsistently", async () => {
  const api = server("a", "b", "c");
  const token = tokenOf(await ask(api, `${PODS}?limit=1`));
  api.put(pod("bb"));
  api.compact();
  const { status, json } = await ask(api, `${PODS}?limit=1&continue=${token}`);
  expect([status, json["reason"], json["code"]]).toEqual([410, "Expired", 410]);
  expect(json["message"]).toMatch(/^The provided continue parameter is too old/);
  const rest = await ask(api, `${PODS}?limit=9&continue=${json.metadata.continue ?? "none"}`);
  expect(names(rest)).toEqual(["b", "bb", "c"]);
  expect(rest.json.metadata.resourceVersion).toBe("104");
});

/** Versions: a is made at 101, b at 102, a is deleted at 103. */
test.each([
  { name: "unset is the newest", query: "", expected: ["b"] },
  { name: "“0” is any", query: "resourceVersion=0", expected: ["b"] },
  { name: "“0” ignores the limit", query: "resourceVersion=0&limit=1", expected: ["b", "c"], more: "c" },
  { name: "a version is not older than it", query: "resourceVersion=102", expected: ["b"] },
  { name: "a version with a limit is exact", query: "resourceVersion=102&limit=5", expected: ["a", "b"] },
  { name: "Exact is exact", query: "resourceVersion=102&resourceVersionMatch=Exact", expected: ["a", "b"] },
  { name: "NotOlderThan may be newer", query: "resourceVersion=102&resourceVersionMatch=NotOlderThan", expected: ["b"] },
])("resourceVersion of a list: $name", async ({ query, expected, more }) => {
  const api = server("a", "b");
  api.remove(pod("a"));
  if (more !== undefined) api.put(pod(more));
  expect(names(await ask(api, `${PODS}?${query}`))).toEqual(expected);
});

test.each([
  { name: "a version that has not happened yet", query: "resourceVersion=500", status: 504, reason: "Timeout", message: "Timeout: Too large resource version: 500, current: 101" },
  { name: "a forgotten version, exact", query: "resourceVersion=100&resourceVersionMatch=Exact", status: 410, reason: "Expired", message: "The resourceVersion for the provided list is too old." },
  { name: "a match without a version", query: "resourceVersionMatch=Exact", status: 422, reason: "Invalid", message: "resourceVersionMatch is forbidden unless resourceVersion is provided" },
  { name: "an unknown match", query: "resourceVersion=1&resourceVersionMatch=Newest", status: 422, reason: "Invalid", message: 'Unsupported value: "Newest": supported values: "Exact", "NotOlderThan", ""' },
  { name: "exactly any version", query: "resourceVersion=0&resourceVersionMatch=Exact", status: 422, reason: "Invalid", message: "forbidden for resourceVersion" },
  { name: "initial events of a list", query: "sendInitialEvents=true", status: 422, reason: "Invalid", message: "sendInitialEvents is forbidden for list" },
  { name: "a version that is no number", query: "resourceVersion=x", status: 400, reason: "BadRequest", message: "Invalid value" },
  { name: "a token that does not decode", query: "continue=abc", status: 400, reason: "BadRequest", message: "continue key is not valid" },
  { name: "a selector that does not parse", query: "labelSelector=a%20b", status: 400, reason: "BadRequest", message: "unable to parse requirement" },
  { name: "a field that cannot be selected by", query: "fieldSelector=spec.x=1", status: 400, reason: "BadRequest", message: "field label not supported: spec.x" },
])("a list refuses $name", async ({ query, status, reason, message }) => {
  const api = server("a");
  api.compact();
  const answer = await ask(api, `${PODS}?${query}`);
  expect(answer.json).toMatchObject({ kind: "Status", apiVersion: "v1", status: "Failure", reason, code: status, message: expect.stringContaining(message) });
  expect(answer.status).toBe(status);
});

test("a version that is too large names the cause and when to come again", async () => {
  const { json, headers } = await ask(server("a"), `${PODS}?resourceVersion=500`);
  expect(json.details).toEqual({ causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }], retryAfterSeconds: 1 });
  expect(headers["retry-after"]).toBe("1");
});

test.each([
  { name: "equal", selector: "app=a", expected: ["a"] },
  { name: "equal, doubled", selector: "app==a", expected: ["a"] },
  { name: "unequal holds where the key is absent", selector: "app!=a", expected: ["b", "none"] },
  { name: "in", selector: "app in (a, b)", expected: ["a", "b"] },
  { name: "notin holds where the key is absent", selector: "app notin (a)", expected: ["b", "none"] },
  { name: "exists", selector: "app", expected: ["a", "b"] },
  { name: "does not exist", selector: "!app", expected: ["none"] },
  { name: "all of several", selector: "app in (a,b),app!=b", expected: ["a"] },
  { name: "a key that every object of the language has", selector: "constructor", expected: [] },
])("a label selector: $name", async ({ selector, expected }) => {
  const api = server("a", "b");
  api.put(pod("none"));
  expect(names(await ask(api, `${PODS}?labelSelector=${encodeURIComponent(selector)}`))).toEqual(expected);
});

test.each([
  { name: "metadata.name", selector: "metadata.name=a", expected: ["a"] },
  { name: "metadata.namespace", selector: "metadata.namespace!=default", expected: ["c"] },
  { name: "a field of pods", selector: "spec.nodeName=", expected: ["a", "b", "c"] },
])("a field selector: $name", async ({ selector, expected }) => {
  const api = server("a", "b");
  api.put(pod("c", {}, "other"));
  expect(names(await ask(api, `${PODS}?fieldSelector=${encodeURIComponent(selector)}`))).toEqual(expected);
});

test("a namespace's list holds that namespace alone", async () => {
  const api = server("a");
  api.put(pod("c", {}, "other"));
  expect(names(await ask(api, "/api/v1/namespaces/other/pods"))).toEqual(["c"]);
});

test("one object is answered by its name, another is not found", async () => {
  const api = server("a");
  expect((await ask(api, "/api/v1/namespaces/default/pods/a")).json).toMatchObject({ kind: "Pod", apiVersion: "v1", metadata: { name: "a" } });
  expect((await ask(api, "/api/v1/namespaces/default/pods/b")).json).toEqual({ kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message: 'pods "b" not found', reason: "NotFound", details: { name: "b", kind: "pods" }, code: 404 });
});

test("after a restore the versions go back, and a continue token from the lost future has expired", async () => {
  const api = server("a", "b");
  const backup = api.backup();
  for (const name of ["c", "d", "e"]) api.put(pod(name));
  const token = tokenOf(await ask(api, `${PODS}?limit=1`));
  api.restoreFrom(backup);
  expect((await ask(api, PODS)).json.metadata.resourceVersion).toBe("102");
  expect((await ask(api, `${PODS}?resourceVersion=105`)).status).toBe(504);
  expect((await ask(api, `${PODS}?limit=1&continue=${token}`)).status).toBe(410);
});
