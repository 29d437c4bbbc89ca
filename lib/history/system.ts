import type { Fact, PodShape, Service } from "#lib/cluster/facts.ts";

export const SYSTEM = "kube-system";

/**
 * What a lookup of names can rest on in the cluster's own namespace: all but the DaemonSets, and their pods on every node, that are
 * no resolver.
 */
export function inSystem(facts: readonly Fact[]): readonly Fact[] {
  const resolvers = facts.filter((fact): fact is Service => fact.kind === "service" && fact.labels.get("k8s-app") === "kube-dns");
  const backends = new Set(facts.flatMap((fact) => (fact.kind === "endpointslice" ? fact.endpoints.flatMap(({ pod, addresses }) => [...(pod === undefined ? [] : [pod]), ...addresses.map(({ text }) => text)]) : [])));
  const couldAnswer = ({ labels, hostNetwork }: PodShape): boolean =>
    (hostNetwork && labels.get("k8s-app") === "node-local-dns") || resolvers.some(({ selector }) => selector !== undefined && selector.size > 0 && [...selector].every(([key, value]) => labels.get(key) === value));
  const answering = new Set(facts.flatMap((fact) => {
    if (fact.kind === "workload") return couldAnswer(fact) ? [fact.name] : [];
    if (fact.kind !== "pod" || fact.owner === undefined) return [];
    return couldAnswer(fact) || backends.has(fact.name) || fact.addresses.some(({ text }) => backends.has(text)) ? [fact.owner.name] : [];
  }));
  return facts.filter((fact) => {
    if (fact.kind === "pod") return fact.owner?.kind !== "DaemonSet" || answering.has(fact.owner.name);
    return fact.kind !== "workload" || fact.workloadKind !== "DaemonSet" || answering.has(fact.name);
  });
}
