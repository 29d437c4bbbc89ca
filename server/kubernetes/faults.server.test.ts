import { describe, expect, test } from "vitest";
import { quirksOf } from "#apiserver/quirks.ts";
import { Live, namespace, pod, policy, twoPods } from "./live.fixture.ts";

const OPEN = policy("a/closed", { podSelector: {}, policyTypes: ["Egress"], egress: [{}] });
const MINUTE = 60_000;

/** F4, F8–F10, F14–F16, F18–F22, F24, F25: what a server does of itself, or is told to. */
describe("a watch ends in order", () => {
  test("F4: it is resumed where it ended: no list, no mark of age", async () => {
    const live = await new Live().start();
    const started = live.time.monotonic();
    for (let minute = 0; minute < 30; minute++) {
      await live.time.advance(MINUTE);
      expect(live.source.state.kinds?.filter(({ state }) => state.kind === "stale")).toEqual([]);
    }
    const again = live.requests("networkpolicies", started).filter(({ path, method }) => method === "GET" && !path.includes("resourceVersion=1"));
    expect(again).toEqual([]);
    live.api.put(OPEN);
    await live.time.advance(1_000);
    expect(live.verdict()).toBe("allow");
    await live.end();
  });
});

describe("the server has forgotten the revision", () => {
  test.each([{ name: "F8: 410 as HTTP status", gone: "status" }, { name: "F9: 410 as an event", gone: "event" }] as const)("$name: one list, and the vanished are gone", async ({ gone }) => {
    const live = await new Live({ quirks: { gone } }).start();
    live.api.quirks = quirksOf({ gone, bookmarks: "never" });
    live.api.endWatches();
    // Within the gap a policy vanishes, a pod is made anew under its name, and everything is compacted.
    live.api.remove({ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "closed", namespace: "a" } });
    live.api.remove({ apiVersion: "v1", kind: "Pod", metadata: { name: "web", namespace: "a" } });
    live.api.put(pod("a/web", "10.0.0.9"));
    live.api.compact();
    live.changes.length = 0;
    await live.time.advance(5_000);
    live.expectEqual();
    expect(live.verdict()).toBe("allow");
    // F25: another uid under the same name is a deletion and an addition, in this order.
    expect(live.changes.filter(({ entry }) => entry.key === "a/web").map(({ kind }) => kind)).toEqual(["remove", "put"]);
    await live.end();
  });

  test("F10: 410 for ever: the requests stay within the budget, and it is said", async () => {
    const live = await new Live().start();
    live.api.quirks = quirksOf({ history: "always compacted" });
    live.api.endWatches();
    const since = live.time.monotonic();
    await live.time.advance(10 * MINUTE);
    const asked = live.requests("networkpolicies", since).length;
    expect(asked / (10 * 60)).toBeLessThanOrEqual(0.25);
    expect(live.condition("networkpolicies")).toBe("stale: the API server no longer has that revision");
    live.api.quirks = quirksOf({});
    await live.time.advance(35_000);
    expect(live.condition("networkpolicies")).toBe("live");
    live.expectEqual();
    await live.end();
  });
});

describe("what may not be read", () => {
  const everything = { user: "whydrop", groups: [], rules: [{ verbs: ["list", "watch"], apiGroups: ["*"], resources: ["*"] }] };
  const without = (resource: string) => ({ ...everything, rules: [{ verbs: ["list", "watch"], apiGroups: ["*"], resources: ["pods", "namespaces", "services", "nodes", "serviceaccounts", "endpointslices", "networkpolicies"].filter((one) => one !== resource) }] });
  const granted = (account: typeof everything) => new Live({ token: "t", prepare: (api) => (twoPods(api), api.access.grant("t", account)) });

  test("F14: one kind: it is named, the verdicts that depend on it are unknown, and it is tried again", async () => {
    const live = await granted(without("networkpolicies")).start();
    expect(live.condition("networkpolicies")).toBe("not-permitted: list and watch networkpolicies.networking.k8s.io is not permitted");
    expect(live.condition("pods")).toBe("live");
    expect(live.verdict()).toBe("unknown: NetworkPolicy.networking.k8s.io could not be read: list and watch networkpolicies.networking.k8s.io is not permitted");
    live.api.access.grant("t", everything);
    await live.time.advance(MINUTE);
    expect(live.condition("networkpolicies")).toBe("live");
    expect(live.verdict()).toBe("deny");
    await live.end();
  });

  test("F16: a right that is taken away while the watch goes on: its data is dropped within a minute", async () => {
    const live = await granted(everything).start();
    expect(live.verdict()).toBe("deny");
    live.api.access.grant("t", without("networkpolicies"));
    await live.time.advance(MINUTE);
    expect(live.condition("networkpolicies")).toMatch(/^not-permitted/);
    expect(live.source.kinds.entries.some(({ key }) => key === "a/closed")).toBe(false);
    expect(live.verdict()).toMatch(/^unknown: /);
    await live.end();
  });

  test("F16: the same while a busy kind is watched for minutes: only a review tells", async () => {
    const live = await granted(everything).start();
    const change = async (steps: number): Promise<void> => {
      for (let step = 0; step < steps; step++) {
        live.api.put(policy("b/busy", { podSelector: { matchLabels: { step: String(step) } }, policyTypes: ["Egress"] }));
        await live.time.advance(5_000);
      }
    };
    await change(20);
    live.api.access.grant("t", without("networkpolicies"));
    await change(12);
    expect(live.condition("networkpolicies")).toMatch(/^not-permitted/);
    expect(live.requests("selfsubjectaccessreviews").length).toBeGreaterThan(0);
    await live.end();
  });

  test("F15: only some namespaces: those are read one by one, the others cannot be told", async () => {
    const only = { user: "team", groups: [], rules: [{ verbs: ["list", "watch"], apiGroups: ["*"], resources: ["*"], namespaces: ["a"] }] };
    const live = await new Live({ token: "t", namespaces: ["a"], prepare: (api) => (twoPods(api), api.access.grant("t", only)) }).start(20_000);
    expect(live.condition("networkpolicies", "a")).toBe("live");
    expect(live.verdict("a/web", "203.0.113.4:443")).toBe("deny");
    expect(live.verdict("b/web", "203.0.113.4:443")).toMatch(/^unknown: /);
    await live.end();
  });
});

test("S39: nothing may be read at all: said of each kind, and no empty cluster is made of it", async () => {
  const live = await new Live({ token: "t", prepare: (api) => (twoPods(api), api.access.grant("t", { user: "nobody", groups: [], rules: [] })) }).start();
  for (const resource of ["pods", "namespaces", "networkpolicies"]) expect(live.condition(resource)).toMatch(/^not-permitted: list and watch /);
  expect(live.verdict()).toMatch(/^unknown: a\/web is not known: Pod could not be read: list and watch pods is not permitted/);
  expect(live.source.ready).toBe(true);
  expect(live.source.up).toBe(false);
  await live.time.advance(10 * MINUTE);
  expect(live.requests("/pods").length / 600).toBeLessThanOrEqual(0.25);
  await live.end();
});

describe("kinds come and go", () => {
  test("F18, F19: a definition that appears is read within a minute; one that vanishes takes its objects along", async () => {
    const live = await new Live().start();
    expect(live.condition("ciliumnetworkpolicies")).toBe("not-installed");
    live.api.install("cilium.io");
    live.api.put({ apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", metadata: { name: "open", namespace: "a" }, spec: { endpointSelector: {}, egressDeny: [{ toEntities: ["world"] }] } });
    await live.time.advance(MINUTE);
    expect(live.condition("ciliumnetworkpolicies")).toBe("live");
    live.expectEqual("ciliumnetworkpolicies.cilium.io");
    live.api.uninstall("cilium.io");
    await live.time.advance(MINUTE);
    expect(live.condition("ciliumnetworkpolicies")).toBe("not-installed");
    expect(live.source.kinds.entries.some(({ key }) => key === "a/open")).toBe(false);
    await live.end();
  });
});

describe("what servers differ in", () => {
  test.each([
    { name: "F20: sendInitialEvents answers 422", quirks: { version: "1.33" } },
    { name: "F20: it is ignored", quirks: { initialEvents: "ignored" } },
    { name: "F20: its end is never told", quirks: { initialEvents: "without end" } },
    { name: "F21: no bookmarks ever", quirks: { bookmarks: "never" } },
    { name: "F21: bookmarks that go back", quirks: { bookmarks: "going back" } },
    { name: "an old discovery", quirks: { aggregatedDiscovery: "none" } },
    { name: "1.29", quirks: { version: "1.29" } },
  ] as const)("$name: everything is read, and changes are followed", async ({ quirks }) => {
    const live = await new Live({ quirks }).start(60_000);
    live.expectEqual();
    for (let step = 0; step < 20; step++) {
      live.api.put(namespace(`n${step}`));
      live.api.put(pod("b/web", `10.0.1.${step}`));
      await live.time.advance(17_000);
    }
    await live.time.advance(45_000);
    live.expectEqual();
    expect(live.source.repairs).toBe(0);
    await live.end();
  });

  test("F20: a server that cannot is found out once", async () => {
    const live = await new Live({ quirks: { version: "1.33" } }).start(10 * MINUTE);
    expect(live.requests().filter(({ path }) => path.includes("sendInitialEvents")).length).toBeLessThanOrEqual(7);
    await live.end();
  });

  test("F22: a restored backup: revisions went back, and what is held follows", async () => {
    const live = await new Live().start();
    const backup = live.api.backup();
    for (let step = 0; step < 50; step++) live.api.put(pod("b/web", `10.0.2.${step}`));
    live.api.put(OPEN);
    await live.time.advance(5_000);
    expect(live.verdict()).toBe("allow");
    live.api.restoreFrom(backup);
    await live.time.advance(MINUTE);
    live.expectEqual();
    expect(live.verdict()).toBe("deny");
    expect(live.source.state.warnings).toEqual([expect.stringMatching(/^the API server's history went back at 2026-04-16T02:1\d:\d\dZ, as after a restored backup/)]);
    await live.end();
  });

  test("F22: a restored backup whose server has gone beyond the old revisions by then: what it never had is not kept, and what came back is read", async () => {
    const live = await new Live({ prepare: (api) => (twoPods(api), api.put({ apiVersion: "v1", kind: "Service", metadata: { name: "back", namespace: "b" }, spec: {} })) }).start();
    const backup = live.api.backup();
    live.api.put(pod("b/web", "10.0.2.1"));
    live.api.put(policy("b/after", { podSelector: {}, policyTypes: ["Egress"] }));
    live.api.remove({ apiVersion: "v1", kind: "Service", metadata: { name: "back", namespace: "b" } });
    await live.time.advance(5_000);
    expect(live.verdict("b/web")).toBe("deny");
    const restored = live.time.monotonic();
    live.api.restoreFrom(backup);
    for (let index = 0; index < 50; index++) live.api.put(namespace(`n${index}`));
    await live.time.advance(2 * MINUTE);
    live.expectEqual("pods", "namespaces", "networkpolicies.networking.k8s.io", "services");
    expect(live.verdict("b/web")).toBe("allow");
    for (const resource of ["pods", "services"]) expect(live.requests(`/${resource}`, restored).filter(({ path }) => path.includes("sendInitialEvents")).length).toBe(1);
    await live.end();
  });

  test("F21, F23: a server that sends bookmarks only: what it kept back is found by comparing, repaired and counted", async () => {
    const live = await new Live().start();
    live.api.quirks = quirksOf({ bookmarks: "only" });
    live.api.put(pod("b/web", "10.0.3.1"));
    live.api.put(pod("b/more", "10.0.3.2"));
    live.api.remove(pod("a/web", ""));
    await live.time.advance(2 * MINUTE);
    expect(live.source.kinds.entries.filter(({ key }) => key === "b/more")).toEqual([]);
    // Each of the seven kinds has its turn every ten minutes; a compared kind is listed, not streamed.
    live.api.quirks = quirksOf({ bookmarks: "only", initialEvents: "refused" });
    await live.time.advance(80 * MINUTE);
    live.expectEqual("pods");
    expect(live.source.repairs).toBe(3);
    await live.end();
  });
});
