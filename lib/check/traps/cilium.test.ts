import { describe, expect, test } from "vitest";
import { report } from "#lib/describe/report.ts";
import { ENGINES } from "#lib/policy/engines.ts";
import { answerOf, cluster, namespace, node, pod, policy, service } from "../fixture.ts";
import { type Trap, trapIn } from "./fixture.ts";

/** The traps of Cilium (semantics §7.6). */
const WORLD = [
  namespace("a", "team: a"),
  namespace("b", "team: b"),
  pod("a/web", { labels: "app: web", ip: "10.244.0.2", node: "n2", ports: "{name: http, containerPort: 80}" }),
  pod("a/near", { labels: "app: near", ip: "10.244.0.3", node: "n2" }),
  pod("a/host", { labels: "app: host", ip: "192.168.0.2", node: "n2", hostNetwork: true }),
  pod("b/client", { labels: "app: client", ip: "10.244.1.1", node: "n1" }),
  pod("b/far", { labels: "app: far", ip: "192.168.0.1", node: "n1", hostNetwork: true }),
  node("n1", "192.168.0.1"),
  node("n2", "192.168.0.2"),
];
const INTERNET = "ip:203.0.113.4";

const object = (kind: string, metadata: string, spec: string, more = ""): string => `{apiVersion: cilium.io/v2, kind: ${kind}, metadata: {${metadata}}, spec: {${spec}}${more}}`;
const cnp = (id: string, spec: string, more = ""): string => {
  const [space = "", name = ""] = id.split("/");
  return object("CiliumNetworkPolicy", `name: ${name}, namespace: ${space}`, `endpointSelector: {}, ${spec}`, more);
};
const ccnp = (spec: string, subject = "endpointSelector: {}"): string => object("CiliumClusterwideNetworkPolicy", "name: p", `${subject}, ${spec}`);
const PORT = (port: string, rules = ""): string => `toPorts: [{ports: [{port: "${port}", protocol: TCP}]${rules}}]`;
const DNS = (names: string): string => `{toEntities: [all], toPorts: [{ports: [{port: "53"}], rules: {dns: [${names}]}}]}`;
const resolved = (host: string, address: string): string =>
  `{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {engine: cilium, resolved: [{host: ${host}, addresses: ["${address}"], at: 2026-04-16T02:13:35Z}]}}`;

const API_SERVER = cluster(
  service("default/kubernetes", "clusterIP: 10.96.0.1, ports: [{name: https, port: 443, targetPort: 6443}]"),
  "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: kubernetes, namespace: default, labels: {kubernetes.io/service-name: kubernetes}}, addressType: IPv4, ports: [{name: https, port: 6443, protocol: TCP}], endpoints: [{addresses: [198.51.100.7], conditions: {ready: true}}]}",
);

const check = trapIn(WORLD);
const TO_WEB = { from: "b/client", to: "a/web:80" } as const;
const NEAR_TO_WEB = { from: "a/near", to: "a/web:80" } as const;
const TO_INTERNET = { from: "b/client", to: `${INTERNET}:443` } as const;

describe("absent, empty and everybody", () => {
  test.each<Trap>([
    { name: "85: the empty entry allows nobody", given: [cnp("a/p", "ingress: [{}]")], ...NEAR_TO_WEB, verdict: "deny" },
    { name: "86: the empty selector is the own namespace", given: [cnp("a/p", "ingress: [{fromEndpoints: [{}]}]")], ...NEAR_TO_WEB, verdict: "allow" },
    { name: "86: and no other", given: [cnp("a/p", "ingress: [{fromEndpoints: [{}]}]")], ...TO_WEB, verdict: "deny" },
    { name: "86: clusterwide it is every namespace", given: [ccnp("ingress: [{fromEndpoints: [{}]}]")], ...TO_WEB, verdict: "allow" },
    { name: "87: no node, even clusterwide", given: [ccnp("ingress: [{fromEndpoints: [{}]}]")], from: "node:n1", to: "a/web:80", verdict: "deny" },
    { name: "87: no pod in its node's network", given: [ccnp("ingress: [{fromEndpoints: [{}]}]")], from: "b/far", to: "a/web:80", verdict: "deny" },
    { name: "87: nobody outside", given: [ccnp("ingress: [{fromEndpoints: [{}]}]")], from: INTERNET, to: "a/web:80", verdict: "deny" },
    { name: "87: the own node is always let in", given: [ccnp("ingress: [{fromEndpoints: [{}]}]")], from: "node:n2", to: "a/web:80", verdict: "allow" },
    { name: "88: an empty list of peers is nobody", given: [cnp("a/p", `ingress: [{fromEndpoints: [], ${PORT("80")}}]`)], ...TO_WEB, verdict: "deny" },
    { name: "88: an absent one is everybody, on those ports", given: [cnp("a/p", `ingress: [{${PORT("80")}}]`)], ...TO_WEB, verdict: "allow" },
    { name: "88: on those alone", given: [cnp("a/p", `ingress: [{${PORT("80")}}]`)], from: "b/client", to: "a/web:81", verdict: "deny" },
    { name: "88: from outside too", given: [cnp("a/p", `ingress: [{${PORT("80")}}]`)], from: INTERNET, to: "a/web:80", verdict: "allow" },
    { name: "89: a selector means the own namespace", given: [cnp("b/p", "egress: [{toEndpoints: [{matchLabels: {app: web}}]}]")], ...TO_WEB, verdict: "deny" },
    { name: "89: unless it names another", given: [cnp("b/p", 'egress: [{toEndpoints: [{matchLabels: {app: web, "k8s:io.kubernetes.pod.namespace": a}}]}]')], ...TO_WEB, verdict: "allow" },
    { name: "or asks for labels of namespaces", given: [cnp("b/p", 'egress: [{toEndpoints: [{matchLabels: {"k8s:io.cilium.k8s.namespace.labels.team": a}}]}]')], ...TO_WEB, verdict: "allow" },
    { name: "an empty list beside a filled one is nobody too", given: [cnp("a/p", "ingress: [{fromEndpoints: [], fromEntities: [all]}]")], ...TO_WEB, verdict: "deny" },
    { name: "a policy's subject stays in its namespace", given: [cnp("a/p", "ingress: [{}]")], from: "a/near", to: "b/client:80", verdict: "allow" },
  ])("$name", check);
});

describe("blocks, nodes and the world", () => {
  const everywhere = cnp("b/p", "egress: [{toCIDR: [0.0.0.0/0]}]");
  test.each<Trap>([
    { name: "90: a block is no pod", given: [everywhere], ...TO_WEB, verdict: "deny" },
    { name: "90: nor a node", given: [everywhere], from: "b/client", to: "node:n2:443", verdict: "deny" },
    { name: "a block is what is outside", given: [everywhere], ...TO_INTERNET, verdict: "allow" },
    { name: "102: the world is no node", given: [cnp("b/p", "egress: [{toEntities: [world]}]")], from: "b/client", to: "node:n2:443", verdict: "deny" },
    { name: "102: nor a pod", given: [cnp("b/p", "egress: [{toEntities: [world]}]")], ...TO_WEB, verdict: "deny" },
    { name: "103: another node is not the host", given: [cnp("a/p", "ingress: [{fromEntities: [host]}]")], from: "node:n1", to: "a/web:80", verdict: "deny" },
    { name: "103: it is a remote node", given: [cnp("a/p", "ingress: [{fromEntities: [remote-node]}]")], from: "node:n1", to: "a/web:80", verdict: "allow" },
    { name: "a pod in its node's network is that node", given: [cnp("a/p", "ingress: [{fromEntities: [remote-node]}]")], from: "b/far", to: "a/web:80", verdict: "allow" },
    { name: "egress to the own node needs host", given: [cnp("b/p", "egress: [{toEntities: [world]}]")], from: "b/client", to: "node:n1:443", verdict: "deny" },
    { name: "which is host", given: [cnp("b/p", "egress: [{toEntities: [host]}]")], from: "b/client", to: "node:n1:443", verdict: "allow" },
    { name: "the cluster is pods", given: [cnp("a/p", "ingress: [{fromEntities: [cluster]}]")], ...TO_WEB, verdict: "allow" },
    { name: "and nodes", given: [cnp("a/p", "ingress: [{fromEntities: [cluster]}]")], from: "node:n1", to: "a/web:80", verdict: "allow" },
    { name: "and not the world", given: [cnp("a/p", "ingress: [{fromEntities: [cluster]}]"), API_SERVER], from: INTERNET, to: "a/web:80", verdict: "deny" },
    { name: "but for whoever serves the API, which is unknown where nothing tells", given: [cnp("a/p", "ingress: [{fromEntities: [cluster]}]")], from: INTERNET, to: "a/web:80", verdict: "unknown" },
    { name: "kube-apiserver is a pod in the network of a node that serves the API", given: [cnp("b/p", "egress: [{toEntities: [kube-apiserver]}]"), API_SERVER.replace("198.51.100.7", "192.168.0.2")], from: "b/client", to: "a/host:6443", verdict: "allow" },
    { name: "kube-apiserver is whoever serves the API", given: [cnp("b/p", "egress: [{toEntities: [kube-apiserver]}]"), API_SERVER], from: "b/client", to: "ip:198.51.100.7:443", verdict: "allow" },
    { name: "and nobody else", given: [cnp("b/p", "egress: [{toEntities: [kube-apiserver]}]"), API_SERVER], ...TO_INTERNET, verdict: "deny" },
    { name: "a group lists what is outside", given: [cnp("b/p", "egress: [{toCIDRSet: [{cidrGroupRef: g}]}]"), object("CiliumCIDRGroup", "name: g", "externalCIDRs: [203.0.113.0/24]")], ...TO_INTERNET, verdict: "allow" },
    { name: "one that is missing lists nobody", given: [cnp("b/p", "egress: [{toCIDRSet: [{cidrGroupRef: g}]}]")], ...TO_INTERNET, verdict: "deny" },
    { name: "a group of the cloud's is unknown", given: [cnp("b/p", "egress: [{toGroups: [{aws: {securityGroupsIds: [sg-1]}}]}]")], ...TO_INTERNET, verdict: "unknown" },
    { name: "but is no pod", given: [cnp("b/p", "egress: [{toGroups: [{aws: {securityGroupsIds: [sg-1]}}]}]")], ...TO_WEB, verdict: "deny" },
    { name: "a policy for nodes leaves what reaches them unknown", given: [ccnp("ingress: [{}]", "nodeSelector: {}")], from: "b/client", to: "node:n2:443", verdict: "unknown" },
    { name: "and leaves pods alone", given: [ccnp("ingress: [{}]", "nodeSelector: {}")], ...TO_WEB, verdict: "allow" },
  ])("$name", check);
});

describe("deny rules and default deny", () => {
  const denyWorld = "ingressDeny: [{fromCIDR: [10.0.0.0/8]}]";
  test.each<Trap>([
    { name: "91: a deny of a wide block beats an allow of an address in it", given: [cnp("a/p", `${denyWorld}, ingress: [{fromCIDR: [10.1.1.1/32]}]`)], from: "ip:10.1.1.1", to: "a/web:80", verdict: "deny" },
    { name: "92: deny rules alone isolate", given: [cnp("a/p", denyWorld)], ...TO_WEB, verdict: "deny" },
    { name: "92: unless the default is switched off", given: [cnp("a/p", `${denyWorld}, enableDefaultDeny: {ingress: false}`)], ...TO_WEB, verdict: "allow" },
    { name: "92: what they deny stays denied", given: [cnp("a/p", `${denyWorld}, enableDefaultDeny: {ingress: false}`)], from: "ip:10.1.1.1", to: "a/web:80", verdict: "deny" },
    {
      name: "93: a NetworkPolicy that allows does not help against a deny",
      given: [policy("a/np", "podSelector: {}, ingress: [{}]"), cnp("a/p", "ingressDeny: [{fromEntities: [cluster]}]")],
      ...TO_WEB,
      verdict: "deny",
    },
    { name: "93: a NetworkPolicy that allows nobody is united with one that does", given: [policy("a/np", "podSelector: {}, policyTypes: [Ingress]"), cnp("a/p", "ingress: [{fromEntities: [all]}]")], ...TO_WEB, verdict: "allow" },
    { name: "a deny of everybody reaches the own node", given: [cnp("a/p", "ingressDeny: [{fromEntities: [all]}]")], from: "node:n2", to: "a/web:80", verdict: "deny" },
    { name: "one of somebody else does not", given: [cnp("a/p", "ingressDeny: [{fromEntities: [world]}]")], from: "node:n2", to: "a/web:80", verdict: "allow" },
    { name: "authentication that is required is unknown", given: [cnp("a/p", "ingress: [{fromEntities: [all], authentication: {mode: required}}]")], ...TO_WEB, verdict: "unknown" },
    { name: "authentication that always fails denies", given: [cnp("a/p", "ingress: [{fromEntities: [all], authentication: {mode: test-always-fail}}]")], ...TO_WEB, verdict: "deny" },
    { name: "each of specs is a rule of its own", given: ["{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: p, namespace: a}, specs: [{endpointSelector: {}, ingress: [{}]}, {endpointSelector: {matchLabels: {app: web}}, ingress: [{fromEntities: [all]}]}]}"], ...TO_WEB, verdict: "allow" },
  ])("$name", check);
});

describe("names", () => {
  const byName = (pattern: string, dns = ""): string => cnp("b/p", `egress: [{toFQDNs: [${pattern}], ${PORT("443")}}${dns}]`);
  const ALL_NAMES = `, ${DNS('{matchPattern: "*"}')}`;
  const toName = (host: string) => ({ from: "b/client", to: `dns:${host}:443` }) as const;
  test.each<Trap>([
    { name: "94: no rule for DNS queries, no address", given: [byName("{matchName: api.x.com}"), resolved("api.x.com", "203.0.113.4")], ...toName("api.x.com"), verdict: "deny" },
    { name: "94: nor by its address", given: [byName("{matchName: api.x.com}"), resolved("api.x.com", "203.0.113.4")], ...TO_INTERNET, verdict: "deny" },
    { name: "with one the name is let through", given: [byName("{matchName: api.x.com}", ALL_NAMES), resolved("api.x.com", "203.0.113.4")], ...toName("api.x.com"), verdict: "allow" },
    { name: "and so is its address", given: [byName("{matchName: api.x.com}", ALL_NAMES), resolved("api.x.com", "203.0.113.4")], ...TO_INTERNET, verdict: "allow" },
    { name: "with one for another name it is not", given: [byName("{matchName: api.x.com}", `, ${DNS("{matchName: b.x.com}")}`), resolved("api.x.com", "203.0.113.4")], ...toName("api.x.com"), verdict: "deny" },
    { name: "95: a star is one label", given: [byName('{matchPattern: "*.x.com"}', ALL_NAMES)], ...toName("x.com"), verdict: "deny" },
    { name: "95: and not two", given: [byName('{matchPattern: "*.x.com"}', ALL_NAMES)], ...toName("a.b.x.com"), verdict: "deny" },
    { name: "95: two stars are several", given: [byName('{matchPattern: "**.x.com"}', ALL_NAMES)], ...toName("a.b.x.com"), verdict: "allow" },
    { name: "96: a name is no pod", given: [byName('{matchPattern: "*"}', ALL_NAMES)], from: "b/client", to: "a/web:443", verdict: "deny" },
    { name: "97: an address that a pattern could lead to is unknown", given: [byName('{matchPattern: "*.x.com"}', ALL_NAMES)], ...TO_INTERNET, verdict: "unknown" },
  ])("$name", check);
});

describe("ports and what is behind them", () => {
  const GET_ONLY = "rules: {http: [{method: GET, path: /api}]}";
  test.each<Trap>([
    { name: "98: without a protocol TCP is meant", given: [cnp("a/p", 'ingress: [{toPorts: [{ports: [{port: "80"}]}]}]')], ...TO_WEB, verdict: "allow" },
    { name: "98: and UDP", given: [cnp("a/p", 'ingress: [{toPorts: [{ports: [{port: "80"}]}]}]')], from: "b/client", to: "a/web:80/udp", verdict: "allow" },
    { name: "98: port 0 is every port of TCP", given: [cnp("a/p", `ingress: [{${PORT("0")}}]`)], from: "b/client", to: "a/web:12345", verdict: "allow" },
    { name: "98: and none of UDP", given: [cnp("a/p", `ingress: [{${PORT("0")}}]`)], from: "b/client", to: "a/web:53/udp", verdict: "deny" },
    { name: "a named port is the pod's", given: [cnp("a/p", `ingress: [{${PORT("HTTP")}}]`)], ...TO_WEB, verdict: "allow" },
    { name: "99: a rule for requests lets the connection open", given: [cnp("a/p", `ingress: [{${PORT("80", `, ${GET_ONLY}`)}}]`)], ...TO_WEB, verdict: "allow" },
    { name: "107: rules for requests without a protocol are invalid, so nothing is limited", given: [cnp("a/p", `ingress: [{toPorts: [{ports: [{port: "80"}], ${GET_ONLY}}]}]`)], ...TO_WEB, verdict: "allow" },
    { name: "104: so is an entity that the CRD does not have", given: [cnp("a/p", "ingress: [{fromEntities: [world-ipv4]}]")], ...TO_WEB, verdict: "allow" },
    {
      name: "106: and whatever the agent calls invalid",
      given: [cnp("a/p", "ingress: [{}]", ", status: {conditions: [{type: Valid, status: \"False\", message: no}]}")],
      ...TO_WEB,
      verdict: "allow",
    },
    {
      name: "toServices are backends, on the backends' port",
      given: [cnp("b/p", `egress: [{toServices: [{k8sService: {serviceName: web, namespace: a}}], ${PORT("80")}}]`), service("a/web", "clusterIP: 10.96.0.1, selector: {app: web}, ports: [{port: 8080, targetPort: 80}]")],
      from: "b/client",
      to: "svc:a/web:8080",
      verdict: "allow",
    },
    { name: "and no other pods", given: [cnp("b/p", "egress: [{toServices: [{k8sService: {serviceName: web, namespace: a}}]}]"), service("a/web", "selector: {app: web}, ports: [{port: 80}]")], from: "b/client", to: "a/near:80", verdict: "deny" },
  ])("$name", check);
});

describe("labels that Cilium knows nobody by", () => {
  const db = pod("a/db-0", { labels: "app: db, statefulset.kubernetes.io/pod-name: db-0", ip: "10.244.0.9", node: "n2" });
  const byName = "statefulset.kubernetes.io/pod-name: db-0";
  const subject = object("CiliumNetworkPolicy", "name: p, namespace: a", `endpointSelector: {matchLabels: {${byName}}}, ingress: [{}]`);
  test.each<Trap>([
    { name: "101: a subject by the name of its pod is nobody", given: [db, subject], from: "b/client", to: "a/db-0:80", verdict: "allow" },
    { name: "101: nor is a peer", given: [db, cnp("a/p", `egress: [{toEndpoints: [{matchLabels: {${byName}}}]}]`)], from: "a/near", to: "a/db-0:80", verdict: "deny" },
  ])("$name", check);
});

describe("engines", () => {
  const nobody = cnp("a/p", "ingress: [{}]");
  test.each<Trap>([
    { name: "a Cilium policy makes Cilium the engine", given: [nobody], ...TO_WEB, verdict: "deny" },
    { name: "another engine has no use for it", given: [nobody], ...TO_WEB, settings: { engine: ENGINES.calico }, verdict: "allow" },
    { name: "options that nobody tells leave it open", given: [cnp("a/p", "ingress: [{fromNodes: [{matchLabels: {zone: east}}]}]")], ...TO_WEB, verdict: "unknown" },
    { name: "the cluster is taken to be named default", given: [cnp("a/p", 'ingress: [{fromEndpoints: [{matchLabels: {"k8s:io.cilium.k8s.policy.cluster": default}}]}]')], ...NEAR_TO_WEB, verdict: "allow" },
    { name: "whether it has another name is unknown", given: [cnp("a/p", 'ingress: [{fromEndpoints: [{matchLabels: {"k8s:io.cilium.k8s.policy.cluster": prod}}]}]')], ...NEAR_TO_WEB, verdict: "unknown" },
    { name: "which changes nothing for who does not match otherwise", given: [cnp("a/p", 'ingress: [{fromEndpoints: [{matchLabels: {"k8s:io.cilium.k8s.policy.cluster": prod}}]}]')], ...TO_WEB, verdict: "deny" },
  ])("$name", check);
});

/** What the verdict rests on: the mode, the release, what other pods did (105, 97). */
describe("what is said beside the verdict", () => {
  const http = "{ports: [{port: \"80\", protocol: TCP}], rules: {http: [{method: GET, path: /api}]}}";
  const byName = cnp("b/p", "egress: [{toFQDNs: [{matchName: api.x.com}]}]");
  test.each<Trap & { noted: string }>([
    { name: "105: the mode is taken to be the default one, with a policy", given: [cnp("a/p", "ingress: [{fromEntities: [all]}]")], ...TO_WEB, verdict: "allow", noted: "not always, never or audit" },
    { name: "105: and without one", given: [], ...TO_WEB, settings: { engine: ENGINES.cilium }, verdict: "allow", noted: "not always, never or audit" },
    { name: "97: another pod's lookup can open an address for a while", given: [byName, resolved("api.x.com", "203.0.113.4")], ...TO_INTERNET, verdict: "deny", noted: "a lookup by another pod on the same node can open it" },
    { name: "100: the connection opens, what is sent is looked at", given: [cnp("a/p", `ingress: [{toPorts: [${http}]}]`)], ...TO_WEB, verdict: "allow", noted: "then looks at HTTP requests" },
    {
      name: "101: the label filter",
      given: [pod("a/db-0", { labels: "statefulset.kubernetes.io/pod-name: db-0", ip: "10.244.0.9", node: "n2" }), cnp("a/p", "egress: [{toEndpoints: [{matchLabels: {statefulset.kubernetes.io/pod-name: db-0}}]}]")],
      from: "a/near",
      to: "a/db-0:80",
      verdict: "deny",
      noted: "label filter leaves statefulset.kubernetes.io/pod-name out",
    },
    { name: "a port's name is one number outwards, for every peer", given: [cnp("b/p", `egress: [{toCIDR: [0.0.0.0/0], ${PORT("http")}}]`)], from: "b/client", to: `${INTERNET}:80`, verdict: "allow", noted: "opens that number to every peer" },
  ])("$name", ({ given, from, to, settings, verdict, noted }) => {
    const told = report(answerOf(cluster(...WORLD, ...given), from, to, settings), null);
    expect(told.verdict).toBe(verdict);
    expect(told.notes.map(({ text }) => text).join("\n")).toContain(noted);
  });
});
