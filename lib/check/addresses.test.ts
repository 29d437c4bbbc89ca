import { describe, expect, test } from "vitest";
import { ENGINES } from "#lib/policy/engines.ts";
import { answerOf, cluster, namespace, node, pod, policy, service } from "./fixture.ts";
import { leaves } from "./spread.ts";

const WEB = pod("a/web", { labels: "app: web", ip: "10.244.0.1", node: "n1" });
const RED = pod("b/red", { labels: "app: red", ip: "10.244.1.1", node: "n2" });
const HOST = pod("b/host", { labels: "app: host", hostNetwork: true, node: "n2", hostIP: "192.168.0.2" });
const NODES = [node("n1", "192.168.0.1"), node("n2", "192.168.0.2")];
const WORLD = [namespace("a"), namespace("b"), WEB, RED, ...NODES];
const ingress = (...peers: readonly string[]): string => policy("a/p", `podSelector: {matchLabels: {app: web}}, ingress: [{from: [${peers.join(", ")}]}]`);
const egress = (...peers: readonly string[]): string => policy("a/p", `podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{to: [${peers.join(", ")}]}]`);
const block = (cidr: string, except = ""): string => `{ipBlock: {cidr: "${cidr}", except: [${except}]}}`;
const PODS = "{namespaceSelector: {}}";

interface Row {
  readonly name: string;
  readonly given: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly is: string;
}

/** The verdict, whom the question meets at which addresses, and what is missing. */
function met({ given, from, to }: Row): string {
  const answer = answerOf(cluster(...WORLD, ...given), from, to);
  const targets = leaves(answer.attempts).flatMap((attempt) => (attempt.kind === "connection" ? [`${attempt.judged.target.candidate.label}@${attempt.judged.targetSpan}`] : []));
  return [answer.folded.verdict, ...new Set(targets), ...answer.folded.gaps.map(({ kind }) => kind)].join(" ");
}

describe("an address is whoever has it", () => {
  test.each<Row>([
    { name: "a pod: its labels count", given: [egress(PODS)], from: "a/web", to: "ip:10.244.1.1:80", is: "allow b/pod/red@10.244.1.1" },
    { name: "a pod as source: its labels count", given: [ingress(PODS)], from: "ip:10.244.1.1", to: "a/web:80", is: "allow a/pod/web@10.244.0.1" },
    { name: "a node: no label matches it", given: [egress(PODS)], from: "a/web", to: "ip:192.168.0.2:80", is: "deny node:n2@192.168.0.2" },
    { name: "a node: a block matches it", given: [egress(block("192.168.0.0/16"))], from: "a/web", to: "ip:192.168.0.2:80", is: "allow node:n2@192.168.0.2" },
    { name: "a node whose address is a pod's in its network is the node", given: [HOST, egress(PODS)], from: "a/web", to: "ip:192.168.0.2:80", is: "deny node:n2@192.168.0.2" },
    { name: "nobody's is outside", given: [egress(PODS)], from: "a/web", to: "ip:10.244.9.9:80", is: "deny 10.244.9.9@10.244.9.9" },
    { name: "IPv4-mapped IPv6 is IPv4", given: [egress(block("203.0.113.0/24"))], from: "a/web", to: "[::ffff:203.0.113.4]:80", is: "allow 203.0.113.4@203.0.113.4" },
    { name: "of two pods that differ: unknown", given: [pod("b/twin", { labels: "app: twin", ip: "10.244.1.1" }), egress("{namespaceSelector: {}, podSelector: {matchLabels: {app: red}}}")], from: "a/web", to: "ip:10.244.1.1:80", is: "unknown b/pod/red@10.244.1.1 b/pod/twin@10.244.1.1 whose-address" },
    { name: "of two pods that agree", given: [pod("b/twin", { labels: "app: twin", ip: "10.244.1.1" }), egress(PODS)], from: "a/web", to: "ip:10.244.1.1:80", is: "allow b/pod/red@10.244.1.1 b/pod/twin@10.244.1.1" },
    { name: "a Service: its backends", given: [service("b/svc", "clusterIP: 10.96.0.1, selector: {app: red}, ports: [{port: 80, targetPort: 8080}]"), egress(PODS)], from: "a/web", to: "ip:10.96.0.1:80", is: "allow b/pod/red@10.244.1.1" },
    { name: "an external IP of a Service: its backends", given: [service("b/svc", "clusterIP: 10.96.0.1, externalIPs: [198.51.100.7], selector: {app: red}, ports: [{port: 80}]"), egress(PODS)], from: "a/web", to: "ip:198.51.100.7:80", is: "allow b/pod/red@10.244.1.1" },
  ])("$name", (row) => expect(met(row)).toBe(row.is));
});

describe("a pod in its node's network is its node", () => {
  test.each<Row>([
    { name: "nothing limits what it sends", given: [HOST, policy("b/p", "policyTypes: [Egress, Ingress]")], from: "b/host", to: "ip:203.0.113.4:443", is: "allow 203.0.113.4@203.0.113.4" },
    { name: "nothing limits what it gets", given: [HOST, policy("b/p", "policyTypes: [Egress, Ingress]")], from: "a/web", to: "b/host:80", is: "allow b/pod/host@192.168.0.2" },
    { name: "labels do not match it as target", given: [HOST, egress(PODS)], from: "a/web", to: "b/host:80", is: "deny b/pod/host@192.168.0.2" },
    { name: "its node's address does", given: [HOST, egress(block("192.168.0.2/32"))], from: "a/web", to: "b/host:80", is: "allow b/pod/host@192.168.0.2" },
    { name: "labels do not match it as source", given: [HOST, ingress(PODS)], from: "b/host", to: "a/web:80", is: "deny a/pod/web@10.244.0.1" },
    { name: "its node's address does as source", given: [HOST, ingress(block("192.168.0.2/32"))], from: "b/host", to: "a/web:80", is: "allow a/pod/web@10.244.0.1" },
    { name: "without hostIP its Node tells its address", given: [pod("b/host", { hostNetwork: true, node: "n2" }), egress(block("192.168.0.2/32"))], from: "a/web", to: "b/host:80", is: "allow b/pod/host@192.168.0.2" },
    { name: "without a node its address is not known", given: [pod("b/host", { hostNetwork: true }), ingress(block("192.168.0.2/32"))], from: "b/host", to: "a/web:80", is: "unknown a/pod/web@10.244.0.1 address" },
    { name: "and not needed where no block could decide", given: [pod("b/host", { hostNetwork: true }), ingress(PODS)], from: "b/host", to: "a/web:80", is: "deny a/pod/web@10.244.0.1" },
  ])("$name", (row) => expect(met(row)).toBe(row.is));
});

describe("nodes", () => {
  const twofold = [node("n3", "192.168.0.3", "172.16.0.3")];
  test.each<Row>([
    { name: "as target at each of its addresses", given: [...twofold, egress(block("192.168.0.0/16"))], from: "a/web", to: "node:n3:80", is: "partial node:n3@192.168.0.3 node:n3@172.16.0.3" },
    { name: "as source from one of them, nobody knows which", given: [...twofold, ingress(block("192.168.0.0/16"))], from: "node:n3", to: "a/web:80", is: "unknown a/pod/web@10.244.0.1 which-node-address" },
    { name: "as source with all of them allowed", given: [...twofold, ingress(block("192.168.0.0/16"), block("172.16.0.0/16"))], from: "node:n3", to: "a/web:80", is: "allow a/pod/web@10.244.0.1" },
    { name: "without an address where a block could decide", given: [node("n4"), ingress(block("192.168.0.0/16"))], from: "node:n4", to: "a/web:80", is: "unknown a/pod/web@10.244.0.1 address" },
    { name: "one that only a pod names", given: [pod("b/there", { ip: "10.244.1.7", node: "n9", hostIP: "192.168.0.9" }), egress(block("192.168.0.9/32"))], from: "a/web", to: "node:n9:80", is: "allow node:n9@192.168.0.9" },
    { name: "one that is not there", given: [], from: "a/web", to: "node:gone:80", is: "unknown not-found" },
  ])("$name", (row) => expect(met(row)).toBe(row.is));
});

describe("two families", () => {
  const DUAL = pod("b/dual", { labels: "app: dual", ips: ["10.244.1.8", "fd00::8"] });
  const BOTH = pod("a/web", { labels: "app: web", ips: ["10.244.0.1", "fd00::1"] });
  const world = (...given: readonly string[]): string => cluster(namespace("a"), namespace("b"), DUAL, ...given);
  const verdict = (yaml: string, from: string, to: string): string => answerOf(yaml, from, to).folded.verdict;
  test.each([
    { name: "labels match both", given: [BOTH, egress(PODS)], verdict: "allow" },
    { name: "a block of one family is a part", given: [BOTH, egress(block("10.0.0.0/8"))], verdict: "partial" },
    { name: "a block of each is both", given: [BOTH, egress(block("10.0.0.0/8"), block("fd00::/8"))], verdict: "allow" },
    { name: "a pod of one family meets one family", given: [WEB, egress(block("10.0.0.0/8"))], verdict: "allow" },
    { name: "and needs no block of the other", given: [WEB, egress(block("fd00::/8"))], verdict: "deny" },
  ])("$name", ({ given, verdict: expected }) => expect(verdict(world(...given), "a/web", "b/dual:80")).toBe(expected));
});

describe("blocks and the internet", () => {
  test.each<Row>([
    { name: "a block is judged at the edges of the rules", given: [egress(block("203.0.113.0/25"))], from: "a/web", to: "cidr:203.0.113.0/24:443", is: "partial 203.0.113.0/24@203.0.113.0/25 203.0.113.0/24@203.0.113.128/25" },
    { name: "an except is an edge", given: [egress(block("203.0.113.0/24", "203.0.113.128/25"))], from: "a/web", to: "cidr:203.0.113.0/24:443", is: "partial 203.0.113.0/24@203.0.113.0/25 203.0.113.0/24@203.0.113.128/25" },
    { name: "a rule around it allows all of it", given: [egress(block("203.0.0.0/16"))], from: "a/web", to: "cidr:203.0.113.0/24:443", is: "allow 203.0.113.0/24@203.0.113.0/24" },
    { name: "another family's rule none of it", given: [egress(block("::/0"))], from: "a/web", to: "cidr:203.0.113.0/24:443", is: "deny 203.0.113.0/24@203.0.113.0/24" },
    { name: "the pods and nodes in it are judged as such", given: [egress(PODS)], from: "a/web", to: "cidr:10.244.1.0/24:443", is: "partial 10.244.1.0/24@10.244.1.0/24 b/pod/red@10.244.1.1" },
    { name: "a block whose addresses are all pods' is those pods", given: [pod("b/next", { ip: "10.244.1.0" }), egress(PODS)], from: "a/web", to: "cidr:10.244.1.0/31:443", is: "allow b/pod/red@10.244.1.1 b/pod/next@10.244.1.0" },
    { name: "a block of one address is the address", given: [egress(PODS)], from: "a/web", to: "cidr:10.244.1.1/32:443", is: "allow b/pod/red@10.244.1.1" },
    { name: "as source", given: [ingress(block("198.51.100.0/25"))], from: "cidr:198.51.100.0/24", to: "a/web:80", is: "partial a/pod/web@10.244.0.1" },
    { name: "the internet with a rule for every address", given: [egress(block("0.0.0.0/0"))], from: "a/web", to: "internet:443", is: "allow" },
    { name: "the internet without the private addresses", given: [egress(block("0.0.0.0/0", "10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16"))], from: "a/web", to: "internet:443", is: "allow" },
    { name: "the internet with a rule for some of it", given: [egress(block("8.8.8.0/24"))], from: "a/web", to: "internet:443", is: "partial" },
    { name: "the internet with a rule for private addresses", given: [egress(block("10.0.0.0/8"))], from: "a/web", to: "internet:443", is: "deny" },
    { name: "the internet as source", given: [ingress(block("0.0.0.0/0"))], from: "internet", to: "a/web:80", is: "allow a/pod/web@10.244.0.1" },
  ])("$name", (row) => expect(row.to.startsWith("internet") ? met(row).split(" ")[0] : met(row)).toBe(row.is));
});

describe("who serves the Kubernetes API in a range", () => {
  const API = "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: api, namespace: a}, spec: {endpointSelector: {}, egress: [{toEntities: [kube-apiserver]}]}}";
  const endpoints = (address: string): string =>
    `{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: kubernetes, namespace: default, labels: {kubernetes.io/service-name: kubernetes}}, addressType: IPv4, ports: [{name: https, port: 443, protocol: TCP}], endpoints: [{addresses: ["${address}"]}]}`;
  test.each([
    { name: "one address, where nobody told who does", given: [API], to: "ip:203.0.113.5:443", is: "unknown" },
    { name: "a block, where nobody told who does", given: [API], to: "cidr:203.0.113.0/24:443", is: "unknown" },
    { name: "the internet, where nobody told who does", given: [API], to: "internet:443", is: "unknown" },
    { name: "a block that holds it", given: [API, endpoints("203.0.113.5")], to: "cidr:203.0.113.0/24:443", is: "partial" },
    { name: "the block of its address alone", given: [API, endpoints("203.0.113.5")], to: "cidr:203.0.113.5/32:443", is: "allow" },
    { name: "a block beside it", given: [API, endpoints("203.0.113.5")], to: "cidr:198.51.100.0/24:443", is: "deny" },
    { name: "the internet, when it is inside", given: [API, endpoints("192.168.0.1")], to: "internet:443", is: "deny" },
  ])("$name", ({ given, to, is }) => expect(answerOf(cluster(...WORLD, ...given), "a/web", to, { engine: ENGINES.cilium }).folded.verdict).toBe(is));
});
