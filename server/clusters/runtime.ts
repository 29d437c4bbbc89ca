import type { ClusterState } from "#lib/graph/state.ts";
import { type JudgedConnection, judgeDeclared } from "#lib/graph/connections.ts";
import { readSettings } from "#server/settings.ts";
import { ViewError } from "#server/viewerror.ts";
import { openClusters } from "./catalogue.ts";
import type { ManifestSource } from "./source.ts";

/** Everything that lives as long as the process. */
export interface Runtime {
  readonly clusters: readonly ManifestSource[];
  /** Connections explained since the start. */
  evaluations: number;
}

/** Next holds several copies of each module; what must exist once hangs on globalThis. */
const KEY = Symbol.for("whydrop.runtime");
const shared = globalThis as typeof globalThis & { [KEY]?: Promise<Runtime> };

/** The runtime, built at the first call. */
export function runtime(): Promise<Runtime> {
  return (shared[KEY] ??= start());
}

async function start(): Promise<Runtime> {
  return { clusters: await openClusters(readSettings(process.env, process.cwd())), evaluations: 0 };
}

/** @throws ViewError when no cluster has this id */
export async function clusterOf(id: string): Promise<ManifestSource> {
  const { clusters } = await runtime();
  const found = clusters.find(({ state }) => state.id === id);
  if (!found) throw new ViewError("not_found", `there is no cluster \`${id}\``, "cluster");
  return found;
}

const judged = new WeakMap<ClusterState, readonly JudgedConnection[]>();

/** The declared connections of one revision; judged once, however many pages ask. */
export async function judgedConnections(state: ClusterState): Promise<readonly JudgedConnection[]> {
  const known = judged.get(state);
  if (known) return known;
  const fresh = judgeDeclared(state.context);
  judged.set(state, fresh);
  await countEvaluations(fresh.length);
  return fresh;
}

export async function countEvaluations(number: number): Promise<void> {
  (await runtime()).evaluations += number;
}
