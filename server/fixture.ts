import type { AnswerJson } from "#lib/api/answer.ts";
import type { CardRow, ClusterJson, ConnectionJson, GraphJson, GraphNode, GraphPolicy, ProblemJson } from "#lib/api/graph.ts";
import type { CheckJson, DestinationsJson, PoliciesJson, PolicyJson, PolicySummary, WorkloadJson } from "#lib/api/pages.ts";

/** Two clusters made by hand, until the engine answers. */
const cluster = (id: string, region: string | null, version: string | null, summary: string, problems = 0): ClusterJson => ({
  id, name: id, title: [id, region, version].filter(Boolean).join(" · "), region, version, summary,
  engine: { name: "cilium", by: "Cluster object" }, revision: 1, asOf: "2026-04-16T02:13:40Z", problems,
});

const node = (id: string, over: Partial<GraphNode> = {}): GraphNode => {
  const parts = id.split("/");
  const workload = parts.length === 3;
  const kind = { pod: "Pod", deploy: "Deployment ×3", sts: "StatefulSet ×3", ds: "DaemonSet ×6", cronjob: "CronJob" }[parts[1] ?? ""] ?? "External · Internet";
  return {
    id, kind: workload ? "workload" : "external", namespace: workload ? (parts[0] ?? null) : null, title: workload ? (parts[2] ?? id) : id.replace(/^\w+:/, ""),
    subtitle: workload ? kind : "External · Internet", detail: workload ? `${parts[2]}:1.4` : "", hostNetwork: false,
    egressLimitedBy: [], ingressLimitedBy: [], blocked: 0, partly: 0, allowed: 0, unknown: 0, ...over,
  };
};

const policy = (id: string, selects: string[], egressRows: CardRow[], ingressRows: CardRow[] = [], wholeNamespace = false): GraphPolicy => ({
  id: `policy:${id}`, namespace: id.split("/")[0] ?? "", name: id.split("/")[1] ?? "", kind: "NetworkPolicy", wholeNamespace, selects,
  directions: [...(egressRows.length > 0 ? ["egress" as const] : []), ...(ingressRows.length > 0 ? ["ingress" as const] : [])], egressRows, ingressRows,
});

const allow = (text: string, policy: string, line: number): CardRow => ({ mark: "allow", text: `allow → ${text}`, policy, line });
const implied: CardRow = { mark: "implied", text: "anything else: no rule", note: "implied by policyTypes: [Egress], not a rule" };
const impliedIn: CardRow = { mark: "implied", text: "anything else: no rule", note: "implied by policyTypes: [Ingress], not a rule" };

const WORDS = { allow: "ALLOWED", deny: "BLOCKED_DEFAULT", partial: "PARTLY", unknown: "UNKNOWN" } as const;
const connect = (from: string, to: string, port: number, verdict: ConnectionJson["verdict"], over: Partial<ConnectionJson> = {}): ConnectionJson => {
  const fromTitle = from.split("/").at(-1) ?? from, toTitle = to.replace(/^\w+:/, "").split("/").at(-1) ?? to;
  const reason = { allow: `Allowed: a rule allows TCP ${port}`, deny: `Blocked by default deny: no rule allows TCP ${port} to ${toTitle}`, partial: "Partly blocked: 1 of 2 addresses", unknown: `Cannot tell: the address of ${toTitle} is not known` }[verdict];
  return {
    id: `${from}~${to}~${port}-tcp`, from, to, target: to, fromTitle, toTitle, addresses: [], port, protocol: "TCP", verdict, code: WORDS[verdict], reason,
    symptom: verdict === "deny" ? "hang, then timeout" : "", side: verdict === "deny" || verdict === "partial" ? "egress" : null, why: { allow: "a rule allows it", deny: "no egress rule allows it", partial: "1 of 2 addresses", unknown: "address not known" }[verdict],
    blockedBy: [], declaredBy: ["configuration"], watched: null, expected: null, ...over,
  };
};

const counted = (graph: GraphJson): GraphJson => ({
  ...graph,
  nodes: graph.nodes.map((each) => {
    const mine = graph.connections.filter(({ from, target }) => from === each.id || target === each.id);
    const of = (verdict: string) => mine.filter((one) => one.verdict === verdict).length;
    return { ...each, blocked: of("deny"), partly: of("partial"), allowed: of("allow"), unknown: of("unknown") };
  }),
});

const A = "default/pod/api-client", DENY = "default/default-deny";
const runbook: GraphJson = counted({
  cluster: cluster("production", "us-east-1", "v1.30", "One pod cannot reach api.stripe.com; everything inside the cluster works."),
  namespaces: [{ name: "default", workloads: 1, limited: 1 }],
  nodes: [node(A, { egressLimitedBy: [DENY] }), node("dns:api.stripe.com", { detail: "203.0.113.4" })],
  policies: [policy(DENY, [A], [allow("10.0.0.0/8", DENY, 11), allow("kube-dns", DENY, 12), implied], [], true)],
  connections: [connect(A, "dns:api.stripe.com", 443, "deny", {
    addresses: ["203.0.113.4"], blockedBy: [DENY], declaredBy: ["catalogue"], watched: "pay", expected: "allow",
    reason: "Blocked by default deny: default-deny selects this pod and no rule allows TCP 443 to 203.0.113.4; nearest: rule 1 allows 10.0.0.0/8",
  })],
  problems: [], notEvaluated: [],
});

const problem: ProblemJson = { severity: "error", rule: "wrong-type", message: "`spec.egress[0].ports[0].port` must be a whole number, not the boolean `true`", file: "policies/cart.yaml", line: 18, field: "spec.egress[0].ports[0].port", object: "NetworkPolicy shop/allow-cart" };
const W = { front: "shop/deploy/frontend", cart: "shop/deploy/cart", check: "shop/deploy/checkout", redis: "shop/sts/redis", bill: "billing/deploy/billing", ledger: "billing/sts/ledger-db", report: "billing/cronjob/report", prom: "monitoring/sts/prometheus", agent: "monitoring/ds/node-agent", dns: "kube-system/deploy/coredns", gate: "ingress/deploy/gateway" };
const SD = "shop/default-deny", BD = "billing/default-deny", BS = "billing/allow-internal", RI = "shop/redis-in";
const shop: GraphJson = counted({
  cluster: cluster("shop-prod", "eu-west-1", "v1.33", "A shop with a payment service: what a normal cluster looks like.", 1),
  namespaces: [{ name: "billing", workloads: 3, limited: 3 }, { name: "ingress", workloads: 1, limited: 0 }, { name: "kube-system", workloads: 1, limited: 0 }, { name: "monitoring", workloads: 2, limited: 0 }, { name: "shop", workloads: 4, limited: 4 }],
  nodes: [
    node(W.gate), node(W.front, { egressLimitedBy: [SD] }), node(W.cart, { egressLimitedBy: [SD] }), node(W.check, { egressLimitedBy: [SD] }), node(W.redis, { egressLimitedBy: [SD], ingressLimitedBy: [RI] }),
    node(W.bill, { egressLimitedBy: [BD, BS] }), node(W.ledger, { egressLimitedBy: [BD] }), node(W.report, { egressLimitedBy: [BD] }), node(W.prom), node(W.agent, { hostNetwork: true }), node(W.dns),
    node("dns:api.stripe.com", { detail: "203.0.113.4" }), node("dns:hooks.slack.com", { detail: "" }), node("dns:s3.amazonaws.com", { detail: "198.51.100.7 +3" }), node("internet", { title: "Internet", subtitle: "External · any address" }),
  ],
  policies: [
    policy(SD, [W.front, W.cart, W.check, W.redis], [allow("pods in shop", SD, 9), implied], [], true), policy(BD, [W.bill, W.ledger, W.report], [allow("kube-dns 53", BD, 9), implied], [], true),
    policy(BS, [W.bill], [allow("10.0.0.0/8", BS, 10), { mark: "near", text: "allow → 203.0.113.0/28 · tcp 8443", note: "port differs", policy: BS, line: 14 }, implied]), policy(RI, [W.redis], [], [allow("from cart 6379", RI, 8), impliedIn]),
  ],
  connections: [
    connect("internet", W.gate, 443, "allow", { code: "OPEN" }), connect(W.gate, W.front, 8080, "allow"), connect(W.front, W.cart, 8080, "allow"), connect(W.front, W.check, 8080, "allow"), connect(W.cart, W.redis, 6379, "allow"),
    connect(W.check, W.redis, 6379, "deny", { side: "ingress", why: "no ingress rule allows it", blockedBy: [RI] }), connect(W.check, W.bill, 8443, "allow"), connect(W.bill, W.ledger, 5432, "allow"),
    connect(W.bill, "dns:api.stripe.com", 443, "deny", { blockedBy: [BD, BS], watched: "pay", addresses: ["203.0.113.4"] }), connect(W.bill, "dns:hooks.slack.com", 443, "unknown"), connect(W.report, "dns:s3.amazonaws.com", 443, "partial", { blockedBy: [BD] }),
    connect(W.prom, W.bill, 9090, "allow"), connect(W.prom, W.front, 9090, "allow"),
  ],
  problems: [problem], notEvaluated: [{ kind: "CiliumEnvoyConfig", name: "shop/edge", verdicts: 0 }],
});

export const GRAPHS: readonly GraphJson[] = [runbook, shop];

export function workload(graph: GraphJson, found: GraphNode): WorkloadJson {
  const [namespace = "", , name = ""] = found.id.split("/");
  return {
    cluster: graph.cluster, id: found.id, namespace, kind: found.subtitle.split(" ")[0] ?? "", name, replicas: found.subtitle.includes("×3") ? 3 : 1, images: [found.detail], nodes: ["node-a"], addresses: ["10.244.1.7"],
    labels: [{ key: "app", value: name }], hostNetwork: found.hostNetwork, pods: [name], egressLimitedBy: found.egressLimitedBy, ingressLimitedBy: found.ingressLimitedBy,
    policies: graph.policies.filter(({ selects }) => selects.includes(found.id)).map((one) => ({ policy: one.id.slice(7), kind: one.kind, directions: one.directions, selector: one.wholeNamespace ? "<all pods>" : `app=${name}`, rules: one.egressRows.length, line: 4 })),
    outgoing: graph.connections.filter(({ from }) => from === found.id), incoming: graph.connections.filter(({ target }) => target === found.id),
    notes: ["Traffic from the pod's own node, such as kubelet probes, is always allowed."],
  };
}

export function check(graph: GraphJson, connection: ConnectionJson, url: string): CheckJson {
  const { verdict, code, reason, symptom } = connection;
  const gate = graph.policies.filter(({ id }) => connection.blockedBy.includes(id.slice(7)));
  const ingress = connection.side === "ingress";
  const rows = gate.flatMap(({ egressRows, ingressRows }) => (ingress ? ingressRows : egressRows)).filter(({ mark }) => mark !== "implied");
  const blocked = verdict === "deny";
  const steps: AnswerJson["steps"] = [
    { code: "DST_RESOLVED", text: "api.stripe.com → 203.0.113.4 (recorded in the Cluster object, 02:13:35Z)" },
    { code: "SRC_OK", text: `${connection.from}: 1 pod, not host network` },
    { code: "EGRESS_LIMITED", text: "egress is limited: default-deny selects this pod", object: `NetworkPolicy ${DENY}`, file: "cluster.yaml", line: 7 },
    { code: "RULE_PEER_MISS", text: "default-deny rule 1 allows 10.0.0.0/8; 203.0.113.4 is outside it", object: `NetworkPolicy ${DENY}`, path: "spec.egress[0].to[0]", file: "cluster.yaml", line: 14 },
    { code: blocked ? "NO_RULE_ALLOWS" : "RULE_ALLOWS", text: blocked ? "no other rule" : "a rule allows it" },
    { code: "DST_OUTSIDE", text: "the destination is outside; no policy of this cluster limits it" },
  ];
  const external = connection.target.includes(":");
  return {
    cluster: graph.cluster, headline: reason.split(";")[0] ?? reason,
    answer: {
      query: { from: connection.from, to: connection.to, port: connection.port, protocol: connection.protocol }, verdict, code, reason, symptom, engine: graph.cluster.engine, asOf: graph.cluster.asOf,
      directions: { egress: { verdict, code, isolatedBy: connection.blockedBy }, ingress: { verdict: "allow", code: "OPEN", isolatedBy: [] } },
      nearest: blocked ? { policy: DENY, path: "spec.egress[0].to[0]", allows: "10.0.0.0/8, any port", differs: "address", file: "cluster.yaml", line: 14 } : null,
      addresses: connection.addresses.map((address) => ({ address, verdict, source: "Cluster object", at: "2026-04-16T02:13:35Z" })), steps, notes: [{ code: "ASSUMED", text: "Replies are allowed by connection state; there is no return direction to check." }], missing: [],
    },
    figure: {
      cluster: graph.cluster.title,
      source: { eyebrow: "POD · default", title: connection.fromTitle, detail: `${connection.fromTitle}:1.4`, inside: !connection.from.includes("internet") },
      target: { eyebrow: external ? "EXTERNAL · INTERNET" : "STATEFULSET · shop", title: connection.toTitle, detail: connection.addresses[0] ?? "", inside: !external },
      card: gate.length === 0 ? null : { side: ingress ? "ingress" : "egress", eyebrow: `${ingress ? "INGRESS" : "EGRESS"} · ${gate.length === 1 ? "1 policy selects" : `${gate.length} policies select`} this pod`, title: `NetworkPolicy ${gate[0]?.name}`, rows: [...rows, ingress ? impliedIn : implied], more: 0, footer: "enforced by Cilium · policies as of 02:13:40Z" },
      outcome: { allow: "allowed", deny: "blocked", partial: "partly", unknown: "unknown" }[verdict] as "allowed", request: `${connection.port}/tcp SYN →`, stop: blocked ? "DROPPED · no RST sent" : "", symptom, sentence: reason,
    },
    three: { request: `${connection.fromTitle} opens TCP ${connection.port} to ${connection.toTitle}. DNS: resolved, allowed by default-deny.`, policy: `${reason}.`, symptom: blocked ? "No answer is sent. connect() waits for the client's timeout, or about 127 s in Linux." : "Policies allow this on both sides. Look at: DNS, service endpoints, cloud firewall, NAT, the far side." },
    kubectl: [{ title: "List policies that select it", command: "kubectl get networkpolicy -n default" }, { title: "Verify from inside", command: "kubectl debug -n default pod/api-client -it --image=nicolaka/netshoot -- nc -vz -w 5 203.0.113.4 443" }],
    slack: `*${reason}*\n<${url}|Live>`, markdown: `**${reason}**\n\n[Live](${url})`,
  };
}

export function summary(graph: GraphJson, one: GraphPolicy): PolicySummary {
  const id = one.id.slice(7);
  return { id, namespace: one.namespace, name: one.name, kind: one.kind, status: "evaluated", directions: one.directions, selector: one.wholeNamespace ? "<all pods>" : "app=api-client", workloads: one.selects, pods: one.selects.length, rules: one.egressRows.length + one.ingressRows.length - 1, blocks: graph.connections.filter(({ blockedBy }) => blockedBy.includes(id)).length, problems: [] };
}

export const policies = (graph: GraphJson): PoliciesJson => ({ cluster: graph.cluster, policies: graph.policies.map((one) => summary(graph, one)), problems: graph.problems });

const YAML = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: default-deny
  namespace: default
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress:
  - to: [{ipBlock: {cidr: 10.0.0.0/8}}]
  - to: [{namespaceSelector: {}, podSelector: {matchLabels: {k8s-app: kube-dns}}}]
`;

export const policyPage = (graph: GraphJson, one: GraphPolicy): PolicyJson => ({
  cluster: graph.cluster, policy: summary(graph, one), egressRows: one.egressRows, ingressRows: one.ingressRows, file: "cluster.yaml", firstLine: 2, yaml: YAML,
  connections: graph.connections.filter(({ blockedBy }) => blockedBy.includes(one.id.slice(7))),
});

export const destinations = (graph: GraphJson): DestinationsJson => ({
  cluster: graph.cluster,
  destinations: graph.nodes.filter(({ kind }) => kind === "external").map(({ id, title, detail }) => ({ id, title, provider: null, addresses: detail ? [detail] : [], ports: [{ port: 443, protocol: "TCP" }], knownFrom: ["configuration"], usedBy: graph.connections.filter(({ to }) => to === id).map(({ from }) => from) })),
});
