import { describe, expect, test } from "vitest";
import { Random } from "#apiserver/random.ts";
import type { GivenObject } from "#apiserver/object.ts";
import { Live, namespace, pod, policy, twoPods } from "./live.fixture.ts";

const MINUTE = 60_000;

describe("F28: objects that are too large", () => {
  const annotated = (bytes: number): GivenObject => ({ ...pod("b/giant", "10.0.0.7"), metadata: { name: "giant", namespace: "b", annotations: { filler: "x".repeat(bytes) } } });

  test("2 MiB are read, and nothing of the filler is kept", async () => {
    const live = await new Live().start();
    live.api.put(annotated(2 * 1024 * 1024));
    await live.time.advance(5_000);
    expect(live.source.kinds.entries.some(({ key }) => key === "b/giant")).toBe(true);
    expect(JSON.stringify(live.source.kinds.entries, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value)).length).toBeLessThan(20_000);
    await live.end();
  });

  test("5 MiB are not: the kind says so with the name, its verdicts become unknown, other kinds go on", async () => {
    const live = await new Live().start();
    live.api.put(annotated(5 * 1024 * 1024));
    live.api.put(policy("a/closed", { podSelector: {}, policyTypes: ["Egress"], egress: [{}] }));
    await live.time.advance(2 * MINUTE);
    expect(live.condition("pods")).toBe("stale: an object is larger than 4 MiB: `giant`");
    expect(live.condition("networkpolicies")).toBe("live");
    expect(live.requests("/pods", live.time.monotonic() - MINUTE).length / 60).toBeLessThanOrEqual(0.25);
    live.api.remove(pod("b/giant", ""));
    live.api.compact();
    live.api.endWatches();
    await live.time.advance(2 * MINUTE);
    live.expectEqual();
    await live.end();
  });

  test("10,000 labels and a thousand levels are read or refused, without harm to the rest", async () => {
    const live = await new Live().start();
    const labels = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`l${index}`, "v"]));
    let deep: unknown = {};
    for (let level = 0; level < 1_000; level++) deep = { a: deep };
    live.api.put({ ...pod("b/labelled", "10.0.0.7"), metadata: { name: "labelled", namespace: "b", labels } });
    live.api.put(pod("b/deep", "10.0.0.8", { affinity: deep }));
    await live.time.advance(5_000);
    live.expectEqual();
    expect(live.verdict()).toBe("deny");
    await live.end();
  });
});

test("F30: a storm of 5,000 changes a second and a namespace that goes: few revisions, and the end is exact", async () => {
  const live = await new Live().start();
  let revisions = 0;
  live.source.subscribe(() => revisions++);
  const random = new Random(7);
  for (let step = 0; step < 120; step++) {
    for (let change = 0; change < 50; change++) live.api.put(pod(`b/p${random.below(500)}`, `10.1.${random.below(250)}.${random.below(250)}`));
    await live.time.advance(10);
  }
  for (let index = 0; index < 500; index++) live.api.remove(pod(`b/p${index}`, ""));
  await live.time.advance(1_000);
  expect(revisions).toBeLessThanOrEqual(25);
  live.expectEqual();
  await live.end();
});

test("F31: an invalid policy that is stored is listed with its fault, and takes no part", async () => {
  const live = await new Live({ prepare: (api) => (twoPods(api), api.put(policy("b/broken", { podSelector: {}, policyTypes: ["Sideways"] }))) }).start();
  expect(live.source.state.context.snapshot.problems.map(({ message, place }) => `${place.file}: ${message}`)).toEqual([expect.stringMatching(/^NetworkPolicy b\/broken: .*Sideways/)]);
  expect(live.verdict("b/web")).toBe("allow");
  expect(live.verdict("a/web")).toBe("deny");
  await live.end();
});

test("F32: one address for several pods: those that have finished and those of the node do not count; what is left over is said", async () => {
  const live = await new Live({ prepare: (api) => {
    twoPods(api);
    const done = pod("b/done", "10.0.0.2") as unknown as { status: Record<string, unknown> };
    api.put({ ...done, status: { ...done.status, phase: "Succeeded" } } as unknown as GivenObject);
    api.put(pod("b/host", "10.0.0.2", { hostNetwork: true }));
  } }).start();
  expect(live.ask("a/web", "10.0.0.2:80").folded.verdict).toBe("deny");
  live.api.put(pod("b/twin", "10.0.0.2"));
  live.api.put(policy("b/twin", { podSelector: { matchLabels: { app: "twin" } }, policyTypes: ["Ingress"] }));
  live.api.remove(policy("a/closed", {}));
  await live.time.advance(1_000);
  expect(live.verdict("a/web", "10.0.0.2:80")).toBe("unknown: 10.0.0.2 belongs to b/pod/web and b/pod/twin at once");
  await live.end();
});

test("F33: an address that goes from one pod to another is never told of the old one's labels and the new one's address", async () => {
  const live = await new Live({ prepare: (api) => {
    for (const name of ["a", "b"]) api.put(namespace(name));
    api.put(pod("b/caller", "10.0.0.9"));
    api.put(pod("a/open", "10.0.0.1"));
    api.put(policy("a/closed", { podSelector: { matchLabels: { app: "closed" } }, policyTypes: ["Ingress"] }));
  } }).start();
  for (let turn = 0; turn < 20; turn++) {
    const [old, next] = turn % 2 === 0 ? ["open", "closed"] : ["closed", "open"];
    live.api.remove(pod(`a/${old}`, ""));
    live.api.put(pod(`a/${next}`, "10.0.0.1"));
    await live.time.advance(turn * 7);
    const { verdict } = live.ask("b/caller", "10.0.0.1:80").folded;
    const holder = live.source.state.context.snapshot.residents.all.find(({ addresses }) => addresses.some(({ text }) => text === "10.0.0.1"));
    expect(verdict).toBe(holder?.id === "a/pod/closed" ? "deny" : "allow");
  }
  await live.end();
});

test("F34: one kind that stands still: the whole is as old as it, and unknown after a minute", async () => {
  const live = await new Live().start();
  const [before] = [live.source.state.readAt];
  live.api.faults.inject({ at: { kind: "at once" }, when: { resource: "networkpolicies.networking.k8s.io" }, action: { kind: "stall" } });
  live.api.faults.inject({ at: { kind: "before headers" }, when: { resource: "networkpolicies.networking.k8s.io", times: Infinity }, action: { kind: "stall" } });
  for (let step = 0; step < 10; step++) {
    live.api.put(pod("b/web", `10.0.1.${step}`));
    await live.time.advance(5_000);
  }
  expect(live.verdict()).toBe("deny");
  expect(Date.parse(live.source.state.readAt) - Date.parse(before)).toBeLessThanOrEqual(1_000);
  await live.time.advance(15_000);
  expect(live.verdict()).toMatch(/^unknown: .*NetworkPolicy.networking.k8s.io is not known to be true since/);
  expect(live.condition("pods")).toBe("live");
  await live.end();
});

test("F37: the wall clock jumps, and durations do not notice", async () => {
  const live = await new Live().start();
  for (const jump of [3_600_000, -7_200_000, 3_600_000]) {
    live.time.stepWall(jump);
    live.api.put(pod("b/web", `10.0.1.${jump > 0 ? 1 : 2}`));
    await live.time.advance(MINUTE);
    expect(live.verdict()).toBe("deny");
    expect(live.source.state.kinds?.filter(({ state }) => state.kind === "stale")).toEqual([]);
    live.expectEqual();
  }
  await live.end();
});
