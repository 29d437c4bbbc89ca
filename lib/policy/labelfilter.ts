import type { Labels } from "./selector.ts";

/** Prefixes of label keys; the longest one that fits decides, and what none fits is kept. */
export interface LabelFilter {
  readonly leavesOut: readonly string[];
  readonly keeps: readonly string[];
}

/** Cilium's default (semantics §3.5): labels that are no part of an identity do not exist for any policy. */
export const CILIUM_IDENTITY: LabelFilter = {
  leavesOut: [
    "io.kubernetes", "kubernetes.io", "beta.kubernetes.io", "k8s.io", "topology.kubernetes.io", "statefulset.kubernetes.io/pod-name", "apps.kubernetes.io/pod-index",
    "batch.kubernetes.io/job-completion-index", "batch.kubernetes.io/controller-uid", "pod-template-generation", "pod-template-hash", "controller-revision-hash",
    "controller-uid", "annotation", "etcd_node",
  ],
  keeps: ["app.kubernetes.io"],
};

export function leavesOut({ leavesOut: ignored, keeps }: LabelFilter, key: string): boolean {
  const longest = (prefixes: readonly string[]): number => Math.max(-1, ...prefixes.filter((prefix) => key.startsWith(prefix)).map(({ length }) => length));
  // Cilium writes this one as a pattern that any text may precede.
  const beta = ignored.includes("beta.kubernetes.io") && key.includes("beta.kubernetes.io");
  return Math.max(longest(ignored), beta ? 0 : -1) > longest(keeps);
}

export function identityLabels(filter: LabelFilter, labels: Labels): Labels {
  if (filter.leavesOut.length === 0 || ![...labels.keys()].some((key) => leavesOut(filter, key))) return labels;
  return new Map([...labels].filter(([key]) => !leavesOut(filter, key)));
}
