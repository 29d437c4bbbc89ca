import type { UnreadKind } from "#lib/policy/unread.ts";
import type { ClusterInfo, Fact } from "./facts.ts";
import { writeCluster } from "./write/cluster.ts";
import { writeConfigMap } from "./write/configmap.ts";
import { writeDestinations } from "./write/destinations.ts";
import { writeEndpointSlice } from "./write/endpointslice.ts";
import type { Manifest } from "./write/manifest.ts";
import { writeNamespace } from "./write/namespace.ts";
import { writeNode } from "./write/node.ts";
import { writeOther } from "./write/other.ts";
import { writePod } from "./write/pod.ts";
import { type WrittenPolicy, writeNotEvaluated, writePolicy } from "./write/policy.ts";
import { writeService } from "./write/service.ts";
import { writeServiceAccount } from "./write/serviceaccount.ts";
import { unreadKind } from "./write/unreadable.ts";
import { writeWatchList } from "./write/watchlist.ts";
import { writeOwnership, writeWorkload } from "./write/workload.ts";

/**
 * The inverse of `ingest`: objects that say again what was kept, and nothing else, in the order of the facts. What could not be
 * read is told by the Cluster object, the first of them.
 *
 * @param cluster what it says; Cluster objects among the facts are passed over
 */
export function manifestsOf(facts: readonly Fact[], cluster: ClusterInfo): readonly Manifest[] {
  const lost: UnreadKind[] = [];
  const destinations = facts.filter((fact) => fact.kind === "destination");
  const checks = facts.filter((fact) => fact.kind === "watched-check");
  const workloads = new Set(facts.flatMap((fact) => (fact.kind === "workload" ? [ownership(fact.namespace, fact.workloadKind, fact)] : [])));
  const unlessLost = (written: WrittenPolicy): readonly Manifest[] => {
    if (written.kind === "manifest") return [written.manifest];
    lost.push(written.unreadable);
    return [];
  };
  const objects = facts.flatMap((fact, place): readonly Manifest[] => {
    switch (fact.kind) {
      case "namespace":
        return [writeNamespace(fact)];
      case "service-account":
        return [writeServiceAccount(fact)];
      case "pod":
        return [writePod(fact)];
      case "workload":
        return [writeWorkload(fact)];
      case "ownership":
        // A workload says itself whose it is.
        return workloads.has(ownership(fact.namespace, fact.childKind, { name: fact.childName, owner: fact.owner })) ? [] : [writeOwnership(fact)];
      case "service":
        return [writeService(fact)];
      case "configmap":
        return [writeConfigMap(fact)];
      case "endpointslice":
        return [writeEndpointSlice(fact, place)];
      case "node":
        return [writeNode(fact)];
      case "policy":
        return unlessLost(writePolicy(fact));
      case "not-evaluated":
        return unlessLost(writeNotEvaluated(fact));
      case "unreadable-policy":
        lost.push(unreadKind(fact));
        return [];
      case "destination":
        return fact === destinations[0] ? [writeDestinations(destinations)] : [];
      case "watched-check":
        return fact === checks[0] ? [writeWatchList(checks)] : [];
      case "cluster":
        return [];
      case "other":
        return [writeOther(fact)];
    }
  });
  return [writeCluster({ ...cluster, unreadable: [...cluster.unreadable, ...lost] }), ...objects];
}

const ownership = (namespace: string, kind: string, { name, owner }: { readonly name: string; readonly owner?: { readonly kind: string; readonly name: string } }): string =>
  JSON.stringify([namespace, kind, name, owner?.kind, owner?.name]);
