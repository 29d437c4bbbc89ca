import type { Need } from "#lib/policy/algebra.ts";
import type { Missing } from "#lib/policy/uncertainty.ts";
import type { ObjectRef } from "#lib/source/object.ts";

/** Options of an installation that decide whether a policy is valid; worded to stand inside a sentence. All are off by default. */
const option = (feature: string): Need => ({ feature, lacking: { kind: "rejected" }, untold: "open" });

export const NODE_LABELS = option("node labels for policies (`enable-node-selector-labels`)");
export const OTHER_PROTOCOLS = option("protocols without ports (`enable-extended-ip-protocols`)");

/** Cilium calls a cluster `default` unless told otherwise; nothing in the input tells. */
export const DEFAULT_CLUSTER_NAME: Need = { feature: "Cilium's defaults for the cluster's name (`default`)", lacking: { kind: "rejected" }, untold: "assumed" };

export const clusterNamed = (names: string): Need => option(`the cluster name ${names}`);

/** For a part of a rule, where `Need` is for whole policies. */
export const untoldFeature = (policy: ObjectRef, feature: string): Missing => ({ kind: "feature", policy, feature });
