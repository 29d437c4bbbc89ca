import fc from "fast-check";

/** Random objects of every kind that is kept, well written save where lists of parts say otherwise: few names and values, so that they repeat. */
const some = <T>(...of: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...of);
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(one, { nil: undefined });
const list = <T>(one: fc.Arbitrary<T>, maxLength = 3): fc.Arbitrary<readonly T[]> => fc.array(one, { maxLength });

const name = some("a", "web-1", "constructor", "y", "1.30", "0");
const labels = maybe(fc.dictionary(some("app", "toString", "a.b/c", "__proto__", "on"), some("", "one", "true", "1", "null")).map((map) => ({ ...map })));
const ip = some("10.0.0.1", "10.0.0.2", "fd00::1", "2001:DB8::0:2", "::ffff:10.0.0.3", "", "nonsense");
const protocol = maybe(some("TCP", "UDP", "SCTP", "QUIC"));
const number = some(0, 1, 53, 80, 8080, 65_535, 70_000);
const owner = fc.record({ kind: some("ReplicaSet", "Job", "Node", "CronJob"), name, controller: maybe(fc.boolean()) });
const metadata = (namespaced: boolean) => fc.record({ name, ...(namespaced && { namespace: maybe(some("n1", "n2", "y")) }), labels, ownerReferences: maybe(list(owner, 2)), annotations: maybe(fc.constant({ note: "canary" })) });

const host = some("api.example.com", "db", "k-0.kafka", "10.1.2.3", "[2001:db8::5]", "localhost", "$(HOST)");
const call = fc.tuple(some("https", "udp", "sctp", "postgres", "tcp", ""), host, some("", ":1", ":5432", ":99999")).map(([scheme, at, port]) => (scheme === "" ? `${at}${port}` : `${scheme}://u:p@${at}${port}/x`));
const many = fc.nat({ max: 200 }).map((count) => Array.from({ length: count }, (_, i) => `h${i}:${i + 1}`).join(" "));
const value = fc.oneof({ weight: 8, arbitrary: call }, { weight: 1, arbitrary: fc.array(call, { maxLength: 4 }).map((calls) => calls.join(",")) }, { weight: 1, arbitrary: many.map((text) => text.replaceAll("h", "tcp://h")) });
const keyRef = fc.record({ configMapKeyRef: fc.record({ name, key: name }) });
const env = fc.oneof(fc.record({ name: some("URL", "A_HOST", "A_PORT", "AN_IMAGE"), value }), fc.record({ name, valueFrom: keyRef }));
const port = fc.record({ name: maybe(some("http", "dns", "")), containerPort: number, protocol, hostPort: maybe(number) });
const container = fc.record({
  name, image: maybe(some("app:1", "db:2", "")), ports: maybe(list(port)), env: maybe(list(env)), args: maybe(list(value, 2)), restartPolicy: maybe(some("Always", "Never")),
  envFrom: maybe(list(fc.record({ configMapRef: fc.record({ name }) }), 2)),
});
const podSpec = fc.record({
  nodeName: maybe(some("node-1", "")), hostNetwork: maybe(fc.boolean()), serviceAccountName: maybe(some("default", "bot", "")), dnsPolicy: maybe(some("ClusterFirst", "Default", "None", "Any")),
  dnsConfig: maybe(fc.record({ nameservers: list(ip) })), containers: maybe(list(container)), initContainers: maybe(list(container, 4)),
  volumes: maybe(list(fc.record({ configMap: fc.record({ name, items: maybe(list(fc.record({ key: name }), 2)) }) }), 2)),
});
const podStatus = fc.record({
  phase: maybe(some("Running", "Succeeded", "Failed", "Pending")), podIP: maybe(ip), podIPs: maybe(list(fc.record({ ip }))), hostIP: maybe(ip), hostIPs: maybe(list(fc.record({ ip }), 2)),
});

const object = (apiVersion: string, kind: string, parts: Record<string, fc.Arbitrary<unknown>>, namespaced = true): fc.Arbitrary<object> =>
  fc.record({ apiVersion: fc.constant(apiVersion), kind: fc.constant(kind), metadata: metadata(namespaced), ...parts });

const template = maybe(fc.record({ metadata: fc.record({ labels }), spec: podSpec }));
const replicated = fc.record({ replicas: maybe(some(0, 1, 3)), parallelism: maybe(some(1, 2)), template });
const servicePort = fc.record({ name: maybe(some("http", "")), protocol, port: number, targetPort: maybe(fc.oneof(number, some("http", "80", ""))), nodePort: maybe(number) });
const service = fc.record({
  type: maybe(some("ClusterIP", "NodePort", "LoadBalancer", "ExternalName", "Any")), clusterIP: maybe(fc.oneof(ip, some("None"))), clusterIPs: maybe(list(ip)), externalIPs: maybe(list(ip)),
  externalName: maybe(some("API.example.com.", "no name")), selector: maybe(labels), ports: maybe(list(servicePort)),
  externalTrafficPolicy: maybe(some("Cluster", "Local")), internalTrafficPolicy: maybe(some("Cluster", "Local")),
});
const balancer = maybe(fc.record({ loadBalancer: fc.record({ ingress: list(fc.record({ ip }), 2) }) }));
const slicePort = fc.record({ name: maybe(some("http", "")), protocol, port: maybe(number) });
const pod = fc.record({ kind: some("Pod", "Node"), name });
const endpoint = fc.record({
  addresses: list(ip), conditions: maybe(fc.record({ ready: maybe(fc.boolean()), serving: maybe(fc.boolean()), terminating: maybe(fc.boolean()) })), nodeName: maybe(name), targetRef: maybe(pod),
});
const subset = fc.record({ addresses: maybe(list(fc.record({ ip, targetRef: maybe(pod) }))), notReadyAddresses: maybe(list(fc.record({ ip, nodeName: maybe(name) }), 2)), ports: maybe(list(slicePort)) });
const sliceMetadata = fc.record({ name, namespace: maybe(some("n1", "n2")), labels: fc.record({ "kubernetes.io/service-name": maybe(name) }) });
const lines = fc.array(fc.tuple(some("url", "image"), value).map(([key, text]) => `${key}=${text}\n`), { maxLength: 4 }).map((all) => all.join(""));
const configured = fc.oneof({ weight: 2, arbitrary: lines }, { weight: 3, arbitrary: value });

const entry = fc.record({
  host: maybe(some("a.example", "*.no")), cidr: maybe(some("10.0.0.0/8", "fd00::/8", "10.1.2.3/8")), addresses: maybe(list(fc.oneof(ip, some("public")))), ports: maybe(list(fc.record({ port: number, protocol }))),
  provider: maybe(some("", "P")), usedBy: maybe(list(some("a/b", "default/pod/x"))),
});
const check = fc.record({ name: some("pay", "0"), from: some("a/b"), to: some("a.example", "svc:a/b"), port: number, protocol, expect: maybe(some("allow", "deny", "maybe")) });
const time = some("2026-04-16T02:13:40Z", "2026-04-16T02:13:40.123+02:00");
const unreadable = fc.record({ group: some("", "cilium.io"), kind: some("Pod", "CiliumNetworkPolicy"), namespace: maybe(some("n1")), except: maybe(list(some("n1", "n2"))), why: maybe(some("forbidden", "null")) });
const cluster = fc.record({
  region: maybe(name), version: maybe(some("v1.30", "1.30")), engine: maybe(some("calico", "kubernetes", "weave")), podCIDRs: maybe(list(some("10.0.0.0/8", "fd00::/8"))), capturedAt: maybe(time), summary: maybe(some("", "One sentence: it works.")),
  unreadable: maybe(list(unreadable)), resolved: maybe(list(fc.record({ host: some("a.example"), addresses: maybe(list(ip)), at: maybe(time) }))),
});

const OWN = "whydrop.dev/v1alpha1";

/** By kind; of what several kinds of objects share, one object each. */
export const OBJECTS: Readonly<Record<string, fc.Arbitrary<object>>> = {
  Namespace: object("v1", "Namespace", {}, false),
  ServiceAccount: object("v1", "ServiceAccount", {}),
  Node: object("v1", "Node", { status: fc.record({ addresses: list(fc.record({ type: some("InternalIP", "ExternalIP", "Hostname"), address: ip })) }) }, false),
  Pod: object("v1", "Pod", { spec: podSpec, status: podStatus }),
  ReplicationController: object("v1", "ReplicationController", { spec: replicated }),
  Deployment: object("apps/v1", "Deployment", { spec: replicated }),
  ReplicaSet: object("apps/v1", "ReplicaSet", { spec: replicated }),
  StatefulSet: object("apps/v1", "StatefulSet", { spec: replicated }),
  DaemonSet: object("apps/v1", "DaemonSet", { spec: replicated }),
  Job: object("batch/v1", "Job", { spec: replicated }),
  CronJob: object("batch/v1", "CronJob", { spec: fc.record({ jobTemplate: fc.record({ spec: replicated }) }) }),
  VirtualMachine: object("kubevirt.io/v1", "VirtualMachine", { spec: replicated }),
  Service: object("v1", "Service", { spec: service, status: balancer }),
  Endpoints: object("v1", "Endpoints", { subsets: maybe(list(subset)) }),
  EndpointSlice: object("discovery.k8s.io/v1", "EndpointSlice", { metadata: sliceMetadata, addressType: some("IPv4", "IPv6", "FQDN"), ports: maybe(list(slicePort)), endpoints: maybe(list(endpoint)) }),
  ConfigMap: object("v1", "ConfigMap", { data: fc.dictionary(some("url", "A_HOST", "A_PORT", "an-image", "__proto__"), configured).map((map) => ({ ...map })) }),
  DestinationCatalog: object(OWN, "DestinationCatalog", { spec: fc.record({ destinations: list(entry) }) }, false),
  WatchList: object(OWN, "WatchList", { spec: fc.record({ checks: list(check) }) }, false),
  Cluster: object(OWN, "Cluster", { spec: cluster }, false),
  "an unknown kind": object("example.com/v1", "Thing", { spec: fc.constant({ canary: "canary" }) }),
  "a policy that is not judged": object("crd.antrea.io/v1beta1", "NetworkPolicy", { spec: fc.constant({ priority: 5 }) }),
};
