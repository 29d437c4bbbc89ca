import type { Fact } from "#lib/cluster/facts.ts";
import { OWN_API } from "#lib/cluster/ingest/strict.ts";
import { groupOf } from "#lib/source/object.ts";
import { formatKey } from "./key.ts";
import type { ObjectKey } from "./version.ts";

/** The object that a fact is of, as far as facts tell: those of one object have one key. */
export function keyOfFact(fact: Fact): ObjectKey {
  const key = (group: string, kind: string, namespace: string, name: string): ObjectKey => formatKey({ group, kind, namespace, name });
  switch (fact.kind) {
    case "pod":
      return key("", "Pod", fact.namespace, fact.name);
    case "workload":
      return key(groupOfWorkload(fact.workloadKind), fact.workloadKind, fact.namespace, fact.name);
    case "ownership":
      return key(groupOfWorkload(fact.childKind), fact.childKind, fact.namespace, fact.childName);
    case "service":
      return key("", "Service", fact.namespace, fact.name);
    case "service-account":
      return key("", "ServiceAccount", fact.namespace, fact.name);
    case "configmap":
      return key("", "ConfigMap", fact.namespace, fact.name);
    case "endpointslice":
      return key("discovery.k8s.io", "EndpointSlice", fact.namespace, fact.name);
    case "namespace":
      return key("", "Namespace", "", fact.name);
    case "node":
      return key("", "Node", "", fact.name);
    case "policy":
      return key(groupOf(fact.reading.ref.apiVersion), fact.reading.ref.kind, fact.reading.ref.namespace, fact.reading.ref.name);
    case "not-evaluated":
    case "other":
      return key(groupOf(fact.ref.apiVersion), fact.ref.kind, fact.ref.namespace, fact.ref.name);
    case "unreadable-policy":
      return key("", DOCUMENT, "", fact.place.file);
    case "destination":
      return key(groupOf(OWN_API), "DestinationCatalog", "", "destinations");
    case "watched-check":
      return key(groupOf(OWN_API), "WatchList", "", "watched");
    case "cluster":
      return key(groupOf(OWN_API), "Cluster", "", fact.name);
  }
}

/** What cannot be read is told by its file. */
const DOCUMENT = "Document";

function groupOfWorkload(kind: string): string {
  switch (kind) {
    case "Job":
    case "CronJob":
      return "batch";
    case "VirtualMachine":
      return "kubevirt.io";
    case "ReplicationController":
    case "Pod":
      return "";
    default:
      return "apps";
  }
}
