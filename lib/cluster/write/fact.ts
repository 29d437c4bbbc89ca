import type { UnreadKind } from "#lib/policy/unread.ts";
import type { Fact } from "../facts.ts";
import { writeConfigMap } from "./configmap.ts";
import { writeDestinations } from "./destinations.ts";
import { writeEndpointSlice } from "./endpointslice.ts";
import type { Manifest } from "./manifest.ts";
import { writeNamespace } from "./namespace.ts";
import { writeNode } from "./node.ts";
import { writeOther } from "./other.ts";
import { writePod } from "./pod.ts";
import { writeNotEvaluated, writePolicy } from "./policy.ts";
import { writeService } from "./service.ts";
import { writeServiceAccount } from "./serviceaccount.ts";
import { unreadKind } from "./unreadable.ts";
import { writeWatchList } from "./watchlist.ts";
import { writeOwnership, writeWorkload } from "./workload.ts";

/** One fact as an object of its own, or as what could not be read. What Cluster objects say is written of the whole. */
export type WrittenFact = { readonly kind: "manifest"; readonly manifest: Manifest } | { readonly kind: "unreadable"; readonly unreadable: UnreadKind } | { readonly kind: "cluster" };

export function writeFact(fact: Fact): WrittenFact {
  switch (fact.kind) {
    case "policy":
      return writePolicy(fact);
    case "not-evaluated":
      return writeNotEvaluated(fact);
    case "unreadable-policy":
      return { kind: "unreadable", unreadable: unreadKind(fact) };
    case "cluster":
      return { kind: "cluster" };
    default:
      return { kind: "manifest", manifest: written(fact) };
  }
}

function written(fact: Exclude<Fact, { readonly kind: "policy" | "not-evaluated" | "unreadable-policy" | "cluster" }>): Manifest {
  switch (fact.kind) {
    case "namespace":
      return writeNamespace(fact);
    case "service-account":
      return writeServiceAccount(fact);
    case "pod":
      return writePod(fact);
    case "workload":
      return writeWorkload(fact);
    case "ownership":
      return writeOwnership(fact);
    case "service":
      return writeService(fact);
    case "configmap":
      return writeConfigMap(fact);
    case "endpointslice":
      return writeEndpointSlice(fact);
    case "node":
      return writeNode(fact);
    case "destination":
      return writeDestinations([fact], fact.target.kind === "host" ? fact.target.host : fact.target.cidr.text);
    case "watched-check":
      return writeWatchList([fact], fact.name);
    case "other":
      return writeOther(fact);
  }
}
