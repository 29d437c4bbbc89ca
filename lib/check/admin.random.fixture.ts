import fc from "fast-check";
import type { AdminCall, AdminCluster, AdminEnd, AdminPod, RawAction, RawAdminPeer, RawAdminPolicy, RawAdminPort, RawAdminRule, RawNode, RawPods, RawProtocol } from "./admin.reference.fixture.ts";
import { NAMESPACES, NUMBERS, declared, documentsOf, labels, policies, protocol, selector, whichPort } from "./random.fixture.ts";
import type { RawSelector } from "./reference.fixture.ts";

/** Random clusters whose admin policies, NetworkPolicies, pods, nodes and addresses meet often. */
const often: fc.Arbitrary<RawSelector> = fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: selector });
const pods: fc.Arbitrary<RawPods> = fc.record({ namespaceSelector: often, podSelector: often });
const podPeer: fc.Arbitrary<RawAdminPeer> = fc.oneof(fc.record({ namespaces: often }), fc.record({ pods }));

const NETWORKS = ["0.0.0.0/0", "::/0", "10.0.0.0/8", "10.0.0.2/31", "10.0.0.77/26", "10.0.0.101/32", "203.0.113.0/24", "fd00::/16", "fd00::1/128", "2001:db8::/32"] as const;
const networks = fc.uniqueArray(fc.constantFrom<string>(...NETWORKS), { minLength: 1, maxLength: 2 });
const anyPeer: fc.Arbitrary<RawAdminPeer> = fc.oneof({ weight: 3, arbitrary: podPeer }, { weight: 2, arbitrary: fc.record({ networks }) }, { weight: 1, arbitrary: fc.record({ nodes: often }) });

const number = fc.constantFrom(...NUMBERS);
const range = fc.record({ start: fc.constantFrom(1, 53, 79), end: fc.constantFrom(80, 8080) });
const destination = fc.oneof(fc.record({ number }), fc.record({ range })).map((destinationPort) => ({ destinationPort }));
const name = fc.constantFrom("http", "dns");
const numbered: fc.Arbitrary<RawProtocol> = fc.oneof(fc.record({ tcp: destination }), fc.record({ udp: destination }), fc.record({ sctp: destination }));
const named: fc.Arbitrary<RawProtocol> = fc.record({ destinationNamedPort: name });
const numberedPort: fc.Arbitrary<RawAdminPort> = fc.oneof(
  fc.record({ portNumber: fc.record({ protocol, port: number }, { requiredKeys: ["port"] }) }),
  fc.record({ portRange: range.chain((both) => fc.record({ protocol, start: fc.constant(both.start), end: fc.constant(both.end) }, { requiredKeys: ["start", "end"] })) }),
);
const namedPort: fc.Arbitrary<RawAdminPort> = fc.record({ namedPort: name });

const some = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> => fc.array(one, { minLength: 1, maxLength: 2 });

/** The schema allows names of ports only where the peers are pods. */
function rules<P>(side: "from" | "to", actions: fc.Arbitrary<RawAction>, field: "protocols" | "ports", byNumber: fc.Arbitrary<P>, byName: fc.Arbitrary<P>): fc.Arbitrary<RawAdminRule> {
  const where = (peer: fc.Arbitrary<RawAdminPeer>, port: fc.Arbitrary<P>): fc.Arbitrary<RawAdminRule> =>
    fc.tuple(actions, some(peer), fc.option(some(port), { freq: 1, nil: undefined })).map(([action, peers, ports]) => ({ action, [side]: peers, ...(ports && { [field]: ports }) }));
  const named = where(podPeer, fc.oneof(byNumber, byName));
  return side === "from" ? named : fc.oneof({ weight: 1, arbitrary: named }, { weight: 2, arbitrary: where(anyPeer, byNumber) });
}

const priority = fc.constantFrom(0, 7, 1000);
const subject = fc.oneof(fc.record({ namespaces: often }), fc.record({ pods }));
const upTo = (one: fc.Arbitrary<RawAdminRule>): fc.Arbitrary<readonly RawAdminRule[]> => fc.array(one, { minLength: 1, maxLength: 3, size: "max" });

const NEW = fc.constantFrom<RawAction>("Accept", "Deny", "Pass");
export const clusterPolicy: fc.Arbitrary<RawAdminPolicy> = fc
  .record(
    {
      tier: fc.constantFrom("Admin", "Baseline"), priority, subject,
      ingress: upTo(rules("from", NEW, "protocols", numbered, named)),
      egress: upTo(rules("to", NEW, "protocols", numbered, named)),
    },
    { requiredKeys: ["tier", "priority", "subject"] },
  )
  .map((spec) => ({ kind: "ClusterNetworkPolicy", spec }));

const oldRules = (...actions: readonly RawAction[]) => ({
  ingress: upTo(rules("from", fc.constantFrom(...actions), "ports", numberedPort, namedPort)),
  egress: upTo(rules("to", fc.constantFrom(...actions), "ports", numberedPort, namedPort)),
});
const adminPolicy: fc.Arbitrary<RawAdminPolicy> = fc
  .record({ priority, subject, ...oldRules("Allow", "Deny", "Pass") }, { requiredKeys: ["priority", "subject"] })
  .map((spec) => ({ kind: "AdminNetworkPolicy", spec }));
const baselinePolicy: fc.Arbitrary<RawAdminPolicy> = fc
  .record({ subject, ...oldRules("Allow", "Deny") }, { requiredKeys: ["subject"] })
  .map((spec) => ({ kind: "BaselineAdminNetworkPolicy", spec }));

/** One BaselineAdminNetworkPolicy at most: there is one name for it. */
const admin: fc.Arbitrary<readonly RawAdminPolicy[]> = fc
  .tuple(fc.array(fc.oneof({ weight: 3, arbitrary: clusterPolicy }, { weight: 2, arbitrary: adminPolicy }), { maxLength: 5, size: "max" }), fc.option(baselinePolicy, { freq: 2, nil: undefined }))
  .map(([several, last]) => (last ? [...several, last] : several));

/** Node, the address of its pods in the node's network, and one more address. */
const NODES = { a: ["10.0.0.101", "203.0.113.101"], b: ["10.0.0.102"], c: ["fd00::101", "10.0.0.103"] } as const;
type NodeName = keyof typeof NODES;
const nodeName = fc.constantFrom<NodeName>("a", "b", "c");
const nodeAt = (node: NodeName): fc.Arbitrary<RawNode> => labels.map((own) => ({ labels: own, addresses: NODES[node] }));

const IPS = ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "fd00::1", "fd00::2", "fd00::3"] as const;
const podAt = (ip: string): fc.Arbitrary<AdminPod> =>
  fc
    .record({ namespace: fc.constantFrom(...NAMESPACES), labels, ports: fc.array(declared, { maxLength: 3 }), node: nodeName, hostNetwork: fc.nat({ max: 5 }).map((n) => n === 0) })
    .chain((pod) => (pod.hostNetwork ? fc.constant({ ...pod, ip: NODES[pod.node][0] }) : fc.constantFrom(pod.node, pod.node, "").map((node) => ({ ...pod, node, ip }))));
const somePods = fc.subarray([...IPS], { minLength: 2, maxLength: 5 }).chain((ips) => fc.tuple(...ips.map(podAt)));

export const adminClusters: fc.Arbitrary<AdminCluster> = fc.record({
  namespaces: fc.record({ n1: labels, n2: labels, n3: labels }),
  nodes: fc.record({ a: nodeAt("a"), b: nodeAt("b"), c: nodeAt("c") }),
  pods: somePods,
  policies: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 3, arbitrary: policies }),
  admin,
});

const ADDRESSES: readonly AdminEnd[] = [...Object.values(NODES).flat(), "203.0.113.4", "10.0.0.200", "2001:db8::7"].map((ip) => ({ ip }));

/** Calls with a pod at one end at least. */
export const callsIn = ({ pods: inside }: AdminCluster): fc.Arbitrary<AdminCall> => {
  const end = fc.oneof({ weight: 3, arbitrary: fc.constantFrom<AdminEnd>(...inside) }, { weight: 1, arbitrary: fc.constantFrom<AdminEnd>(...ADDRESSES) });
  return fc
    .tuple(fc.record({ from: end, to: end }), whichPort)
    .map(([ends, at]) => ({ ...ends, ...at }))
    .filter(({ from, to }) => "namespace" in from || "namespace" in to);
};

export const idIn = ({ pods: inside }: AdminCluster, end: AdminEnd): string => ("namespace" in end ? `${end.namespace}/pod/p${inside.indexOf(end)}` : `ip:${end.ip}`);
export const targetIn = (raw: AdminCluster, { to, port, protocol: of }: AdminCall): string => `${"namespace" in to ? idIn(raw, to) : `[${to.ip}]`}:${port}/${of}`;

/** @param nameOf the name of the policy at a place in the list */
export function adminDocumentsOf(raw: AdminCluster, nameOf: (place: number) => string = (place) => `admin${place}`): readonly string[] {
  const inside = documentsOf({ ...raw, pods: [] });
  return [
    ...inside,
    ...Object.entries(raw.nodes).map(([node, { labels: own, addresses }]) =>
      JSON.stringify({ apiVersion: "v1", kind: "Node", metadata: { name: node, labels: own }, status: { addresses: addresses.map((address, i) => ({ type: i === 0 ? "InternalIP" : "ExternalIP", address })) } })),
    ...raw.pods.map(({ namespace, labels: own, ip, also, ports, node, hostNetwork }, i) =>
      JSON.stringify({
        apiVersion: "v1", kind: "Pod", metadata: { name: `p${i}`, namespace, labels: own },
        spec: { containers: ports.map((one, at) => ({ name: `c${at}`, image: "app", ports: [one] })), ...(node !== "" && { nodeName: node }), ...(hostNetwork && { hostNetwork }) },
        status: { phase: "Running", podIP: ip, ...(also !== undefined && { podIPs: [{ ip }, { ip: also }] }), ...(node !== "" && { hostIP: raw.nodes[node]?.addresses[0] }) },
      })),
    ...raw.admin.map(({ kind, spec }, i) =>
      JSON.stringify({
        apiVersion: `policy.networking.k8s.io/${kind === "ClusterNetworkPolicy" ? "v1alpha2" : "v1alpha1"}`, kind,
        metadata: { name: kind === "BaselineAdminNetworkPolicy" ? "default" : nameOf(i) }, spec,
      })),
  ];
}
