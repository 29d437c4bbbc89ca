import type { Inhabitant, WorkloadView } from "#lib/cluster/inhabitants.ts";
import type { Snapshot } from "#lib/cluster/snapshot.ts";

export interface WorkloadIndex {
  readonly workloadOf: (inhabitant: Inhabitant) => WorkloadView | undefined;
}

/** Answers which workload a pod or template is drawn as. */
export function indexWorkloads({ residents }: Snapshot): WorkloadIndex {
  const byInhabitant = new Map(residents.workloads.flatMap((workload) => workload.inhabitants.map(({ id }) => [id, workload] as const)));
  return { workloadOf: ({ id }) => byInhabitant.get(id) };
}
