import { describe, expect, test } from "vitest";
import { report } from "#lib/describe/report.ts";
import { ENGINES, type EngineName } from "#lib/policy/engines.ts";
import { answerOf, cluster, namespace, node, pod, policy, service } from "../fixture.ts";
import type { Verdict } from "../spread.ts";

/** The traps of NetworkPolicy that end differently under different engines (semantics §7.1-7.4 with the tables of §1.5-1.12). */
interface Row {
  readonly name: string;
  readonly given: readonly string[];
  readonly from: string;
  readonly to: string;
  /** By engine; one that is not named is not asked. */
  readonly verdicts: Partial<Readonly<Record<EngineName, Verdict>>>;
  /** Words of a note that say so, by engine. */
  readonly noted?: Partial<Readonly<Record<EngineName, string>>>;
}

const WORLD = [
  namespace("a"),
  namespace("b", "team: t"),
  namespace("kube-system"),
  pod("a/client", { labels: "app: client", ip: "10.244.0.1", node: "n1" }),
  pod("a/web", { labels: "app: web, tier: front", ip: "10.244.0.2", node: "n2", ports: "{name: http, containerPort: 8080}" }),
  pod("b/blue", { labels: "app: blue", ip: "10.244.1.2", node: "n2", ports: "{name: http, containerPort: 9090}" }),
  node("n1", "192.168.0.1"),
  node("n2", "192.168.0.2"),
];
const INTERNET = "ip:203.0.113.4:443";
const about = (app: string, spec: string): string => policy(`a/${app}`, `podSelector: {matchLabels: {app: ${app}}}, ${spec}`);
const web = (spec: string): string => about("web", spec);
const out = (...rules: readonly string[]): string => about("client", `policyTypes: [Egress], egress: [${rules.join(", ")}]`);
const to = (peer: string, ports = ""): string => `{to: [${peer}]${ports === "" ? "" : `, ports: [${ports}]`}}`;
const labels = (app: string, more = ""): string => `{podSelector: {matchLabels: {app: ${app}${more}}}}`;
const DENY_ALL = policy("a/p", "policyTypes: [Ingress, Egress]");
const all = (verdict: Verdict, but: Row["verdicts"] = {}): Row["verdicts"] => ({ kubernetes: verdict, cilium: verdict, calico: verdict, "ovn-kubernetes": verdict, "vpc-cni": verdict, ...but });

const check = ({ given, from, to: target, verdicts, noted = {} }: Row): void => {
  const engines = Object.values(ENGINES).filter(({ name }) => verdicts[name] !== undefined);
  const answers = engines.map((engine) => ({ name: engine.name, told: report(answerOf(cluster(...WORLD, ...given), from, target, { engine }), null) }));
  expect(Object.fromEntries(answers.map(({ name, told }) => [name, told.verdict]))).toEqual(verdicts);
  const telling = answers.filter(({ name, told }) => told.notes.some(({ text }) => noted[name] !== undefined && text.includes(noted[name])));
  expect(telling.map(({ name }) => name).sort()).toEqual(Object.keys(noted).sort());
};

describe("peers", () => {
  const host = (at: string): string => pod("b/host", { labels: "app: host", hostNetwork: true, node: at, hostIP: at === "n1" ? "192.168.0.1" : "192.168.0.2" });
  const fromPods = web("ingress: [{from: [{namespaceSelector: {}}]}]");
  test.each<Row>([
    { name: "20: a host-networked client on another node is a node's traffic", given: [host("n1"), fromPods], from: "b/host", to: "a/web:80", verdicts: all("deny", { "vpc-cni": "allow" }), noted: { "vpc-cni": "admits the whole node" } },
    { name: "20: on its own node it is free", given: [host("n2"), fromPods], from: "b/host", to: "a/web:80", verdicts: all("allow") },
    { name: "55: a label peer admits the node of a pod in its network", given: [host("n1"), fromPods], from: "node:n1", to: "a/web:80", verdicts: all("deny", { "vpc-cni": "allow" }), noted: { "vpc-cni": "admits the whole node" } },
    { name: "55: and no node without one", given: [host("n2"), fromPods], from: "node:n1", to: "a/web:80", verdicts: all("deny") },
    { name: "55: outwards too", given: [host("n2"), out(to("{namespaceSelector: {matchLabels: {team: t}}, podSelector: {matchLabels: {app: host}}}"))], from: "a/client", to: "node:n2:22", verdicts: all("deny", { "vpc-cni": "allow" }) },
    { name: "54: no policy selects a pod in its node's network", given: [pod("a/host", { labels: "app: host", hostNetwork: true, node: "n1", hostIP: "192.168.0.1" }), DENY_ALL], from: "a/host", to: INTERNET, verdicts: all("allow") },
    { name: "labels outside Cilium's identity do not exist for it", given: [pod("a/db-0", { labels: "statefulset.kubernetes.io/pod-name: db-0", ip: "10.244.0.9" }), out(to("{podSelector: {matchLabels: {statefulset.kubernetes.io/pod-name: db-0}}}"))], from: "a/client", to: "a/db-0:80", verdicts: all("allow", { cilium: "deny" }), noted: { cilium: "label filter leaves statefulset.kubernetes.io/pod-name out" } },
    { name: "and their absence always holds", given: [pod("a/db-0", { labels: "pod-template-hash: x", ip: "10.244.0.9" }), out(to("{podSelector: {matchExpressions: [{key: pod-template-hash, operator: DoesNotExist}]}}"))], from: "a/client", to: "a/db-0:80", verdicts: all("deny", { cilium: "allow" }) },
    { name: "but app.kubernetes.io does", given: [pod("a/db-0", { labels: "app.kubernetes.io/name: db", ip: "10.244.0.9" }), out(to("{podSelector: {matchLabels: {app.kubernetes.io/name: db}}}"))], from: "a/client", to: "a/db-0:80", verdicts: all("allow") },
  ])("$name", check);
});

describe("ports", () => {
  const two = pod("a/two", { labels: "app: two", ip: "10.244.0.5", ports: "{name: metrics, containerPort: 9100}, {name: metrics, containerPort: 9200}" });
  const side = (restart: string): string => pod("a/side", { labels: "app: side", ip: "10.244.0.6", spec: `initContainers: [{name: i, image: i, ${restart}ports: [{name: late, containerPort: 7000}]}]` });
  const named = (app: string, name: string): string => about(app, `ingress: [{from: [{podSelector: {}}], ports: [{port: ${name}}]}]`);
  test.each<Row>([
    { name: "33: a name stands for nothing outside a pod", given: [out(to("{ipBlock: {cidr: 0.0.0.0/0}}", "{port: https}"))], from: "a/client", to: INTERNET, verdicts: all("deny") },
    { name: "34: a name of two numbers in the cluster", given: [out(to("{namespaceSelector: {}}", "{port: http}"))], from: "a/client", to: "b/blue:9090", verdicts: all("allow", { cilium: "deny" }), noted: { cilium: "stands for different numbers in this cluster" } },
    { name: "34: in ingress each pod has its own", given: [named("web", "http")], from: "a/client", to: "a/web:8080", verdicts: all("allow") },
    { name: "35: a name given twice, the second number", given: [two, named("two", "metrics")], from: "a/client", to: "a/two:9200", verdicts: all("allow", { "vpc-cni": "deny" }), noted: { "vpc-cni": "keeps one of the numbers" } },
    { name: "35: a name given twice, the first number", given: [two, named("two", "metrics")], from: "a/client", to: "a/two:9100", verdicts: all("allow", { cilium: "deny" }), noted: { cilium: "keeps one of the numbers" } },
    { name: "36: only on a restartable init container", given: [side("restartPolicy: Always, "), named("side", "late")], from: "a/client", to: "a/side:7000", verdicts: { calico: "allow", "vpc-cni": "deny" }, noted: { "vpc-cni": "a container that this engine does not read" } },
    { name: "36: on any init container, by Calico", given: [side(""), named("side", "late")], from: "a/client", to: "a/side:7000", verdicts: all("deny", { calico: "allow" }) },
    { name: "a name without a label peer, by the VPC CNI", given: [web("ingress: [{ports: [{port: http}]}]")], from: "a/client", to: "a/web:8080", verdicts: all("allow", { "vpc-cni": "deny" }), noted: { "vpc-cni": "only beside a label peer" } },
    { name: "40: a rule with ports, and another protocol of ours", given: [web("ingress: [{ports: [{port: 80}]}]")], from: "a/client", to: "a/web:80/udp", verdicts: all("deny") },
    { name: "40: a rule without ports is every protocol of the peer", given: [web("ingress: [{from: [{podSelector: {}}]}]")], from: "a/client", to: "a/web:9/udp", verdicts: all("allow") },
    { name: "41: a rule for SCTP", given: [web("ingress: [{ports: [{port: 80, protocol: SCTP}]}]")], from: "a/client", to: "a/web:80/sctp", verdicts: all("allow", { cilium: "deny" }), noted: { cilium: "enable-sctp" } },
  ])("$name", check);
});

describe("addresses", () => {
  const block = (cidr: string, except = ""): string => `{ipBlock: {cidr: ${cidr}${except === "" ? "" : `, except: [${except}]`}}}`;
  const HOLED = block("10.0.0.0/8", "10.1.0.0/16");
  const db = pod("a/db", { labels: "app: db", ip: "10.1.2.3" });
  const svc = (more: string): string => service("a/svc", `clusterIP: 10.96.0.1, ${more}ports: [{port: 80, targetPort: 8080}]`);
  const slice = "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: s, namespace: a, labels: {kubernetes.io/service-name: svc}}, addressType: IPv4, ports: [{port: 8080, name: \"\"}], endpoints: [{addresses: [10.244.0.2]}]}";
  const SVC = { from: "a/client", to: "svc:a/svc:80" } as const;
  test.each<Row>([
    { name: "44: an except and another policy's block", given: [out(to(HOLED)), policy("a/q", `policyTypes: [Egress], egress: [${to(block("10.1.0.0/16"))}]`)], from: "a/client", to: "ip:10.1.2.3:443", verdicts: all("allow", { "vpc-cni": "deny" }), noted: { "vpc-cni": "10.1.0.0/16 closes what another rule opens" } },
    { name: "45: an except and a label peer", given: [db, out(to(`${HOLED}, ${labels("db")}`))], from: "a/client", to: "a/db:443", verdicts: all("allow") },
    { name: "47: a block around everything, and a pod", given: [out(to(block("0.0.0.0/0")))], from: "a/client", to: "b/blue:443", verdicts: all("allow", { cilium: "deny" }), noted: { cilium: "does not match a pod's address", kubernetes: "under Cilium it would not" } },
    { name: "47: and somebody outside", given: [out(to(block("0.0.0.0/0")))], from: "a/client", to: INTERNET, verdicts: all("allow") },
    { name: "47: and a node", given: [out(to(block("0.0.0.0/0")))], from: "a/client", to: "node:n2:22", verdicts: all("allow", { cilium: "deny" }) },
    { name: "48: a block around the pods, inwards", given: [web(`ingress: [{from: [${block("10.244.0.0/16")}]}]`)], from: "a/client", to: "a/web:80", verdicts: all("allow", { cilium: "deny" }) },
    { name: "49: a block around the Services", given: [svc("selector: {app: web}, "), out(to(block("10.96.0.0/12")))], ...SVC, verdicts: all("deny", { "vpc-cni": "allow" }) },
    { name: "49: a block around the pods, and a Service", given: [svc("selector: {app: web}, "), out(to(block("10.244.0.0/16")))], ...SVC, verdicts: all("allow", { cilium: "deny", "vpc-cni": "deny" }) },
    { name: "49: a block around a node, and its NodePort", given: [service("a/svc", "type: NodePort, clusterIP: 10.96.0.1, selector: {app: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30080}]"), out(to(block("192.168.0.2/32"), "{port: 30080}"))], from: "a/client", to: "ip:192.168.0.2:30080", verdicts: { kubernetes: "deny", "vpc-cni": "allow" } },
    { name: "50: labels, and a Service that selects by them", given: [svc("selector: {app: web}, "), out(to(labels("web"), "{port: 8080}"))], ...SVC, verdicts: all("allow") },
    { name: "50: labels, and a Service without a selector", given: [svc(""), slice, out(to(labels("web"), "{port: 8080}"))], ...SVC, verdicts: all("allow", { "vpc-cni": "deny" }) },
    { name: "50: labels that its selector does not name", given: [svc("selector: {app: web}, "), out(to("{podSelector: {matchLabels: {tier: front}}}"))], ...SVC, verdicts: all("allow", { "vpc-cni": "deny" }) },
    { name: "50: labels, and the pod itself", given: [out(to(labels("web"), "{port: 8080}"))], from: "a/client", to: "a/web:8080", verdicts: all("allow") },
    { name: "the Service's port and no peer: what the packet says", given: [svc("selector: {app: web}, "), out("{ports: [{port: 80}]}")], ...SVC, verdicts: all("deny", { "vpc-cni": "allow" }) },
    { name: "43: an IPv4 block never matches IPv6", given: [out(to(block("0.0.0.0/0")))], from: "a/client", to: "[2001:db8::1]:443", verdicts: all("deny") },
  ])("$name", check);
});

describe("nodes", () => {
  const dns = "{apiVersion: v1, kind: Service, metadata: {name: dns, namespace: kube-system, labels: {k8s-app: kube-dns}}, spec: {clusterIP: 10.96.0.10, selector: {k8s-app: kube-dns}, ports: [{port: 53, protocol: UDP}]}}";
  const coredns = pod("kube-system/coredns", { labels: "k8s-app: kube-dns", ip: "10.244.9.9" });
  const cache = pod("kube-system/cache", { labels: "k8s-app: node-local-dns", hostNetwork: true, node: "n1", hostIP: "192.168.0.1" });
  const catalogue = "{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: c}, spec: {destinations: [{host: api.example.com, addresses: [203.0.113.4]}]}}";
  const kubeDns = to("{namespaceSelector: {}, podSelector: {matchLabels: {k8s-app: kube-dns}}}", "{port: 53, protocol: UDP}");
  const API = to("{ipBlock: {cidr: 203.0.113.0/24}}");
  const CACHE = to("{ipBlock: {cidr: 169.254.20.10/32}}", "{port: 53, protocol: UDP}");
  const lookup = { from: "a/client", to: "api.example.com:443" } as const;
  test.each<Row>([
    { name: "52: the pod's own node comes in", given: [DENY_ALL], from: "node:n2", to: "a/web:8080", verdicts: all("allow") },
    { name: "52: another does not", given: [DENY_ALL], from: "node:n1", to: "a/web:8080", verdicts: all("deny") },
    { name: "53: a pod and its own node", given: [DENY_ALL], from: "a/client", to: "node:n1:10250", verdicts: { kubernetes: "allow", calico: "deny", cilium: "deny", "vpc-cni": "allow" }, noted: { kubernetes: "some CNIs police it", "vpc-cni": "some CNIs police it", calico: "passes its egress policies first" } },
    { name: "57: through a Service to itself nobody can tell", given: [DENY_ALL, service("a/self", "clusterIP: 10.96.0.3, selector: {app: client}, ports: [{port: 80}]")], from: "a/client", to: "svc:a/self:80", verdicts: all("unknown") },
    { name: "59: the node-local cache, and a rule for kube-dns", given: [dns, coredns, cache, catalogue, out(kubeDns, API)], ...lookup, verdicts: { kubernetes: "allow", calico: "deny", cilium: "deny" } },
    { name: "59: and a rule for its address", given: [dns, coredns, cache, catalogue, out(CACHE, API)], ...lookup, verdicts: { kubernetes: "allow", calico: "allow", cilium: "allow" } },
    { name: "59: without the cache the rule for kube-dns suffices", given: [dns, coredns, catalogue, out(kubeDns, API)], ...lookup, verdicts: { kubernetes: "allow", calico: "allow", cilium: "allow" } },
    { name: "68: a mode that is not in the input is said", given: [web("ingress: [{}]")], from: "a/client", to: "a/web:80", verdicts: all("allow"), noted: { "vpc-cni": "standard mode", cilium: "taken to run with its defaults", calico: "taken to run with its defaults", "ovn-kubernetes": "taken to run with its defaults" } },
    { name: "68: in the standard mode a pod without any policy is open", given: [], from: "a/client", to: "a/web:80", verdicts: all("allow"), noted: { "vpc-cni": "standard mode", cilium: "not always" } },
  ])("$name", check);
});
