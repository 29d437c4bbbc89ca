import type { Cluster } from "./clusters/cluster.ts";
import { runtime } from "./clusters/runtime.ts";
import type { Observed } from "./clusters/views.ts";

/** What one cluster knows about itself, for /metrics. */
export interface ObservedCluster extends Observed {
  readonly up: boolean;
  readonly repairs: number;
  readonly ageSeconds: number;
  readonly evaluations: number;
}

/** The clusters that have not been read once yet, by id. */
export async function unready(): Promise<readonly string[]> {
  const { clusters } = await runtime();
  const standings = await Promise.all(clusters.map(async (cluster) => ({ id: cluster.id, ...(await cluster.standing()) })));
  return standings.filter(({ ready }) => !ready).map(({ id }) => id);
}

export async function observe(): Promise<readonly ObservedCluster[]> {
  const { clusters } = await runtime();
  return Promise.all(clusters.map(observeOne));
}

async function observeOne(cluster: Cluster): Promise<ObservedCluster> {
  const [observed, standing] = await Promise.all([cluster.ask("observed", {}), cluster.standing()]);
  return { ...observed, ...standing, ageSeconds: (Date.now() - Date.parse(observed.cluster.asOf)) / 1000 };
}
