/** `npm run bench -- streams`: a thousand clients of the dashboard's event streams, of which a hundred never read. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { ensureBuild } from "#server/serve/build.ts";
import { Clients, type Dashboard, freePort, metricOf, startDashboard, statusOf } from "../e2e/dashboard.ts";

const READING = 900;
const STUCK = 100;
const EVERY_MS = 500;
const WARMING = 100;
const MIB = 1024 * 1024;

const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "whydrop-bench-"));
const file = join(folder, "cluster.yaml");
cpSync(join(root, "scenarios", "runbook"), folder, { recursive: true });
await ensureBuild({ root, say: console.log, signal: new AbortController().signal });

async function until(so: () => Promise<boolean>): Promise<number> {
  const started = performance.now();
  while (!(await so())) await pause(100);
  return performance.now() - started;
}
async function start(port: number): Promise<Dashboard> {
  const dashboard = startDashboard({ args: ["--manifests", folder], port });
  await until(async () => (await statusOf(dashboard, "/readyz")) === 200);
  return dashboard;
}
const streams = (of: Dashboard): Promise<number> => metricOf(of, "whydrop_event_streams");
const memory = async (of: Dashboard): Promise<number> => (await metricOf(of, "process_resident_memory_bytes")) / MIB;
const lag = async (of: Dashboard): Promise<number> => (await metricOf(of, "nodejs_eventloop_lag_p99_seconds")) * 1_000;
const at = (list: readonly number[], share: number): number => list.toSorted((a, b) => a - b)[Math.floor((list.length - 1) * share)] ?? Number.NaN;

const lines: string[] = [];
const told = (what: string, value: string, limit = ""): void => void lines.push(`${what.padEnd(56)}${value.padStart(12)}  ${limit}`);
const milliseconds = (value: number): string => `${value.toFixed(0)} ms`;

const clients = new Clients();
let dashboard = await start(await freePort());
/** When each change was made. */
const edits: number[] = [];
/** A change every half second, for as long as wanted. @returns the most memory meanwhile, in MiB */
async function changing(goesOn: () => Promise<boolean>): Promise<number> {
  let most = 0;
  while (await goesOn()) {
    edits.push(Date.now());
    writeFileSync(file, `${readFileSync(file, "utf8")}# ${String(edits.length)}\n`);
    await pause(EVERY_MS);
    most = Math.max(most, await memory(dashboard));
  }
  return most;
}
// The same without anybody who listens: changes, and the requests by which readers say that they read.
const before = await changing(async () => {
  for (let n = 0; n < (READING * EVERY_MS) / 30_000; n++) await statusOf(dashboard, "/api/v1/events/alive?stream=none");
  return edits.length < WARMING;
});
edits.splice(0);
const opened = performance.now();
clients.tell({ kind: "open", port: dashboard.port, reads: READING, stuck: STUCK });
await until(async () => (await streams(dashboard)) === READING + STUCK);
told(`${READING + STUCK} streams opened in`, milliseconds(performance.now() - opened));
await lag(dashboard);

const stuckFor = performance.now();
const most = await changing(async () => (await streams(dashboard)) > READING);
const gone = performance.now() - stuckFor;
const readers = await clients.report();
const events = readers.flatMap(({ revisions, times }) => revisions.map((revision, index) => ({ revision, time: times[index] ?? 0 })));
const spreads: number[] = [];
const whole: number[] = [];
for (const [, heard] of Map.groupBy(events, ({ revision }) => revision)) {
  const first = Math.min(...heard.map(({ time }) => time));
  const edit = edits.findLast((made) => made <= first);
  // The first revision was there before any edit.
  if (edit === undefined) continue;
  for (const { time } of heard) {
    spreads.push(time - first);
    whole.push(time - edit);
  }
}
told("changes made, events heard", `${String(edits.length)}, ${String(spreads.length)}`);
told("first client hears → every client hears, p50 / p99", `${at(spreads, 0.5).toFixed(0)} / ${milliseconds(at(spreads, 0.99))}`, "p99 ≤ 500 ms");
told("file written → heard, p50 / p99", `${at(whole, 0.5).toFixed(0)} / ${milliseconds(at(whole, 0.99))}`);
told("event-loop delay, p99", milliseconds(await lag(dashboard)));
told("most memory of the process, without → with them", `${before.toFixed(0)} → ${most.toFixed(0)} MiB`, "+ ≤ 64 MiB");
told("all that never read are gone after", `${(gone / 1_000).toFixed(1)} s`, "≤ 60 s");

clients.tell({ kind: "open", port: dashboard.port, reads: STUCK, stuck: 0 });
const everyone = READING + STUCK;
await until(async () => (await streams(dashboard)) === everyone);
dashboard.child.kill("SIGKILL");
await dashboard.exit;
await until(async () => (await clients.count(({ open }) => open)) === 0);
dashboard = await start(dashboard.port);
// What is asked for is counted anew: the start itself is not meant.
await lag(dashboard);
clients.tell({ kind: "again", port: dashboard.port, remembering: true });
const back = await until(async () => (await clients.count(({ revisions }) => revisions.length === 1)) === everyone);
told("after a restart all have heard the newest after", `${(back / 1_000).toFixed(1)} s`, "waits of 1 to 10 s");
told("event-loop delay meanwhile, p99", milliseconds(await lag(dashboard)), "≤ 100 ms");

const stopping = performance.now();
dashboard.child.kill("SIGTERM");
const [status] = await dashboard.exit;
told(`told to stop with ${everyone} streams: ended with ${String(status)} after`, milliseconds(performance.now() - stopping), "≤ 10 s");

console.log(`${cpus()[0]?.model ?? "?"}, ${cpus().length} CPUs, Node ${process.version}\n${lines.join("\n")}`);
clients.end();
rmSync(folder, { recursive: true });
