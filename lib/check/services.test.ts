import { describe, expect, test } from "vitest";
import { leaves } from "./spread.ts";
import { answerOf, cluster, namespace, node, pod, policy, service } from "./fixture.ts";

const CLIENT = pod("a/client", { labels: "app: client", ip: "10.244.0.1", node: "n1" });
const ONE = pod("a/one", { labels: "app: web, v: one", ip: "10.244.0.2", node: "n1", ports: "{name: http, containerPort: 8080}" });
const TWO = pod("a/two", { labels: "app: web, v: two", ip: "10.244.0.3", node: "n2", ports: "{name: http, containerPort: 9090}" });
const NODES = [node("n1", "192.168.0.1"), node("n2", "192.168.0.2")];
const svc = (spec = "", ports = "{name: main, port: 80, targetPort: http}", more = ""): string => service("a/svc", `clusterIP: 10.96.0.1, selector: {app: web}, ports: [${ports}]${spec}`, more);
const bare = (spec: string, ports = "{name: main, port: 80, targetPort: 8080}"): string => service("a/svc", `${spec}, ports: [${ports}]`);
const slice = (endpoints: string, ports = "{name: main, port: 8080}"): string =>
  `{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: s, namespace: a, labels: {kubernetes.io/service-name: svc}}, addressType: IPv4, ports: [${ports}], endpoints: [${endpoints}]}`;
const OUTSIDE = "ip:198.51.100.9";
const onlyOne = policy("a/p", "podSelector: {matchLabels: {v: two}}");

/** Whom a question reaches, as `label:port`, and the verdict. */
function reached(given: readonly string[], from: string, to: string): string {
  const answer = answerOf(cluster(namespace("a"), CLIENT, ...given), from, to);
  const targets = leaves(answer.attempts).flatMap((attempt) => (attempt.kind === "connection" ? [`${attempt.judged.target.candidate.label}:${attempt.judged.target.port}`] : []));
  return [answer.folded.verdict, ...[...new Set(targets)].sort(), ...answer.folded.gaps.map(({ kind }) => kind)].join(" ");
}

describe("whom a Service reaches", () => {
  test.each([
    { name: "a named targetPort is each backend's own number", given: [svc(), ONE, TWO], to: "svc:a/svc:80", reached: "allow a/pod/one:8080 a/pod/two:9090" },
    { name: "its port is asked for by name", given: [svc(), ONE, TWO], to: "svc:a/svc:main", reached: "allow a/pod/one:8080 a/pod/two:9090" },
    { name: "its address is the same question", given: [svc(), ONE, TWO], to: "ip:10.96.0.1:80", reached: "allow a/pod/one:8080 a/pod/two:9090" },
    { name: "its name is the same question", given: [svc(), ONE, TWO], to: "svc.a.svc.cluster.local:80", reached: "allow a/pod/one:8080 a/pod/two:9090" },
    { name: "its short name is that of the caller's namespace", given: [svc(), ONE], to: "svc:80", reached: "allow a/pod/one:8080" },
    { name: "its name ends in a dot as well", given: [svc(), ONE], to: "SVC.a.svc.cluster.local.:80", reached: "allow a/pod/one:8080" },
    { name: "a numeric targetPort", given: [svc("", "{port: 80, targetPort: 8443}"), ONE], to: "svc:a/svc:80", reached: "allow a/pod/one:8443" },
    { name: "an absent targetPort is the port", given: [svc("", "{port: 80}"), ONE], to: "svc:a/svc:80", reached: "allow a/pod/one:80" },
    { name: "a pod that does not declare the name is no backend", given: [svc(), ONE, pod("a/none", { labels: "app: web", ip: "10.244.0.9" })], to: "svc:a/svc:80", reached: "allow a/pod/one:8080" },
    { name: "a port that it lacks", given: [svc(), ONE], to: "svc:a/svc:81", reached: "unknown service-port" },
    { name: "a port of another protocol", given: [svc(), ONE], to: "svc:a/svc:80/udp", reached: "unknown service-port" },
    { name: "no pod that it selects", given: [svc()], to: "svc:a/svc:80", reached: "unknown service-endpoints" },
    { name: "finished pods are no backends", given: [svc(), pod("a/done", { labels: "app: web", ip: "10.244.0.9", phase: "Failed" })], to: "svc:a/svc:80", reached: "unknown service-endpoints" },
    { name: "pods of another namespace are no backends", given: [svc(), pod("b/web", { labels: "app: web", ip: "10.244.0.9" })], to: "svc:a/svc:80", reached: "unknown service-endpoints" },
    { name: "without a selector and slices it has no endpoint", given: [bare("clusterIP: 10.96.0.1"), ONE], to: "svc:a/svc:80", reached: "unknown service-endpoints" },
    { name: "an empty selector selects nothing", given: [bare("clusterIP: 10.96.0.1, selector: {}"), ONE], to: "svc:a/svc:80", reached: "unknown service-endpoints" },
    { name: "a Service that is not there", given: [ONE], to: "svc:a/svc:80", reached: "unknown not-found" },
    { name: "different answers are partial", given: [svc(), ONE, TWO, onlyOne], to: "svc:a/svc:80", reached: "partial a/pod/one:8080 a/pod/two:9090" },
    { name: "a headless one is dialled on the pods' port", given: [bare("clusterIP: None, selector: {app: web}"), ONE], to: "svc:a/svc:80", reached: "allow a/pod/one:80" },
    { name: "a headless one takes any port, listed or not", given: [bare("clusterIP: None, selector: {app: web}"), ONE], to: "svc:a/svc:5432", reached: "allow a/pod/one:5432" },
    { name: "a headless one gives a port's name as SRV records do", given: [bare("clusterIP: None, selector: {app: web}"), ONE], to: "svc:a/svc:main", reached: "allow a/pod/one:8080" },
    { name: "a pod's name before a headless one's", given: [bare("clusterIP: None, selector: {app: web}"), ONE, TWO], to: "two.svc.a.svc.cluster.local:80", reached: "allow a/pod/two:80" },
    { name: "a name of the cluster without a Service", given: [], to: "gone.a.svc.cluster.local:80", reached: "unknown service-of-name" },
    { name: "a pod's dashed name is of the cluster too", given: [], to: "10-244-0-9.a.pod.cluster.local:80", reached: "unknown service-of-name" },
  ])("$name", (row) => expect(reached(row.given, "a/client", row.to)).toBe(row.reached));
});

describe("EndpointSlices win over the selector", () => {
  const one = "{addresses: [10.244.0.2], targetRef: {kind: Pod, name: one}}";
  const two = (conditions: string): string => `{addresses: [10.244.0.3], targetRef: {kind: Pod, name: two}, conditions: {${conditions}}}`;
  test.each([
    { name: "absent conditions are ready", given: [svc(), ONE, TWO, slice(one)], reached: "allow a/pod/one:8080" },
    { name: "one that is not ready gets nothing", given: [svc(), ONE, TWO, slice(`${one}, ${two("ready: false")}`)], reached: "allow a/pod/one:8080" },
    { name: "one that ends gets nothing while another is ready", given: [svc(), ONE, TWO, slice(`${one}, ${two("ready: false, serving: true, terminating: true")}`)], reached: "allow a/pod/one:8080" },
    { name: "where all end, they serve", given: [svc(), ONE, TWO, slice(two("ready: false, serving: true, terminating: true"))], reached: "allow a/pod/two:8080" },
    { name: "one that ends and no longer serves gets nothing", given: [svc(), ONE, TWO, slice(two("ready: false, serving: false, terminating: true"))], reached: "unknown service-endpoints" },
    { name: "an address without targetRef is the pod's that has it", given: [svc(), ONE, TWO, slice("{addresses: [10.244.0.3]}")], reached: "allow a/pod/two:8080" },
    { name: "an address outside", given: [svc(), slice("{addresses: [203.0.113.9]}")], reached: "allow 203.0.113.9:8080" },
    { name: "without a selector too", given: [bare("clusterIP: 10.96.0.1"), slice("{addresses: [203.0.113.9]}")], reached: "allow 203.0.113.9:8080" },
    { name: "a port is found by the Service port's name", given: [svc(), ONE, slice(one, "{name: other, port: 1}, {name: main, port: 8081}")], reached: "allow a/pod/one:8081" },
    { name: "a headless one's port is not translated", given: [bare("clusterIP: None, selector: {app: web}"), ONE, slice(one)], reached: "allow a/pod/one:80" },
    { name: "Endpoints are read as a slice", given: [svc(), ONE, "{apiVersion: v1, kind: Endpoints, metadata: {name: svc, namespace: a}, subsets: [{addresses: [{ip: 10.244.0.2}], ports: [{name: main, port: 8080}]}]}"], reached: "allow a/pod/one:8080" },
  ])("$name", (row) => expect(reached(row.given, "a/client", "svc:a/svc:80")).toBe(row.reached));
});

describe("from outside and by node", () => {
  const nodePort = svc(", type: NodePort", "{name: main, port: 80, targetPort: http, nodePort: 30080}");
  const local = svc(", internalTrafficPolicy: Local");
  const localPort = svc(", type: NodePort, externalTrafficPolicy: Local", "{name: main, port: 80, targetPort: http, nodePort: 30080}");
  const onlyClients = policy("a/p", "podSelector: {matchLabels: {v: two}}, ingress: [{from: [{ipBlock: {cidr: 198.51.100.0/24}}]}]");
  const lb = (address: string, name: string, port: number): string =>
    service(`a/${name}`, `type: LoadBalancer, clusterIP: 10.96.0.${port % 250}, selector: {v: ${name}}, ports: [{port: ${port}, targetPort: http}]`, `, status: {loadBalancer: {ingress: [{ip: ${address}}]}}`);
  test.each([
    { name: "a node forwards a NodePort", given: [...NODES, nodePort, ONE, TWO], from: "a/client", to: "ip:192.168.0.2:30080", reached: "allow a/pod/one:8080 a/pod/two:9090" },
    { name: "and no other port", given: [...NODES, nodePort, ONE], from: "a/client", to: "ip:192.168.0.2:22", reached: "allow node:n2:22" },
    { name: "internalTrafficPolicy Local keeps to the caller's node", given: [local, ONE, TWO], from: "a/client", to: "svc:a/svc:80", reached: "allow a/pod/one:8080" },
    { name: "for a caller that is a node too", given: [local, ...NODES, ONE, TWO], from: "node:n2", to: "svc:a/svc:80", reached: "allow a/pod/two:9090" },
    { name: "a caller's node without endpoint", given: [local, TWO], from: "a/client", to: "svc:a/svc:80", reached: "unknown service-endpoints" },
    { name: "it is about calls inside, not those to a node", given: [svc(", type: NodePort, internalTrafficPolicy: Local", "{port: 80, targetPort: http, nodePort: 30080}"), ...NODES, ONE, TWO], from: "a/client", to: "ip:192.168.0.2:30080", reached: "allow a/pod/one:8080 a/pod/two:9090" },
    { name: "a hostPort of a pod on that node leads to the pod", given: [...NODES, pod("a/edge", { node: "n2", ip: "10.0.0.9", ports: "{containerPort: 8443, hostPort: 443}" })], from: "a/client", to: "ip:192.168.0.2:443", reached: "allow a/pod/edge:8443" },
    { name: "and one on another node does not", given: [...NODES, pod("a/edge", { node: "n1", ip: "10.0.0.9", ports: "{containerPort: 8443, hostPort: 443}" })], from: "a/client", to: "ip:192.168.0.2:443", reached: "allow node:n2:443" },
    { name: "a node by its name forwards as well", given: [...NODES, nodePort, ONE], from: "a/client", to: "node:n2:30080", reached: "allow a/pod/one:8080" },
    { name: "externalTrafficPolicy Local: a client outside meets the dialled node's endpoints only", given: [...NODES, localPort, ONE, TWO], from: OUTSIDE, to: "ip:192.168.0.1:30080", reached: "allow a/pod/one:8080" },
    { name: "a node that has none drops it", given: [...NODES, localPort, TWO], from: OUTSIDE, to: "ip:192.168.0.1:30080", reached: "unknown service-endpoints" },
    { name: "a client inside meets all of them", given: [...NODES, localPort, ONE, TWO], from: "a/client", to: "ip:192.168.0.1:30080", reached: "allow a/pod/one:8080 a/pod/two:9090" },
    { name: "through the backend's own node the client keeps its address", given: [...NODES, nodePort, TWO, onlyClients], from: OUTSIDE, to: "ip:192.168.0.2:30080", reached: "allow a/pod/two:9090" },
    { name: "through another it arrives with that node's", given: [...NODES, nodePort, TWO, onlyClients], from: OUTSIDE, to: "ip:192.168.0.1:30080", reached: "deny a/pod/two:9090" },
    { name: "through whichever node, both happen", given: [...NODES, nodePort, TWO, onlyClients], from: OUTSIDE, to: "svc:a/svc:80", reached: "partial a/pod/two:9090" },
    { name: "a node's address may be a load balancer's too", given: [...NODES, lb("192.168.0.1", "one", 80), ONE], from: "a/client", to: "ip:192.168.0.1:80", reached: "allow a/pod/one:8080" },
    { name: "and on its other ports the node's own", given: [...NODES, lb("192.168.0.1", "one", 80), ONE], from: "a/client", to: "ip:192.168.0.1:22", reached: "allow node:n1:22" },
    { name: "two load balancers may share an address", given: [lb("203.0.113.80", "one", 80), lb("203.0.113.80", "two", 81), ONE, TWO], from: "a/client", to: "ip:203.0.113.80:80", reached: "allow a/pod/one:8080" },
    { name: "each with its port", given: [lb("203.0.113.80", "one", 80), lb("203.0.113.80", "two", 81), ONE, TWO], from: "a/client", to: "ip:203.0.113.80:81", reached: "allow a/pod/two:9090" },
    { name: "a port that none of them has", given: [lb("203.0.113.80", "one", 80), ONE], from: "a/client", to: "ip:203.0.113.80:443", reached: "unknown service-port" },
  ])("$name", (row) => expect(reached(row.given, row.from, row.to)).toBe(row.reached));
});

describe("ExternalName", () => {
  const alias = (name: string, target: string): string => service(`a/${name}`, `type: ExternalName, externalName: ${target}`);
  const recorded = "{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {resolved: [{host: api.example.com, addresses: [203.0.113.4]}]}}";
  test.each([
    { name: "leads to another Service", given: [alias("x1", "svc.a.svc.cluster.local"), svc(), ONE], reached: "allow a/pod/one:8080" },
    { name: "leads outside", given: [alias("x1", "api.example.com"), recorded], reached: "allow 203.0.113.4:80" },
    { name: "leads to another alias", given: [alias("x1", "x2.a.svc.cluster.local"), alias("x2", "svc.a.svc.cluster.local"), svc(), ONE], reached: "allow a/pod/one:8080" },
    { name: "leads back to itself", given: [alias("x1", "x2.a.svc.cluster.local"), alias("x2", "x1.a.svc.cluster.local")], reached: "unknown alias-circle" },
  ])("$name", (row) => expect(reached(row.given, "a/client", "svc:a/x1:80")).toBe(row.reached));
});
