/** `npm run bench -- live [PODS POLICIES NAMESPACES]`: what a live cluster of a size costs. Figures of one machine; compare those of one run. */
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as pause } from "node:timers/promises";
import { EVERYTHING } from "#lib/topology/asked.ts";
import { ThreadedCluster } from "#server/clusters/threaded.ts";

const MILLION = 1e6;
const [pods = 10_000, policies = 2_000, namespaces = 500] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), "whydrop-bench-"));
const kubeconfig = join(folder, "kubeconfig");
const child = fork(join(import.meta.dirname, "apiserver.ts"), [String(pods), String(policies), String(namespaces), kubeconfig], { execArgv: ["--max-old-space-size=8192"] });

type Told = { readonly kind: "ready" | "calm" } | { readonly kind: "made"; readonly at: number };
const listeners = new Set<(told: Told) => void>();
child.on("message", (told: Told) => listeners.forEach((listener) => listener(told)));
const heard = <Kind extends Told["kind"]>(kind: Kind): Promise<Extract<Told, { kind: Kind }>> =>
  new Promise((resolve) => {
    const listener = (told: Told): void => {
      if (told.kind !== kind) return;
      listeners.delete(listener);
      resolve(told as Extract<Told, { kind: Kind }>);
    };
    listeners.add(listener);
  });

await heard("ready");
const loop = monitorEventLoopDelay({ resolution: 5 });
loop.enable();
const started = performance.now();
const cluster = new ThreadedCluster({ id: "bench", access: { context: undefined, files: [kubeconfig], allowExec: false, allowInsecure: false }, podCidrs: [], engine: undefined, configMaps: false, namespaces: [], resolve: false, resolver: undefined, beside: [], after: 0 }, console.error);
while (!(await cluster.standing()).ready) await pause(20);
const synced = performance.now() - started;
const loading = loop.percentile(99) / MILLION;

const revisions: number[] = [];
cluster.subscribe(() => revisions.push(Date.now()));
const memory = (): string => `${(process.memoryUsage.rss() / 1024 / 1024).toFixed(0)} MiB`;
const afterRead = memory();
const { cluster: told, total } = await cluster.ask("map", EVERYTHING);
const afterMap = memory();

const waits: number[] = [];
for (let turn = 0; turn < 100; turn++) {
  const made = heard("made");
  const before = revisions.length;
  child.send({ kind: "once" });
  const { at } = await made;
  while (revisions.length === before) await pause(5);
  waits.push((revisions.at(-1) ?? at) - at);
  await pause(30);
}

loop.reset();
const calm = heard("calm");
child.send({ kind: "events", perSecond: 200, seconds: 15 });
let asked = 0;
const answers: number[] = [];
for (let ended = false; !ended; asked++) {
  const began = performance.now();
  await cluster.ask("summary", {});
  answers.push(performance.now() - began);
  ended = await Promise.race([calm.then(() => true), pause(500).then(() => false)]);
}
const storming = loop.percentile(99) / MILLION;

const at = (list: readonly number[], share: number): string => (list.toSorted((a, b) => a - b)[Math.floor((list.length - 1) * share)] ?? 0).toFixed(0);
console.log(`${cpus()[0]?.model ?? "?"}, ${cpus().length} CPUs, Node ${process.version}
${pods} pods, ${policies} policies, ${namespaces} namespaces; ${told.kinds.filter(({ state }) => state === "live").length} kinds live
synced                              ${(synced / 1_000).toFixed(2)} s
memory of the process, all read     ${afterRead}
memory, the map asked for as well   ${afterMap} (${total} declared connections)
event-loop delay p99, loading       ${loading.toFixed(1)} ms
event-loop delay p99, 200 events/s  ${storming.toFixed(1)} ms
change → revision, p50 / p99        ${at(waits, 0.5)} / ${at(waits, 0.99)} ms
a view while 200 events/s, p50 / p99 ${at(answers, 0.5)} / ${at(answers, 0.99)} ms`);

await cluster.close();
child.kill();
rmSync(folder, { recursive: true });
