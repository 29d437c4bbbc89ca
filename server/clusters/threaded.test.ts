import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";
import { listen } from "#apiserver/http.ts";
import { ApiServer } from "#apiserver/server.ts";
import { twoPods } from "../kubernetes/live.fixture.ts";
import type { LiveWish } from "../kubernetes/open.ts";
import { emptyStore, opened } from "../store/stores.fixture.ts";
import { ViewError } from "../viewerror.ts";
import { ThreadedCluster } from "./threaded.ts";

const folder = mkdtempSync(join(tmpdir(), "whydrop-threads-"));
afterAll(() => rmSync(folder, { recursive: true }));

function wishFor(id: string, cluster: Readonly<Record<string, unknown>>): LiveWish {
  const file = join(folder, `${id}.yaml`);
  writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "Config", "current-context": id, clusters: [{ name: id, cluster }], users: [{ name: "u", user: { token: "t" } }], contexts: [{ name: id, context: { cluster: id, user: "u" } }] }));
  return { id, access: { context: undefined, files: [file], allowExec: false, allowInsecure: false }, podCidrs: [], engine: undefined, configMaps: false, namespaces: [], resolve: false, resolver: undefined, beside: [], after: 0 };
}

const asked = { from: "a/web", to: "203.0.113.4", port: "443", protocol: "TCP", origin: "http://127.0.0.1" };

test("F35: one of two clusters is down: the other is read and judged, each with its own state", async () => {
  const api = new ApiServer();
  twoPods(api);
  api.access.grant("t", { user: "whydrop", groups: [], rules: [{ verbs: ["list", "watch"], apiGroups: ["*"], resources: ["*"] }] });
  const server = await listen(api, { tls: true });
  const gone = await listen(new ApiServer(), { tls: true });
  const ca = { "certificate-authority-data": Buffer.from(server.ca ?? "").toString("base64") };
  await gone.close();
  const log: string[] = [];
  const [up, down] = [wishFor("up", { server: server.url, ...ca }), wishFor("down", { server: gone.url, ...ca })].map((wish) => new ThreadedCluster(wish, (line) => log.push(line))) as [ThreadedCluster, ThreadedCluster];
  try {
    const revisions: number[] = [];
    up.subscribe((revision) => revisions.push(revision));
    await vi.waitFor(async () => expect(await up.standing()).toMatchObject({ ready: true, up: true }), { timeout: 60_000 });
    expect((await up.ask("check", asked)).answer).toMatchObject({ verdict: "deny", code: "BLOCKED_DEFAULT" });
    expect(await down.standing()).toMatchObject({ ready: false, up: false });
    await vi.waitFor(async () => expect((await down.ask("check", asked)).answer.missing.join()).toContain("ECONNREFUSED"), { timeout: 60_000 });
    expect((await down.ask("check", asked)).answer.verdict).toBe("unknown");
    expect(revisions.every((revision, index) => index === 0 || revision > (revisions[index - 1] ?? 0))).toBe(true);
    await expect(up.ask("workload", { namespace: "a", kind: "pod", name: "none" })).rejects.toBeInstanceOf(ViewError);
  } finally {
    await Promise.all([up.close(), down.close(), server.close()]);
  }
  expect(log).toEqual([]);
});

test("a thread that dies is told of, and what it was asked is refused", async () => {
  const log: string[] = [];
  const cluster = new ThreadedCluster({ ...wishFor("broken", { server: "http://127.0.0.1:1" }) }, (line) => log.push(line));
  await expect(cluster.standing()).rejects.toThrow("is being started anew");
  expect(log.join()).toContain("`server` is http://");
  await cluster.close();
});

test("a thread that is told to end writes its history until then, and leaves its lease to others", async () => {
  const api = new ApiServer();
  twoPods(api);
  api.access.grant("t", { user: "whydrop", groups: [], rules: [{ verbs: ["list", "watch"], apiGroups: ["*"], resources: ["*"] }] });
  const server = await listen(api, { tls: true });
  onTestFinished(() => server.close());
  const ca = { "certificate-authority-data": Buffer.from(server.ca ?? "").toString("base64") };
  const store = await emptyStore("sqlite");
  const database = opened(store);
  const cluster = new ThreadedCluster({ ...wishFor("up", { server: server.url, ...ca }), history: { store, days: 30 } }, () => undefined);
  const told = async (table: string): Promise<number> => (await database.query(`SELECT * FROM ${table}`)).length;
  await vi.waitFor(async () => expect([await told("recording"), await told("lease")]).toEqual([1, 1]), { timeout: 60_000 });
  await cluster.close();
  expect([await told("recording"), await told("lease")]).toEqual([1, 0]);
});
