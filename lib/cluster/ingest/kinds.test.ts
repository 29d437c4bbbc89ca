import { describe, expect, test } from "vitest";
import { ingestText } from "../documents/ingest.ts";
import type { Fact } from "../facts.ts";

const ingest = (text: string) => {
  const { facts, problems } = ingestText("f.yaml", "yaml", text);
  return { facts, problems: problems.map(({ place, message }) => `${place.line} ${message}`) };
};
function only<Kind extends Fact["kind"]>(kind: Kind, text: string): Extract<Fact, { kind: Kind }> {
  const facts = ingest(text).facts.filter((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind);
  expect(facts).toHaveLength(1);
  return facts[0]!;
}
const texts = (addresses: readonly { text: string }[]) => addresses.map(({ text }) => text);

describe("pods", () => {
  const pod = (spec: string, rest = "") => `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: ${spec}\n${rest}`;

  test("a bare manifest has all defaults", () => {
    expect(ingest(pod("{}"))).toStrictEqual({
      problems: [],
      facts: [
        {
          kind: "pod",
          namespace: "default",
          name: "a",
          labels: new Map(),
          hostNetwork: false,
          ports: [],
          images: [],
          serviceAccount: "default",
          dns: { policy: "ClusterFirst", nameservers: [] },
          calls: [],
          configMaps: [],
          place: { file: "f.yaml", line: 1, path: "" },
          addresses: [],
          hostAddresses: [],
          finished: false,
        },
      ],
    });
  });

  test.each([
    { name: "podIPs and podIP name the same", status: "{podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}, {ip: 'fd00::1'}]}", addresses: ["10.0.0.1", "fd00::1"] },
    { name: "podIP alone", status: "{podIP: 10.0.0.1}", addresses: ["10.0.0.1"] },
    { name: "none yet", status: '{podIP: ""}', addresses: [] },
    { name: "no address", status: "{podIP: nonsense}", addresses: [] },
  ])("addresses: $name", ({ status, addresses }) => expect(texts(only("pod", pod("{}", `status: ${status}`)).addresses)).toEqual(addresses));

  test.each([
    { phase: "Succeeded", finished: true },
    { phase: "Failed", finished: true },
    { phase: "Running", finished: false },
    { phase: "Pending", finished: false },
    { phase: "Unknown", finished: false },
  ])("phase $phase", ({ phase, finished }) => expect(only("pod", pod("{}", `status: {phase: ${phase}}`)).finished).toBe(finished));

  test.each([
    { name: "TCP where absent", spec: "{containers: [{ports: [{containerPort: 80}]}]}", ports: [{ port: 80, protocol: "TCP", by: "container" }] },
    { name: "named", spec: "{containers: [{ports: [{containerPort: 53, protocol: UDP, name: dns}]}]}", ports: [{ port: 53, protocol: "UDP", by: "container", name: "dns" }] },
    { name: "of a sidecar", spec: "{initContainers: [{restartPolicy: Always, ports: [{containerPort: 1}]}]}", ports: [{ port: 1, protocol: "TCP", by: "sidecar" }] },
    { name: "of an init container, marked as such", spec: "{initContainers: [{ports: [{containerPort: 1}]}]}", ports: [{ port: 1, protocol: "TCP", by: "init-container" }] },
    { name: "containers before sidecars", spec: "{initContainers: [{restartPolicy: Always, ports: [{containerPort: 1}]}], containers: [{ports: [{containerPort: 2}]}]}", ports: [{ port: 2, protocol: "TCP", by: "container" }, { port: 1, protocol: "TCP", by: "sidecar" }] },
    { name: "an unreadable one is left out", spec: "{containers: [{ports: [{containerPort: 0}, {containerPort: 1, protocol: QUIC}, {containerPort: x}, {containerPort: 2}]}]}", ports: [{ port: 2, protocol: "TCP", by: "container" }] },
  ])("ports: $name", ({ spec, ports }) => expect(only("pod", pod(spec)).ports).toEqual(ports));

  test("all that is kept", () => {
    const spec = "{hostNetwork: true, nodeName: n1, serviceAccountName: sa, dnsPolicy: None, dnsConfig: {nameservers: [1.1.1.1]}, containers: [{image: i}, {image: i}], initContainers: [{image: j}]}";
    expect(only("pod", pod(spec, "status: {hostIP: 192.168.0.1, hostIPs: [{ip: 192.168.0.1}]}"))).toMatchObject({
      hostNetwork: true,
      node: "n1",
      serviceAccount: "sa",
      dns: { policy: "None", nameservers: [{ text: "1.1.1.1" }] },
      images: ["i", "j"],
      hostAddresses: [{ text: "192.168.0.1" }],
    });
  });

  test("the controller is the owner", () => {
    const metadata = "metadata: {name: a, namespace: shop, ownerReferences: [{kind: Node, name: n}, {kind: ReplicaSet, name: web-1, controller: true}]}";
    expect(only("pod", `apiVersion: v1\nkind: Pod\n${metadata}`)).toMatchObject({ namespace: "shop", owner: { kind: "ReplicaSet", name: "web-1" } });
  });

  test("what is readable counts, the rest is a problem with its line", () => {
    const text = "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\n  labels:\n    app: web\n    version: 1\nspec:\n  hostNetwork: maybe\n";
    expect(ingest(text)).toMatchObject({
      facts: [{ kind: "pod", labels: new Map([["app", "web"]]), hostNetwork: false }],
      problems: ["7 `metadata.labels.version` must be a string, not the number `1`", "9 `spec.hostNetwork` must be true or false, not the string `maybe`"],
    });
  });

  test("a name to be generated stands in for a name; without either there is no pod", () => {
    expect(only("pod", "apiVersion: v1\nkind: Pod\nmetadata: {generateName: job-}").name).toBe("job-");
    expect(ingest("apiVersion: v1\nkind: Pod\nmetadata: {}")).toEqual({ facts: [], problems: ["3 `metadata.name` is missing"] });
  });
});

test("a file of another tool needs no name; an object of a policy's API does", () => {
  expect(ingest("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]")).toEqual({ facts: [], problems: [] });
  expect(ingest("apiVersion: k8s.ovn.org/v1\nkind: EgressFirewall\nmetadata: {namespace: a}").problems).toEqual(["3 `metadata.name` is missing"]);
});

test("what stands in no readable namespace stands in none", () => {
  expect(ingest("apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: no}")).toEqual({ facts: [], problems: ["3 `metadata.namespace` must be a string, not the boolean `false`"] });
});

describe("workloads", () => {
  const template = "template: {metadata: {labels: {app: web}}, spec: {containers: [{image: i, ports: [{containerPort: 80}]}]}}";
  const object = (apiVersion: string, kind: string, spec: string, metadata = "{name: w, namespace: shop}") => `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: ${metadata}\nspec: ${spec}`;

  test.each([
    { apiVersion: "apps/v1", kind: "Deployment", spec: `{replicas: 3, ${template}}`, replicas: 3 },
    { apiVersion: "apps/v1", kind: "Deployment", spec: `{${template}}`, replicas: 1 },
    { apiVersion: "apps/v1", kind: "Deployment", spec: `{replicas: 0, ${template}}`, replicas: 0 },
    { apiVersion: "apps/v1", kind: "StatefulSet", spec: `{replicas: 2, ${template}}`, replicas: 2 },
    { apiVersion: "apps/v1", kind: "ReplicaSet", spec: `{replicas: 2, ${template}}`, replicas: 2 },
    { apiVersion: "v1", kind: "ReplicationController", spec: `{replicas: 2, ${template}}`, replicas: 2 },
    { apiVersion: "apps/v1", kind: "DaemonSet", spec: `{${template}}`, replicas: 1 },
    { apiVersion: "batch/v1", kind: "Job", spec: `{parallelism: 4, ${template}}`, replicas: 4 },
    { apiVersion: "batch/v1", kind: "CronJob", spec: `{jobTemplate: {spec: {parallelism: 5, ${template}}}}`, replicas: 5 },
    { apiVersion: "kubevirt.io/v1", kind: "VirtualMachine", spec: `{${template}}`, replicas: 1 },
  ])("$kind of $replicas", ({ apiVersion, kind, spec, replicas }) => {
    expect(only("workload", object(apiVersion, kind, spec))).toMatchObject({ workloadKind: kind, namespace: "shop", name: "w", replicas, labels: new Map([["app", "web"]]), ports: [{ port: 80 }] });
  });

  test("whose it is, is told even without a template", () => {
    const metadata = "{name: w-1, namespace: shop, ownerReferences: [{kind: Deployment, name: w, controller: true}]}";
    const ownership = { kind: "ownership", namespace: "shop", childKind: "ReplicaSet", childName: "w-1", owner: { kind: "Deployment", name: "w" } };
    expect(ingest(object("apps/v1", "ReplicaSet", "{}", metadata))).toEqual({ facts: [ownership], problems: ["4 the pod template is missing"] });
    expect(ingest(object("apps/v1", "ReplicaSet", `{${template}}`, metadata)).facts).toMatchObject([ownership, { kind: "workload", owner: ownership.owner }]);
  });

  test("a kind of that name in another group is something else", () => {
    expect(ingest(object("example.com/v1", "Deployment", `{${template}}`)).facts).toMatchObject([{ kind: "other" }]);
  });
});

describe("services", () => {
  const service = (spec: string, rest = "") => `apiVersion: v1\nkind: Service\nmetadata: {name: s, namespace: shop}\nspec: ${spec}\n${rest}`;

  test.each([
    { name: "targetPort is port where absent", ports: "[{port: 80}]", expected: [{ port: 80, targetPort: 80, protocol: "TCP" }] },
    { name: "targetPort 0 is absent", ports: "[{port: 80, targetPort: 0}]", expected: [{ port: 80, targetPort: 80, protocol: "TCP" }] },
    { name: "by number", ports: "[{port: 80, targetPort: 8080, nodePort: 30000, name: web}]", expected: [{ port: 80, targetPort: 8080, nodePort: 30000, name: "web", protocol: "TCP" }] },
    { name: "by name", ports: "[{port: 53, targetPort: dns, protocol: UDP}]", expected: [{ port: 53, targetPort: "dns", protocol: "UDP" }] },
    { name: "without port it is none", ports: "[{targetPort: 80}, {port: 1}]", expected: [{ port: 1, targetPort: 1, protocol: "TCP" }] },
  ])("ports: $name", ({ ports, expected }) => expect(only("service", service(`{ports: ${ports}}`)).ports).toStrictEqual(expected));

  test.each([
    { name: "clusterIPs, externalIPs and the balancer's", spec: "{type: LoadBalancer, clusterIP: 10.96.0.1, clusterIPs: [10.96.0.1, 'fd00::1'], externalIPs: [192.0.2.1]}", status: "status: {loadBalancer: {ingress: [{ip: 198.51.100.1}, {hostname: x}]}}", addresses: ["10.96.0.1", "fd00::1", "192.0.2.1", "198.51.100.1"], headless: false },
    { name: "headless", spec: "{clusterIP: None, clusterIPs: [None]}", status: "", addresses: [], headless: true },
    { name: "not given one yet", spec: '{clusterIP: ""}', status: "", addresses: [], headless: false },
  ])("addresses: $name", ({ spec, status, addresses, headless }) => {
    const found = only("service", service(spec, status));
    expect({ addresses: texts(found.addresses), headless: found.headless }).toEqual({ addresses, headless });
  });

  test("an absent selector and an empty one differ", () => {
    expect(only("service", service("{}")).selector).toBeUndefined();
    expect(only("service", service("{selector: {}}")).selector).toEqual(new Map());
    expect(only("service", service("{selector: {app: web}}")).selector).toEqual(new Map([["app", "web"]]));
  });

  test("defaults, and what is written", () => {
    expect(only("service", service("{}"))).toMatchObject({ type: "ClusterIP", externalTrafficPolicy: "Cluster", internalTrafficPolicy: "Cluster", ports: [] });
    expect(only("service", service("{type: ExternalName, externalName: API.Example.com., internalTrafficPolicy: Local}"))).toMatchObject({ type: "ExternalName", externalName: "api.example.com", internalTrafficPolicy: "Local" });
    expect(ingest(service("{type: Magic}"))).toMatchObject({ facts: [{ type: "ClusterIP" }], problems: ["4 `spec.type` must be ClusterIP, NodePort, LoadBalancer, ExternalName, not `Magic`"] });
  });
});

describe("endpoints", () => {
  test("a slice; absent conditions count as ready", () => {
    const text = "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\naddressType: IPv4\nmetadata: {name: s-x, namespace: shop, labels: {kubernetes.io/service-name: s}}\nports: [{name: '', port: 80}, {port: 53, protocol: UDP, name: dns}]\nendpoints:\n- {addresses: [10.0.0.1], nodeName: n1, targetRef: {kind: Pod, name: p}}\n- {addresses: [10.0.0.2], conditions: {ready: false, terminating: true}}\n";
    expect(only("endpointslice", text)).toMatchObject({
      namespace: "shop",
      service: "s",
      ports: [{ name: "", port: 80, protocol: "TCP" }, { name: "dns", port: 53, protocol: "UDP" }],
      endpoints: [{ addresses: [{ text: "10.0.0.1" }], ready: true, terminating: false, node: "n1", pod: "p" }, { ready: false, terminating: true }],
    });
  });

  test("Endpoints are one slice for each subset", () => {
    const text = "apiVersion: v1\nkind: Endpoints\nmetadata: {name: s}\nsubsets:\n- addresses: [{ip: 10.0.0.1, nodeName: n1, targetRef: {kind: Pod, name: p}}]\n  notReadyAddresses: [{ip: 10.0.0.2}]\n  ports: [{port: 80}]\n- addresses: [{ip: 10.0.0.3}]\n";
    expect(ingest(text).facts).toMatchObject([
      { kind: "endpointslice", namespace: "default", service: "s", ports: [{ name: "", port: 80 }], endpoints: [{ ready: true, node: "n1", pod: "p" }, { addresses: [{ text: "10.0.0.2" }], ready: false }] },
      { service: "s", ports: [], endpoints: [{ addresses: [{ text: "10.0.0.3" }] }] },
    ]);
  });

  test("a slice of nobody, or of names, is nothing", () => {
    expect(ingest("apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: x}")).toEqual({ facts: [], problems: [] });
    expect(ingest("apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\naddressType: FQDN\nmetadata: {name: x, labels: {kubernetes.io/service-name: s}}\nendpoints: [{addresses: [a.example]}]")).toEqual({ facts: [], problems: [] });
  });
});

test("namespaces and nodes", () => {
  expect(only("namespace", "apiVersion: v1\nkind: Namespace\nmetadata: {name: a, labels: {x: z}}")).toEqual({ kind: "namespace", name: "a", labels: new Map([["x", "z"]]) });
  const node = only("node", "apiVersion: v1\nkind: Node\nmetadata: {name: n1, labels: {zone: a}}\nstatus: {addresses: [{type: Hostname, address: n}, {type: InternalIP, address: 192.168.0.1}, {type: ExternalIP, address: 192.0.2.1}]}");
  expect({ ...node, addresses: texts(node.addresses) }).toEqual({ kind: "node", name: "n1", labels: new Map([["zone", "a"]]), addresses: ["192.168.0.1", "192.0.2.1"] });
});
