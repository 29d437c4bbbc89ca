import type { JsonMap } from "#lib/source/map.ts";
import type { ReplicaSetOwner, Workload } from "../facts.ts";
import { type Manifest, manifest, texts, unless } from "./manifest.ts";
import { writePodSpec } from "./podspec.ts";

const VERSIONS: ReadonlyMap<string, string> = new Map([
  ["ReplicationController", "v1"],
  ["Job", "batch/v1"],
  ["CronJob", "batch/v1"],
  ["VirtualMachine", "kubevirt.io/v1"],
]);

const versionOf = (kind: string): string => VERSIONS.get(kind) ?? "apps/v1";

export function writeWorkload(workload: Workload): Manifest {
  const { workloadKind: kind, namespace, name, labels, replicas, owner } = workload;
  const count = unless(1, replicas);
  const spec: JsonMap = {
    [kind.endsWith("Job") ? "parallelism" : "replicas"]: count,
    template: { metadata: { labels: texts(labels) }, spec: writePodSpec(workload) },
  };
  return manifest(versionOf(kind), kind, { namespace, name, ...(owner && { owner }) }, { spec: kind === "CronJob" ? { jobTemplate: { spec } } : spec });
}

/** A workload of which only the owner is known: it has no template. */
export const writeOwnership = ({ namespace, childKind, childName, owner }: ReplicaSetOwner): Manifest =>
  manifest(versionOf(childKind), childKind, { namespace, name: childName, owner });
