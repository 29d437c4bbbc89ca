import type { WorkloadJson } from "#lib/api/pages.ts";
import { KIND_WORDS, isKindWord, workloadId } from "#lib/cluster/kinds.ts";
import type { JudgedConnection } from "#lib/graph/connections.ts";
import type { ClusterState } from "#lib/graph/state.ts";
import { type AskedPod, workloadJson } from "#lib/graph/workload.ts";
import { workloadOfGone } from "../history/gonepod.ts";
import type { History } from "../history/history.ts";
import { pastOfWorkload } from "../history/ofworkload.ts";
import { ViewError } from "../viewerror.ts";

export interface AskedWorkload {
  readonly namespace: string;
  /** As in ids: pod, deploy, sts … */
  readonly kind: string;
  readonly name: string;
  /** Through which somebody came. */
  readonly pod?: string | undefined;
}

/** A workload by its id, or by that of one of its pods; of a pod that is gone the workload it belonged to. @throws ViewError */
export async function workloadOf({ namespace, kind, name, pod }: AskedWorkload, state: ClusterState, judged: readonly JudgedConnection[], history: History | undefined): Promise<WorkloadJson> {
  const { workloads } = state.context.snapshot.residents;
  const id = workloadId(namespace, isKindWord(kind) ? KIND_WORDS[kind] : kind, name);
  const exact = workloads.find((one) => one.id === id);
  const asked = exact === undefined && kind === "pod" ? name : pod;
  const ofPod = asked === undefined ? undefined : workloads.find(({ inhabitants }) => inhabitants.some((inhabitant) => inhabitant.id === workloadId(namespace, "Pod", asked)));
  const gone = asked === undefined || ofPod ? undefined : await workloadOfGone(namespace, asked, state, history);
  const workload = exact ?? ofPod ?? workloads.find(({ inhabitants }) => inhabitants.some((inhabitant) => inhabitant.id === id)) ?? gone?.workload;
  if (!workload) throw new ViewError("not_found", `there is no ${kind} ${namespace}/${name}`, "id");
  const through: AskedPod | undefined = asked === undefined ? undefined : { name: asked, ...(ofPod === undefined && { gone: { at: gone?.at } }) };
  return workloadJson(workload, state, judged, await pastOfWorkload(workload, state, judged, history), through);
}
