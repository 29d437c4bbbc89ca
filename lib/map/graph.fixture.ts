import type { ConnectionJson, GraphJson, GraphNode } from "#lib/api/graph.ts";

/** Small graphs for tests: only what a test is about is said. */
export const workload = (id: string, over: Partial<GraphNode> = {}): GraphNode => ({
  id, kind: id.includes("/") ? "workload" : "external", namespace: id.includes("/") ? (id.split("/")[0] ?? "") : null, title: id.split("/").at(-1) ?? id,
  subtitle: "Deployment", detail: "", hostNetwork: false, egressLimitedBy: [], ingressLimitedBy: [], egressOpen: over.egressLimitedBy === undefined, ingressOpen: over.ingressLimitedBy === undefined, blocked: 0, partly: 0, allowed: 0, unknown: 0, ...over,
});

export const connection = (from: string, target: string, over: Partial<ConnectionJson> = {}): ConnectionJson => ({
  id: `${from}~${target}~443-tcp`, from, to: target, target, fromTitle: from, toTitle: target, addresses: [], port: 443, protocol: "TCP", verdict: "allow", code: "ALLOWED",
  reason: "", symptom: "", stop: "", side: null, why: "", blockedBy: [], declaredBy: ["configuration"], watched: null, expected: null, ...over,
});

export const blocked = (from: string, target: string, over: Partial<ConnectionJson> = {}): ConnectionJson =>
  connection(from, target, { verdict: "deny", code: "BLOCKED_DEFAULT", side: "egress", symptom: "hang, then timeout", stop: "DROPPED · no RST sent", ...over });

export function graphOf(nodes: readonly GraphNode[], connections: readonly ConnectionJson[], wholeNamespace: readonly string[] = []): GraphJson {
  const names = [...new Set(nodes.flatMap(({ namespace }) => (namespace === null ? [] : [namespace])))];
  const policies = [...new Set(nodes.flatMap(({ egressLimitedBy, ingressLimitedBy }) => [...egressLimitedBy, ...ingressLimitedBy]))];
  return {
    cluster: { id: "c", name: "c", title: "c", region: null, version: null, summary: null, engine: { name: "kubernetes", by: "default" }, revision: 1, asOf: "2026-04-16T02:13:40Z", readAt: "2026-04-16T02:13:40Z", at: null, kinds: [], warnings: [], problems: 0 },
    namespaces: names.map((name) => ({ name, workloads: nodes.filter(({ namespace }) => namespace === name).length, limited: 0 })),
    nodes: [...nodes],
    policies: policies.map((id) => ({
      id: `policy:${id}`, namespace: id.split("/")[0] ?? "", name: id.split("/")[1] ?? "", kind: "NetworkPolicy", tier: "", rank: "", directions: ["egress"], wholeNamespace: wholeNamespace.includes(id),
      selects: [], egressRows: [{ mark: "allow", text: "allow → 10.0.0.0/8" }, { mark: "implied", text: "anything else: no rule" }], ingressRows: [{ mark: "implied", text: "anything else: no rule" }],
    })),
    connections: [...connections], problems: [], notEnforced: [], notEvaluated: [],
  };
}
