import type { GraphJson } from "#lib/api/graph.ts";
import { kindOf, qualifiedName } from "#lib/source/identity.ts";
import type { JudgedConnection } from "./connections.ts";
import { graphNodes } from "./nodes.ts";
import { byObject, graphPolicies } from "./policies.ts";
import { problemJson } from "./problems.ts";
import { type ClusterState, clusterJson } from "./state.ts";

/** What the map draws: workloads, policies, destinations and the declared connections with their verdicts. */
export function buildGraph(state: ClusterState, judged: readonly JudgedConnection[]): GraphJson {
  const { context } = state;
  const nodes = graphNodes(context, judged);
  const names = [...new Set([...context.snapshot.residents.workloads.map(({ namespace }) => namespace), ...context.policies.all.map(({ ref }) => ref.namespace)])];
  return {
    cluster: clusterJson(state),
    namespaces: names.filter((name) => name !== "").sort().map((name) => {
      const own = nodes.filter((node) => node.kind === "workload" && node.namespace === name);
      return { name, workloads: own.length, limited: own.filter(({ egressLimitedBy, ingressLimitedBy }) => egressLimitedBy.length + ingressLimitedBy.length > 0).length };
    }),
    nodes: [...nodes],
    policies: [...graphPolicies(context)],
    connections: judged.map(({ json }) => json),
    problems: context.snapshot.problems.map(problemJson),
    notEnforced: byObject(context.policies.notEnforced).map(([{ ref }]) => ({ kind: kindOf(ref), name: qualifiedName(ref) })),
    notEvaluated: context.snapshot.notEvaluated.filter(({ couldChange }) => couldChange !== "none").map(({ ref }) => ({
      kind: ref.kind, name: qualifiedName(ref), verdicts: judged.filter((connection) => dependsOn(connection, qualifiedName(ref), ref.kind)).length,
    })),
  };
}

/** Whether this verdict is unknown because of that object. */
const dependsOn = ({ awaits }: JudgedConnection, name: string, kind: string): boolean => awaits.some((policy) => policy.kind === kind && qualifiedName(policy) === name);
