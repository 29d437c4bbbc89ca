import type { ConnectionJson, GraphNode } from "#lib/api/graph.ts";
import { formatEnd } from "#lib/check/ids.ts";
import type { End } from "#lib/check/question.ts";
import type { Context } from "#lib/check/context.ts";
import { resolveName } from "#lib/check/names.ts";
import type { WorkloadView } from "#lib/cluster/inhabitants.ts";
import type { Direction, Policy } from "#lib/policy/algebra.ts";
import { policyId } from "#lib/describe/policyids.ts";
import { listOf } from "#lib/describe/words.ts";
import { type JudgedConnection, titleOf } from "./connections.ts";

/** Everything that is drawn: each workload, and the destinations that a declared connection leads to. */
export function graphNodes(context: Context, judged: readonly JudgedConnection[]): readonly GraphNode[] {
  const workloads = context.snapshot.residents.workloads.map((workload) => workloadNode(workload, context, judged));
  const drawn = new Set(workloads.map(({ id }) => id));
  const others = new Map<string, GraphNode>();
  for (const connection of judged) {
    const { from, target } = connection.json;
    if (!drawn.has(target)) others.set(target, otherNode(target, connection, context, judged));
    if (!drawn.has(from)) others.set(from, sourceNode(connection.declared.from, judged));
  }
  return [...workloads, ...others.values()];
}

function workloadNode(workload: WorkloadView, context: Context, judged: readonly JudgedConnection[]): GraphNode {
  const { id, namespace, name, workloadKind, replicas, inhabitants } = workload;
  const isPod = workloadKind === "Pod";
  return {
    id,
    kind: "workload",
    namespace,
    title: name,
    subtitle: isPod ? "Pod" : `${workloadKind} ×${replicas}`,
    detail: inhabitants[0]?.fact.images[0] ?? "",
    hostNetwork: inhabitants.some(({ party }) => party.hostNetwork),
    egressLimitedBy: limitedBy(workload, "egress", context),
    ingressLimitedBy: limitedBy(workload, "ingress", context),
    egressOpen: isOpen(workload, "egress", context),
    ingressOpen: isOpen(workload, "ingress", context),
    ...countsOf(id, judged),
  };
}

/** The policies that limit any of its pods; replicas can differ while a rollout goes on. */
export function limitedBy({ inhabitants }: WorkloadView, direction: Direction, { policies }: Context): string[] {
  const limiting = inhabitants.flatMap(({ party }) => policies.selecting(party)).filter(({ policy, applies }) => applies === "yes" && limits(policy, direction));
  return [...new Set(limiting.map(({ policy }) => policyId(policy.ref)))];
}

/** Whether a policy can block anything: who isolates, and who has a rule that denies. */
const limits = (policy: Policy, direction: Direction): boolean =>
  policy[direction]?.isolates === true || (policy[direction]?.rules.some(({ action }) => action === "deny") ?? false);

/** Whether surely nobody limits it: no policy, not even a doubtful one, and nothing that is not evaluated. */
export function isOpen({ inhabitants }: WorkloadView, direction: Direction, { policies }: Context): boolean {
  return inhabitants.every(({ party }) => {
    const limiting = policies.selecting(party).some(({ policy }) => limits(policy, direction));
    return !limiting && policies.doubtsAbout(party, direction, false).length === 0;
  });
}

function otherNode(id: string, { declared, json }: JudgedConnection, context: Context, judged: readonly JudgedConnection[]): GraphNode {
  const isService = id.startsWith("svc:");
  const entry = context.snapshot.facts.find((fact) => fact.kind === "destination" && fact.target.kind === "host" && `dns:${fact.target.host}` === id);
  const provider = entry?.kind === "destination" ? entry.provider : undefined;
  const addresses = declared.to.kind === "host" ? resolveName(declared.to.host, context).addresses.map(({ address }) => address.text) : json.addresses;
  return {
    ...bareNode(id, isService ? id.replace(/^svc:[^/]*\//, "") : titleOf(declared.to)),
    kind: isService ? "service" : id.startsWith("node:") ? "node" : "external",
    namespace: isService ? (/^svc:([^/]*)\//.exec(id)?.[1] ?? null) : null,
    subtitle: isService ? "Service" : provider === undefined ? "External" : `External · ${provider}`,
    detail: addresses.length > 0 ? listOf(addresses) : declared.to.kind === "host" && !isService ? "address not known" : "",
    ...countsOf(id, judged),
  };
}

/** A source that the input lacks is shown all the same: somebody declared that it calls. */
const sourceNode = (end: End, judged: readonly JudgedConnection[]): GraphNode => ({
  ...bareNode(formatEnd(end), titleOf(end)),
  kind: end.kind === "workload" || end.kind === "named" ? "workload" : end.kind === "node" ? "node" : "external",
  namespace: "namespace" in end ? end.namespace : null,
  subtitle: end.kind === "workload" || end.kind === "named" ? "not in the input" : "External",
  ...countsOf(formatEnd(end), judged),
});

const bareNode = (id: string, title: string): GraphNode => ({
  id, kind: "external", namespace: null, title, subtitle: "", detail: "", hostNetwork: false,
  egressLimitedBy: [], ingressLimitedBy: [], egressOpen: true, ingressOpen: true, blocked: 0, partly: 0, allowed: 0, unknown: 0,
});

/** Counts what starts or ends here. */
function countsOf(id: string, judged: readonly JudgedConnection[]): Pick<GraphNode, "blocked" | "partly" | "allowed" | "unknown"> {
  const own = judged.map(({ json }) => json).filter(({ from, target }) => from === id || target === id);
  const of = (verdict: ConnectionJson["verdict"]): number => own.filter((connection) => connection.verdict === verdict).length;
  return { blocked: of("deny"), partly: of("partial"), allowed: of("allow"), unknown: of("unknown") };
}
