import type { Address } from "#lib/net/address.ts";
import type { PodParty } from "#lib/policy/endpoint.ts";
import type { Node, Owner, Pod, Workload } from "./facts.ts";
import { wordOf, workloadId } from "./kinds.ts";
import type { Owners } from "./owners.ts";
import type { Spaces } from "./spaces.ts";

/** A pod, or a template that stands for pods which are not in the input. */
export interface Inhabitant {
  readonly id: string;
  readonly party: PodParty;
  readonly fact: Pod | Workload;
  /** Empty: not known. Of a pod in its node's network: the node's. */
  readonly addresses: readonly Address[];
}

/** What pages and ids call a workload: a bare pod is one too. */
export interface WorkloadView {
  readonly id: string;
  readonly namespace: string;
  readonly workloadKind: string;
  readonly name: string;
  readonly inhabitants: readonly Inhabitant[];
  readonly replicas: number;
}

export function inhabitantOf(fact: Pod | Workload, spaces: Spaces, nodes: ReadonlyMap<string, Node>): Inhabitant {
  const id = workloadId(fact.namespace, fact.kind === "pod" ? "Pod" : fact.workloadKind, fact.name);
  const node = fact.kind === "pod" ? fact.node : undefined;
  const party: PodParty = {
    kind: "pod",
    id,
    namespace: spaces.namespace(fact.namespace),
    labels: fact.labels,
    serviceAccount: spaces.serviceAccount(fact.namespace, fact.serviceAccount),
    hostNetwork: fact.hostNetwork,
    ports: fact.ports,
    ...(node !== undefined && { node }),
  };
  const nodeAddresses = node === undefined ? [] : (nodes.get(node)?.addresses ?? []);
  const own = fact.kind === "pod" ? [fact.addresses, fact.hostNetwork ? fact.hostAddresses : []] : [];
  const addresses = [...own, fact.hostNetwork ? nodeAddresses : []].find((list) => list.length > 0) ?? [];
  return { id, party, fact, addresses };
}

/** Groups what lives in the cluster as people think of it: by the topmost owner. */
export function workloadsOf(inhabitants: readonly Inhabitant[], owners: Owners): readonly WorkloadView[] {
  const groups = Map.groupBy(inhabitants, ({ fact }) => {
    const top = topOwner(fact, owners);
    return workloadId(fact.namespace, top.kind, top.name);
  });
  return [...groups].flatMap(([id, members]) => {
    const [first] = members;
    if (!first) return [];
    const top = topOwner(first.fact, owners);
    const replicas = first.fact.kind === "workload" ? first.fact.replicas : members.length;
    return [{ id, namespace: first.fact.namespace, workloadKind: top.kind, name: top.name, inhabitants: members, replicas }];
  });
}

/** The topmost owner that an id can name: a node's static pod and an operator's own kind are none. */
function topOwner(fact: Pod | Workload, owners: Owners): Owner {
  if (fact.kind === "workload") return { kind: fact.workloadKind, name: fact.name };
  return owners.chainOf(fact).findLast(({ kind }) => wordOf(kind) !== undefined) ?? { kind: "Pod", name: fact.name };
}
