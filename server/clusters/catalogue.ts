import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Settings as CheckSettings } from "#lib/check/context.ts";
import { companyName } from "#lib/company/company.ts";
import { ENGINES } from "#lib/policy/engines.ts";
import { log } from "#server/log.ts";
import { Names } from "#server/names/names.ts";
import type { Settings } from "#server/settings.ts";
import type { Cluster } from "./cluster.ts";
import { UnreadablePast } from "#server/history/folder/objects.ts";
import { type PastState, pastOf } from "#server/history/folder/past.ts";
import { record } from "#server/history/recorded.ts";
import { nameOfFolders } from "#server/history/storedname.ts";
import { type StoreWish, storeWish } from "#server/store/wish.ts";
import { GeneratedSource } from "./generated.ts";
import { LocalCluster } from "./local.ts";
import { accessWishes } from "#server/kubernetes/access/wish.ts";
import type { LiveWish } from "#server/kubernetes/open.ts";
import { systemTime } from "#server/systemtime.ts";
import { ManifestSource } from "./source.ts";
import { ThreadedCluster } from "./threaded.ts";

/** A company is what a new user sees first, and then the runbook's incident alone. */
const FIRST = ["production", "runbook"];

/** Opens what the settings name: live clusters first, then the user's manifests, the generated one, and the scenarios, each a cluster of its own. */
export async function openClusters(settings: Settings): Promise<readonly Cluster[]> {
  const { podCidrs, engine } = settings;
  const given: CheckSettings = { podCidrs, ...(engine !== undefined && { engine: ENGINES[engine] }) };
  const beside = [settings.destinations, settings.watch].filter((path) => path !== undefined);
  const taken = new Set<string>();
  const live = liveWishes(settings, beside, taken).map((wish) => new ThreadedCluster(wish, (message) => log("error", "a live cluster's thread failed", { cluster: wish.id, message })));
  const wanted = [
    ...(settings.manifests.length > 0 ? [{ paths: [...settings.manifests, ...beside], folder: basename(settings.manifests[0] ?? ""), checks: given, names: settings.resolve ? Names.from(settings.resolver, systemTime) : undefined, store: storeWish(settings) }] : []),
    ...(settings.demo ? (await scenarios(settings.root)).map((path) => ({ paths: [path], folder: basename(path), checks: {}, names: undefined, store: inMemory(path) })) : []),
  ];
  const read: Cluster[] = [];
  const generated: Cluster[] = settings.demo && settings.scale !== undefined ? [new LocalCluster(new GeneratedSource(settings.scale, uniqueId(companyName(settings.scale), taken)))] : [];
  for (const { paths, folder, checks, names, store } of wanted) {
    const source = await ManifestSource.open(paths, checks, names, (name) => uniqueId(name ?? folder, taken));
    source.watch();
    const past = await ownPast(paths, checks);
    read.push(new LocalCluster(source, await record(source, nameOfFolders(paths), { store: past.length > 0 ? inMemory(paths.join()) : store, days: settings.historyDays }, past)));
  }
  const own = settings.manifests.length > 0 ? 1 : 0;
  return [...live, ...read.slice(0, own), ...generated, ...read.slice(own)];
}

/** One that cannot be read is told of in the log: the folder itself can be read all the same. */
async function ownPast(paths: readonly string[], checks: CheckSettings): Promise<readonly PastState[]> {
  try {
    return await pastOf(paths, checks);
  } catch (error) {
    if (!(error instanceof UnreadablePast)) throw error;
    log("error", "a folder's past cannot be read", { message: error.message });
    return [];
  }
}

/** What happens to an example is nobody's history. */
const inMemory = (path: string): StoreWish => ({ dataDir: undefined, databaseUrl: undefined, memory: path });

function liveWishes(settings: Settings, beside: readonly string[], taken: Set<string>): readonly LiveWish[] {
  const { podCidrs, engine, namespaces, resolver, readConfigMaps: configMaps } = settings;
  const history = { store: storeWish(settings), days: settings.historyDays };
  return accessWishes(settings).map((access) => ({ id: uniqueId(access.context ?? "in-cluster", taken), access, podCidrs, engine, configMaps, namespaces, resolve: true, resolver, beside, after: 0, history }));
}

async function scenarios(root: string): Promise<readonly string[]> {
  const folder = join(root, "scenarios");
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  return [...FIRST.filter((name) => names.includes(name)), ...names.filter((name) => !FIRST.includes(name))].map((name) => join(folder, name));
}

/** A name as it may stand in an address: everything else becomes `-`, and a clash gets a number. */
function uniqueId(name: string, taken: Set<string>): string {
  const base = name.replace(/[^A-Za-z0-9._-]/g, "-") || "cluster";
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
  taken.add(id);
  return id;
}
