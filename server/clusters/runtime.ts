import { entry } from "#server/entry/entry.ts";
import { shareSessions } from "#server/entry/replicas.ts";
import { readSettings } from "#server/settings.ts";
import type { Database } from "#server/store/database.ts";
import { openDatabase } from "#server/store/open.ts";
import { storeWish } from "#server/store/wish.ts";
import { systemTime } from "#server/systemtime.ts";
import { ViewError } from "#server/viewerror.ts";
import { openClusters } from "./catalogue.ts";
import type { Cluster } from "./cluster.ts";

/** Everything that lives as long as the process. */
export interface Runtime {
  readonly clusters: readonly Cluster[];
  readonly store: Database;
}

/** Next holds several copies of each module; what must exist once hangs on globalThis. */
const KEY = Symbol.for("whydrop.runtime");
const shared = globalThis as typeof globalThis & { [KEY]?: Promise<Runtime> };

/** The runtime, built at the first call. */
export function runtime(): Promise<Runtime> {
  return (shared[KEY] ??= start());
}

/** Lets go of all that was opened. What is recorded is recorded until now. */
export async function closeRuntime(): Promise<void> {
  const open = await shared[KEY]?.catch(() => undefined);
  await Promise.allSettled(open?.clusters.map((cluster) => cluster.close()) ?? []);
  await open?.store.close();
}

async function start(): Promise<Runtime> {
  const settings = readSettings(process.env, process.cwd());
  const { databaseUrl } = settings;
  const store = openDatabase(storeWish(settings));
  if (databaseUrl !== undefined) void shareSessions(entry().gate, store, databaseUrl, systemTime);
  return { clusters: await openClusters(settings), store };
}

/** @throws ViewError when no cluster has this id */
export async function clusterOf(id: string): Promise<Cluster> {
  const { clusters } = await runtime();
  const found = clusters.find((cluster) => cluster.id === id);
  if (!found) throw new ViewError("not_found", `there is no cluster \`${id}\``, "cluster");
  return found;
}
