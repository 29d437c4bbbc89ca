import { describe, expect, test } from "vitest";
import type { Fault } from "#apiserver/fault.ts";
import { Live, namespace, pod, policy, twoPods } from "./live.fixture.ts";

const MINUTE = 60_000;
const OPEN = policy("a/closed", { podSelector: {}, policyTypes: ["Egress"], egress: [{}] });
const always = { times: Infinity };
/** After an interruption one object is asked for, to tell a server that was restored from a backup; that is no list. */
const isOfOne = (path: string): boolean => /[?&]limit=1(&|$)/.test(path);

/** A server without streamed lists, so that lists are what breaks. */
const listing = { quirks: { version: "1.29" } } as const;

describe("F1, F2: a server that cannot be reached at the start", () => {
  test.each([
    { name: "nothing listens", code: "ECONNREFUSED", says: "nothing listens at the API server's address (ECONNREFUSED)" },
    { name: "no such host", code: "ENOTFOUND", says: "the API server's host name does not exist (ENOTFOUND)" },
    { name: "no name service", code: "EAI_AGAIN", says: "the API server's host name cannot be looked up now (EAI_AGAIN)" },
    { name: "a certificate that ran out", code: "CERT_HAS_EXPIRED", says: "the API server's certificate is not accepted (CERT_HAS_EXPIRED)" },
  ])("$name: it is said, nothing is decided, and it recovers by itself", async ({ code, says }) => {
    const live = new Live();
    const fault = live.api.faults.inject({ at: { kind: "accept" }, when: always, action: { kind: "fail", code } });
    await live.start(3 * MINUTE);
    expect(live.source.ready).toBe(false);
    expect(live.verdict()).toContain(says);
    expect(live.condition("pods")).toBe(`loading: ${says}`);
    expect(live.condition("networkpolicies")).toBe(`loading: ${says}`);
    expect(live.requests().length / 180).toBeLessThanOrEqual(0.5);
    fault.remove();
    await live.time.advance(5_000);
    expect(live.source.ready).toBe(true);
    expect(live.verdict()).toBe("deny");
    live.expectEqual();
    await live.end();
  });
});

describe("F3: a list that breaks within its body", () => {
  test("at every kilobyte of it: the page is thrown away, what was held stays and is called stale, then it is read", async () => {
    const many = (api: Live["api"]): void => {
      twoPods(api);
      for (let index = 0; index < 30; index++) api.put(pod(`b/p${index}`, `10.0.9.${index}`));
    };
    for (let bytes = 1; bytes < 20_000; bytes += 1_499) {
      const live = await new Live({ ...listing, prepare: many }).start();
      live.api.faults.inject({ at: { kind: "after bytes", bytes }, when: { resource: "pods", verb: "list", times: 2 }, action: { kind: bytes % 2 === 0 ? "fin" : "rst" } });
      live.api.put(pod("b/p1", "10.0.9.200"));
      live.api.compact();
      live.api.quirks = { ...live.api.quirks, gone: "status" };
      live.api.endWatches();
      live.api.faults.inject({ at: { kind: "before headers" }, when: { resource: "pods", verb: "watch" }, action: { kind: "status", status: 410 } });
      await live.time.advance(400);
      expect(live.source.kinds.entries.filter(({ key }) => key.startsWith("b/p"))).toHaveLength(30);
      await live.time.advance(20_000);
      live.expectEqual();
      expect(live.condition("pods")).toBe("live");
      await live.end();
    }
  });
});

describe("F5, F6: connections that break, and connections that only seem to stand", () => {
  test("F5: reset: resumed within two seconds, without a list", async () => {
    const live = await new Live().start();
    const since = live.time.monotonic();
    live.api.faults.inject({ at: { kind: "at once" }, action: { kind: "rst" } });
    live.api.put(OPEN);
    await live.time.advance(2_000);
    expect(live.verdict()).toBe("allow");
    expect(live.requests("networkpolicies", since).every(({ path }) => isOfOne(path) || (path.includes("watch=true") && !path.includes("sendInitial")))).toBe(true);
    await live.end();
  });

  test("F6: half-open: found within 45 s, said from then on, and unknown after a minute", async () => {
    const live = await new Live().start();
    live.api.faults.inject({ at: { kind: "at once" }, action: { kind: "stall" } });
    const black = live.api.faults.inject({ at: { kind: "before headers" }, when: always, action: { kind: "stall" } });
    await live.time.advance(45_000);
    expect(live.condition("networkpolicies")).toMatch(/^stale: no sign of life from the API server for 40 s/);
    expect(live.verdict()).toBe("deny");
    await live.time.advance(20_000);
    expect(live.verdict()).toMatch(/^unknown: a\/web is not known: Pod could not be read: not known to be true since 2026-04-16T02:13:4\dZ/);
    black.remove();
    live.api.put(OPEN);
    await live.time.advance(45_000);
    expect(live.verdict()).toBe("allow");
    await live.end();
  });
});

test("F7: a slow server is waited for, and holds up no other kind", async () => {
  const live = new Live(listing);
  live.api.faults.inject({ at: { kind: "before headers" }, when: { resource: "pods", ...always }, action: { kind: "delay", milliseconds: 20_000 } });
  await live.start(10_000);
  expect(live.condition("pods")).toBe("loading");
  expect(live.condition("networkpolicies.networking.k8s.io".split(".")[0] ?? "")).toBe("live");
  await live.time.advance(30_000);
  expect(live.condition("pods")).toBe("live");
  await live.time.advance(3 * MINUTE);
  live.expectEqual();
  await live.end();
});

test("F7: a list that drips one byte a second is given up after a minute, and asked for again", async () => {
  const live = new Live(listing);
  const slow = live.api.faults.inject({ at: { kind: "after headers" }, when: { resource: "pods", verb: "list", ...always }, action: { kind: "slow", bytesPerSecond: 1 } });
  await live.start(65_000);
  expect(live.condition("pods")).toBe("loading: no answer from the API server within 60 s");
  slow.remove();
  await live.time.advance(65_000);
  expect(live.condition("pods")).toBe("live");
  await live.end();
});

describe("F11: a list that the server forgets between two pages", () => {
  const many = (api: Live["api"]): void => {
    api.put(namespace("a"));
    for (let index = 0; index < 1_200; index++) api.put(pod(`a/p${index}`, "10.0.0.1"));
  };
  test.each([
    { forgotten: 1, delayed: [1], limits: ["500", "500", "500", "500", "500"] },
    { forgotten: 2, delayed: [1, 3], limits: ["500", "500", "500", "500", null] },
  ])("$forgotten times: it begins anew, the third time without pages, and is never mixed", async ({ delayed, limits }) => {
    const live = new Live({ ...listing, prepare: many });
    // Each of these second pages comes so late that its list is forgotten by then, and a pod was added meanwhile.
    for (const skip of delayed) live.api.faults.inject({ at: { kind: "before headers" }, when: { resource: "pods", verb: "list", skip }, action: { kind: "delay", milliseconds: 5_000 } });
    live.source.start();
    for (const step of delayed) {
      await live.time.advance(4_000);
      live.api.put(pod(`a/late${step}`, "10.0.0.2"));
      live.api.compact();
    }
    await live.time.advance(20_000);
    live.expectEqual("pods");
    expect(live.condition("pods")).toBe("live");
    expect(live.requests("pods").filter(({ path }) => !path.includes("watch=true") && !isOfOne(path)).map(({ path }) => new URL(path, "http://a").searchParams.get("limit"))).toEqual(limits);
    await live.end();
  });
});

describe("F12: the server says when to come back", () => {
  test.each([
    { name: "1 s", header: "1", least: 1_000 },
    { name: "120 s", header: "120", least: 120_000 },
    { name: "longer than a quarter of an hour", header: "86400", least: 900_000 },
  ])("$name: no request before, no list after, and the wait is shown", async ({ header, least }) => {
    const live = await new Live().start();
    const since = live.time.monotonic();
    live.api.faults.inject({ at: { kind: "before headers" }, when: { resource: "networkpolicies.networking.k8s.io", verb: "watch" }, action: { kind: "status", status: 429, headers: { "retry-after": header } } });
    live.api.endWatches();
    await live.time.advance(500);
    const state = live.source.state.kinds?.find(({ resource }) => resource === "networkpolicies")?.state;
    expect(state).toMatchObject({ kind: "stale", why: "the API server asks to wait" });
    await live.time.advance(Math.max(least, 60_000) + 60_000);
    const asked = live.requests("networkpolicies", since).filter(({ method, path }) => method === "GET" && !isOfOne(path));
    const [refused, next] = asked;
    expect(refused?.status).toBe(429);
    expect((next?.at ?? 0) - (refused?.at ?? 0)).toBeGreaterThanOrEqual(least);
    expect(asked.every(({ path }) => path.includes("watch=true"))).toBe(true);
    await live.end();
  });

  test("garbage is no time: the ordinary wait", async () => {
    const live = await new Live().start();
    live.api.faults.inject({ at: { kind: "before headers" }, when: { resource: "networkpolicies.networking.k8s.io" }, action: { kind: "status", status: 429, headers: { "retry-after": "soon" } } });
    live.api.endWatches();
    await live.time.advance(3_000);
    expect(live.condition("networkpolicies")).toBe("live");
    await live.end();
  });
});

describe("F13: a server that is ill", () => {
  test.each([429, 500, 503])("%i for three minutes: at most a request in four seconds for each kind, and well again soon", async (status) => {
    const live = await new Live().start();
    const ill = live.api.faults.inject({ at: { kind: "before headers" }, when: always, action: { kind: "status", status } });
    live.api.endWatches();
    const since = live.time.monotonic();
    await live.time.advance(3 * MINUTE);
    for (const resource of ["pods", "networkpolicies", "services"]) expect(live.requests(resource, since).length / 180).toBeLessThanOrEqual(0.25);
    expect(live.verdict()).toMatch(/^unknown: /);
    ill.remove();
    await live.time.advance(status === 429 ? 35_000 : 6_000);
    expect(live.verdict()).toBe("deny");
    live.expectEqual();
    await live.end();
  });
});

describe("F24, F26, F27: a stream that is not what it should be", () => {
  const breaks: readonly { readonly name: string; readonly fault: Fault }[] = [
    { name: "F24: an event twice", fault: { at: { kind: "between events" }, when: { verb: "watch", resource: "pods", times: 3 }, action: { kind: "duplicate" } } },
    { name: "F24: two events in the wrong order", fault: { at: { kind: "between events" }, when: { verb: "watch", resource: "pods", times: 3 }, action: { kind: "reorder" } } },
    { name: "F26: cut within a name", fault: { at: { kind: "inside a string" }, when: { verb: "watch", resource: "pods", times: 3 }, action: { kind: "fin" } } },
    { name: "F26: reset within a name", fault: { at: { kind: "inside a string" }, when: { verb: "watch", resource: "pods", times: 3 }, action: { kind: "rst" } } },
    { name: "F26: garbage within a name", fault: { at: { kind: "inside a string" }, when: { verb: "watch", resource: "pods", times: 3 }, action: { kind: "garbage", text: '"}}\n' } } },
    { name: "F27: an unknown type", fault: { at: { kind: "between events" }, when: { verb: "watch", resource: "pods", times: 3 }, action: { kind: "garbage", text: '{"type":"CHANGED","object":{}}\n' } } },
    { name: "F27: a Status as an object", fault: { at: { kind: "between events" }, when: { verb: "watch", resource: "pods", times: 3 }, action: { kind: "garbage", text: '{"type":"ADDED","object":{"kind":"Status","apiVersion":"v1","code":500}}\n' } } },
    { name: "F27: a Table", fault: { at: { kind: "between events" }, when: { verb: "watch", resource: "pods", times: 3 }, action: { kind: "garbage", text: '{"type":"ADDED","object":{"kind":"Table","apiVersion":"meta.k8s.io/v1","rows":[]}}\n' } } },
    { name: "F27: another kind", fault: { at: { kind: "between events" }, when: { verb: "watch", resource: "pods", times: 3 }, action: { kind: "garbage", text: '{"type":"ADDED","object":{"kind":"Node","apiVersion":"v1","metadata":{"name":"n"}}}\n' } } },
    { name: "F27: no object at all", fault: { at: { kind: "between events" }, when: { verb: "watch", resource: "pods", times: 3 }, action: { kind: "garbage", text: '{"type":"ADDED","object":null}\n' } } },
    { name: "F27: an error event", fault: { at: { kind: "between events" }, when: { verb: "watch", resource: "pods", times: 3 }, action: { kind: "garbage", text: '{"type":"ERROR","object":{"kind":"Status","code":500}}\n' } } },
  ];
  test.each(breaks)("$name: nothing is skipped and nothing comes back to life", async ({ fault }) => {
    const live = await new Live().start();
    const injected = live.api.faults.inject(fault);
    for (let step = 0; step < 12; step++) {
      live.api.put(pod(`b/p${step % 3}`, `10.0.5.${step}`));
      if (step % 4 === 3) live.api.remove(pod(`b/p${step % 3}`, ""));
      live.api.put(pod(`a/q${step % 2}`, `10.0.6.${step}`));
      await live.time.advance(step % 3 === 0 ? 10 : 1_500);
    }
    expect(injected.struck()).toBeGreaterThan(0);
    await live.time.advance(40_000);
    live.expectEqual();
    expect(live.condition("pods")).toBe("live");
    expect(live.source.repairs).toBe(0);
    await live.end();
  });
});
