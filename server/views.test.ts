import { afterEach, expect, test, vi } from "vitest";
import { HOST, restart, sessionOf, withSession } from "./entry/fixture.ts";
import { EVERYTHING } from "#lib/topology/asked.ts";
import * as views from "./views.ts";

const asking = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => asking.headers }));
vi.mock("./clusters/runtime.ts", () => {
  const cluster = { id: "a", ask: async () => ({ read: true }) };
  return { clusterOf: async () => cluster, runtime: async () => ({ clusters: [cluster] }) };
});
vi.mock("./map/placed.ts", () => ({ placed: async (_: string, map: object) => map }));
vi.mock("./map/differences.ts", () => ({ differencesBetween: async () => ({ read: true }) }));
afterEach(() => {
  vi.unstubAllEnvs();
  restart("open");
});

const id = { namespace: "default", kind: "pod", name: "a" };
const reads = {
  listClusters: () => views.listClusters(),
  viewConnections: () => views.viewConnections("a", { q: "", ns: [], hide: [], sort: undefined, after: undefined, limit: 1 }),
  viewMap: () => views.viewMap("a", EVERYTHING),
  viewMapDifferences: () => views.viewMapDifferences("a", "2026-04-16T02:13:40Z"),
  viewSearch: () => views.viewSearch("a", { q: "api", near: undefined }),
  viewWorkload: () => views.viewWorkload("a", id),
  viewCheck: () => views.viewCheck("a", { from: "", to: "", port: "", protocol: "" }, ""),
  viewPolicies: () => views.viewPolicies("a"),
  viewPolicy: () => views.viewPolicy("a", "default", "b", undefined),
  viewSuggestions: () => views.viewSuggestions("a"),
  viewDestinations: () => views.viewDestinations("a"),
  viewTimeline: () => views.viewTimeline("a", { from: undefined, until: undefined, sel: undefined }),
  viewBlame: () => views.viewBlame("a", { from: "a/web", to: "internet", port: "443", protocol: "tcp" }, { at: undefined, since: undefined }),
  viewChange: () => views.viewChange("a", "2026-04-16T02:13:40Z", "/Pod/a/web"),
} satisfies Record<keyof typeof views, () => Promise<unknown>>;

test.each(Object.entries(reads))("%s asks who reads, even where the proxy did not", async (_, read) => {
  const session = sessionOf(restart("required"));
  for (const [headers, code] of [[{ host: HOST }, "unauthorized"], [{ ...withSession(session), host: "evil.example" }, "misdirected"], [{ ...withSession(session), origin: "null" }, "forbidden"]] as const) {
    asking.headers = new Headers(headers);
    await expect(read()).rejects.toThrow(expect.objectContaining({ code }));
  }
  asking.headers = new Headers(withSession(session));
  expect(JSON.stringify(await read())).toContain('{"read":true}');
});
