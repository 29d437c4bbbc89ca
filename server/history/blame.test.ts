import { expect, test } from "vitest";
import { blameSchema } from "#lib/api/history.ts";
import { momentText } from "#lib/api/moment.ts";
import { namespace, pod, policy } from "#lib/check/fixture.ts";
import { LocalCluster } from "../clusters/local.ts";
import { STORE_KINDS, emptyStore } from "../store/stores.fixture.ts";
import { GivenSource, Recording } from "./recorded.fixture.ts";

const WEB = pod("a/web", { ip: "10.0.0.1", labels: "app: web" });
const CLOSED = policy("a/closed", "podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]");
const NOISE = policy("b/noise", "podSelector: {}");
const ASKED = { from: "a/web", to: "203.0.113.4", port: "443", protocol: "TCP", at: undefined, since: undefined } as const;

async function furnished(kind: (typeof STORE_KINDS)[number], ...states: readonly (readonly string[])[]) {
  const source = new GivenSource(WEB, namespace("a"));
  const recording = new Recording(await emptyStore(kind), source);
  await recording.until(async () => (await recording.times()).length === 1);
  const times: number[] = [];
  for (const documents of states) times.push(await recording.become(WEB, namespace("a"), ...documents));
  return { recording, times, cluster: new LocalCluster(source, { history: recording.history, judged: recording.judged, close: async () => undefined }) };
}

test.each(STORE_KINDS)("on %s: the change that is stored, with its diff, and what was before", async (kind) => {
  const { cluster, times, recording } = await furnished(kind, [NOISE], [NOISE, CLOSED], [CLOSED]);
  const told = blameSchema.parse(await cluster.ask("blame", ASKED));
  expect(told).toMatchObject({
    outcome: "found",
    sentence: `First blocked by a/closed, created at ${momentText(times[1] ?? 0).slice(11, 19)}Z`,
    was: { verdict: "allow", code: "OPEN", reason: "Open: no policy limits TCP 443 to 203.0.113.4" },
    is: { verdict: "deny", code: "BLOCKED_DEFAULT" },
    since: momentText((await recording.history.begins()) ?? 0),
    doubts: [],
  });
  expect(told.revision).toMatchObject({ at: momentText(times[1] ?? 0), changes: [{ object: "networking.k8s.io/NetworkPolicy/a/closed", action: "created", lane: "policies" }] });
  expect(told.revision?.diffs[0]?.lines).toContainEqual({ mark: "+", text: "kind: NetworkPolicy" });
});

test("a change that is newer than the clock, which went back", async () => {
  const { cluster, recording } = await furnished("sqlite", [CLOSED, NOISE], [CLOSED]);
  recording.time.stepWall(-3_600_000);
  expect(await cluster.ask("blame", ASKED)).toMatchObject({ outcome: "found", sentence: expect.stringContaining("a/closed, created") as unknown });
});

test("of a past verdict, and not further back than asked", async () => {
  const { cluster, times } = await furnished("sqlite", [CLOSED], [CLOSED, NOISE], [NOISE]);
  expect(await cluster.ask("blame", ASKED)).toMatchObject({ outcome: "not-blocked", revision: null, was: null });
  const at = momentText(times[1] ?? 0);
  expect(await cluster.ask("blame", { ...ASKED, at })).toMatchObject({ outcome: "found", revision: { at: momentText(times[0] ?? 0) } });
  expect(await cluster.ask("blame", { ...ASKED, at, since: at })).toMatchObject({ outcome: "none", since: at, sentence: expect.stringMatching(/^No policy change explains this\. /) as unknown });
});

test("more revisions than are read at once", async () => {
  const { cluster, times } = await furnished("sqlite", [CLOSED], ...Array.from({ length: 230 }, (_, i) => [CLOSED, policy("b/p", `podSelector: {matchLabels: {turn: x${i}}}`)]));
  expect(await cluster.ask("blame", ASKED)).toMatchObject({ outcome: "found", revision: { at: momentText(times[0] ?? 0) }, evaluated: 4 });
}, 60_000);

test("whoever stopped watching says so", async () => {
  const { cluster, recording } = await furnished("sqlite", [CLOSED]);
  const closed = recording.recorder.close();
  await recording.time.advance(1_000);
  await closed;
  await recording.time.advance(120_000);
  expect((await cluster.ask("blame", ASKED)).doubts).toEqual([expect.stringMatching(/^what is stored ends at \S+Z: what has changed since is not in it$/)]);
});

test.each([
  { name: "a time that is none", asked: { since: "yesterday" }, code: "bad_request", field: "since" },
  { name: "a question that is none", asked: { port: "0" }, code: "bad_request", field: "port" },
  { name: "a time before all that is stored", asked: { at: "2020-01-01T00:00:00Z" }, code: "gone", field: "at" },
])("$name is refused", async ({ asked, code, field }) => {
  const { cluster } = await furnished("sqlite");
  await expect(cluster.ask("blame", { ...ASKED, ...asked })).rejects.toMatchObject({ code, field });
});

test("of a cluster whose past is not stored there is nothing to tell", async () => {
  await expect(new LocalCluster(new GivenSource(WEB)).ask("blame", ASKED)).rejects.toMatchObject({ code: "gone", message: "Nothing is stored of this cluster's past." });
});
