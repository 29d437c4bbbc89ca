/** `npm run bench -- history [PODS CHANGES-A-DAY DAYS]`: what a history takes on the disk, and how long a past state takes to be asked. */
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { answer } from "#lib/check/answer.ts";
import { parseEnd, parseTarget } from "#lib/check/ids.ts";
import { contextOf } from "#lib/check/context.ts";
import type { Fact } from "#lib/cluster/facts.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import { writeFact } from "#lib/cluster/write/fact.ts";
import { keyOf } from "#lib/history/key.ts";
import type { Held } from "#lib/history/objects.ts";
import { contextOfObjects } from "#lib/history/rebuilt.ts";
import type { GivenObject } from "#apiserver/object.ts";
import { ApiServer } from "#apiserver/server.ts";
import { markOf } from "#server/history/body.ts";
import { History } from "#server/history/history.ts";
import { Ledger } from "#server/history/ledger.ts";
import { decode } from "#server/kubernetes/decode.ts";
import { openDatabase } from "#server/store/open.ts";
import { fill, podAt, policyAt } from "./cluster.ts";

const [pods = 5_000, changesADay = 200, days = 30] = process.argv.slice(2).map(Number);
const namespaces = Math.max(1, Math.round(pods / 50));
const DAY = 86_400_000;
const START = Date.UTC(2026, 3, 16);
const folder = mkdtempSync(join(tmpdir(), "whydrop-bench-"));
const wish = { dataDir: folder, databaseUrl: undefined };

const api = new ApiServer();
fill(api, { pods, policies: pods / 10, namespaces });
const factsOf = (object: GivenObject): readonly Fact[] => decode(api.put(object)).facts;
const facts = ["namespaces", "nodes", "pods", "networkpolicies.networking.k8s.io"].flatMap((kind) => api.objects(kind)).flatMap((object) => decode(object).facts);

const database = openDatabase(wish);
const ledger = new Ledger(database, "bench");
const began = performance.now();
await ledger.write({ unwritten: await ledger.compare(contextOf(new Snapshot(facts, [])), "bench"), at: START, flips: [], watchedSince: START });
const first = performance.now() - began;
const size = (): number => readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
const afterFirst = size();

const writing = performance.now();
for (let n = 0; n < changesADay * days; n++) {
  const at = START + Math.floor(((n + 1) * DAY) / changesADay);
  await ledger.write({ unwritten: changed(n), at, flips: n % 10 === 0 ? [flip(n)].map((one) => ({ at, flip: one })) : [], watchedSince: START });
}
const each = (performance.now() - writing) / (changesADay * days);
await database.query("PRAGMA wal_checkpoint(TRUNCATE)");
await database.close();

const cold: number[] = [];
const warm: number[] = [];
const verdicts: string[] = [];
for (let turn = 0; turn < 5; turn++) {
  const opened = openDatabase(wish);
  const history = new History(opened, "bench", () => START + days * DAY);
  const ask = async (at: number): Promise<number> => {
    const asked = performance.now();
    const context = contextOfObjects(await history.stateAt({ from: at, until: at }));
    verdicts.push(answer({ from: parseEnd("ns-0/app-0-6f7d9c5b8-0", "from"), ...parseTarget("ns-1/app-0-6f7d9c5b8-1:8080") }, context).folded.verdict);
    return performance.now() - asked;
  };
  const at = START + Math.floor(((turn + 0.5) * days * DAY) / 5);
  cold.push(await ask(at));
  warm.push(await ask(at + DAY / 2));
  await opened.close();
}
const mid = (list: readonly number[]): string => (list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0).toFixed(0);
const mebibytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);
console.log(`${cpus()[0]?.model ?? "?"}, ${cpus().length} CPUs, Node ${process.version}
${pods} pods, ${changesADay} changes a day, ${days} days
first state written           ${(first / 1_000).toFixed(2)} s, ${mebibytes(afterFirst)} MiB with its log
each change written           ${each.toFixed(1)} ms
on the disk at the end        ${mebibytes(size())} MiB
answer of a past state, first ${mid(cold)} ms (${[...new Set(verdicts)].join()})
the same of a later one       ${mid(warm)} ms`);
rmSync(folder, { recursive: true });

/** Half of all changes are pods that are replaced; the others are policies, and labels of namespaces. */
function changed(n: number): { readonly put: ReadonlyMap<string, Held & { readonly mark: string }>; readonly removed: readonly string[] } {
  const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name: `ns-${n % namespaces}`, labels: { team: `team-${n}` } } };
  const policy = policyAt(n % (pods / 10), namespaces);
  const relabelled = { ...policy, metadata: { ...policy.metadata, labels: { turn: `t${n}` } } };
  const object = n % 2 === 0 ? podAt((n * 7) % pods, namespaces, 1 + (n % 50)) : n % 4 === 1 ? relabelled : namespace;
  const put = factsOf(object).flatMap((fact): readonly (readonly [string, Held & { readonly mark: string }])[] => {
    const written = writeFact(fact);
    return written.kind === "manifest" ? [[keyOf(written.manifest), { manifest: written.manifest, mark: markOf(written.manifest), author: { manager: "argocd-controller", at: "2026-04-16T02:08:51Z" } }]] : [];
  });
  return { put: new Map(put), removed: [] };
}

function flip(n: number) {
  return { id: `ns-0/pod/app-${n}~dns:api.example.com~443-tcp`, from: `ns-0/pod/app-${n}`, to: "dns:api.example.com", port: 443, protocol: "TCP" as const, fromTitle: `app-${n}`, toTitle: "api.example.com", watched: null, was: "OPEN" as const, is: "BLOCKED_DEFAULT" as const };
}
