import { describe, expect, test } from "vitest";
import { cluster, namespace, node, pod, policy, service, verdictOf } from "./fixture.ts";
import type { Verdict } from "./spread.ts";

interface Row {
  readonly name: string;
  readonly given: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly verdict: Verdict;
}

const WORLD = [
  namespace("a"),
  namespace("b", "team: t"),
  pod("a/client", { labels: "app: client", ip: "10.244.0.1", node: "n1" }),
  pod("a/web", { labels: "app: web, tier: \"\"", ip: "10.244.0.2", node: "n2", ports: "{name: http, containerPort: 8080}" }),
  pod("b/red", { labels: "app: red", ip: "10.244.1.1", node: "n1" }),
  pod("b/blue", { labels: "app: blue", ip: "10.244.1.2", node: "n2", ports: "{name: http, containerPort: 9090}" }),
  node("n1", "192.168.0.1"),
  node("n2", "192.168.0.2"),
];
const INTERNET = "ip:203.0.113.4:443";
const OUTSIDE = "ip:198.51.100.9";
const web = (spec: string): string => policy("a/p", `podSelector: {matchLabels: {app: web}}, ${spec}`);

const check = ({ given, from, to, verdict }: Row): void => expect(verdictOf(cluster(...WORLD, ...given), from, to)).toBe(verdict);

describe("defaults and emptiness", () => {
  const typo = [policy("a/p", "podSelector: {}"), policy("a/q", "ingress: [{form: [{podSelector: {}}]}]")];
  test.each<Row>([
    { name: "1: a podSelector alone leaves egress open", given: [policy("a/p", "podSelector: {}")], from: "a/client", to: INTERNET, verdict: "allow" },
    { name: "2: a podSelector alone isolates ingress", given: [policy("a/p", "podSelector: {}")], from: OUTSIDE, to: "a/web:80", verdict: "deny" },
    { name: "3: an empty egress list adds no Egress", given: [policy("a/p", "podSelector: {}, egress: []")], from: "a/client", to: INTERNET, verdict: "allow" },
    { name: "4: an egress rule without policyTypes isolates ingress too", given: [policy("a/p", "podSelector: {}, egress: [{}]")], from: OUTSIDE, to: "a/web:80", verdict: "deny" },
    { name: "4: and allows its egress", given: [policy("a/p", "podSelector: {}, egress: [{}]")], from: "a/client", to: INTERNET, verdict: "allow" },
    { name: "5: ingress rules under policyTypes [Egress] isolate no ingress", given: [policy("a/p", "policyTypes: [Egress], ingress: [{from: [{podSelector: {}}]}]")], from: OUTSIDE, to: "a/web:80", verdict: "allow" },
    { name: "6: empty policyTypes beside egress rules isolate egress", given: [policy("a/p", "policyTypes: [], egress: [{ports: [{port: 53}]}]")], from: "a/client", to: INTERNET, verdict: "deny" },
    { name: "7: an empty rule allows every source and port", given: [policy("a/p", "ingress: [{}]")], from: OUTSIDE, to: "a/web:80", verdict: "allow" },
    { name: "8: an empty from is every source", given: [policy("a/p", "ingress: [{from: []}]")], from: OUTSIDE, to: "a/web:80", verdict: "allow" },
    { name: "9: a peer without a field is rejected, so nothing isolates", given: [policy("a/p", "ingress: [{from: [{}]}]")], from: OUTSIDE, to: "a/web:80", verdict: "allow" },
    { name: "10: empty ports are every port of every protocol", given: [policy("a/p", "ingress: [{ports: []}]")], from: OUTSIDE, to: "a/web:5000/udp", verdict: "allow" },
    { name: "10: an empty port is every port of TCP", given: [policy("a/p", "ingress: [{ports: [{}]}]")], from: OUTSIDE, to: "a/web:5000/tcp", verdict: "allow" },
    { name: "10: and of no other protocol", given: [policy("a/p", "ingress: [{ports: [{}]}]")], from: OUTSIDE, to: "a/web:5000/udp", verdict: "deny" },
    { name: "11: a protocol without port is all its ports", given: [policy("a/p", "ingress: [{ports: [{protocol: UDP}]}]")], from: OUTSIDE, to: "a/web:9999/udp", verdict: "allow" },
    { name: "11: and none of another", given: [policy("a/p", "ingress: [{ports: [{protocol: UDP}]}]")], from: OUTSIDE, to: "a/web:53/tcp", verdict: "deny" },
    { name: "12: one invalid port rejects the whole policy", given: [policy("a/p", "ingress: [{ports: [{port: 80}]}, {ports: [{port: 0}]}]")], from: OUTSIDE, to: "a/web:443", verdict: "allow" },
    { name: "13: with form for from, isolated or not, both readings allow", given: [policy("a/q", "ingress: [{form: [{podSelector: {}}]}]")], from: OUTSIDE, to: "a/web:80", verdict: "allow" },
    { name: "13: with form for from, beside a default deny, the readings differ", given: typo, from: OUTSIDE, to: "a/web:80", verdict: "unknown" },
    { name: "14: podselector selects all pods, or the policy is rejected", given: [policy("a/p", "podselector: {matchLabels: {app: web}}")], from: OUTSIDE, to: "a/client:80", verdict: "unknown" },
    { name: "15: a policy type may stand twice", given: [policy("a/p", "policyTypes: [Ingress, Ingress]")], from: OUTSIDE, to: "a/web:80", verdict: "deny" },
    { name: "15: a policy type in lower case is rejected", given: [policy("a/p", "policyTypes: [ingress]")], from: OUTSIDE, to: "a/web:80", verdict: "allow" },
  ])("$name", check);
});

describe("selectors", () => {
  test.each<Row>([
    { name: "16: a podSelector alone stays in the policy's namespace", given: [web("ingress: [{from: [{podSelector: {matchLabels: {app: red}}}]}]")], from: "b/red", to: "a/web:80", verdict: "deny" },
    { name: "17: two entries are either", given: [web("ingress: [{from: [{namespaceSelector: {matchLabels: {team: t}}}, {podSelector: {matchLabels: {app: red}}}]}]")], from: "b/blue", to: "a/web:80", verdict: "allow" },
    { name: "18: two selectors in one entry are both", given: [web("ingress: [{from: [{namespaceSelector: {matchLabels: {team: t}}, podSelector: {matchLabels: {app: red}}}]}]")], from: "b/blue", to: "a/web:80", verdict: "deny" },
    { name: "19: an empty namespaceSelector is every pod", given: [web("ingress: [{from: [{namespaceSelector: {}}]}]")], from: "b/blue", to: "a/web:80", verdict: "allow" },
    { name: "19: and not the world", given: [web("ingress: [{from: [{namespaceSelector: {}}]}]")], from: OUTSIDE, to: "a/web:80", verdict: "deny" },
    { name: "20: a hostNetwork client on another node is a node's traffic", given: [web("ingress: [{from: [{namespaceSelector: {}}]}]"), pod("b/host", { hostNetwork: true, node: "n1", hostIP: "192.168.0.1" })], from: "b/host", to: "a/web:80", verdict: "deny" },
    { name: "20: on the pod's own node it is allowed", given: [web("ingress: [{from: [{namespaceSelector: {}}]}]"), pod("b/host", { hostNetwork: true, node: "n2", hostIP: "192.168.0.2" })], from: "b/host", to: "a/web:80", verdict: "allow" },
    { name: "21: every namespace has its name as a label", given: [web("ingress: [{from: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: b}}}]}]")], from: "b/red", to: "a/web:80", verdict: "allow" },
    { name: "22: an absent label of a namespace satisfies NotIn", given: [web("ingress: [{from: [{namespaceSelector: {matchExpressions: [{key: env, operator: NotIn, values: [prod]}]}}]}]")], from: "b/red", to: "a/web:80", verdict: "allow" },
    { name: "23: an absent label does not satisfy In", given: [web("ingress: [{from: [{podSelector: {matchExpressions: [{key: tier, operator: In, values: [web]}]}}]}]")], from: "a/client", to: "a/web:80", verdict: "deny" },
    { name: "24: an empty value exists", given: [policy("a/p", "podSelector: {matchLabels: {app: client}}, ingress: [{from: [{podSelector: {matchExpressions: [{key: tier, operator: DoesNotExist}]}}]}]")], from: "a/web", to: "a/client:80", verdict: "deny" },
    { name: "25: In without values is rejected", given: [web("ingress: [{from: [{podSelector: {matchExpressions: [{key: tier, operator: In, values: []}]}}]}]")], from: OUTSIDE, to: "a/web:80", verdict: "allow" },
    { name: "25: Exists with values is rejected", given: [web("ingress: [{from: [{podSelector: {matchExpressions: [{key: tier, operator: Exists, values: [x]}]}}]}]")], from: OUTSIDE, to: "a/web:80", verdict: "allow" },
    { name: "25: Gt is rejected", given: [web("ingress: [{from: [{podSelector: {matchExpressions: [{key: tier, operator: Gt, values: [\"1\"]}]}}]}]")], from: OUTSIDE, to: "a/web:80", verdict: "allow" },
    { name: "26: a policy never leaves its namespace", given: [policy("a/p", "podSelector: {matchLabels: {app: red}}")], from: OUTSIDE, to: "b/red:80", verdict: "allow" },
    { name: "27: a pod that no policy selects is open", given: [web("ingress: []")], from: OUTSIDE, to: "a/client:80", verdict: "allow" },
  ])("$name", check);
});

describe("ports", () => {
  const svc = (spec: string): string => service("a/svc", `clusterIP: 10.96.0.1, selector: {app: web}, ports: [{port: 80, ${spec}}]`);
  const newWeb = pod("a/new", { labels: "app: web", ip: "10.244.0.3", ports: "{name: http, containerPort: 9090}" });
  const rule = (port: string): string => web(`ingress: [{ports: [${port}]}]`);
  test.each<Row>([
    { name: "28: the pod's port is judged, not the Service's", given: [svc("targetPort: 8080"), rule("{port: 80}")], from: "a/client", to: "svc:a/svc:80", verdict: "deny" },
    { name: "28: a rule for the pod's port allows the Service's", given: [svc("targetPort: 8080"), rule("{port: 8080}")], from: "a/client", to: "svc:a/svc:80", verdict: "allow" },
    { name: "29: a named targetPort is each pod's own number", given: [svc("targetPort: http"), newWeb, rule("{port: 8080}")], from: "a/client", to: "ip:10.96.0.1:80", verdict: "partial" },
    { name: "30: a port's name is resolved on each pod", given: [rule("{port: http}"), newWeb], from: "a/client", to: "a/web:9090", verdict: "deny" },
    { name: "30: and matches each on its own number", given: [rule("{port: http}"), newWeb], from: "a/client", to: "a/new:9090", verdict: "allow" },
    { name: "31: a name of another protocol does not match", given: [policy("a/p", "ingress: [{ports: [{port: http}]}]"), pod("a/udp", { ip: "10.244.0.4", ports: "{name: http, containerPort: 8080, protocol: UDP}" })], from: "a/client", to: "a/udp:8080", verdict: "deny" },
    { name: "32: a port that is not declared has no name", given: [policy("a/p", "ingress: [{ports: [{port: http}]}]")], from: "a/web", to: "a/client:8080", verdict: "deny" },
    { name: "33: outside a pod a name stands for nothing", given: [policy("a/p", "egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: https}]}]")], from: "a/client", to: INTERNET, verdict: "deny" },
    { name: "34: egress resolves a name on the destination", given: [policy("a/p", "podSelector: {matchLabels: {app: client}}, policyTypes: [Egress], egress: [{ports: [{port: http}]}]")], from: "a/client", to: "b/blue:9090", verdict: "allow" },
    { name: "35: a name given twice is both numbers", given: [policy("a/p", "ingress: [{ports: [{port: metrics}]}]"), pod("a/two", { ip: "10.244.0.5", ports: "{name: metrics, containerPort: 9100}, {name: metrics, containerPort: 9200}" })], from: "a/client", to: "a/two:9200", verdict: "allow" },
    { name: "36: a restartable init container's port counts", given: [policy("a/p", "ingress: [{ports: [{port: side}]}]"), pod("a/car", { ip: "10.244.0.6", spec: "initContainers: [{name: i, image: i, restartPolicy: Always, ports: [{name: side, containerPort: 7000}]}]" })], from: "a/client", to: "a/car:7000", verdict: "allow" },
    { name: "36: a classic init container's port does not", given: [policy("a/p", "ingress: [{ports: [{port: side}]}]"), pod("a/car", { ip: "10.244.0.6", spec: "initContainers: [{name: i, image: i, ports: [{name: side, containerPort: 7000}]}]" })], from: "a/client", to: "a/car:7000", verdict: "deny" },
    { name: "37: a number written as a text is rejected", given: [rule("{port: \"80\"}")], from: OUTSIDE, to: "a/web:443", verdict: "allow" },
    { name: "37: port 0 is rejected", given: [rule("{port: 0}")], from: OUTSIDE, to: "a/web:443", verdict: "allow" },
    { name: "37: a protocol in lower case is rejected", given: [rule("{port: 80, protocol: tcp}")], from: OUTSIDE, to: "a/web:443", verdict: "allow" },
    { name: "38: endPort may equal port", given: [rule("{port: 8000, endPort: 8000}")], from: OUTSIDE, to: "a/web:8000", verdict: "allow" },
    { name: "38: and is then one port", given: [rule("{port: 8000, endPort: 8000}")], from: OUTSIDE, to: "a/web:8001", verdict: "deny" },
    { name: "38: endPort without port is rejected", given: [rule("{endPort: 8000}")], from: OUTSIDE, to: "a/web:443", verdict: "allow" },
    { name: "38: endPort beside a name is rejected", given: [rule("{port: http, endPort: 8000}")], from: OUTSIDE, to: "a/web:443", verdict: "allow" },
    { name: "38: endPort below port is rejected", given: [rule("{port: 8000, endPort: 7999}")], from: OUTSIDE, to: "a/web:443", verdict: "allow" },
    { name: "39: a range holds what is between", given: [rule("{port: 32000, endPort: 32768}")], from: OUTSIDE, to: "a/web:32500", verdict: "allow" },
    { name: "42: UDP 53 alone leaves TCP 53 closed", given: [rule("{port: 53, protocol: UDP}")], from: OUTSIDE, to: "a/web:53/tcp", verdict: "deny" },
  ])("$name", check);
});

describe("addresses, NAT and nodes", () => {
  const db = pod("a/db", { labels: "app: db", ip: "10.1.2.3" });
  const egress = (...peers: readonly string[]): string => policy("a/p", `podSelector: {matchLabels: {app: client}}, policyTypes: [Egress], egress: [{to: [${peers.join(", ")}]}]`);
  const except = "{ipBlock: {cidr: 10.0.0.0/8, except: [10.1.0.0/16]}}";
  const balanced = (traffic: string): string => service("a/lb", `type: LoadBalancer, externalTrafficPolicy: ${traffic}, clusterIP: 10.96.0.2, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]`, ", status: {loadBalancer: {ingress: [{ip: 203.0.113.80}]}}");
  const clients = web("ingress: [{from: [{ipBlock: {cidr: 198.51.100.0/24}}]}]");
  const denyAll = policy("a/p", "policyTypes: [Ingress, Egress]");
  const apiServer = service("default/kubernetes", "clusterIP: 10.96.0.99, ports: [{port: 443, targetPort: 6443}]");
  const slice = "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: k, namespace: default, labels: {kubernetes.io/service-name: kubernetes}}, addressType: IPv4, ports: [{port: 6443, name: \"\"}], endpoints: [{addresses: [192.168.0.9]}]}";
  const dns = (targetPort: number): string =>
    `{apiVersion: v1, kind: Service, metadata: {name: dns, namespace: kube-system, labels: {k8s-app: kube-dns}}, spec: {clusterIP: 10.96.0.10, selector: {k8s-app: kube-dns}, ports: [{port: 53, protocol: UDP, targetPort: ${targetPort}}]}}`;
  const coredns = pod("kube-system/coredns", { labels: "k8s-app: kube-dns", ip: "10.244.9.9" });
  const toDns = policy("a/p", "policyTypes: [Egress], egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}], ports: [{port: 53, protocol: UDP}]}, {to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]");
  const cache = pod("kube-system/cache", { labels: "k8s-app: node-local-dns", hostNetwork: true, node: "n1", hostIP: "192.168.0.1" });
  const catalogue = "{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: c}, spec: {destinations: [{host: api.example.com, addresses: [203.0.113.4]}]}}";
  test.each<Row>([
    { name: "43: an IPv4 block never matches IPv6", given: [egress("{ipBlock: {cidr: 0.0.0.0/0}}")], from: "a/client", to: "[2001:db8::1]:443", verdict: "deny" },
    { name: "44: except binds only its own policy", given: [egress(except), policy("a/q", "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.1.0.0/16}}]}]")], from: "a/client", to: "ip:10.1.2.3:443", verdict: "allow" },
    { name: "45: except binds only its own block", given: [db, egress(except, "{podSelector: {matchLabels: {app: db}}}")], from: "a/client", to: "a/db:443", verdict: "allow" },
    { name: "45: without another peer the except holds", given: [db, egress(except)], from: "a/client", to: "a/db:443", verdict: "deny" },
    { name: "46: an except equal to its block is rejected", given: [egress("{ipBlock: {cidr: 10.0.0.0/8, except: [10.0.0.0/8]}}")], from: "a/client", to: INTERNET, verdict: "allow" },
    { name: "46: an except outside its block is rejected", given: [egress("{ipBlock: {cidr: 10.0.0.0/8, except: [11.0.0.0/16]}}")], from: "a/client", to: INTERNET, verdict: "allow" },
    { name: "47: an ipBlock matches pods too", given: [egress("{ipBlock: {cidr: 0.0.0.0/0}}")], from: "a/client", to: "b/red:443", verdict: "allow" },
    { name: "49: an ipBlock around the Services' addresses matches no backend", given: [egress("{ipBlock: {cidr: 10.96.0.0/12}}"), balanced("Cluster")], from: "a/client", to: "ip:10.96.0.2:80", verdict: "deny" },
    { name: "51: through another node a client arrives with the node's address", given: [balanced("Cluster"), clients], from: OUTSIDE, to: "ip:203.0.113.80:80", verdict: "partial" },
    { name: "51: with externalTrafficPolicy Local it keeps its own", given: [balanced("Local"), clients], from: OUTSIDE, to: "ip:203.0.113.80:80", verdict: "allow" },
    { name: "52: the pod's own node is allowed in", given: [denyAll], from: "node:n2", to: "a/web:8080", verdict: "allow" },
    { name: "52: another node is not", given: [denyAll], from: "node:n1", to: "a/web:8080", verdict: "deny" },
    { name: "53: a pod reaches its own node", given: [denyAll], from: "a/client", to: "ip:192.168.0.1:10250", verdict: "allow" },
    { name: "53: and no other", given: [denyAll], from: "a/client", to: "node:n2:10250", verdict: "deny" },
    { name: "54: no policy selects a pod in its node's network", given: [denyAll, pod("a/host", { hostNetwork: true, node: "n1", hostIP: "192.168.0.1" })], from: "a/host", to: INTERNET, verdict: "allow" },
    { name: "56: a pod reaches itself", given: [denyAll], from: "a/client", to: "ip:10.244.0.1:80", verdict: "allow" },
    { name: "57: through a Service it depends on the engine", given: [denyAll, service("a/self", "clusterIP: 10.96.0.3, selector: {app: client}, ports: [{port: 80}]")], from: "a/client", to: "svc:a/self:80", verdict: "unknown" },
    { name: "58: labels never match the API server", given: [apiServer, egress("{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: default}}}")], from: "a/client", to: "svc:default/kubernetes:443", verdict: "deny" },
    { name: "58: nor with its endpoints in the input", given: [apiServer, slice, egress("{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: default}}}")], from: "a/client", to: "svc:default/kubernetes:443", verdict: "deny" },
    { name: "58: its address does", given: [apiServer, slice, egress("{ipBlock: {cidr: 192.168.0.9/32}}")], from: "a/client", to: "svc:default/kubernetes:443", verdict: "allow" },
    { name: "59: the node-local cache is the pod's own node", given: [dns(53), coredns, cache, catalogue, toDns], from: "a/client", to: "api.example.com:443", verdict: "allow" },
    { name: "60: a resolver on 5353 is not reached through a rule for 53", given: [dns(5353), coredns, catalogue, toDns], from: "a/client", to: "api.example.com:443", verdict: "deny" },
    { name: "61: both sides must allow", given: [egress("{podSelector: {matchLabels: {app: web}}}"), web("").replace("name: p", "name: q")], from: "a/client", to: "a/web:80", verdict: "deny" },
    { name: "61: replies to an allowed connection pass", given: [web("policyTypes: [Egress]")], from: "a/client", to: "a/web:80", verdict: "allow" },
    { name: "62: a finished pod's address is the next pod's", given: [pod("a/done", { labels: "app: done", ip: "10.244.0.7", phase: "Succeeded" }), pod("a/next", { labels: "app: next", ip: "10.244.0.7" }), web("ingress: [{from: [{podSelector: {matchLabels: {app: done}}}]}]")], from: "ip:10.244.0.7", to: "a/web:80", verdict: "deny" },
    { name: "63: host bits are masked", given: [egress("{ipBlock: {cidr: 10.0.0.5/8}}")], from: "a/client", to: "ip:10.9.9.9:443", verdict: "allow" },
    { name: "64: a headless Service translates no port", given: [service("a/bare", "clusterIP: None, selector: {app: web}, ports: [{port: 80, targetPort: 8080}]"), web("ingress: [{ports: [{port: 8080}]}]")], from: "a/client", to: "svc:a/bare:80", verdict: "deny" },
    { name: "65: an alias of a Service is that Service", given: [service("a/alias", "type: ExternalName, externalName: svc.b.svc.cluster.local"), service("b/svc", "clusterIP: 10.96.0.5, selector: {app: blue}, ports: [{port: 80}]"), policy("b/p", "podSelector: {matchLabels: {app: blue}}")], from: "a/client", to: "svc:a/alias:80", verdict: "deny" },
    { name: "66: each family is judged by itself", given: [pod("a/dual", { labels: "app: dual", ips: ["10.244.0.8", "fd00::8"] }), pod("a/dual2", { ips: ["10.244.0.9", "fd00::9"] }), policy("a/p", "podSelector: {matchLabels: {app: dual}}, ingress: [{from: [{ipBlock: {cidr: 10.0.0.0/8}}]}]")], from: "a/dual2", to: "a/dual:80", verdict: "partial" },
  ])("$name", check);

  test("47 and 48: under Cilium an ipBlock matches no pod", () => {
    const yaml = cluster(...WORLD, egress("{ipBlock: {cidr: 0.0.0.0/0}}"), "{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {engine: cilium}}");
    expect(verdictOf(yaml, "a/client", "b/red:443")).toBe("deny");
  });
});
