import { beforeEach, expect, test } from "vitest";
import { ask, pod, watching } from "./client.fixture.ts";
import { quirksOf } from "./quirks.ts";
import { ApiServer } from "./server.ts";
import { VirtualTime } from "./virtualtime.ts";

const WATCH = "/api/v1/pods?watch=true";
const INITIAL = `${WATCH}&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true`;

let time: VirtualTime;
let api: ApiServer;

/** Pods a at 101 and b at 102. */
beforeEach(() => {
  time = new VirtualTime();
  api = new ApiServer({ time, revision: 100n });
  api.put(pod("a"));
  api.put(pod("b"));
});

test("a watch from a version sends what happened since, in order, and then what happens", async () => {
  const watch = await watching(api, `${WATCH}&resourceVersion=101`);
  await time.settle();
  expect(watch.seen).toEqual(["ADDED b"]);
  api.put(pod("a", { changed: "yes" }));
  api.remove(pod("b"));
  api.put(pod("c"));
  await time.settle();
  expect(watch.seen).toEqual(["ADDED b", "MODIFIED a", "DELETED b", "ADDED c"]);
  expect(watch.events[2]?.object.metadata.resourceVersion).toBe("104");
  expect(watch.end).toBeUndefined();
});

test.each([
  { name: "without a version it begins with what there is", query: "" },
  { name: "with version 0 too", query: "&resourceVersion=0" },
])("a watch: $name", async ({ query }) => {
  const watch = await watching(api, `${WATCH}${query}`);
  await time.settle();
  expect(watch.seen).toEqual(["ADDED a", "ADDED b"]);
});

test("a version ahead of the server is waited for in silence", async () => {
  const watch = await watching(api, `${WATCH}&resourceVersion=104`);
  api.put(pod("c"));
  api.put(pod("d"));
  api.put(pod("e"));
  await time.settle();
  expect(watch.seen).toEqual(["ADDED e"]);
});

test("the same object once more is no event", async () => {
  const watch = await watching(api, `${WATCH}&resourceVersion=102`);
  api.put(pod("a"));
  await time.settle();
  expect(watch.seen).toEqual([]);
});

test("who watches by a label sees an object come and go with the label", async () => {
  const watch = await watching(api, `${WATCH}&resourceVersion=102&labelSelector=app=x`);
  for (const labels of [{ app: "x" }, { app: "x", more: "y" }, { app: "z" }]) api.put(pod("a", labels));
  await time.settle();
  expect(watch.seen).toEqual(["ADDED a", "MODIFIED a", "DELETED a"]);
});

test("a namespace's watch does not see the others", async () => {
  const watch = await watching(api, "/api/v1/namespaces/other/pods?watch=1&resourceVersion=102");
  api.put(pod("c"));
  api.put(pod("d", {}, "other"));
  await time.settle();
  expect(watch.seen).toEqual(["ADDED d"]);
});

test("an object that was made anew has another uid", async () => {
  const watch = await watching(api, `${WATCH}&resourceVersion=102`);
  api.remove(pod("a"));
  api.put(pod("a"));
  await time.settle();
  const [gone, made] = watch.events;
  expect(watch.seen).toEqual(["DELETED a", "ADDED a"]);
  expect(gone?.object.metadata.uid).not.toBe(made?.object.metadata.uid);
});

test("bookmarks come every minute and just before the end, with the newest version of the whole server", async () => {
  const watch = await watching(api, `${WATCH}&resourceVersion=102&allowWatchBookmarks=true&timeoutSeconds=150`);
  api.put({ apiVersion: "v1", kind: "Service", metadata: { name: "s" } });
  await time.advance(59_999);
  expect(watch.seen).toEqual([]);
  await time.advance(1);
  expect(watch.seen).toEqual(["BOOKMARK 103"]);
  await time.advance(87_999);
  expect(watch.seen).toHaveLength(2);
  await time.advance(1);
  expect(watch.seen).toHaveLength(3);
  await time.advance(2_000);
  expect([watch.seen.length, watch.end]).toEqual([3, "ended"]);
  expect(time.sleeping).toBe(0);
});

test("bookmarks that were not asked for do not come, and a watch without a timeout ends after half an hour to an hour", async () => {
  const watch = await watching(api, `${WATCH}&resourceVersion=102`);
  await time.advance(1_799_999);
  expect(watch.end).toBeUndefined();
  await time.advance(1_800_001);
  expect([watch.seen, watch.end]).toEqual([[], "ended"]);
});

test("a streamed list: what there is, a bookmark that says so, then what happens", async () => {
  const watch = await watching(api, INITIAL);
  api.put(pod("c"));
  await time.settle();
  expect(watch.seen).toEqual(["ADDED a", "ADDED b", "BOOKMARK 102", "ADDED c"]);
  expect(watch.events[2]?.object).toEqual({ kind: "Pod", apiVersion: "v1", metadata: { resourceVersion: "102", creationTimestamp: null, annotations: { "k8s.io/initial-events-end": "true" } } });
});

test.each([
  { name: "without a match", query: "&sendInitialEvents=true" },
  { name: "with another match", query: "&sendInitialEvents=true&resourceVersionMatch=Exact" },
])("a streamed list $name is refused", async ({ query }) => {
  const { status, json } = await ask(api, `${WATCH}${query}`);
  expect([status, json]).toEqual([422, expect.objectContaining({ reason: "Invalid", details: expect.objectContaining({ causes: [expect.objectContaining({ field: "resourceVersionMatch" })] }) })]);
});

test("a match without initial events is refused", async () => {
  expect((await ask(api, `${WATCH}&resourceVersion=1&resourceVersionMatch=NotOlderThan`)).status).toBe(422);
});

test("a streamed list from the future is refused", async () => {
  expect((await ask(api, `${INITIAL}&resourceVersion=900`)).json).toMatchObject({ code: 504, reason: "Timeout" });
});

test("a forgotten version is told as an event, and the watch ends", async () => {
  api.compact();
  const watch = await watching(api, `${WATCH}&resourceVersion=101`);
  await time.settle();
  expect([watch.status, watch.end]).toEqual([200, "ended"]);
  expect(watch.events).toEqual([{ type: "ERROR", object: { kind: "Status", apiVersion: "v1", metadata: {}, status: "Failure", message: "too old resource version: 101 (103)", reason: "Expired", code: 410 } }]);
});

test("a forgotten version is told as the answer's status where the server has that quirk", async () => {
  api.compact();
  api.quirks = quirksOf({ gone: "status" });
  expect((await ask(api, `${WATCH}&resourceVersion=101`)).json).toMatchObject({ code: 410, reason: "Expired" });
});

test("a watch outlives a compaction", async () => {
  const watch = await watching(api, `${WATCH}&resourceVersion=102`);
  api.put(pod("c"));
  api.compact();
  api.put(pod("d"));
  await time.settle();
  expect(watch.seen).toEqual(["ADDED c", "ADDED d"]);
});

test("a short memory forgets by itself", async () => {
  const short = new ApiServer({ time, revision: 0n, memory: 5 });
  for (let at = 0; at < 20; at++) short.put(pod(`p${String(at)}`));
  const watch = await watching(short, `${WATCH}&resourceVersion=3`);
  await time.settle();
  expect(watch.seen).toEqual(["ERROR 410"]);
});

test.each([
  { name: "1.29 refuses streamed lists", quirks: { version: "1.29" } as const },
  { name: "1.33 refuses streamed lists", quirks: { version: "1.33" } as const },
])("$name", async ({ quirks }) => {
  api.quirks = quirksOf(quirks);
  expect((await ask(api, INITIAL)).json).toMatchObject({ code: 422, reason: "Invalid", message: expect.stringContaining("sendInitialEvents is forbidden for watch") });
});

test.each([
  { name: "no bookmarks ever", quirks: { bookmarks: "never" } as const, seen: ["ADDED c"] },
  { name: "bookmarks only", quirks: { bookmarks: "only" } as const, seen: ["BOOKMARK 103"] },
  { name: "bookmarks that go back", quirks: { bookmarks: "going back" } as const, seen: ["ADDED c", expect.stringMatching(/^BOOKMARK (8\d|9\d|10[0-2])$/)] },
])("a quirk: $name", async ({ quirks, seen }) => {
  api.quirks = quirksOf(quirks);
  const watch = await watching(api, `${WATCH}&resourceVersion=102&allowWatchBookmarks=true`);
  api.put(pod("c"));
  await time.advance(60_000);
  expect(watch.seen).toEqual(seen);
});

test.each([
  { name: "initial events ignored: they come as of any watch without a version, and no bookmark ends them", quirks: { initialEvents: "ignored" } as const, seen: ["ADDED a", "ADDED b"] },
  { name: "initial events without an end", quirks: { initialEvents: "without end" } as const, seen: ["ADDED a", "ADDED b"] },
  { name: "always compacted", quirks: { history: "always compacted" } as const, seen: ["ERROR 410"] },
])("a quirk: $name", async ({ quirks, seen }) => {
  api.quirks = quirksOf(quirks);
  const watch = await watching(api, INITIAL);
  await time.settle();
  expect(watch.seen).toEqual(seen);
});

test("what is uninstalled deletes its objects, ends its watches and is not found any more", async () => {
  api.install("policy.networking.k8s.io");
  api.put({ apiVersion: "policy.networking.k8s.io/v1alpha1", kind: "AdminNetworkPolicy", metadata: { name: "p" } });
  const path = "/apis/policy.networking.k8s.io/v1alpha1/adminnetworkpolicies";
  const [watch, pods] = [await watching(api, `${path}?watch=1`), await watching(api, `${WATCH}&resourceVersion=102`)];
  await time.settle();
  api.uninstall("policy.networking.k8s.io");
  await time.settle();
  expect([watch.seen, watch.end, pods.end]).toEqual([["ADDED p", "DELETED p"], "ended", undefined]);
  expect((await ask(api, path)).status).toBe(404);
});

test("an object is shown in each version that is served", async () => {
  api.install("cilium.io");
  api.put({ apiVersion: "cilium.io/v2alpha1", kind: "CiliumCIDRGroup", metadata: { name: "g" } });
  expect((await ask(api, "/apis/cilium.io/v2/ciliumcidrgroups/g")).json.apiVersion).toBe("cilium.io/v2");
  expect((await ask(api, "/apis/cilium.io/v2alpha1/ciliumcidrgroups/g")).json.apiVersion).toBe("cilium.io/v2alpha1");
});

test("a restore and a restart end every watch in order", async () => {
  const watch = await watching(api, `${WATCH}&resourceVersion=102`);
  api.restoreFrom(api.backup());
  await time.settle();
  expect(watch.end).toBe("ended");
});

test("a client that leaves ends its watch, and nothing sleeps on", async () => {
  const watch = await watching(api, `${WATCH}&resourceVersion=102`);
  await time.settle();
  expect(time.sleeping).toBe(1);
  watch.leave();
  await time.settle();
  expect([watch.end, time.sleeping]).toEqual(["ended", 0]);
});
