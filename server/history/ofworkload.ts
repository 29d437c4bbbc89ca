import { momentText } from "#lib/api/moment.ts";
import type { WorkloadView } from "#lib/cluster/inhabitants.ts";
import type { Policy } from "#lib/policy/algebra.ts";
import type { JudgedConnection } from "#lib/graph/connections.ts";
import type { ClusterState } from "#lib/graph/state.ts";
import { NO_PAST, type WorkloadPast } from "#lib/graph/workload.ts";
import { formatKey } from "#lib/history/key.ts";
import { revisionJson } from "#lib/history/revisionjson.ts";
import type { ObjectKey } from "#lib/history/version.ts";
import { groupOf } from "#lib/source/object.ts";
import { StoreFault } from "../store/database.ts";
import { storable } from "../store/value.ts";
import { askedMoment } from "./askedmoment.ts";
import type { History } from "./history.ts";

/** Changes that a workload's page tells. */
const MOST = 30;

/** What is stored of a workload's past; without a store, or while it is away, nothing is told and the present stays. */
export async function pastOfWorkload(workload: WorkloadView, { context, at }: ClusterState, judged: readonly JudgedConnection[], history: History | undefined): Promise<WorkloadPast> {
  if (history === undefined) return NO_PAST;
  const until = at === undefined ? history.now : askedMoment(at, "at").until;
  const connections = new Set(judged.filter(({ json }) => json.from === workload.id || json.target === workload.id).map(({ json }) => storable(json.id)));
  const policies = workload.inhabitants.flatMap(({ party }) => context.policies.selecting(party).map(({ policy }) => policy));
  const objects = keysOf(workload, policies);
  try {
    const flips = new Map([...(await history.lastFlips(until))].filter(([id]) => connections.has(id)));
    const own = await history.changeTimes([...objects].map(storable), until);
    const times = [...new Set([...own, ...flips.values()])].toSorted((a, b) => b - a).slice(0, MOST);
    const [revisions, told] = [await history.revisionsAt(times), await history.flips(times)];
    return {
      changedAt: new Map([...flips].map(([id, time]) => [id, momentText(time)])),
      changes: revisions.map((revision) => {
        const flipped = (told.get(revision.at) ?? []).filter(({ id }) => connections.has(id));
        const changes = flipped.length > 0 ? revision.changes : revision.changes.filter(({ object }) => objects.has(object));
        return revisionJson({ ...revision, changes }, flipped);
      }),
    };
  } catch (error) {
    if (error instanceof StoreFault) return NO_PAST;
    throw error;
  }
}

/** The workload, its pods and the policies that select them, as the history calls them. */
function keysOf({ inhabitants, namespace, workloadKind, name }: WorkloadView, policies: readonly Policy[]): ReadonlySet<ObjectKey> {
  return new Set([
    formatKey({ group: GROUPS[workloadKind] ?? "apps", kind: workloadKind, namespace, name }),
    ...inhabitants.flatMap(({ fact }) => (fact.kind === "pod" ? [podKey(fact.namespace, fact.name)] : [])),
    ...policies.map(({ ref }) => formatKey({ group: groupOf(ref.apiVersion), kind: ref.kind, namespace: ref.namespace, name: ref.name })),
  ]);
}

const GROUPS: Readonly<Record<string, string>> = { Pod: "", ReplicationController: "", Job: "batch", CronJob: "batch", VirtualMachine: "kubevirt.io" };

export const podKey = (namespace: string, name: string): ObjectKey => formatKey({ group: "", kind: "Pod", namespace, name });
