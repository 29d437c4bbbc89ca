import { expect, test } from "vitest";
import { momentText } from "#lib/api/moment.ts";
import { namespace, pod, policy } from "#lib/check/fixture.ts";
import { LocalCluster } from "../clusters/local.ts";
import { STORE_KINDS, emptyStore } from "../store/stores.fixture.ts";
import { GivenSource, Recording } from "./recorded.fixture.ts";

const CATALOGUE = "{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: d}, spec: {destinations: [{host: api.stripe.com, addresses: [203.0.113.4], ports: [{port: 443, protocol: TCP}], usedBy: [a/deploy/web]}]}}";
const replica = (name: string): string => pod(`a/web-7d9f8c6b5d-${name}`, { labels: "app: web, pod-template-hash: 7d9f8c6b5d", owner: "kind: ReplicaSet, name: web-7d9f8c6b5d" });
const CLOSED = policy("a/closed", "podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]");
const ELSEWHERE = policy("b/closed", "podSelector: {}, policyTypes: [Egress]");
const WEB = { namespace: "a", kind: "deploy", name: "web" };

async function furnished(kind: (typeof STORE_KINDS)[number]): Promise<{ readonly cluster: LocalCluster; readonly closedAt: number; readonly goneAt: number }> {
  const begin = [CATALOGUE, namespace("a")];
  const source = new GivenSource(...begin, replica("aaaaa"), replica("bbbbb"));
  const recording = new Recording(await emptyStore(kind), source);
  await recording.until(async () => (await recording.times()).length === 1);
  await recording.become(...begin, replica("aaaaa"), replica("bbbbb"), ELSEWHERE);
  const closedAt = await recording.become(...begin, replica("aaaaa"), replica("bbbbb"), ELSEWHERE, CLOSED);
  const goneAt = await recording.become(...begin, replica("aaaaa"), ELSEWHERE, CLOSED);
  await recording.until(async () => (await recording.history.flips([closedAt])).size === 1);
  return { cluster: new LocalCluster(source, { history: recording.history, judged: recording.judged, close: async () => undefined }), closedAt, goneAt };
}

test.each(STORE_KINDS)("on %s: since when its connections are blocked, and which changes concern it", async (kind) => {
  const { cluster, closedAt } = await furnished(kind);
  const { outgoing, changes } = await cluster.ask("workload", WEB);
  expect(outgoing.map(({ code, changedAt }) => [code, changedAt])).toEqual([["BLOCKED_DEFAULT", momentText(closedAt)]]);
  expect(changes.map(({ at, effect, changes: objects }) => [at, effect, objects.map(({ name, action }) => `${name} ${action}`)])).toEqual([[momentText(closedAt), "made 1 connection blocked", ["closed created"]]]);
});

test("the past state of a time before is asked without what came later", async () => {
  const { cluster, closedAt } = await furnished("sqlite");
  const { outgoing, changes } = await cluster.ask("workload", WEB, momentText(closedAt - 1));
  expect([outgoing.map(({ code, changedAt }) => [code, changedAt]), changes]).toEqual([[["OPEN", null]], []]);
});

test.each([
  { name: "its own address", asked: { namespace: "a", kind: "pod", name: "web-7d9f8c6b5d-bbbbb" } },
  { name: "its workload's, with pod=", asked: { ...WEB, pod: "web-7d9f8c6b5d-bbbbb" } },
])("a pod that is gone is found by $name, with the time when it went", async ({ asked }) => {
  const { cluster, goneAt } = await furnished("sqlite");
  const told = await cluster.ask("workload", asked);
  expect([told.id, told.asked?.gone]).toEqual(["a/deploy/web", `Pod web-7d9f8c6b5d-bbbbb is gone (${momentText(goneAt).slice(11, 16)}Z). Showing Deployment web.`]);
});

test("a pod that nobody ever saw is told by its name, as long as its workload is there", async () => {
  const source = new GivenSource(CATALOGUE, replica("aaaaa"));
  const cluster = new LocalCluster(source);
  expect((await cluster.ask("workload", { namespace: "a", kind: "pod", name: "web-5c6d-zzzzz" })).asked?.gone).toBe("Pod web-5c6d-zzzzz is gone. Showing Deployment web.");
  await expect(cluster.ask("workload", { namespace: "a", kind: "pod", name: "other-5c6d-zzzzz" })).rejects.toMatchObject({ code: "not_found" });
});
