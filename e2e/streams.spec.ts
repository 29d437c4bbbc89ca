import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { API, ROUTES } from "#lib/api/routes.ts";
import type { Reader } from "#server/streamclients.process.ts";
import { Clients, type Dashboard, freePort, metricOf, startDashboard, statusOf } from "./dashboard.ts";

/** Each takes what the machine has, and waits for a minute that is part of the contract. */
test.describe.configure({ mode: "serial", timeout: 240_000 });
const MINUTE = { timeout: 120_000 };
/** Generous: what a thousand connections need, not what they keep back for clients that do not read. */
const MOST_GROWN = 256 * 1024 * 1024;

let folder: string;
let dashboard: Dashboard | undefined;
let clients: Clients;
const file = (): string => join(folder, "cluster.yaml");

test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "whydrop-streams-"));
  cpSync(resolve(import.meta.dirname, "../scenarios/runbook"), folder, { recursive: true });
  writeFileSync(file(), readFileSync(file(), "utf8").replace("name: production", "name: streamed"));
  clients = new Clients();
});
test.afterEach(() => {
  clients.end();
  dashboard?.child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

async function started(port: number): Promise<Dashboard> {
  dashboard = startDashboard({ args: ["--demo", "--manifests", folder], port });
  const begun = dashboard;
  await expect.poll(() => statusOf(begun, "/readyz"), MINUTE).toBe(200);
  return begun;
}

/** The newest revisions, as the events' data tell them. */
async function newest({ address }: Dashboard): Promise<readonly string[]> {
  const { clusters } = ROUTES.clusters.reply.parse(await (await fetch(`${address}${API}/clusters`)).json());
  return clusters.map(({ id, revision }) => JSON.stringify({ cluster: id, revision })).toSorted();
}

/** The newest that was told, of each cluster. */
const last = ({ revisions }: Reader): readonly string[] => [...new Map(revisions.map((told) => [(JSON.parse(told) as { cluster: string }).cluster, told])).values()].toSorted();
const same = (one: readonly string[], other: readonly string[]): boolean => one.join() === other.join();
const twice = ({ revisions }: Reader): boolean => new Set(revisions).size < revisions.length;

async function edit(served: Dashboard): Promise<void> {
  const before = await newest(served);
  writeFileSync(file(), `${readFileSync(file(), "utf8")}# one more line\n`);
  await expect.poll(async () => same(await newest(served), before)).toBe(false);
}

/** Waits until so many readers have heard the newest of every cluster. */
async function allHear(served: Dashboard, readers: number): Promise<void> {
  const told = await newest(served);
  await expect.poll(() => clients.count((reader) => reader.open && same(last(reader), told)), MINUTE).toBe(readers);
}

test("F47, F48: of a thousand clients a hundred never read: the others hear every revision once, memory stays, and the stuck ones are let go", async () => {
  const served = await started(await freePort());
  const memory = await metricOf(served, "process_resident_memory_bytes");
  clients.tell({ kind: "open", port: served.port, reads: 900, stuck: 100 });
  await expect.poll(() => metricOf(served, "whydrop_event_streams"), MINUTE).toBe(1_000);
  expect(await statusOf(served, `${API}/events`)).toBe(503);
  for (let turn = 0; turn < 5; turn++) {
    await edit(served);
    await allHear(served, 900);
  }
  expect((await metricOf(served, "process_resident_memory_bytes")) - memory).toBeLessThan(MOST_GROWN);
  await expect.poll(() => metricOf(served, "whydrop_event_streams"), MINUTE).toBe(900);
  await edit(served);
  await allHear(served, 900);
  expect(await clients.count(twice)).toBe(0);
});

test("F49: after a restart a thousand come again at times of their own, and each hears the newest revisions exactly once", async () => {
  const before = await started(await freePort());
  clients.tell({ kind: "open", port: before.port, reads: 1_000, stuck: 0 });
  await edit(before);
  await allHear(before, 1_000);
  before.child.kill("SIGKILL");
  await before.exit;
  await expect.poll(() => clients.count(({ open }) => open), MINUTE).toBe(0);
  const waits = (await clients.report()).map(({ retry }) => retry);
  expect([Math.min(...waits) >= 1_000, Math.max(...waits) <= 10_000, new Set(waits).size > 500]).toEqual([true, true, true]);

  const served = await started(before.port);
  clients.tell({ kind: "again", port: served.port, remembering: true });
  await allHear(served, 1_000);
  const told = await newest(served);
  expect(await clients.count(({ revisions }) => same(revisions.toSorted(), told))).toBe(1_000);

  clients.tell({ kind: "break" });
  await expect.poll(() => metricOf(served, "whydrop_event_streams"), MINUTE).toBe(0);
  clients.tell({ kind: "again", port: served.port, remembering: true });
  await expect.poll(() => metricOf(served, "whydrop_event_streams"), MINUTE).toBe(1_000);
  await edit(served);
  const [news] = (await newest(served)).filter((revision) => !told.includes(revision));
  await expect.poll(() => clients.count(({ revisions }) => same(revisions, [news ?? ""])), MINUTE).toBe(1_000);
});

test("F53: a thousand streams are told when to come again, requests are answered whole or not taken at all, and the process ends with 0", async () => {
  const served = await started(await freePort());
  clients.tell({ kind: "open", port: served.port, reads: 1_000, stuck: 0 });
  await allHear(served, 1_000);
  const asked = Array.from({ length: 10 }, () => answerOf(served));
  await Promise.all(asked.map(({ sent }) => sent));
  served.child.kill("SIGTERM");
  for (const { answer } of asked) expect(await answer).toMatch(/^200 \{.*\}$|^503 \{"error":.*\}$|^not taken$/s);
  expect(await served.exit).toEqual([0, null]);
  const byes = (await clients.report()).flatMap((reader) => reader.byes);
  expect([byes.length, Math.min(...byes) >= 1_000, Math.max(...byes) <= 10_000, new Set(byes).size > 500]).toEqual([1_000, true, true, true]);
});

interface Asked {
  readonly sent: Promise<void>;
  readonly answer: Promise<string>;
}

/** The status and the whole body of one check; `sent` when the kernel has the request, which the process may not have taken from it. */
function answerOf({ port }: Dashboard): Asked {
  const sent = Promise.withResolvers<void>();
  const answer = new Promise<string>((resolve, reject) => {
    const path = `${API}/clusters/production/check?from=default/api-client&to=api.stripe.com&port=443`;
    let begun = false;
    const request = get({ host: "127.0.0.1", port, path, agent: false }, (response) => {
      begun = true;
      let text = `${String(response.statusCode)} `;
      response.setEncoding("utf8").on("data", (piece: string) => (text += piece)).on("error", reject).on("end", () => resolve(text));
    });
    const lost = (error: Error): void => (begun ? reject(error) : resolve("not taken"));
    request.on("error", lost).on("finish", () => sent.resolve());
  });
  return { sent: sent.promise, answer };
}
