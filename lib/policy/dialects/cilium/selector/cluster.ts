import type { Need } from "#lib/policy/algebra.ts";
import { quote } from "#lib/source/field.ts";
import { DEFAULT_CLUSTER_NAME, clusterNamed } from "../options.ts";
import type { Ask } from "./asks.ts";

/** What is made of a requirement for the cluster's name, which nothing in the input tells. */
export interface ClusterAsked {
  readonly holds: boolean;
  /** On what that rests; absent: nothing but that a cluster has a name. */
  readonly rests?: Need;
}

/** `default` is taken to be the name, and said so; whether another one is this cluster's stays open. */
export function askCluster({ comparison }: Ask): ClusterAsked {
  if (comparison.operator === "In" || comparison.operator === "NotIn") {
    const wanted = comparison.operator === "In";
    if (comparison.values.has("default")) return { holds: wanted, rests: DEFAULT_CLUSTER_NAME };
    return { holds: true, rests: clusterNamed(`${wanted ? "" : "other than "}${[...comparison.values].map(quote).join(" or ")}`) };
  }
  return { holds: comparison.operator === "Exists" };
}
