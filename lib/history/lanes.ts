import { isPolicyGroup } from "#lib/cluster/ingest/policygroups.ts";
import type { ChangeJson } from "#lib/api/history.ts";
import { parseKey } from "./key.ts";
import { changedPaths } from "./paths.ts";
import type { ObjectChange, ObjectKey } from "./version.ts";

type Lane = ChangeJson["lane"];

const WORKLOADS: ReadonlySet<string> = new Set(["Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "ReplicationController", "Job", "CronJob", "VirtualMachine", "Pod"]);
const SERVICES: ReadonlySet<string> = new Set(["Service", "EndpointSlice"]);

/** What comes and goes while nobody changes anything. */
const PASSING: ReadonlySet<string> = new Set(["Pod", "EndpointSlice", "Node", "ReplicaSet", "Job", "Lookup"]);

/** Whether such an object alone is no reason to look at once what it did. */
export const isPassing = (object: ObjectKey): boolean => PASSING.has(parseKey(object).kind);

/** Where a timeline shows a change. */
export function laneOf(change: ObjectChange): Lane {
  const { group, kind } = parseKey(change.object);
  if (isPolicyGroup(group)) return "policies";
  if (kind === "Namespace") return "labels";
  if (WORKLOADS.has(kind)) return isRelabelled(change) ? "labels" : "rollouts";
  return SERVICES.has(kind) ? "services" : "cluster";
}

/** Whether nothing but labels is different. */
function isRelabelled({ before, after }: ObjectChange): boolean {
  return before !== undefined && after !== undefined && changedPaths(before, after).every((path) => path.includes("labels"));
}
