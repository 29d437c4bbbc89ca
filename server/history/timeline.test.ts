import { expect, test } from "vitest";
import type { TimelineJson } from "#lib/api/history.ts";
import { diffSchema, timelineSchema } from "#lib/api/history.ts";
import { namespace, pod, policy } from "#lib/check/fixture.ts";
import { momentText } from "#lib/api/moment.ts";
import { LocalCluster } from "../clusters/local.ts";
import { STORE_KINDS, emptyStore } from "../store/stores.fixture.ts";
import { GivenSource, Recording } from "./recorded.fixture.ts";

const WEB = pod("a/web", { ip: "10.0.0.1", labels: "app: web", spec: "containers: [{env: [{name: STRIPE, value: 'https://api.stripe.com'}]}]".replace("containers", "initContainers") });
const CATALOGUE = "{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: d}, spec: {destinations: [{host: api.stripe.com, addresses: [203.0.113.4]}]}}";
const CLOSED = policy("a/closed", "podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]");
const SEL = "a/pod/web~dns:api.stripe.com~443-tcp";

const short = ({ revisions }: TimelineJson): unknown => revisions.map(({ changes, effect, flips }) => ({ changes: changes.map(({ object, action, lane, summary }) => [object, action, lane, summary].join(" ")), effect, flips: flips.map(({ id, was, is }) => [id, was, is].join(" ")) }));

async function furnished(kind: (typeof STORE_KINDS)[number]): Promise<{ readonly recording: Recording; readonly cluster: LocalCluster; readonly times: readonly number[] }> {
  const source = new GivenSource(WEB, CATALOGUE, namespace("a"));
  const recording = new Recording(await emptyStore(kind), source);
  await recording.until(async () => (await recording.times()).length === 1);
  const times = [
    await recording.become(WEB, CATALOGUE, namespace("a", "team: shop")),
    await recording.become(WEB, CATALOGUE, namespace("a", "team: shop"), CLOSED),
    await recording.become(WEB.replace("app: web", "app: www"), CATALOGUE, namespace("a", "team: shop"), CLOSED),
    await recording.become(WEB.replace("app: web", "app: www"), CATALOGUE, namespace("a", "team: shop")),
  ];
  const cluster = new LocalCluster(source, { history: recording.history, judged: recording.judged, close: async () => undefined });
  return { recording, cluster, times };
}

test.each(STORE_KINDS)("on %s: each change with its lane, its summary and what it did", async (kind) => {
  const { recording, cluster, times } = await furnished(kind);
  await recording.until(async () => (await recording.history.flips(times)).size >= 1);
  const told = timelineSchema.parse(await cluster.ask("timeline", { from: undefined, until: undefined, sel: undefined }));
  expect(short(told)).toEqual([
    { changes: ["networking.k8s.io/NetworkPolicy/a/closed deleted policies deleted"], effect: "", flips: [] },
    { changes: ["/Pod/a/web changed labels labels"], effect: "made 1 connection allowed", flips: [`${SEL} BLOCKED_DEFAULT OPEN`] },
    { changes: ["networking.k8s.io/NetworkPolicy/a/closed created policies created"], effect: "made 1 connection blocked", flips: [`${SEL} OPEN BLOCKED_DEFAULT`] },
    { changes: ["/Namespace//a changed labels labels"], effect: "", flips: [] },
  ]);
  const [, applied = 0, relabelled = 0] = times;
  const [only] = (await cluster.ask("timeline", { from: momentText(applied), until: momentText(relabelled - 1), sel: undefined })).revisions;
  expect(only?.at).toBe(momentText(applied));
  expect((await cluster.ask("timeline", { from: undefined, until: undefined, sel: SEL })).revisions.map(({ at }) => at)).toEqual([momentText(relabelled), momentText(applied)]);
  const diff = diffSchema.parse(await cluster.ask("change", { at: momentText(relabelled), object: "/Pod/a/web" }));
  expect(diff.lines.filter(({ mark }) => mark !== " ")).toEqual([{ mark: "-", text: "    app: web" }, { mark: "+", text: "    app: www" }]);
});

test("a view of a past state is of that state, and says so", async () => {
  const { cluster, times } = await furnished("sqlite");
  const [labelled = 0, applied = 0] = times;
  const asked = { from: "a/web", to: "api.stripe.com", port: "443", protocol: "TCP", origin: "http://127.0.0.1" };
  const [before, then, now] = [await cluster.ask("check", asked, momentText(labelled)), await cluster.ask("check", asked, momentText(applied)), await cluster.ask("check", asked)];
  expect([before, then, now].map(({ answer, cluster: { at } }) => [answer.code, at])).toEqual([["OPEN", momentText(labelled)], ["BLOCKED_DEFAULT", momentText(applied)], ["OPEN", null]]);
  expect(then.markdown).toContain(`at=${momentText(applied)}`);
  expect((await cluster.ask("codes", {}, momentText(applied))).map(({ code }) => code)).toEqual(["BLOCKED_DEFAULT"]);
  expect((await cluster.ask("policies", {}, momentText(labelled))).policies).toEqual([]);
  expect((await cluster.ask("policy", { namespace: "a", name: "closed", kind: undefined }, momentText(applied))).yaml).toContain("podSelector");
});

test.each([
  { at: "2026-02-30T00:00:00Z", code: "bad_request", message: "`at` must be a time such as 2026-04-16T02:13:40Z" },
  { at: "2020-01-01T00:00:00Z", code: "gone", message: "What it was at 2020-01-01 00:00:00Z is no longer stored." },
  { at: "2120-01-01T00:00:00Z", code: "bad_request", message: "2120-01-01 00:00:00Z is still to come." },
])("a state at $at is refused", async ({ at, code, message }) => {
  const { cluster } = await furnished("sqlite");
  await expect(cluster.ask("summary", {}, at)).rejects.toMatchObject({ code, message, field: "at" });
});

test("of a cluster whose past is not stored: nothing, told as that", async () => {
  const cluster = new LocalCluster(new GivenSource(WEB));
  expect(await cluster.ask("timeline", { from: undefined, until: undefined, sel: undefined })).toMatchObject({ begins: null, revisions: [], durable: false });
  await expect(cluster.ask("summary", {}, "2026-04-16T02:13:40Z")).rejects.toMatchObject({ code: "gone" });
  await expect(cluster.ask("change", { at: "2026-04-16T02:13:40Z", object: "/Pod/a/web" })).rejects.toMatchObject({ code: "not_found" });
});

test.each(STORE_KINDS)("on %s: of an id that no store keeps nothing is told", async (kind) => {
  const { cluster, times } = await furnished(kind);
  expect((await cluster.ask("timeline", { from: undefined, until: undefined, sel: `${SEL}\0` })).revisions).toEqual([]);
  await expect(cluster.ask("change", { at: momentText(times[0] ?? 0), object: "/Namespace//a\0" })).rejects.toMatchObject({ code: "not_found" });
});
