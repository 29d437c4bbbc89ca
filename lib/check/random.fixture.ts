import fc from "fast-check";
import type { RawCall, RawCluster, RawEnd, RawPeer, RawPod, RawPolicy, RawPort, RawRule, RawSelector } from "./reference.fixture.ts";

/** Random clusters: few labels, ports and addresses, so that rules and connections meet often. */
const KEYS = ["app", "tier"] as const;
const VALUES = ["", "one", "two"] as const;
export const NAMESPACES = ["n1", "n2", "n3"] as const;
const PROTOCOLS = ["TCP", "UDP", "SCTP"] as const;
export const NUMBERS = [53, 80, 8080] as const;

export const labels = fc.dictionary(fc.constantFrom(...KEYS), fc.constantFrom(...VALUES), { maxKeys: 2 }).map((found) => ({ ...found }));
const values = fc.uniqueArray(fc.constantFrom(...VALUES), { minLength: 1, maxLength: 2 });
const key = fc.constantFrom<string>(...KEYS, "kubernetes.io/metadata.name");

const requirement = fc.oneof(
  fc.record({ key, operator: fc.constantFrom("In", "NotIn"), values: fc.oneof(values, fc.uniqueArray(fc.constantFrom<string>(...NAMESPACES), { minLength: 1 })) }),
  fc.record({ key, operator: fc.constantFrom("Exists", "DoesNotExist") }),
);
export const selector: fc.Arbitrary<RawSelector> = fc.record({ matchLabels: labels, matchExpressions: fc.array(requirement, { maxLength: 2 }) }, { requiredKeys: [] });

const ipBlock = fc.oneof(
  fc.constantFrom("0.0.0.0/0", "::/0", "10.0.0.0/8", "10.0.0.2/31", "fd00::/16", "fd00::1/128").map((cidr) => ({ cidr })),
  fc.record({ cidr: fc.constant("0.0.0.0/0"), except: fc.subarray(["10.0.0.0/30", "10.0.0.4/32", "203.0.113.0/24"]) }),
  fc.record({ cidr: fc.constant("::/0"), except: fc.subarray(["fd00::/64", "2001:db8::/32"]) }),
);
const peer: fc.Arbitrary<RawPeer> = fc.oneof(
  fc.record({ podSelector: selector }),
  fc.record({ namespaceSelector: selector }),
  fc.record({ podSelector: selector, namespaceSelector: selector }),
  fc.record({ ipBlock }),
);

export const protocol = fc.constantFrom(...PROTOCOLS);
export const whichPort = fc.record({ port: fc.constantFrom(...NUMBERS), protocol });
const port: fc.Arbitrary<RawPort> = fc.oneof(
  fc.record({ protocol }, { requiredKeys: [] }),
  fc.record({ protocol, port: fc.constantFrom<number | string>(...NUMBERS, "http", "dns") }, { requiredKeys: ["port"] }),
  fc.record({ protocol, port: fc.constantFrom(1, 53, 80), endPort: fc.constantFrom(80, 8080) }, { requiredKeys: ["port", "endPort"] }),
);

const list = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> => fc.array(one, { maxLength: 2 });
export const ingressRule: fc.Arbitrary<RawRule> = fc.record({ from: list(peer), ports: list(port) }, { requiredKeys: [] });
export const egressRule: fc.Arbitrary<RawRule> = fc.record({ to: list(peer), ports: list(port) }, { requiredKeys: [] });
const types = fc.constantFrom<readonly string[]>([], ["Ingress"], ["Egress"], ["Ingress", "Egress"], ["Egress", "Ingress"]);
const spec = fc.record({ podSelector: selector, policyTypes: types, ingress: list(ingressRule), egress: list(egressRule) }, { requiredKeys: [] });
export const policies: fc.Arbitrary<readonly RawPolicy[]> = fc.array(fc.record({ namespace: fc.constantFrom(...NAMESPACES), spec }), { maxLength: 4 });

export const declared = fc.record({ name: fc.constantFrom("http", "dns"), protocol, containerPort: fc.constantFrom(...NUMBERS) });
const IPS = ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "fd00::1", "fd00::2", "fd00::3"] as const;
const podAt = (ip: string): fc.Arbitrary<RawPod> => fc.record({ namespace: fc.constantFrom(...NAMESPACES), labels, ip: fc.constant(ip), ports: fc.array(declared, { maxLength: 3 }) });
const pods = fc.subarray([...IPS], { minLength: 1 }).chain((ips) => fc.tuple(...ips.map(podAt)));

export const clusters: fc.Arbitrary<RawCluster> = fc.record({ namespaces: fc.record({ n1: labels, n2: labels, n3: labels }), pods, policies });

export const OUTSIDE: readonly RawEnd[] = [{ ip: "203.0.113.4" }, { ip: "10.0.0.200" }, { ip: "2001:db8::7" }];

/** Calls with a pod at one end at least. */
export const callsIn = ({ pods: inside }: RawCluster): fc.Arbitrary<RawCall> =>
  fc
    .tuple(fc.record({ from: fc.constantFrom<RawEnd>(...inside, ...OUTSIDE), to: fc.constantFrom<RawEnd>(...inside, ...OUTSIDE) }), whichPort)
    .map(([ends, at]) => ({ ...ends, ...at }))
    .filter(({ from, to }) => "namespace" in from || "namespace" in to);

/** The documents as a manifest has them; a pod's name is its place in the list. */
export function documentsOf({ namespaces, pods: inside, policies: limits }: RawCluster): readonly string[] {
  return [
    ...Object.entries(namespaces).map(([name, own]) => ({ apiVersion: "v1", kind: "Namespace", metadata: { name, labels: own } })),
    ...inside.map(({ namespace, labels: own, ip, ports }, i) => ({
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: `p${i}`, namespace, labels: own },
      spec: { containers: ports.map((one, number) => ({ name: `c${number}`, image: "app", ports: [one] })) },
      status: { phase: "Running", podIP: ip },
    })),
    ...limits.map(({ namespace, spec: own }, i) => ({ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: `np${i}`, namespace }, spec: own })),
  ].map((document) => JSON.stringify(document));
}
