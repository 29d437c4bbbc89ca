import { expect, test } from "vitest";
import { VirtualTime } from "#apiserver/virtualtime.ts";
import { cluster, contextFrom, pod, policy } from "#lib/check/fixture.ts";
import type { Context } from "#lib/check/context.ts";
import { type JudgedConnection, judgeDeclared } from "#lib/graph/connections.ts";
import { Effects, type Step } from "./effects.ts";

const CATALOGUE = "{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: d}, spec: {destinations: [{host: a.example, addresses: [203.0.113.4], ports: [{port: 443}], usedBy: [a/web]}]}}";
const state = (...documents: readonly string[]): Context => contextFrom(cluster(CATALOGUE, ...documents));
const OPEN = state(pod("a/web", { labels: "app: web" }), policy("a/p", "podSelector: {matchLabels: {app: www}}, policyTypes: [Egress]"));
const RELABELLED = state(pod("a/web", { labels: "app: www" }), policy("a/p", "podSelector: {matchLabels: {app: www}}, policyTypes: [Egress]"));
const AGAIN = state(pod("a/web", { labels: "app: www" }), policy("a/p", "podSelector: {}, policyTypes: [Egress]"));

/** Judging takes a second of the given time. */
function following(): { readonly time: VirtualTime; readonly judged: Context[]; readonly effects: Effects } {
  const time = new VirtualTime();
  const judged: Context[] = [];
  const judge = async (context: Context): Promise<readonly JudgedConnection[]> => {
    judged.push(context);
    await Promise.all([time.sleep(1_000), time.advance(1_000)]);
    return judgeDeclared(context);
  };
  return { time, judged, effects: new Effects(judge, time) };
}

const short = (step: Step | undefined): unknown => step?.flips.map(({ at, flip }) => `${at} ${String(flip.was)} ${String(flip.is)}`);

async function take(effects: Effects, ...[context, at, changed]: Parameters<Effects["next"]>): Promise<unknown> {
  const step = await effects.next(context, at, changed);
  step.commit();
  return short(step);
}

const [POD, POLICY] = ["/Pod/a/web", "networking.k8s.io/NetworkPolicy/a/p"];

test("after pods alone it is judged one part in ten of the time; what was put off is told of the revision that did it", async () => {
  const { time, judged, effects } = following();
  effects.begin(OPEN, 1);
  expect(await take(effects, OPEN, 2, [POD])).toEqual([]);
  expect(judged).toHaveLength(1);
  expect(await take(effects, RELABELLED, 3, [POD])).toEqual([]);
  expect([judged.length, await effects.settle()]).toEqual([1, undefined]);
  await time.advance(9_000);
  const settled = await effects.settle();
  settled?.commit();
  expect(short(settled)).toEqual(["3 OPEN BLOCKED_DEFAULT"]);
  expect(await effects.settle()).toBeUndefined();
});

test("a policy is judged at once, before it and after it: it is not blamed for what the pods did", async () => {
  const { effects } = following();
  effects.begin(OPEN, 1);
  await take(effects, OPEN, 2, [POD]);
  expect(await take(effects, RELABELLED, 3, [POD])).toEqual([]);
  expect(await take(effects, AGAIN, 4, [POLICY])).toEqual(["3 OPEN BLOCKED_DEFAULT"]);
});

test("what could not be written is judged again", async () => {
  const { effects } = following();
  effects.begin(OPEN, 1);
  const failed = await effects.next(RELABELLED, 2, [POLICY]);
  expect(short(failed)).toEqual(["2 OPEN BLOCKED_DEFAULT"]);
  expect(await take(effects, RELABELLED, 2, [POLICY])).toEqual(["2 OPEN BLOCKED_DEFAULT"]);
});

test("the same objects read anew flip nothing, and count as judged", async () => {
  const { judged, effects } = following();
  effects.begin(OPEN, 1);
  await take(effects, RELABELLED, 2, [POLICY]);
  effects.same(state(pod("a/web", { labels: "app: www" })));
  const before = judged.length;
  expect(await take(effects, AGAIN, 3, [POLICY])).toEqual([]);
  expect(judged).toHaveLength(before + 1);
});
