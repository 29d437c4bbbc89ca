import { expect, test } from "vitest";
import { answer } from "#lib/check/answer.ts";
import { contextOf } from "#lib/check/context.ts";
import { namespace, node, pod, policy, service, workload } from "#lib/check/fixture.ts";
import type { Verdict } from "#lib/check/spread.ts";
import { ingestText } from "#lib/cluster/documents/ingest.ts";
import type { Fact } from "#lib/cluster/facts.ts";
import { mergeTwins } from "#lib/cluster/merge.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import { ENGINES, type EngineName } from "#lib/policy/engines.ts";
import { Holding } from "./holding.ts";
import { asked } from "./past.fixture.ts";
import { relevantFacts } from "./relevant.ts";

const WEB = pod("shop/web", { ip: "10.0.0.1", node: "two" });
const DB = pod("data/db", { ip: "10.0.0.2", ports: "{name: http, containerPort: 8080}" });
const BASE = [namespace("shop"), namespace("data"), namespace("far"), WEB, DB];
const BY_NAME = policy("shop/by-name", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {}}], ports: [{port: http}]}]");
const TO_IPV4 = policy("shop/ipv4", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]");
const CLOSED_FAR = policy("far/closed", "podSelector: {}, policyTypes: [Ingress]");
const KNOWN = "{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: d}, spec: {destinations: [{host: known.example, addresses: [203.0.113.4]}]}}";
const asksAt = (address: string, ip = "10.0.0.1"): string => pod("shop/web", { ip, node: "two", spec: `dnsPolicy: None, dnsConfig: {nameservers: ["${address}"]}` });
const unreadable = (kind: string, space: string): string => `{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {unreadable: [{group: "", kind: ${kind}, namespace: ${space}, why: forbidden}]}}`;
const declaring = (port: number): string => `spec: {template: {metadata: {labels: {a: b}}, spec: {containers: [{name: app, image: "app:1", ports: [{name: http, containerPort: ${port}}]}]}}}`;
const FAR_DEPLOYMENT = `{apiVersion: apps/v1, kind: Deployment, metadata: {name: api, namespace: far}, ${declaring(9090)}}`;
const calico = (kind: string, id: string, spec: string, labels = ""): string => `{apiVersion: projectcalico.org/v3, kind: ${kind}, metadata: {name: ${id.split("/")[1] ?? id}, namespace: ${id.split("/")[0] ?? ""}, labels: {${labels}}}, spec: {${spec}}}`;

interface Row {
  readonly name: string;
  readonly near: readonly string[];
  /** What a verdict rests on although it is none of the ends'. */
  readonly far: string;
  readonly ask: readonly [string, string];
  readonly engine?: EngineName;
  readonly without: Verdict;
  readonly is: Verdict;
}

const PAIR = ["shop/web", "data/db:8080"] as const;

const ROWS: readonly Row[] = [
  { name: "policies of an engine's own API tell the engine", near: [...BASE, TO_IPV4], far: "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: p, namespace: far}, spec: {endpointSelector: {matchLabels: {a: b}}, ingress: [{}]}}", ask: PAIR, without: "allow", is: "deny" },
  { name: "a name of a port is one number in the cluster: another pod's", near: [...BASE, BY_NAME], far: pod("far/other", { ip: "10.0.0.9", ports: "{name: http, containerPort: 9090}" }), ask: PAIR, engine: "cilium", without: "allow", is: "deny" },
  { name: "a name of a port is one number in the cluster: a template's", near: [...BASE, BY_NAME], far: FAR_DEPLOYMENT, ask: PAIR, engine: "cilium", without: "allow", is: "deny" },
  { name: "a template whose pods say otherwise counts for nothing", near: [...BASE, BY_NAME, FAR_DEPLOYMENT], far: pod("far/api-1", { ip: "10.0.0.9", labels: "pod-template-hash: x", owner: "kind: ReplicaSet, name: api-x", ports: "{name: http, containerPort: 8080}" }), ask: PAIR, engine: "cilium", without: "deny", is: "allow" },
  { name: "a Service that a rule names", near: [...BASE, calico("NetworkPolicy", "shop/p", "selector: all(), types: [Egress], egress: [{action: Allow, protocol: TCP, destination: {services: {name: api, namespace: far}}}]"), service("far/api", "clusterIP: 10.96.0.7, ports: [{port: 443}]")], far: "{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: api-1, namespace: far, labels: {kubernetes.io/service-name: api}}, addressType: IPv4, ports: [{name: '', port: 443}], endpoints: [{addresses: [203.0.113.4]}]}", ask: ["shop/web", "203.0.113.4:443"], engine: "calico", without: "deny", is: "allow" },
  { name: "IPv6 anywhere makes IPv4 not everything", near: [...BASE, TO_IPV4], far: pod("far/six", { ip: "fd00::1" }), ask: ["shop/web", "dns:nobody.example:443"], without: "allow", is: "unknown" },
  { name: "any address shows which families there are, where something could not be read", near: [namespace("shop"), namespace("far"), pod("shop/web"), TO_IPV4, unreadable("Service", "elsewhere")], far: pod("far/four", { ip: "10.0.0.9" }), ask: ["shop/web", "dns:nobody.example:443"], without: "unknown", is: "allow" },
  { name: "a namespace that only a pod names", near: [...BASE.filter((text) => text !== namespace("far")), calico("NetworkPolicy", "shop/p", "selector: all(), types: [Egress], egress: [{action: Allow, destination: {selector: role == 'ext', namespaceSelector: kubernetes.io/metadata.name == 'far'}}]"), calico("NetworkSet", "far/ext", "nets: [203.0.113.0/24]", "role: ext")], far: pod("far/x", { ip: "10.0.0.9" }), ask: ["shop/web", "203.0.113.4:443"], engine: "calico", without: "deny", is: "allow" },
  { name: "a pod that has the address of a nameserver", near: [...BASE.slice(0, 3), DB, asksAt("10.0.0.9"), KNOWN, CLOSED_FAR], far: pod("far/dns", { ip: "10.0.0.9" }), ask: ["shop/web", "dns:known.example:443"], without: "allow", is: "deny" },
  { name: "the same, where the name is found last", near: [...BASE.slice(0, 3), DB, asksAt("10.0.0.9"), service("shop/alias", "type: ExternalName, externalName: known.example"), KNOWN, CLOSED_FAR], far: pod("far/dns", { ip: "10.0.0.9" }), ask: ["shop/web", "svc:shop/alias:443"], without: "allow", is: "deny" },
  { name: "a pod to which the nameserver's node forwards", near: [...BASE.slice(0, 3), DB, asksAt("192.168.0.1"), node("one", "192.168.0.1"), KNOWN, CLOSED_FAR], far: pod("far/dns", { ip: "10.0.0.9", node: "one", ports: "{containerPort: 53, hostPort: 53, protocol: UDP}, {containerPort: 53, hostPort: 53, protocol: TCP}" }), ask: ["shop/web", "dns:known.example:443"], without: "allow", is: "deny" },
  { name: "a pod in the node's network whose labels admit the node", near: [...BASE, node("one", "192.168.0.1"), node("two", "192.168.0.2"), policy("shop/agents", "podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: agent}}}]}]")], far: pod("far/agent", { ip: "192.168.0.1", node: "one", hostNetwork: true, labels: "app: agent" }), ask: ["node:one", "shop/web:80"], engine: "vpc-cni", without: "deny", is: "allow" },
  { name: "what is too old tells the engine too", near: [...BASE, TO_IPV4, "{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {unreadable: [{group: cilium.io, kind: CiliumCIDRGroup, why: forbidden}]}}"], far: "{apiVersion: cilium.io/v2, kind: CiliumCIDRGroup, metadata: {name: g}, spec: {externalCIDRs: [198.51.100.0/24]}}", ask: PAIR, without: "allow", is: "deny" },
  { name: "a policy of nodes, where neither end is in a namespace", near: [namespace("far"), node("one", "192.168.0.1"), "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: a, namespace: far}, spec: {endpointSelector: {}, ingress: [{}]}}"], far: "{apiVersion: cilium.io/v2, kind: CiliumClusterwideNetworkPolicy, metadata: {name: hosts}, spec: {nodeSelector: {}, ingress: [{fromEntities: [remote-node]}]}}", ask: ["ip:203.0.113.9", "node:one:80"], engine: "cilium", without: "allow", is: "unknown" },
  { name: "an address of a node that only a pod tells of", near: [...BASE, node("one"), policy("shop/p", "podSelector: {}, policyTypes: [Ingress], ingress: [{from: [{ipBlock: {cidr: 192.168.0.0/24}}]}]")], far: pod("far/x", { ip: "10.0.0.9", node: "one", hostIP: "192.168.0.1" }), ask: ["node:one", "shop/web:80"], without: "unknown", is: "allow" },
];

function verdicts(documents: readonly string[], { ask, engine }: Row): { readonly whole: Verdict; readonly relevant: Verdict } {
  const { facts } = mergeTwins(ingestText("f.yaml", "yaml", documents.join("\n---\n")));
  const settings = engine === undefined ? {} : { engine: ENGINES[engine] };
  const question = asked(...ask);
  const judge = (some: readonly Fact[]): Verdict => answer(question, contextOf(new Snapshot(some, []), settings)).folded.verdict;
  const holding = new Holding(facts.map((fact, i) => [String(i).padStart(4), [fact]]));
  return { whole: judge(facts), relevant: judge(holding.inOrder(relevantFacts(question, holding, settings))) };
}

test.each(ROWS)("$name", (row) => {
  const { near, far, without, is } = row;
  expect(verdicts(near, row)).toEqual({ whole: without, relevant: without });
  // Among others that count for nothing.
  const noise = Array.from({ length: 3 }, (_, i) => [pod(`noise/p${i}`, { ip: `10.9.0.${i + 1}` }), workload("Deployment", `noise/d${i}`, "n: n")]).flat();
  expect(verdicts([...noise, namespace("noise"), ...near, far], row)).toEqual({ whole: is, relevant: is });
});
