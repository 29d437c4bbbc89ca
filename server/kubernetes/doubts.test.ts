import { describe, expect, test } from "vitest";
import type { Fault } from "#apiserver/fault.ts";
import { inProcess } from "#apiserver/inprocess.ts";
import type { ApiServer } from "#apiserver/server.ts";
import { isMap } from "./entry.ts";
import { Live, namespace, policy } from "./live.fixture.ts";
import type { Transport } from "./transport.ts";

const MINUTE = 60_000;
const OPEN = policy("a/closed", { podSelector: {}, policyTypes: ["Egress"], egress: [{}] });
const NETPOL = "networkpolicies.networking.k8s.io";
const always = { times: Infinity };

describe("a server that answers and tells nothing", () => {
  test.each<{ readonly name: string; readonly fault: Fault }>([
    { name: "closes each watch after its headers", fault: { at: { kind: "after headers" }, when: { resource: NETPOL, verb: "watch", ...always }, action: { kind: "fin" } } },
    { name: "resets each watch after its headers", fault: { at: { kind: "after headers" }, when: { resource: NETPOL, verb: "watch", ...always }, action: { kind: "rst" } } },
    { name: "falls silent after the headers of each watch", fault: { at: { kind: "after headers" }, when: { resource: NETPOL, verb: "watch", ...always }, action: { kind: "stall" } } },
    { name: "begins each watch with an error", fault: { at: { kind: "after headers" }, when: { resource: NETPOL, verb: "watch", ...always }, action: { kind: "garbage", text: '{"type":"ERROR","object":{"kind":"Status","code":500}}\n' } } },
  ])("$name: what is held is not called true for it", async ({ fault }) => {
    const live = await new Live().start();
    live.api.faults.inject(fault);
    live.api.faults.inject({ at: { kind: "at once" }, when: { resource: NETPOL }, action: { kind: "rst" } });
    live.api.put(OPEN);
    await live.time.advance(70_000);
    for (let look = 0; look < 20; look++) {
      await live.time.advance(7_000);
      expect(live.verdict()).toMatch(/^(unknown: .*NetworkPolicy|allow$)/);
    }
    await live.end();
  });
});

/** A way to the server on which some answers are other than what it gave. */
function altered(alter: (path: string, answer: Record<string, unknown>) => unknown) {
  return (api: ApiServer): Transport => {
    const straight = inProcess(api);
    return { send: async (request, signal) => {
      const reply = await straight.send(request, signal);
      if (request.path.includes("watch=true") || reply.status !== 200) return reply;
      const pieces: Uint8Array[] = [];
      for await (const piece of reply.body) pieces.push(piece);
      const answer: unknown = JSON.parse(Buffer.concat(pieces).toString());
      const body = Buffer.from(JSON.stringify(isMap(answer) ? alter(request.path, { ...answer }) : answer));
      return { ...reply, body: (async function* () { yield body; })() };
    } };
  };
}

describe("what the server serves", () => {
  const CILIUM = { apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", metadata: { name: "shut", namespace: "b" }, spec: { endpointSelector: {}, egressDeny: [{ toEntities: ["world"] }] } };

  test("not told any more: after a minute nobody knows whether there are other policies", async () => {
    const live = await new Live().start();
    expect(live.verdict("b/web")).toBe("allow");
    const fault = live.api.faults.inject({ at: { kind: "before headers" }, when: { verb: "discovery", ...always }, action: { kind: "status", status: 500 } });
    live.api.install("cilium.io");
    live.api.put(CILIUM);
    await live.time.advance(2 * MINUTE);
    expect(live.verdict("b/web")).toMatch(/^unknown: .*the API server answered 500/);
    fault.remove();
    await live.time.advance(MINUTE);
    expect(live.verdict("b/web")).toBe("deny");
    await live.end();
  });

  test("a collection that answers 404 although it is served: there is something, and nobody knows what", async () => {
    const live = await new Live().start();
    const fault = live.api.faults.inject({ at: { kind: "before headers" }, when: { resource: NETPOL, ...always }, action: { kind: "status", status: 404, body: "default backend - 404" } });
    live.api.endWatches();
    await live.time.advance(10_000);
    expect(live.verdict()).toMatch(/^unknown: NetworkPolicy/);
    await live.time.advance(10 * MINUTE);
    expect(live.verdict()).toMatch(/^unknown: NetworkPolicy/);
    fault.remove();
    await live.time.advance(MINUTE);
    expect(live.verdict()).toBe("deny");
    await live.end();
  });

  test("a group that is missing from the list of a server that has just begun keeps its policies", async () => {
    let complete = true;
    const live = await new Live({ transport: altered((path, answer) => {
      const items = answer["items"];
      if (path !== "/apis" || complete || !Array.isArray(items)) return answer;
      return { ...answer, items: items.filter((one: { metadata: { name: string } }) => one.metadata.name !== "cilium.io") };
    }), prepare: (api) => {
      for (const name of ["a", "b"]) api.put({ apiVersion: "v1", kind: "Namespace", metadata: { name } });
      api.put({ apiVersion: "v1", kind: "Pod", metadata: { name: "web", namespace: "b" }, spec: { containers: [] }, status: { phase: "Running", podIPs: [{ ip: "10.0.0.2" }] } });
      api.install("cilium.io");
      api.put(CILIUM);
    } }).start();
    expect(live.verdict("b/web")).toBe("deny");
    complete = false;
    for (let look = 0; look < 12; look++) {
      await live.time.advance(10_000);
      expect(live.verdict("b/web")).toBe("deny");
    }
    complete = true;
    live.api.uninstall("cilium.io");
    await live.time.advance(MINUTE);
    expect(live.verdict("b/web")).toBe("allow");
    expect(live.condition("ciliumnetworkpolicies")).toBe("not-installed");
    await live.end();
  });

  test.each([true, false])("one version of a group is silent while another is served (known before: %s): its kinds are not called absent", async (before) => {
    let silent = !before;
    const alter = (path: string, answer: Record<string, unknown>): unknown => {
      const items = answer["items"];
      if (path !== "/apis" || !Array.isArray(items)) return answer;
      const other = { version: "v9", freshness: "Current", resources: [{ resource: "somethings", responseKind: { kind: "Something" }, scope: "Cluster", verbs: ["get"] }] };
      return { ...answer, items: (items as { metadata: { name: string }; versions: { freshness: string; resources: unknown[] }[] }[]).map((one) =>
        one.metadata.name !== "networking.k8s.io" ? one : { ...one, versions: [other, ...one.versions.map((version) => (silent ? { ...version, freshness: "Stale", resources: [] } : version))] }) };
    };
    const live = await new Live({ transport: altered(alter) }).start();
    silent = true;
    await live.time.advance(3 * MINUTE);
    expect(live.verdict()).toMatch(before ? /^deny$/ : /^unknown: /);
    await live.end();
  });
});

describe("Retry-After counts for every question", () => {
  test.each([
    { name: "discovery", path: /^\/apis$/ },
    { name: "self reviews", path: /selfsubjectaccessreviews/ },
    { name: "the version", path: /^\/version/ },
  ])("$name: no request before", async ({ path }) => {
    const live = new Live();
    live.api.faults.inject({ at: { kind: "before headers" }, when: always, action: { kind: "status", status: 429, headers: { "retry-after": "300" } } });
    if (path.source.includes("reviews")) {
      // Only who was refused asks whether it would be permitted.
      live.api.faults.clear();
      live.api.faults.inject({ at: { kind: "before headers" }, when: { resource: "networkpolicies.networking.k8s.io", ...always }, action: { kind: "status", status: 403 } });
      live.api.faults.inject({ at: { kind: "before headers" }, when: { resource: "selfsubjectaccessreviews.authorization.k8s.io", ...always }, action: { kind: "status", status: 429, headers: { "retry-after": "300" } } });
      await live.start();
    } else live.source.start();
    for (let step = 0; step < 90; step++) {
      live.api.put(policy("a/closed", { podSelector: { matchLabels: { step: String(step) } }, policyTypes: ["Egress"] }));
      await live.time.advance(10_000);
    }
    const refused = live.requests().filter((one) => path.test(one.path) && one.status === 429);
    expect(refused.length).toBeGreaterThan(0);
    // The whole and three namespaces ask, each whether to list and whether to watch.
    const most = path.source.includes("reviews") ? 8 : 1;
    expect(refused.filter(({ at }) => at < (refused[0]?.at ?? 0) + 299_000).length).toBeLessThanOrEqual(most);
    await live.end();
  });

  test("the look whether a server is back", async () => {
    const live = await new Live().start();
    const down = live.api.faults.inject({ at: { kind: "accept" }, when: always, action: { kind: "fail", code: "ECONNREFUSED" } });
    live.api.faults.inject({ at: { kind: "at once" }, action: { kind: "rst" } });
    await live.time.advance(MINUTE);
    down.remove();
    live.api.faults.inject({ at: { kind: "before headers" }, when: always, action: { kind: "status", status: 429, headers: { "retry-after": "300" } } });
    const since = live.time.monotonic();
    await live.time.advance(4 * MINUTE);
    expect(live.requests("/version", since).filter(({ status }) => status > 0)).toHaveLength(1);
    await live.end();
  });
});

test("F37: a laptop that slept: the clock that only grows stood still, and what was read before is not called true", async () => {
  const live = await new Live().start();
  live.api.faults.inject({ at: { kind: "at once" }, action: { kind: "stall" } });
  live.time.stepWall(8 * 60 * MINUTE);
  live.api.put(OPEN);
  await live.time.advance(3_000);
  expect(live.verdict()).toMatch(/^unknown: /);
  await live.time.advance(MINUTE);
  expect(live.verdict()).toBe("allow");
  await live.end();
});

test("a policy of a kind that is out of date allows nothing: it may be gone", async () => {
  const live = await new Live().start();
  live.api.put(OPEN);
  await live.time.advance(1_000);
  expect(live.verdict()).toBe("allow");
  live.api.faults.inject({ at: { kind: "before headers" }, when: { resource: NETPOL, ...always }, action: { kind: "status", status: 503 } });
  live.api.faults.inject({ at: { kind: "at once" }, when: { resource: NETPOL }, action: { kind: "rst" } });
  live.api.put(policy("a/closed", { podSelector: {}, policyTypes: ["Egress"] }));
  await live.time.advance(65_000);
  expect(live.verdict()).toMatch(/^unknown: .*NetworkPolicy.networking.k8s.io is not known to be true since .*: the API server answered 503/);
  await live.end();
});

test("F13, F15: a hundred namespaces read one by one ask a server that is ill no oftener than one kind may, and all are well again soon", async () => {
  const names = Array.from({ length: 100 }, (_, index) => `n${index}`);
  const live = await new Live({ token: "t", prepare: (api) => {
    for (const name of names) api.put(namespace(name));
    api.access.grant("t", { user: "t", groups: [], rules: [{ verbs: ["list", "watch"], apiGroups: [""], resources: ["namespaces"] }, { verbs: ["list", "watch"], apiGroups: ["*"], resources: ["*"], namespaces: names }] });
  } }).start(60_000);
  const well = (): number => live.source.state.kinds?.filter(({ resource, state }) => resource === "pods" && state.kind === "live").length ?? 0;
  expect(well()).toBe(100);
  const ill = live.api.faults.inject({ at: { kind: "before headers" }, when: { resource: "pods", ...always }, action: { kind: "status", status: 503 } });
  live.api.endWatches();
  await live.time.advance(1_000);
  const since = live.time.monotonic();
  await live.time.advance(5 * MINUTE);
  expect(live.requests("/pods", since).length / 300).toBeLessThanOrEqual(0.26);
  expect(well()).toBe(0);
  ill.remove();
  await live.time.advance(20_000);
  expect(well()).toBe(100);
  await live.end();
});
