/** `npm run bench -- frozen [PODS]`: what a frozen snapshot of one connection takes, and how long it takes to be made and opened. Figures of one machine. */
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { freezeRequest } from "#lib/api/frozen.ts";
import { contextOf } from "#lib/check/context.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import { frozenHtml } from "#lib/frozen/html.ts";
import { utf8Length } from "#lib/source/utf8.ts";
import { ApiServer } from "#apiserver/server.ts";
import type { Source } from "#server/clusters/cluster.ts";
import { LocalCluster } from "#server/clusters/local.ts";
import { make } from "#server/frozen/make.ts";
import { open } from "#server/frozen/open.ts";
import { WHOEVER_ENTERED as viewer } from "#server/frozen/viewer.ts";
import { decode } from "#server/kubernetes/decode.ts";
import type { Database } from "#server/store/database.ts";
import { openDatabase } from "#server/store/open.ts";
import { requirePostgres } from "../scripts/test/postgres.ts";
import { PostgresServer } from "../scripts/test/postgresserver.ts";
import { fill } from "./cluster.ts";

const ROUNDS = 40;
const LIMITS = { bytes: 64 * 1024, madeMs: 200, openedMs: 300 };
const [pods = 5_000] = process.argv.slice(2).map(Number);
const namespaces = Math.max(2, Math.round(pods / 50));
const AT = "2026-04-16T02:13:40Z";

const api = new ApiServer();
fill(api, { pods, policies: pods / 10, namespaces });
const facts = ["namespaces", "nodes", "pods", "networkpolicies.networking.k8s.io"].flatMap((kind) => api.objects(kind)).flatMap((object) => decode(object).facts);
const state = { id: "bench", context: contextOf(new Snapshot(facts, [])), revision: 1, readAt: AT };
const source: Source = { state, names: undefined, ready: true, up: true, repairs: 0, subscribe: () => () => undefined, close: async () => undefined };
const cluster = new LocalCluster(source);

const QUESTIONS = [
  { name: "pod → pod", from: "ns-0/pod/app-0-6f7d9c5b8-0", to: "ns-1/pod/app-0-6f7d9c5b8-1" },
  { name: "pod → address outside", from: "ns-0/pod/app-0-6f7d9c5b8-0", to: "203.0.113.4" },
  { name: "workload → workload", from: "ns-0/deploy/app-0", to: "ns-1/deploy/app-0" },
] as const;

const folder = mkdtempSync(join(tmpdir(), "whydrop-bench-"));
const postgres = await PostgresServer.start(await requirePostgres(), []);
const rows: Measured[] = [];
for (const [store, wish] of [["SQLite", { dataDir: folder, databaseUrl: undefined }], ["PostgreSQL", { dataDir: undefined, databaseUrl: postgres.url("postgres") }]] as const) {
  const database = openDatabase(wish);
  for (const question of QUESTIONS) rows.push(await measure(database, store, question));
  await database.close();
}
await postgres.remove();
rmSync(folder, { recursive: true });

console.log(`${cpus()[0]?.model ?? "?"}, ${cpus().length} CPUs, Node ${process.version}
${pods} pods, ${pods / 10} policies, ${namespaces} namespaces; times: the first, the middle one of ${ROUNDS}, the last but two
store · connection · document · made · opened and drawn
${rows.map(({ store, name, bytes, made, opened }) => [store, name, `${(bytes / 1024).toFixed(1)} KiB`, told(made), told(opened)].join(" · ")).join("\n")}`);
if (rows.some(({ bytes, made, opened }) => bytes > LIMITS.bytes || made.middle > LIMITS.madeMs || opened.middle > LIMITS.openedMs)) {
  console.error(`more than ${LIMITS.bytes / 1024} KiB, ${LIMITS.madeMs} ms or ${LIMITS.openedMs} ms`);
  process.exitCode = 1;
}

interface Times {
  readonly first: number;
  readonly middle: number;
  readonly late: number;
}

interface Measured {
  readonly store: string;
  readonly name: string;
  readonly bytes: number;
  readonly made: Times;
  readonly opened: Times;
}

async function measure(database: Database, store: string, { name, from, to }: (typeof QUESTIONS)[number]): Promise<Measured> {
  const request = freezeRequest.parse({ from, to, port: "8080" });
  const asked = { from, to, port: "8080", protocol: "tcp", origin: "http://127.0.0.1:3000", leave: [], madeBy: "0.1.0", madeAt: AT };
  const made: number[] = [];
  const opened: number[] = [];
  let bytes = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const now = Date.parse(AT) + round;
    const began = performance.now();
    const { content, title, namespaces: seen } = await cluster.ask("freeze", asked);
    const { id } = await make(database, { content, title, provenance: { cluster: "bench", namespaces: seen }, owner: viewer.principal, request, key: undefined, now });
    const isMade = performance.now();
    const found = await open(database, id, { viewer, now });
    if (found.kind !== "frozen") throw new Error(`it is ${found.kind}`);
    const html = frozenHtml(found.frozen, { hash: found.hash });
    opened.push(performance.now() - isMade);
    made.push(isMade - began);
    if (!html.includes(found.hash)) throw new Error("it does not show what was stored");
    bytes = utf8Length(content);
  }
  return { store, name, bytes, made: timesOf(made), opened: timesOf(opened) };
}

function timesOf(all: readonly number[]): Times {
  const sorted = all.toSorted((a, b) => a - b);
  return { first: all[0] ?? 0, middle: sorted[Math.floor(all.length / 2)] ?? 0, late: sorted.at(-3) ?? 0 };
}

function told({ first, middle, late }: Times): string {
  return `${first.toFixed(0)} / ${middle.toFixed(0)} / ${late.toFixed(0)} ms`;
}
