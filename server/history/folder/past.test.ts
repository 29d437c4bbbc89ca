import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { cluster, namespace, pod, policy } from "#lib/check/fixture.ts";
import { difference } from "#lib/history/difference.ts";
import { objectsOf } from "#lib/history/objects.ts";
import { momentText } from "#lib/api/moment.ts";
import { LocalCluster } from "../../clusters/local.ts";
import { ManifestSource } from "../../clusters/source.ts";
import { readManifests } from "../../manifests/read.ts";
import { temporaryFolder } from "../../store/stores.fixture.ts";
import { record } from "../recorded.ts";
import { pastOf } from "./past.ts";

const INCIDENT = join(import.meta.dirname, "../../../scenarios/incident");

async function opened(folder: string): Promise<LocalCluster> {
  const source = await ManifestSource.open([folder], {}, undefined, () => "c");
  source.watch();
  const found = new LocalCluster(source, await record(source, "c", { store: { dataDir: undefined, databaseUrl: undefined, memory: folder }, days: 30 }, await pastOf([folder], {})));
  onTestFinished(() => found.close());
  return found;
}

describe("the scenario `incident`", () => {
  const asked = (from: string, to: string, port: string) => ({ from, to, port, protocol: "TCP", origin: "http://127.0.0.1" });

  test("tells who changed what, and what each change did", async () => {
    const found = await opened(INCIDENT);
    const { revisions, begins, gaps, more, durable, brought } = await found.ask("timeline", { from: undefined, until: undefined, sel: undefined });
    expect({ begins, gaps, more, durable, brought }).toEqual({ begins: "2026-04-16T01:30:00.000Z", gaps: [], more: false, durable: false, brought: true });
    expect(revisions.map(({ at, changes, effect }) => [at.slice(11, 19), ...changes.map(({ action, kind, name, by, lane, summary }) => `${action} ${kind} ${name} (${lane}: ${summary}) by ${by.name}${by.commit ? ` ${by.commit.id}` : ""}`), effect])).toEqual([
      ["02:41:07", "changed NetworkPolicy allow-stripe (policies: spec.egress) by argocd c07d91e", "made 1 connection allowed"],
      ["02:33:45", "created NetworkPolicy allow-stripe (policies: created) by kubectl-client-side-apply", ""],
      ["02:24:02", "deleted Service search (services: deleted) by helm", ""],
      ["02:17:36", "changed Namespace reports (labels: labels) by kubectl-edit", "made 1 connection blocked"],
      ["02:12:10", "changed Pod api-client (rollouts: address) by kubelet", ""],
      ["02:08:51", "created NetworkPolicy default-deny (policies: created) by argocd 4be1f0a", "made 2 connections blocked"],
      ["02:03:27", "changed Namespace default (labels: labels) by kyverno", ""],
      ["01:58:44", "changed Deployment reports (rollouts: spec.replicas) by kubectl-scale", ""],
      ["01:52:18", "changed NetworkPolicy billing-db-clients (policies: spec.ingress) by argocd 77d0b1c", ""],
      ["01:47:30", "changed Namespace data (labels: labels) by kubectl-label", ""],
      ["01:41:05", "created Service search (services: created) by kubectl-client-side-apply", ""],
      ["01:34:12", "changed Deployment notifier (rollouts: image) by helm", ""],
    ]);
  });

  test.each([
    { at: "2026-04-16T02:08:50Z", stripe: "OPEN", slack: "OPEN", reports: "ALLOWED" },
    { at: "2026-04-16T02:08:51Z", stripe: "BLOCKED_DEFAULT", slack: "BLOCKED_DEFAULT", reports: "ALLOWED" },
    { at: "2026-04-16T02:13:40Z", stripe: "BLOCKED_DEFAULT", slack: "BLOCKED_DEFAULT", reports: "ALLOWED" },
    { at: "2026-04-16T02:40:00.500Z", stripe: "BLOCKED_DEFAULT", slack: "BLOCKED_DEFAULT", reports: "BLOCKED_DEFAULT" },
    { at: undefined, stripe: "ALLOWED", slack: "BLOCKED_DEFAULT", reports: "BLOCKED_DEFAULT" },
  ])("as it was at $at", async ({ at, stripe, slack, reports }) => {
    const found = await opened(INCIDENT);
    const codes = [["default/api-client", "api.stripe.com", "443"], ["default/deploy/notifier", "hooks.slack.com", "443"], ["reports/deploy/reports", "billing-db.data", "5432"]] as const;
    expect(await Promise.all(codes.map(async ([from, to, port]) => (await found.ask("check", asked(from, to, port), at)).answer.code))).toEqual([stripe, slack, reports]);
  });

  test.each([
    { name: "what was put and taken back in between is no difference", since: "2026-04-16T01:40:00Z", at: "2026-04-16T02:30:00Z", is: ["changed Namespace data", "changed Namespace default", "changed Namespace reports", "changed Pod api-client", "changed Deployment reports", "changed NetworkPolicy billing-db-clients", "created NetworkPolicy default-deny"] },
    { name: "nothing between two changes", since: "2026-04-16T02:08:51Z", at: "2026-04-16T02:10:00Z", is: [] },
    { name: "until now", since: "2026-04-16T02:30:00Z", at: undefined, is: ["created NetworkPolicy allow-stripe"] },
  ])("two states: $name", async ({ since, at, is }) => {
    expect((await (await opened(INCIDENT)).ask("changesSince", { since }, at)).map(({ action, kind, name }) => `${action} ${kind} ${name}`).toSorted()).toEqual(is.toSorted());
  });

  test("before it begins nothing is stored", async () => {
    await expect((await opened(INCIDENT)).ask("codes", {}, "2026-04-16T01:29:59Z")).rejects.toMatchObject({ code: "gone", message: "What it was at 2026-04-16 01:29:59Z is no longer stored." });
  });

  test("and ends as the folder is: nothing is left that nobody told", async () => {
    const source = await ManifestSource.open([INCIDENT], {}, undefined, () => "c");
    const last = (await pastOf([INCIDENT], {})).at(-1);
    expect(last && difference(objectsOf(last.context, "c"), objectsOf(source.state.context, "c"))).toEqual([]);
  });
});

describe("a folder of one's own", () => {
  let folder: string;
  const write = (path: string, ...documents: readonly string[]): void => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), cluster(...documents));
  };
  const note = (at: string, more = ""): string => `{apiVersion: whydrop.dev/v1alpha1, kind: Change, metadata: {name: c}, spec: {at: ${at}, author: ana${more}}}`;
  const CLOSED = policy("a/closed", "podSelector: {}, policyTypes: [Egress]");

  beforeEach(() => {
    folder = temporaryFolder();
    write("cluster.yaml", pod("a/web", { ip: "10.0.0.1" }));
    write("history/1/change.yaml", note("2026-04-16T01:00:00Z"));
    write("history/1/objects.yaml", namespace("a"), CLOSED);
    write("history/2/change.yaml", note("2026-04-16T02:00:00Z", ", commit: abc, title: T, deleted: [networking.k8s.io/NetworkPolicy/a/closed, /Namespace//a]"));
  });

  test("is read without its past", async () => {
    expect((await readManifests([folder])).facts.map(({ kind }) => kind)).toEqual(["pod"]);
    rmSync(join(folder, "history/1/change.yaml"));
    rmSync(join(folder, "history/2/change.yaml"));
    expect((await readManifests([folder])).facts.map(({ kind }) => kind)).toEqual(["pod", "namespace", "policy"]);
  });

  test("what changes in the folder afterwards is recorded on top", async () => {
    const found = await opened(folder);
    expect((await found.ask("timeline", { from: undefined, until: undefined, sel: undefined })).revisions.map(({ at, changes }) => [at, ...changes.map(({ name, action, by }) => `${name} ${action} ${by.name} ${by.commit?.title ?? ""}`)])).toEqual([
      ["2026-04-16T02:00:00.000Z", "a deleted ana T", "closed deleted ana T"],
    ]);
    write("more.yaml", policy("a/later", "podSelector: {}"));
    const newest = await vi.waitFor(async () => {
      const { revisions, gaps } = await found.ask("timeline", { from: undefined, until: undefined, sel: undefined });
      expect(revisions).toHaveLength(2);
      return { changes: revisions[0]?.changes, gaps };
    }, { timeout: 60_000 });
    expect(newest).toMatchObject({ gaps: [], changes: [{ name: "later", action: "created", by: { name: "" } }] });
  });

  test.each([
    { name: "a time that is none", path: "history/2/change.yaml", text: note("yesterday"), message: "history/2/change.yaml` line 1: `spec.at` must be a time such as 2026-04-16T02:13:40Z" },
    { name: "an unknown field", path: "history/2/change.yaml", text: note("2026-04-16T02:00:00Z", ", comit: x"), message: /history\/2\/change.yaml` line 1: .*comit/ },
    { name: "a change that is not later", path: "history/2/change.yaml", text: note("2026-04-16T01:00:00Z"), message: "is not later than the change before it" },
    { name: "what is deleted and was not there", path: "history/2/change.yaml", text: note("2026-04-16T02:00:00Z", ", deleted: [/Pod/a/gone]"), message: "deletes `/Pod/a/gone`, which is not there" },
    { name: "two notes of one change", path: "history/2/more.yaml", text: note("2026-04-16T03:00:00Z"), message: "must have one Change, in change.yaml" },
    { name: "a file that is no YAML", path: "history/2/more.yaml", text: "a: [", message: /line 1/ },
  ])("$name: the past is refused as a whole", async ({ path, text, message }) => {
    write(path, text);
    await expect(pastOf([folder], {})).rejects.toThrow(message);
  });

  test("a time with milliseconds is kept so", async () => {
    write("history/2/change.yaml", note("'2026-04-16T02:00:00.250Z'"));
    expect((await pastOf([folder], {})).map(({ at }) => momentText(at))).toEqual(["2026-04-16T01:00:00.000Z", "2026-04-16T02:00:00.250Z"]);
  });
});
