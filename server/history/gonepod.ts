import { momentText } from "#lib/api/moment.ts";
import type { WorkloadView } from "#lib/cluster/inhabitants.ts";
import { workloadId } from "#lib/cluster/kinds.ts";
import { Owners } from "#lib/cluster/owners.ts";
import type { ClusterState } from "#lib/graph/state.ts";
import { factsOf } from "#lib/history/facts.ts";
import { StoreFault } from "../store/database.ts";
import { storable } from "../store/value.ts";
import { askedMoment } from "./askedmoment.ts";
import type { History } from "./history.ts";
import { podKey } from "./ofworkload.ts";
import { OPEN } from "./rows.ts";

export interface GonePod {
  /** That it belonged to, and that is still there. */
  readonly workload: WorkloadView;
  /** RFC 3339; undefined: nobody saw it go. */
  readonly at: string | undefined;
}

/** The workload of a pod that is no more: by its owners where the history has it, else by how controllers name pods. */
export async function workloadOfGone(namespace: string, pod: string, { context, at }: ClusterState, history: History | undefined): Promise<GonePod | undefined> {
  const { snapshot } = context;
  const { workloads } = snapshot.residents;
  const seen = history && (await lastSeen(history, namespace, pod, at === undefined ? history.now : askedMoment(at, "at").until));
  const [fact] = seen ? factsOf(podKey(namespace, pod), seen.manifest).filter((one) => one.kind === "pod") : [];
  const owners = fact ? new Owners(snapshot.facts).chainOf(fact).map(({ kind, name }) => workloadId(namespace, kind, name)) : [];
  const workload = workloads.find(({ id }) => owners.includes(id)) ?? namedLike(pod, workloads.filter((one) => one.namespace === namespace));
  return workload && { workload, at: seen && seen.until < OPEN ? momentText(seen.until) : undefined };
}

async function lastSeen(history: History, namespace: string, pod: string, until: number): ReturnType<History["lastOf"]> {
  try {
    return await history.lastOf(storable(podKey(namespace, pod)), until);
  } catch (error) {
    if (error instanceof StoreFault) return undefined;
    throw error;
  }
}

/** Controllers put a dash and what is of this pod behind the workload's name: of several that begin so, the longest name. */
function namedLike(pod: string, workloads: readonly WorkloadView[]): WorkloadView | undefined {
  const alike = workloads.filter(({ workloadKind, name }) => workloadKind !== "Pod" && pod.startsWith(`${name}-`) && /^[a-z0-9]+(-[a-z0-9]{1,10})?$/.test(pod.slice(name.length + 1)));
  return alike.toSorted((a, b) => b.name.length - a.name.length)[0];
}
