import { readCluster } from "./cluster.ts";
import { readConfigMap } from "./configmap.ts";
import { readDestinations } from "./destinations.ts";
import { readEndpointSlice, readEndpoints } from "./endpointslice.ts";
import { readNamespace } from "./namespace.ts";
import { readNode } from "./node.ts";
import { groupOf } from "#lib/source/object.ts";
import type { Reader, Scope } from "./object.ts";
import { readPod } from "./pod.ts";
import { readService } from "./service.ts";
import { readServiceAccount } from "./serviceaccount.ts";
import { readWatchList } from "./watchlist.ts";
import { readCronJob, readDaemonSet, readJob, readReplicated, readVirtualMachine } from "./workload.ts";

interface Known {
  readonly scope: Scope;
  readonly read: Reader;
}

/** By group and kind: all versions of one of these agree on what we read. */
const READERS: ReadonlyMap<string, Known> = new Map([
  ["/Namespace", { scope: "cluster", read: readNamespace }],
  ["/Node", { scope: "cluster", read: readNode }],
  ["/ServiceAccount", { scope: "namespaced", read: readServiceAccount }],
  ["/Pod", { scope: "namespaced", read: readPod }],
  ["/ReplicationController", { scope: "namespaced", read: readReplicated }],
  ["apps/Deployment", { scope: "namespaced", read: readReplicated }],
  ["apps/ReplicaSet", { scope: "namespaced", read: readReplicated }],
  ["apps/StatefulSet", { scope: "namespaced", read: readReplicated }],
  ["apps/DaemonSet", { scope: "namespaced", read: readDaemonSet }],
  ["batch/Job", { scope: "namespaced", read: readJob }],
  ["batch/CronJob", { scope: "namespaced", read: readCronJob }],
  ["kubevirt.io/VirtualMachine", { scope: "namespaced", read: readVirtualMachine }],
  ["/Service", { scope: "namespaced", read: readService }],
  ["/ConfigMap", { scope: "namespaced", read: readConfigMap }],
  ["/Endpoints", { scope: "namespaced", read: readEndpoints }],
  ["discovery.k8s.io/EndpointSlice", { scope: "namespaced", read: readEndpointSlice }],
  ["whydrop.dev/DestinationCatalog", { scope: "cluster", read: readDestinations }],
  ["whydrop.dev/WatchList", { scope: "cluster", read: readWatchList }],
  ["whydrop.dev/Cluster", { scope: "cluster", read: readCluster }],
]);

/** @returns "secret" for what is never looked into, not even for its name */
export function readerFor(apiVersion: string, kind: string): Known | "secret" | undefined {
  const key = `${groupOf(apiVersion)}/${kind}`;
  return key === "/Secret" ? "secret" : READERS.get(key);
}
