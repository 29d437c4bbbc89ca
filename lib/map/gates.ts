import type { GraphJson, GraphNode, GraphPolicy } from "#lib/api/graph.ts";

export type Direction = "egress" | "ingress";

/**
 * The policies that together limit one direction of some workloads. The map draws one card for all of them, because only
 * their union decides. Where each selects a whole namespace of several workloads, they stand on its rim instead.
 */
export interface Gate {
  readonly id: string;
  readonly direction: Direction;
  /** namespace/name, sorted. */
  readonly policies: readonly string[];
  readonly rim: boolean;
}

/** The gate of a workload in a direction; undefined where nothing limits it. Depends on structure only, never on verdicts. */
export function gateOf(graph: GraphJson, node: GraphNode, direction: Direction): Gate | undefined {
  const policies = (direction === "egress" ? node.egressLimitedBy : node.ingressLimitedBy).toSorted();
  if (policies.length === 0) return undefined;
  const crowded = graph.namespaces.some(({ name, workloads }) => name === node.namespace && workloads > 1);
  const rim = crowded && policies.every((name) => policyNamed(graph, name)?.wholeNamespace ?? false);
  return { id: `${direction}:${policies.join("+")}`, direction, policies, rim };
}

/** Its policies in the order in which they are asked. */
export const askedIn = (graph: GraphJson, { policies }: Gate): readonly GraphPolicy[] => graph.policies.filter(({ id }) => policies.some((name) => id === `policy:${name}`));

function policyNamed(graph: GraphJson, name: string): GraphPolicy | undefined {
  return graph.policies.find(({ id }) => id === `policy:${name}`);
}
