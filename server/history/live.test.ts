import { expect, onTestFinished, test } from "vitest";
import { momentText } from "#lib/api/moment.ts";
import type { GivenObject } from "#apiserver/object.ts";
import { Judged } from "../clusters/judged.ts";
import { LocalCluster } from "../clusters/local.ts";
import { Live, namespace, pod, policy } from "../kubernetes/live.fixture.ts";
import { openDatabase } from "../store/open.ts";
import { emptyStore } from "../store/stores.fixture.ts";
import { History } from "./history.ts";
import { Recorder } from "./recorder.ts";

const CLIENTS = { podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [{ namespaceSelector: { matchLabels: { client: "yes" } } }] }] };

const caller = (id: string, address: string): GivenObject => pod(id, address, { containers: [{ name: "c", image: "x:1", env: [{ name: "URL", value: "http://10.0.0.2:80" }] }] });

async function recorded(): Promise<{ readonly live: Live; readonly cluster: LocalCluster; readonly pass: (milliseconds?: number) => Promise<void>; readonly told: () => Promise<readonly string[]> }> {
  const live = new Live({
    prepare: (api) => {
      api.put(namespace("a", { client: "yes" }), "kubectl");
      api.put(namespace("b"));
      api.put(caller("a/web", "10.0.0.1"));
      api.put(pod("b/web", "10.0.0.2"));
      api.put(policy("b/clients", CLIENTS));
    },
  });
  await live.start();
  const database = openDatabase(await emptyStore("sqlite"));
  const history = new History(database, "c", live.time.wall);
  const judged = new Judged();
  const recorder = new Recorder({ source: live.source, database, cluster: "c", history, judge: judged.of, time: live.time, keep: 30 * 86_400_000 });
  recorder.start();
  const cluster = new LocalCluster(live.source, { history, judged, close: () => recorder.close() });
  onTestFinished(async () => {
    const closed = cluster.close();
    await live.time.advance(20_000);
    await closed;
    await database.close();
  });
  const pass = (milliseconds = 5_000): Promise<void> => live.time.advance(milliseconds);
  const told = async (): Promise<readonly string[]> => {
    const { revisions } = await cluster.ask("timeline", { from: undefined, until: momentText(live.time.wall()), sel: undefined });
    return revisions.map(({ changes, effect }) => [...changes.map(({ action, kind, name, summary, by: author }) => `${action} ${kind} ${name}: ${summary} by ${author.name || "nobody told"}${author.keptBy === null ? "" : ` (${author.keptBy})`}`), effect].join("; "));
  };
  await pass();
  return { live, cluster, pass, told };
}

test("a live cluster: who changed a label, which connection that cut, and how it was before", async () => {
  const { live, cluster, pass, told } = await recorded();
  const before = live.time.wall();
  live.api.put(namespace("a", { client: "no" }), "kubectl-edit");
  await pass();
  expect(await told()).toEqual(["changed Namespace a: labels by kubectl-edit; made 1 connection blocked"]);
  const asked = { from: "a/web", to: "b/web", port: "80", protocol: "TCP", origin: "http://127.0.0.1" };
  expect([(await cluster.ask("check", asked, momentText(before))).answer.code, (await cluster.ask("check", asked)).answer.code]).toEqual(["ALLOWED", "BLOCKED_DEFAULT"]);
});

test("a policy that Argo CD keeps, put, changed and deleted", async () => {
  const { live, pass, told } = await recorded();
  const closed = (spec: Parameters<typeof policy>[1]): GivenObject => ({ ...policy("a/closed", spec), metadata: { name: "closed", namespace: "a", annotations: { "argocd.argoproj.io/tracking-id": "shop:networking.k8s.io/NetworkPolicy:a/closed" } } });
  live.api.put(closed({ podSelector: {}, policyTypes: ["Egress"] }), "argocd-controller");
  await pass();
  live.api.put(closed({ podSelector: {}, policyTypes: ["Egress"], egress: [{}] }), "argocd-controller");
  await pass();
  live.api.remove(policy("a/closed", {}));
  await pass();
  expect(await told()).toEqual([
    "deleted NetworkPolicy closed: deleted by nobody told; ",
    "changed NetworkPolicy closed: spec.egress by argocd-controller (Argo CD application shop); made 1 connection allowed",
    "created NetworkPolicy closed: created by argocd-controller (Argo CD application shop); made 1 connection blocked",
  ]);
});

test("that somebody wrote an object again and changed nothing that counts is neither a change nor a revision", async () => {
  const { live, pass, told } = await recorded();
  const { revision } = live.source.state;
  const annotated = namespace("a", { client: "yes" });
  live.api.put({ ...annotated, metadata: { ...annotated.metadata, annotations: { note: "x" } } }, "helm");
  await pass(1_000);
  expect([live.source.state.revision, await told()]).toEqual([revision, []]);
  live.api.put(namespace("a", { client: "yes", more: "yes" }), "kubectl-label");
  await pass();
  expect(await told()).toEqual(["changed Namespace a: labels by kubectl-label; "]);
});

test("what could not be read is part of the past", async () => {
  const { live, cluster, pass } = await recorded();
  const asked = { from: "a/web", to: "b/web", port: "80", protocol: "TCP", origin: "http://127.0.0.1" };
  const readable = live.time.wall();
  const fault = live.api.faults.inject({ at: { kind: "accept" }, when: { times: Infinity }, action: { kind: "fail", code: "ECONNREFUSED" } });
  live.api.faults.inject({ at: { kind: "at once" }, action: { kind: "rst" } });
  await pass(180_000);
  const away = live.time.wall();
  fault.remove();
  await pass(120_000);
  expect(await Promise.all([readable, away, live.time.wall()].map(async (at) => (await cluster.ask("check", asked, momentText(at))).answer.verdict))).toEqual(["allow", "unknown", "allow"]);
});

test("a link that a live cluster was shown by leads back to what it showed, right after a change too", async () => {
  const { live, cluster, pass } = await recorded();
  const asked = { from: "a/web", to: "b/web", port: "80", protocol: "TCP", origin: "http://127.0.0.1" };
  await pass(25_000);
  live.api.put(namespace("a", { client: "no" }), "kubectl-edit");
  await pass(1_500);
  const { answer: shown, cluster: { readAt } } = await cluster.ask("check", asked);
  await pass();
  expect([shown.code, (await cluster.ask("check", asked, readAt)).answer.code]).toEqual(["BLOCKED_DEFAULT", "BLOCKED_DEFAULT"]);
});

test("policies that may not be read any more were not deleted, and are not told of as created when they may be again", async () => {
  const { live, pass, told } = await recorded();
  const refused = live.api.faults.inject({ at: { kind: "before headers" }, when: { resource: "networkpolicies.networking.k8s.io", times: Infinity }, action: { kind: "status", status: 403 } });
  await pass(120_000);
  refused.remove();
  await pass(600_000);
  expect(await told()).toEqual([
    "changed NetworkPolicy clients: read again by nobody told; changed Cluster c: spec.unreadable by nobody told; made 1 connection allowed",
    "changed NetworkPolicy clients: cannot be read any more by nobody told; changed Cluster c: spec.unreadable by nobody told; made 1 connection unknown",
  ]);
});
