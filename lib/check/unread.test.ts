import { describe, expect, test } from "vitest";
import { report } from "#lib/describe/report.ts";
import { ENGINES, type EngineName } from "#lib/policy/engines.ts";
import { answerOf, cluster, namespace, node, pod, policy, service, workload } from "./fixture.ts";
import type { Verdict } from "./spread.ts";

const unread = (...entries: readonly string[]): string => `{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {unreadable: [${entries.map((entry) => `{${entry}, why: forbidden}`).join(", ")}]}}`;
const POD = "group: '', kind: Pod";
const SERVICE = "group: '', kind: Service";
const NODE = "group: '', kind: Node";
const SLICE = "group: discovery.k8s.io, kind: EndpointSlice";
const NP = "group: networking.k8s.io, kind: NetworkPolicy";
const ANP = "group: policy.networking.k8s.io, kind";
const CILIUM = "group: cilium.io, kind";
const CALICO = "group: projectcalico.org, kind";
const IN_B = ", namespace: b";

const WEB = pod("a/web", { labels: "app: web", ip: "10.244.0.1", node: "n1", hostIP: "10.0.0.1" });
const DB = pod("a/db", { labels: "app: db", ip: "10.244.0.2" });
const closed = (rules: string): string => policy("a/p", `podSelector: {matchLabels: {app: web}}, ${rules}`);
const egress = (to: string): string => closed(`policyTypes: [Egress], egress: [${to}]`);
const ingress = (from: string): string => closed(`policyTypes: [Ingress], ingress: [${from}]`);
const slice = (id: string, addresses: string, more = ""): string => {
  const [space = "", name = ""] = id.split("/");
  return `{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: ${name}-1, namespace: ${space}, labels: {kubernetes.io/service-name: ${name}}}, addressType: IPv4, ports: [{name: '', port: 80}], endpoints: [${addresses}]${more}}`;
};

interface Row {
  readonly name: string;
  readonly given: readonly string[];
  readonly from?: string;
  readonly to?: string;
  readonly verdict: Verdict;
  /** A part of what is missing. */
  readonly missing?: string;
  readonly assumed?: string;
  readonly engine?: EngineName;
}

function holds({ given, from = "a/web", to = "203.0.113.9:443", verdict, missing, assumed, engine }: Row): void {
  const said = report(answerOf(cluster(namespace("a"), namespace("b"), ...given), from, to, engine ? { engine: ENGINES[engine] } : {}), null);
  expect([said.verdict, said.missing]).toEqual([verdict, verdict === "unknown" ? expect.arrayContaining([expect.stringContaining(missing ?? "could not be read: forbidden") as string]) : []]);
  if (assumed !== undefined) expect(said.notes.map(({ text }) => text)).toContainEqual(expect.stringContaining(assumed));
  expect(JSON.stringify(said)).not.toMatch(/undefined|\[object| {2}/);
}

describe("pods that could not be read", () => {
  test.each<Row>([
    { name: "by name: the kind is named, not the input", given: [WEB, unread(POD + IN_B)], to: "b/api:80", verdict: "unknown", missing: "b/api is not known: Pod in b could not be read: forbidden" },
    { name: "by name, as a source", given: [WEB, unread(POD + IN_B)], from: "b/pod/api", to: "a/web:80", verdict: "unknown", missing: "b/pod/api is not known" },
    { name: "a workload whose template is there", given: [workload("Deployment", "b/api", "app: api"), WEB, unread(POD + IN_B)], from: "b/deploy/api", to: "a/web:80", verdict: "unknown", missing: "Pod in b" },
    { name: "one that is held and too old", given: [pod("b/api", { ip: "10.244.1.1" }), WEB, unread(POD + IN_B)], from: "a/web", to: "b/api:80", verdict: "unknown", missing: "Pod in b" },
    { name: "elsewhere: pods that are known need no others", given: [WEB, DB, egress("{to: [{podSelector: {}}]}"), unread(POD + IN_B)], to: "a/db:80", verdict: "allow" },
    { name: "a private address could be one of theirs", given: [WEB, ingress("{from: [{namespaceSelector: {}}]}"), unread(POD + IN_B)], from: "ip:10.244.7.7", to: "a/web:80", verdict: "unknown", missing: "Pod in b" },
    { name: "a private address that no label could admit", given: [WEB, ingress("{from: [{podSelector: {}}]}"), unread(POD + IN_B)], from: "ip:10.244.7.7", to: "a/web:80", verdict: "deny" },
    { name: "a private address that nobody admits", given: [WEB, ingress(""), unread(POD + IN_B)], from: "ip:10.244.7.7", to: "a/web:80", verdict: "deny" },
    { name: "a private address where nothing limits, as a source", given: [WEB, unread(POD + IN_B)], from: "ip:10.244.7.7", to: "a/web:80", verdict: "allow" },
    { name: "a private address that the source may not call", given: [WEB, egress("{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}"), unread(POD + IN_B)], to: "10.244.7.7:80", verdict: "deny" },
    { name: "a private address whose pod could be closed", given: [WEB, policy("b/shut", "podSelector: {matchLabels: {app: x}}"), unread(POD + IN_B)], to: "10.244.7.7:80", verdict: "unknown" },
    { name: "a globally routable address is taken to be outside", given: [WEB, egress("{to: [{ipBlock: {cidr: 54.0.0.0/8}}]}"), unread(POD + IN_B)], to: "54.1.2.3:443", verdict: "allow", assumed: "54.1.2.3 is taken to be outside the cluster" },
    { name: "the pods' blocks decide: outside of them", given: [WEB, policy("b/shut", "podSelector: {}"), "{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {podCIDRs: [10.244.0.0/16], unreadable: [{group: '', kind: Pod, namespace: b, why: forbidden}]}}"], to: "10.9.9.9:80", verdict: "allow" },
    { name: "the pods' blocks decide: inside of them", given: [WEB, policy("b/shut", "podSelector: {}"), "{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {podCIDRs: [10.244.0.0/16], unreadable: [{group: '', kind: Pod, namespace: b, why: forbidden}]}}"], to: "10.244.9.9:80", verdict: "unknown" },
    { name: "all but one namespace: what is read there counts", given: [WEB, DB, egress("{to: [{podSelector: {}}]}"), unread(`${POD}, except: [a]`)], to: "a/db:80", verdict: "allow" },
    { name: "all but one namespace: what is elsewhere does not", given: [WEB, unread(`${POD}, except: [a]`)], to: "b/api:80", verdict: "unknown", missing: "Pod outside of a could not be read" },
    { name: "label peers do not matter for an address that can be no pod's", given: [WEB, egress("{to: [{podSelector: {}}, {ipBlock: {cidr: 203.0.113.0/24}}]}"), unread(POD + IN_B)], verdict: "allow" },
    { name: "a block may hold some of them", given: [WEB, egress("{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}"), policy("b/shut", "podSelector: {}"), unread(POD + IN_B)], to: "cidr:10.9.0.0/16:80", verdict: "unknown" },
    { name: "a named port of Cilium's stands for one number in the whole cluster", given: [WEB, pod("a/db", { labels: "app: db", ip: "10.244.0.2", ports: "{name: http, containerPort: 80}" }), egress("{to: [{podSelector: {}}], ports: [{port: http}]}"), unread(POD + IN_B)], to: "a/db:80", verdict: "unknown", engine: "cilium" },
    { name: "a Service whose slices name them: their labels are the selector's", given: [WEB, service("b/api", "clusterIP: 10.96.0.9, selector: {app: api}, ports: [{port: 80}]"), slice("b/api", "{addresses: [10.244.1.1], targetRef: {kind: Pod, name: api-1}}"), egress("{to: [{namespaceSelector: {}, podSelector: {matchLabels: {app: api}}}]}"), unread(POD + IN_B)], to: "svc:b/api:80", verdict: "allow" },
    { name: "a Service whose slices name them: closed to the source", given: [WEB, service("b/api", "clusterIP: 10.96.0.9, selector: {app: api}, ports: [{port: 80}]"), slice("b/api", "{addresses: [10.244.1.1], targetRef: {kind: Pod, name: api-1}}"), egress("{to: [{podSelector: {}}]}"), unread(POD + IN_B)], to: "svc:b/api:80", verdict: "deny" },
    { name: "a Service that only its selector explains", given: [WEB, service("b/api", "clusterIP: 10.96.0.9, selector: {app: api}, ports: [{port: 80}]"), unread(POD + IN_B)], to: "svc:b/api:80", verdict: "unknown", missing: "who stands behind Service b/api is not known: Pod in b" },
    { name: "a node may forward a port to one of them", given: [WEB, node("n1", "10.0.0.1"), unread(POD + IN_B)], to: "node:n1:9100", verdict: "unknown", missing: "whom a node forwards port 9100 to" },
  ])("$name", holds);
});

describe("namespaces that could not be read", () => {
  const FAR = pod("b/far", { ip: "10.244.1.1" });
  const from = (selector: string): Row["given"] => [WEB, FAR, ingress(`{from: [{namespaceSelector: ${selector}}]}`), unread("group: '', kind: Namespace")];
  test.each<Row>([
    { name: "In is open", given: from("{matchLabels: {team: t}}"), verdict: "unknown", missing: "Namespace could not be read" },
    { name: "NotIn is open", given: from("{matchExpressions: [{key: team, operator: NotIn, values: [t]}]}"), verdict: "unknown" },
    { name: "Exists is open", given: from("{matchExpressions: [{key: team, operator: Exists}]}"), verdict: "unknown" },
    { name: "DoesNotExist is open", given: from("{matchExpressions: [{key: team, operator: DoesNotExist}]}"), verdict: "unknown" },
    { name: "the label of the name is known", given: from("{matchLabels: {kubernetes.io/metadata.name: b}}"), verdict: "allow" },
    { name: "another name is not its own", given: from("{matchLabels: {kubernetes.io/metadata.name: c}}"), verdict: "deny" },
    { name: "another name beside an open label", given: from("{matchLabels: {kubernetes.io/metadata.name: c, team: t}}"), verdict: "deny" },
    { name: "every namespace asks for no label", given: from("{}"), verdict: "allow" },
    { name: "one that is held and too old", given: [namespace("b", "team: t"), ...from("{matchLabels: {team: t}}")], verdict: "unknown" },
  ])("$name", (row) => holds({ from: "b/far", to: "a/web:80", ...row }));
});

describe("Services that could not be read", () => {
  const DNS = pod("kube-system/dns", { labels: "k8s-app: kube-dns", ip: "10.244.9.9" });
  const toDns = "{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}], ports: [{port: 53, protocol: UDP}]}";
  const https = "{ports: [{port: 443}]}";
  test.each<Row>([
    { name: "by name", given: [WEB, unread(SERVICE + IN_B)], to: "svc:b/api:80", verdict: "unknown", missing: "svc:b/api is not known: Service in b could not be read" },
    { name: "a name of the cluster's domain", given: [WEB, unread(SERVICE + IN_B)], to: "dns:api.b.svc.cluster.local:80", verdict: "unknown", missing: "Service in b" },
    { name: "a name that ends in a namespace", given: [WEB, unread(SERVICE)], to: "dns:api.b:80", verdict: "unknown", missing: "Service could not be read" },
    { name: "a name alone, in the source's namespace", given: [WEB, unread("group: '', kind: Service, namespace: a")], to: "dns:api:80", verdict: "unknown", missing: "Service in a" },
    { name: "a name that ends in no namespace leads outside", given: [WEB, unread(SERVICE + IN_B)], to: "dns:api.stripe.com:443", verdict: "allow" },
    { name: "one in another namespace", given: [WEB, DB, service("a/db", "clusterIP: 10.96.0.9, selector: {app: db}, ports: [{port: 80}]"), unread(SERVICE + IN_B)], to: "svc:a/db:80", verdict: "allow" },
    { name: "a private address could be a cluster IP", given: [WEB, unread(SERVICE)], to: "10.96.0.9:80", verdict: "unknown", missing: "10.96.0.9 is not known: Service could not be read" },
    { name: "a pod's address is no cluster IP", given: [WEB, DB, unread(SERVICE)], to: "10.244.0.2:80", verdict: "allow" },
    { name: "a known Service's address is no other's", given: [WEB, DB, service("a/db", "clusterIP: 10.96.0.9, selector: {app: db}, ports: [{port: 80}]"), unread(SERVICE + IN_B)], to: "10.96.0.9:80", verdict: "allow" },
    { name: "a globally routable address is taken to be none", given: [WEB, unread(SERVICE)], to: "54.1.2.3:443", verdict: "allow", assumed: "54.1.2.3 is taken to be outside" },
    { name: "the resolver: surely allowed", given: [WEB, DNS, egress(`${toDns}, ${https}`), unread(`${SERVICE}, namespace: kube-system`)], to: "dns:api.stripe.com:443", verdict: "allow", assumed: "taken to be a pod of kube-system" },
    { name: "the resolver: surely blocked", given: [WEB, DNS, egress(https), unread(`${SERVICE}, namespace: kube-system`)], to: "dns:api.stripe.com:443", verdict: "deny" },
    { name: "the resolver: perhaps the one that a label allows", given: [WEB, DNS, egress(`{to: [{namespaceSelector: {}, podSelector: {matchLabels: {k8s-app: kube-dns}}}], ports: [{port: 53, protocol: UDP}]}, ${https}`), unread(SERVICE)], to: "dns:api.stripe.com:443", verdict: "unknown", missing: "whether the resolver of the cluster can be asked is not decided: Service in kube-system could not be read" },
    { name: "the resolver: undecided, and the connection is blocked anyhow", given: [WEB, DNS, egress("{to: [{namespaceSelector: {}, podSelector: {matchLabels: {k8s-app: kube-dns}}}], ports: [{port: 53, protocol: UDP}]}"), unread(SERVICE)], to: "dns:api.stripe.com:443", verdict: "deny" },
    { name: "the resolver: Services of another namespace do not matter", given: [WEB, egress(https), unread(SERVICE + IN_B)], to: "dns:api.stripe.com:443", verdict: "allow" },
    { name: "the resolver's Service is there, its pods are not: surely allowed", given: [WEB, service("kube-system/kube-dns", "selector: {k8s-app: kube-dns}, ports: [{port: 53, protocol: UDP}]").replace("metadata: {", "metadata: {labels: {k8s-app: kube-dns}, "), egress(`{to: [{namespaceSelector: {}, podSelector: {matchLabels: {k8s-app: kube-dns}}}], ports: [{port: 53, protocol: UDP}]}, ${https}`), unread(`${POD}, namespace: kube-system`)], to: "dns:api.stripe.com:443", verdict: "allow", engine: "kubernetes" },
    { name: "Cilium's toServices is open where the Service could not be read", given: [WEB, DB, "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: p, namespace: a}, spec: {endpointSelector: {matchLabels: {app: web}}, egress: [{toServices: [{k8sService: {serviceName: api, namespace: b}}]}]}}", unread(SERVICE + IN_B)], to: "a/db:80", verdict: "unknown", missing: "Service in b" },
    { name: "Cilium's toServices of another namespace is not", given: [WEB, DB, "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: p, namespace: a}, spec: {endpointSelector: {matchLabels: {app: web}}, egress: [{toServices: [{k8sService: {serviceName: api, namespace: a}}]}]}}", unread(SERVICE + IN_B)], to: "a/db:80", verdict: "deny" },
  ])("$name", holds);
});

describe("EndpointSlices that could not be read", () => {
  const two = [pod("b/one", { labels: "app: api, n: one", ip: "10.244.1.1" }), pod("b/two", { labels: "app: api, n: two", ip: "10.244.1.2" }), service("b/api", "clusterIP: 10.96.0.9, selector: {app: api}, ports: [{port: 80}]")];
  const bare = service("b/api", "clusterIP: 10.96.0.9, ports: [{port: 80}]");
  test.each<Row>([
    { name: "where all that the selector names agree, that stands: allowed", given: [WEB, ...two, unread(SLICE)], to: "svc:b/api:80", verdict: "allow" },
    { name: "where all that the selector names agree, that stands: blocked", given: [WEB, ...two, egress("{to: [{podSelector: {}}]}"), unread(SLICE)], to: "svc:b/api:80", verdict: "deny" },
    { name: "where they differ, not", given: [WEB, ...two, policy("b/shut", "podSelector: {matchLabels: {n: one}}"), unread(SLICE + IN_B)], to: "svc:b/api:80", verdict: "unknown", missing: "which backends of Service b/api are ready is not known: EndpointSlice.discovery.k8s.io in b could not be read" },
    { name: "elsewhere they do not matter", given: [WEB, ...two, policy("b/shut", "podSelector: {matchLabels: {n: one}}"), unread(`${SLICE}, namespace: a`)], to: "svc:b/api:80", verdict: "partial" },
    { name: "without a selector nothing is known", given: [WEB, bare, unread(SLICE)], to: "svc:b/api:80", verdict: "unknown", missing: "who stands behind Service b/api" },
    { name: "those that are held and too old do not count", given: [WEB, bare, slice("b/api", "{addresses: [203.0.113.1]}"), unread(SLICE)], to: "svc:b/api:80", verdict: "unknown" },
    { name: "who serves the API could be outside or a node", given: [WEB, service("default/kubernetes", "clusterIP: 10.96.0.1, ports: [{port: 443, targetPort: 6443}]"), egress("{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}"), unread(SLICE)], to: "svc:default/kubernetes:443", verdict: "unknown", missing: "EndpointSlice.discovery.k8s.io could not be read" },
    { name: "who serves the API, where all of it is allowed", given: [WEB, service("default/kubernetes", "clusterIP: 10.96.0.1, ports: [{port: 443, targetPort: 6443}]"), egress("{}"), unread(SLICE)], to: "svc:default/kubernetes:443", verdict: "allow" },
  ])("$name", holds);
});

describe("nodes that could not be read", () => {
  const admin = (peer: string): string => `{apiVersion: policy.networking.k8s.io/v1alpha2, kind: ClusterNetworkPolicy, metadata: {name: c}, spec: {tier: Admin, priority: 1, subject: {namespaces: {}}, egress: [{action: Deny, to: [${peer}]}]}}`;
  test.each<Row>([
    { name: "by name", given: [WEB, unread(NODE)], to: "node:n1:443", verdict: "unknown", missing: "node:n1 is not known: Node could not be read" },
    { name: "the own node is known by the pod's host address", given: [WEB, egress(""), unread(NODE)], from: "10.0.0.1", to: "a/web:80", verdict: "allow" },
    { name: "another private address could be the own node's", given: [WEB, ingress(""), unread(NODE)], from: "10.0.0.9", to: "a/web:80", verdict: "unknown", missing: "Node could not be read" },
    { name: "whichever node it is, the rule by address admits it", given: [WEB, ingress("{from: [{ipBlock: {cidr: 10.0.0.0/24}}]}"), unread(NODE)], from: "10.0.0.9", to: "a/web:80", verdict: "allow" },
    { name: "an own node changes nothing where egress to it is policed", given: [WEB, egress(""), unread(NODE)], to: "10.0.0.9:80", verdict: "deny", engine: "calico" },
    { name: "a globally routable address is taken to be none of theirs", given: [WEB, egress(""), unread(NODE)], to: "54.1.2.3:443", verdict: "deny", assumed: "54.1.2.3 is taken to be outside" },
    { name: "their labels are open", given: [WEB, admin("{nodes: {matchLabels: {role: edge}}}"), unread(NODE)], to: "10.0.0.1:80", verdict: "unknown", missing: "Node could not be read" },
    { name: "a rule about nodes means no pod", given: [WEB, DB, admin("{nodes: {matchLabels: {role: edge}}}"), unread(NODE)], to: "a/db:80", verdict: "allow" },
    { name: "one could forward a node port", given: [WEB, DB, service("a/db", "type: NodePort, selector: {app: db}, ports: [{port: 80, nodePort: 30080}]"), unread(NODE)], to: "10.0.0.9:30080", verdict: "unknown", missing: "Node could not be read" },
    { name: "a client from outside may enter through one", given: [WEB, service("a/lb", "type: LoadBalancer, selector: {app: web}, ports: [{port: 80}]"), ingress("{from: [{ipBlock: {cidr: 203.0.113.0/24}}]}"), unread(NODE)], from: "203.0.113.9", to: "svc:a/lb:80", verdict: "unknown", missing: "Node could not be read" },
  ])("$name", holds);
});

test("labels of a service account that could not be read are open", () => {
  const calico = "{apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {name: p, namespace: a}, spec: {selector: app == 'web', types: [Ingress], ingress: [{action: Allow, source: {serviceAccounts: {selector: role == 'x'}}}]}}";
  const account = "{apiVersion: v1, kind: ServiceAccount, metadata: {name: default, namespace: a, labels: {role: y}}}";
  holds({ name: "", given: [WEB, DB, account, calico], from: "a/db", to: "a/web:80", verdict: "deny" });
  holds({ name: "", given: [WEB, DB, account, calico, unread("group: '', kind: ServiceAccount, namespace: a")], from: "a/db", to: "a/web:80", verdict: "unknown", missing: "ServiceAccount in a" });
  holds({ name: "", given: [WEB, DB, account, calico, unread("group: '', kind: ServiceAccount, namespace: b")], from: "a/db", to: "a/web:80", verdict: "deny" });
});

describe("policies that could not be read", () => {
  const allowed = egress("{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}");
  const adminDeny = "{apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name: x}, spec: {priority: 1, subject: {namespaces: {}}, egress: [{name: r, action: Deny, to: [{networks: [203.0.113.0/24]}]}]}}";
  const cilium = (rules: string): string => `{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: p, namespace: a}, spec: {endpointSelector: {}, ${rules}}}`;
  const group = cilium("egress: [{toCIDRSet: [{cidrGroupRef: g}]}]");
  const tier = "{apiVersion: projectcalico.org/v3, kind: Tier, metadata: {name: t}, spec: {order: 10}}";
  const tiered = "{apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {name: t.p, namespace: a}, spec: {tier: t, types: [Egress], egress: [{action: Allow}]}}";
  const sets = "{apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {name: p, namespace: a}, spec: {types: [Egress], egress: [{action: Allow, destination: {selector: set == 'x'}}]}}";
  test.each<Row>([
    { name: "NetworkPolicies in another namespace do not matter to what goes outside", given: [WEB, unread(NP + IN_B)], verdict: "allow" },
    { name: "NetworkPolicies of the own namespace could close what is open", given: [WEB, unread(`${NP}, namespace: a`)], verdict: "unknown", missing: "NetworkPolicy.networking.k8s.io in a" },
    { name: "NetworkPolicies could allow what is blocked", given: [WEB, egress(""), unread(NP)], verdict: "unknown" },
    { name: "NetworkPolicies take nothing away from what one allows", given: [WEB, allowed, unread(NP)], verdict: "allow" },
    { name: "NetworkPolicies come after what an Admin policy denies", given: [WEB, adminDeny, unread(NP)], verdict: "deny" },
    { name: "a target's own side", given: [WEB, pod("b/api", { ip: "10.244.1.1" }), allowed, unread(NP + IN_B)], from: "b/api", to: "a/web:80", verdict: "unknown", missing: "in b" },
    { name: "a target that denies, whatever the source's side says", given: [WEB, pod("b/api", { ip: "10.244.1.1" }), ingress(""), unread(NP + IN_B)], from: "b/api", to: "a/web:80", verdict: "deny" },
    { name: "all but one namespace", given: [WEB, allowed, unread(`${NP}, except: [a]`)], verdict: "allow" },
    { name: "Admin policies touch every namespace", given: [WEB, allowed, unread(`${ANP}: AdminNetworkPolicy`)], verdict: "unknown", missing: "AdminNetworkPolicy.policy.networking.k8s.io" },
    { name: "Admin policies, whatever namespace is said", given: [WEB, allowed, unread(`${ANP}: AdminNetworkPolicy${IN_B}`)], verdict: "unknown" },
    { name: "Admin policies do not matter to an engine that has none", given: [WEB, allowed, unread(`${ANP}: AdminNetworkPolicy`)], verdict: "allow", engine: "vpc-cni" },
    { name: "Baseline policies only where nothing limits", given: [WEB, allowed, unread(`${ANP}: BaselineAdminNetworkPolicy`)], verdict: "allow" },
    { name: "Baseline policies where nothing limits", given: [WEB, unread(`${ANP}: BaselineAdminNetworkPolicy`)], verdict: "unknown" },
    { name: "Cilium's could deny what is allowed", given: [WEB, allowed, unread(`${CILIUM}: CiliumNetworkPolicy, namespace: a`)], verdict: "unknown", engine: "cilium" },
    { name: "Cilium's do not open what a rule denies", given: [WEB, cilium("egressDeny: [{toEntities: [all]}]"), unread(`${CILIUM}: CiliumClusterwideNetworkPolicy`)], verdict: "deny", engine: "cilium" },
    { name: "Cilium's do not matter to another engine", given: [WEB, allowed, unread(`${CILIUM}: CiliumNetworkPolicy`)], verdict: "allow", engine: "calico" },
    { name: "a set of addresses that a rule names", given: [WEB, group, unread(`${CILIUM}: CiliumCIDRGroup`)], verdict: "unknown", missing: "CiliumCIDRGroup.cilium.io", engine: "cilium" },
    { name: "a set of addresses that no rule names", given: [WEB, cilium("egress: [{toCIDR: [203.0.113.0/24]}]"), unread(`${CILIUM}: CiliumCIDRGroup`)], verdict: "allow", engine: "cilium" },
    { name: "a set of addresses that a rule selects", given: [WEB, sets, unread(`${CALICO}: GlobalNetworkSet`)], verdict: "deny", engine: "calico" },
    { name: "a set of addresses of the namespace that a rule selects", given: [WEB, sets, unread(`${CALICO}: NetworkSet, namespace: a`)], verdict: "unknown", missing: "NetworkSet.projectcalico.org in a", engine: "calico" },
    { name: "a set of addresses of another namespace", given: [WEB, sets, unread(`${CALICO}: NetworkSet${IN_B}`)], verdict: "deny", engine: "calico" },
    { name: "a tier that a policy names", given: [WEB, tier, tiered, unread(`${CALICO}: Tier`)], verdict: "unknown", missing: "Tier.projectcalico.org could not be read", engine: "calico" },
    { name: "a tier that no policy names", given: [WEB, allowed, unread(`${CALICO}: Tier`)], verdict: "allow", engine: "calico" },
    { name: "Calico's staged policies", given: [WEB, unread(`${CALICO}: StagedGlobalNetworkPolicy`)], verdict: "allow", engine: "calico" },
    { name: "host endpoints are about nodes", given: [WEB, unread(`${CALICO}: HostEndpoint`)], verdict: "allow", engine: "calico" },
    { name: "host endpoints, of a node", given: [WEB, node("n1", "10.0.0.1"), unread(`${CALICO}: HostEndpoint`)], from: "node:n1", verdict: "unknown", missing: "HostEndpoint", engine: "calico" },
    { name: "an Ingress", given: [WEB, unread("group: networking.k8s.io, kind: Ingress")], verdict: "allow" },
    { name: "licenses", given: [WEB, unread(`${CALICO}: LicenseKey`)], verdict: "allow", engine: "calico" },
  ])("$name", holds);
});
