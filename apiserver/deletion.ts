import type { Cluster } from "./cluster.ts";
import { type Kind, qualified } from "./kinds.ts";
import type { KubeObject } from "./object.ts";
import { keyOf } from "./store.ts";

/** What has finalizers stays until somebody takes them away; a namespace takes all that is in it along. */
export function removeObject(cluster: Cluster, kind: Kind, object: KubeObject): void {
  const { finalizers, name } = object.metadata;
  if (finalizers !== undefined && finalizers.length > 0) {
    cluster.put({ ...object, metadata: { ...object.metadata, deletionTimestamp: object.metadata.deletionTimestamp ?? cluster.timestamp(), deletionGracePeriodSeconds: 0 } });
    return;
  }
  if (qualified(kind) === "namespaces") {
    for (const inside of cluster.kinds.all().filter(({ namespaced }) => namespaced)) {
      for (const one of cluster.objects(qualified(inside))) if (one.metadata.namespace === name) removeObject(cluster, inside, one);
    }
  }
  cluster.store.remove(qualified(kind), keyOf(object));
}
