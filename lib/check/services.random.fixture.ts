import fc from "fast-check";
import { NAMESPACES, labels, policies } from "./random.fixture.ts";

/** Random clusters with Services of every type, nodes that forward, a resolver and names; of one IP family. */
export interface ServicesSituation {
  readonly documents: readonly string[];
  /** From and to, as ids. */
  readonly calls: readonly (readonly [string, string])[];
}

type Labels = Readonly<Record<string, string>>;

interface RawPod {
  readonly namespace: string;
  readonly name: string;
  readonly labels: Labels;
  readonly ip: string;
  readonly node: string;
  readonly hostNetwork: boolean;
  readonly hostPort: boolean;
  readonly port: number;
  readonly account: string;
}

interface RawService {
  readonly namespace: string;
  readonly name: string;
  readonly type: "ClusterIP" | "Headless" | "NodePort" | "LoadBalancer" | "ExternalName" | "Bare";
  readonly selector: Labels;
  readonly targetPort: number | string;
  readonly local: boolean;
  readonly alias: string;
  readonly backends: readonly string[];
}

const NODES = [{ name: "node-a", ip: "10.0.9.1" }, { name: "node-b", ip: "10.0.9.2" }] as const;
const nodeOf = (name: string): string => NODES.find((node) => node.name === name)?.ip ?? "";

const podAt = (ip: string, i: number): fc.Arbitrary<RawPod> =>
  fc.record({ namespace: fc.constantFrom(...NAMESPACES), labels, node: fc.constantFrom("node-a", "node-b"), host: fc.nat({ max: 9 }), port: fc.constantFrom(80, 8080), account: fc.constantFrom("default", "bot") })
    .map(({ host, ...pod }) => ({ ...pod, name: `p${i}`, ip: host === 0 ? nodeOf(pod.node) : ip, hostNetwork: host === 0, hostPort: host === 1 && i === 0 })); // a port of a node is one pod's

const serviceAt = (i: number): fc.Arbitrary<RawService> =>
  fc.record({
    namespace: fc.constantFrom(...NAMESPACES), name: fc.constant(`s${i}`), selector: fc.constantFrom<Labels>({ app: "one" }, { app: "two" }, { tier: "one" }, { tier: "" }),
    type: fc.constantFrom<RawService["type"]>("ClusterIP", "ClusterIP", "Headless", "NodePort", "LoadBalancer", "ExternalName", "Bare"),
    targetPort: fc.constantFrom<number | string>(80, 8080, "http"), local: fc.nat({ max: 3 }).map((n) => n === 0),
    alias: fc.constantFrom("s0.n1.svc.cluster.local", "s1.n2", "example.org", "known.example.org"),
    backends: fc.subarray(["10.0.0.1", "10.0.0.3", "10.0.9.2", "10.0.0.200", "203.0.113.9"], { minLength: 1, maxLength: 2 }),
  });

const object = (apiVersion: string, kind: string, namespace: string, name: string, own: Labels, more: object): string =>
  JSON.stringify({ apiVersion, kind, metadata: { name, ...(namespace !== "" && { namespace }), labels: own }, ...more });

const podDocument = ({ namespace, name, labels: own, ip, node, hostNetwork, hostPort, port, account }: RawPod): string => object("v1", "Pod", namespace, name, own, {
  spec: {
    nodeName: node, serviceAccountName: account, ...(hostNetwork && { hostNetwork }),
    containers: [{ name: "c", image: "app", ports: hostNetwork ? [] : [{ name: "http", containerPort: port, ...(hostPort && { hostPort: 8080 }) }] }],
  },
  status: { phase: "Running", podIP: ip, hostIP: nodeOf(node) },
});

const matches = (selector: Labels, own: Labels): boolean => Object.entries(selector).every(([key, value]) => own[key] === value);

function serviceDocuments({ namespace, name, type, selector, targetPort, local, alias, backends }: RawService, i: number, pods: readonly RawPod[], ready: readonly boolean[], sliced: boolean): readonly string[] {
  if (type === "ExternalName") return [object("v1", "Service", namespace, name, {}, { spec: { type, externalName: alias } })];
  const isBare = type === "Bare";
  const spec = {
    type: type === "Headless" || isBare ? "ClusterIP" : type,
    clusterIP: type === "Headless" ? "None" : `10.96.0.${i + 1}`,
    ...(!isBare && { selector }),
    ...(type === "NodePort" || type === "LoadBalancer" ? { externalTrafficPolicy: local ? "Local" : "Cluster" } : local ? { internalTrafficPolicy: "Local" } : {}),
    ports: [{ port: 80, targetPort: isBare ? 80 : targetPort, ...((type === "NodePort" || type === "LoadBalancer") && { nodePort: 30080 + i }) }],
  };
  const service = object("v1", "Service", namespace, name, {}, { spec, ...(type === "LoadBalancer" && { status: { loadBalancer: { ingress: [{ ip: `10.50.0.${i + 1}` }] } } }) });
  if (!isBare && !sliced) return [service];
  const numberOf = ({ port }: RawPod): number => (typeof targetPort === "number" ? targetPort : port);
  const selected = pods.filter((pod) => pod.namespace === namespace && matches(selector, pod.labels) && (typeof targetPort === "number" || !pod.hostNetwork));
  const slice = (number: number, port: number, endpoints: readonly object[]): string => object("discovery.k8s.io/v1", "EndpointSlice", namespace, `${name}-${number}`, { "kubernetes.io/service-name": name }, { addressType: "IPv4", ports: [{ name: "", port }], endpoints });
  if (isBare) return [service, slice(0, 80, backends.map((address) => ({ addresses: [address] })))];
  // The first is always ready; where only the caller's own node counts, all are.
  const endpoints = selected.map((pod, at) => ({ port: numberOf(pod), endpoint: { addresses: [pod.ip], conditions: { ready: at === 0 || local || ready[at % ready.length] === true }, nodeName: pod.node, targetRef: { kind: "Pod", name: pod.name, namespace } } }));
  const byPort = [...Map.groupBy(endpoints, ({ port }) => port)];
  return [service, ...(byPort.length === 0 ? [slice(0, 80, [])] : byPort.map(([port, same], at) => slice(at, port, same.map(({ endpoint }) => endpoint))))];
}

function systemDocuments(hasCache: boolean, sliced: boolean, servers: readonly string[]): readonly string[] {
  const dns: RawPod = { namespace: "kube-system", name: "coredns", labels: { "k8s-app": "kube-dns" }, ip: "10.0.5.1", node: "node-b", hostNetwork: false, hostPort: false, port: 53, account: "default" };
  const cache: RawPod = { ...dns, name: "cache", labels: { "k8s-app": "node-local-dns" }, ip: nodeOf("node-a"), node: "node-a", hostNetwork: true };
  const service = object("v1", "Service", "kube-system", "kube-dns", { "k8s-app": "kube-dns" }, { spec: { clusterIP: "10.96.0.10", selector: { "k8s-app": "kube-dns" }, ports: [{ name: "dns", protocol: "UDP", port: 53 }, { name: "dns-tcp", protocol: "TCP", port: 53 }] } });
  const slices = object("discovery.k8s.io/v1", "EndpointSlice", "kube-system", "kube-dns", { "kubernetes.io/service-name": "kube-dns" }, {
    addressType: "IPv4", ports: [{ name: "dns", protocol: "UDP", port: 53 }, { name: "dns-tcp", protocol: "TCP", port: 53 }],
    endpoints: [{ addresses: [dns.ip], nodeName: dns.node, targetRef: { kind: "Pod", name: dns.name, namespace: "kube-system" } }],
  });
  const api = object("v1", "Service", "default", "kubernetes", {}, { spec: { clusterIP: "10.96.0.100", ports: [{ port: 443, targetPort: 6443 }] } });
  const apiSlice = object("discovery.k8s.io/v1", "EndpointSlice", "default", "kubernetes", { "kubernetes.io/service-name": "kubernetes" }, { addressType: "IPv4", ports: [{ name: "", port: 6443 }], endpoints: servers.map((address) => ({ addresses: [address] })) });
  return [podDocument(dns), ...(hasCache ? [podDocument(cache)] : []), service, ...(sliced ? [slices] : []), api, apiSlice];
}

const CATALOGUE = JSON.stringify({ apiVersion: "whydrop.dev/v1alpha1", kind: "DestinationCatalog", metadata: { name: "c" }, spec: { destinations: [{ host: "known.example.org", addresses: ["203.0.113.4"] }, { host: "inside.example.org", addresses: ["10.96.0.1"] }] } });

/** NetworkPolicies that mention IPv6 would make every name perhaps an IPv6 address. */
const ofIpv4 = policies.map((some) => some.filter((policy) => !JSON.stringify(policy).includes("::")));
const system = fc.array(fc.constantFrom({ podSelector: {} }, { podSelector: {}, ingress: [{ ports: [{ protocol: "UDP", port: 53 }] }] }, { podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }] }), { maxLength: 1 });
const dnsRule = { to: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } } }], ports: [{ protocol: "UDP", port: 53 }] };

const ends = (pods: readonly RawPod[], services: readonly RawService[]): fc.Arbitrary<readonly [string, string]> => {
  const from = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...pods).chain((pod) => fc.constantFrom(`${pod.namespace}/pod/${pod.name}`, `ip:${pod.ip}`)) },
    { weight: 1, arbitrary: fc.constantFrom("ip:203.0.113.4", "ip:10.0.0.200", "node:node-a", "ip:10.0.9.2", "cidr:10.0.0.0/29", "internet") },
  );
  const toService = fc.constantFrom(...services).chain(({ namespace, name }) => {
    const i = services.findIndex((one) => one.name === name);
    return fc.constantFrom(`svc:${namespace}/${name}:80`, `dns:${name}:80`, `dns:${name}.${namespace}:80`, `dns:${name}.${namespace}.svc.cluster.local:80`, `dns:p0.${name}.${namespace}:80`, `10.96.0.${i + 1}:80`, `10.50.0.${i + 1}:80`, `10.0.9.1:${30080 + i}`, `node:node-b:${30080 + i}`);
  });
  const to = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...pods).chain((pod) => fc.constantFrom(`${pod.namespace}/pod/${pod.name}:80`, `${pod.ip}:8080`)) },
    { weight: 6, arbitrary: toService },
    { weight: 2, arbitrary: fc.constantFrom("dns:example.org:443", "dns:known.example.org:443", "dns:inside.example.org:80", "dns:kubernetes.default:443", "svc:default/kubernetes:443", "10.96.0.10:53/udp", "svc:kube-system/kube-dns:53/udp") },
    { weight: 2, arbitrary: fc.constantFrom("cidr:10.0.0.0/29:80", "cidr:10.0.9.0/30:80", "cidr:203.0.113.0/24:80", "internet:443", "node:node-a:80", "10.0.9.1:8080", "10.0.0.200:80", "203.0.113.4:443") },
  );
  return fc.tuple(from, to);
};

const pods = fc.subarray(["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"], { minLength: 2 }).chain((ips) => fc.tuple(...ips.map(podAt)));
const services = fc.tuple(serviceAt(0), serviceAt(1), serviceAt(2));

export const servicesSituations: fc.Arbitrary<ServicesSituation> = fc
  .record({
    pods, services, ready: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), sliced: fc.boolean(), cache: fc.nat({ max: 4 }).map((n) => n === 0),
    servers: fc.constantFrom<readonly string[]>(["10.0.9.1"], ["10.0.0.200"], ["203.0.113.9"]), spaces: fc.record({ n1: labels, n2: labels, n3: labels }), accounts: labels,
    limits: ofIpv4, system, dns: fc.subarray([...NAMESPACES]),
  })
  .chain((raw) => fc.array(ends(raw.pods, raw.services), { minLength: 8, maxLength: 12 }).map((calls) => ({ raw, calls })))
  .map(({ raw, calls }) => ({
    calls,
    documents: [
      ...Object.entries({ ...raw.spaces, "kube-system": {}, default: {} }).map(([name, own]) => object("v1", "Namespace", "", name, own, {})),
      ...NAMESPACES.flatMap((namespace) => ["default", "bot"].map((name) => object("v1", "ServiceAccount", namespace, name, raw.accounts, {}))),
      ...NODES.map(({ name, ip }) => object("v1", "Node", "", name, { app: name }, { status: { addresses: [{ type: "InternalIP", address: ip }] } })),
      ...raw.pods.map(podDocument),
      ...raw.services.flatMap((service, i) => serviceDocuments(service, i, raw.pods, raw.ready, raw.sliced)),
      ...systemDocuments(raw.cache, raw.sliced, raw.servers),
      ...raw.limits.map(({ namespace, spec }, i) => object("networking.k8s.io/v1", "NetworkPolicy", namespace, `np${i}`, {}, { spec })),
      ...raw.dns.map((namespace) => object("networking.k8s.io/v1", "NetworkPolicy", namespace, "dns", {}, { spec: { podSelector: {}, policyTypes: ["Egress"], egress: [dnsRule] } })),
      ...raw.system.map((spec) => object("networking.k8s.io/v1", "NetworkPolicy", "kube-system", "system", {}, { spec })),
      CATALOGUE,
    ],
  }));
