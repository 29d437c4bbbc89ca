import { readSettings } from "#server/settings.ts";
import { ViewError } from "#server/viewerror.ts";
import { openClusters } from "./catalogue.ts";
import type { Cluster } from "./cluster.ts";

/** Everything that lives as long as the process. */
export interface Runtime {
  readonly clusters: readonly Cluster[];
}

/** Next holds several copies of each module; what must exist once hangs on globalThis. */
const KEY = Symbol.for("whydrop.runtime");
const shared = globalThis as typeof globalThis & { [KEY]?: Promise<Runtime> };

/** The runtime, built at the first call. */
export function runtime(): Promise<Runtime> {
  return (shared[KEY] ??= start());
}

async function start(): Promise<Runtime> {
  return { clusters: await openClusters(readSettings(process.env, process.cwd())) };
}

/** @throws ViewError when no cluster has this id */
export async function clusterOf(id: string): Promise<Cluster> {
  const { clusters } = await runtime();
  const found = clusters.find((cluster) => cluster.id === id);
  if (!found) throw new ViewError("not_found", `there is no cluster \`${id}\``, "cluster");
  return found;
}
