import { describe, expect, test } from "vitest";
import { answer } from "#lib/check/answer.ts";
import { contextOf } from "#lib/check/context.ts";
import { parseEnd, parseTarget } from "#lib/check/ids.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import { pathsOf, replaced } from "#lib/policy/mutation.fixture.ts";
import { Random } from "#apiserver/random.ts";
import type { GivenObject } from "#apiserver/object.ts";
import { decode } from "./decode.ts";
import { Live, namespace, pod, policy } from "./live.fixture.ts";

const object = (apiVersion: string, kind: string, id: string, more: Readonly<Record<string, unknown>>): GivenObject => {
  const [namespaceName, name] = id.split("/");
  return { apiVersion, kind, metadata: { name: name ?? namespaceName, ...(name !== undefined && { namespace: namespaceName }), labels: { app: "x" }, uid: "u", resourceVersion: "5" }, ...more } as unknown as GivenObject;
};

const ONE_OF_EACH: readonly GivenObject[] = [
  pod("b/web", "10.0.0.2", { dnsPolicy: "None", dnsConfig: { nameservers: ["10.0.0.10"] }, initContainers: [{ name: "i", image: "y", restartPolicy: "Always", ports: [{ name: "p", containerPort: 9, protocol: "UDP" }] }], hostNetwork: false }),
  namespace("b", { team: "t" }),
  policy("b/p", { podSelector: { matchLabels: { app: "web" }, matchExpressions: [{ key: "k", operator: "In", values: ["v"] }] }, policyTypes: ["Egress", "Ingress"], egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }], ports: [{ protocol: "TCP", port: 80, endPort: 90 }] }] }),
  object("v1", "Service", "b/web", { spec: { type: "NodePort", clusterIPs: ["10.96.0.1"], selector: { app: "web" }, ports: [{ name: "http", port: 80, targetPort: "p", nodePort: 30000, protocol: "TCP" }] }, status: { loadBalancer: { ingress: [{ ip: "198.51.100.1" }] } } }),
  object("v1", "Node", "n1", { status: { addresses: [{ type: "InternalIP", address: "192.168.0.1" }] } }),
  object("v1", "ServiceAccount", "b/default", {}),
  object("discovery.k8s.io/v1", "EndpointSlice", "b/web-1", { metadata: { name: "web-1", namespace: "b", labels: { "kubernetes.io/service-name": "web" } }, addressType: "IPv4", ports: [{ name: "http", port: 9, protocol: "TCP" }], endpoints: [{ addresses: ["10.0.0.2"], conditions: { ready: true }, nodeName: "n1", targetRef: { kind: "Pod", name: "web", namespace: "b" } }] }),
  object("cilium.io/v2", "CiliumNetworkPolicy", "b/c", { spec: { endpointSelector: { matchLabels: { app: "web" } }, egress: [{ toFQDNs: [{ matchPattern: "*.example.com" }], toPorts: [{ ports: [{ port: "443", protocol: "TCP" }] }] }] } }),
  object("projectcalico.org/v3", "GlobalNetworkPolicy", "g", { spec: { selector: "app == 'web'", order: 5, types: ["Egress"], egress: [{ action: "Deny", destination: { nets: ["10.0.0.0/8"] } }] } }),
  object("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy", "cnp", { spec: { tier: "Admin", priority: 10, subject: { namespaces: {} }, egress: [{ action: "Deny", to: [{ networks: ["10.0.0.0/8"] }] }] } }),
];

const ODD: readonly unknown[] = [null, undefined, "", "x".repeat(10_000), 0, -1, 1e308, NaN, true, [], {}, [null], [[]], { a: { b: null } }, "__proto__", "\u0000", "\ud800", "10.0.0.0/999", Array.from({ length: 500 }, () => "a")];

describe("S29: any field of any kind replaced by anything", () => {
  const calm = [namespace("a"), pod("a/web", "10.0.0.1"), policy("a/closed", { podSelector: {}, policyTypes: ["Egress"] })];
  test.each(ONE_OF_EACH.map((one) => ({ kind: one.kind, one })))("$kind: 1,000 times: nothing throws, and whom it does not touch is judged as before", ({ one }) => {
    const random = new Random(29);
    const paths = pathsOf(one).filter((path) => path.length > 0 && !["apiVersion", "kind"].includes(String(path[0])));
    let read = 0;
    for (let turn = 0; turn < 1_000; turn++) {
      const path = paths[random.below(paths.length)] ?? [];
      const mutated = replaced(one, path, ODD[random.below(ODD.length)]) as GivenObject;
      const ingested = [...calm, mutated].map((given) => decode(given));
      const snapshot = new Snapshot(ingested.flatMap(({ facts }) => facts), ingested.flatMap(({ problems }) => problems));
      const { verdict } = answer({ from: parseEnd("a/web", "from"), ...parseTarget("203.0.113.4:443") }, contextOf(snapshot)).folded;
      const cluster = ["GlobalNetworkPolicy", "ClusterNetworkPolicy"].includes(one.kind);
      if (!cluster && one.kind !== "Namespace" && JSON.stringify(mutated).includes('"namespace":"b"')) expect(verdict).toBe("deny");
      expect(["deny", "unknown"]).toContain(verdict);
      if ((ingested.at(-1)?.facts.length ?? 0) > 0) read += 1;
    }
    expect(read).toBeGreaterThan(500);
  });
});

test("S15: names that mean something in JavaScript are names: the verdicts are those of other names", async () => {
  const keys = ["constructor", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf", "__proto__"];
  const verdicts = async (names: readonly string[]): Promise<readonly string[]> => {
    const [space = "", ...labels] = names;
    const labelled = (name: string): Readonly<Record<string, string>> => Object.fromEntries(labels.map((key) => [key, name]));
    const live = await new Live({ prepare: (api) => {
      api.put(namespace(space, labelled("s")));
      api.put(namespace("b"));
      api.put({ ...pod(`${space}/${labels[0]}`, "10.0.0.1"), metadata: { name: labels[0], namespace: space, labels: labelled("p") } } as unknown as GivenObject);
      api.put(pod("b/web", "10.0.0.2"));
      api.put(policy(`${space}/p`, { podSelector: { matchLabels: labelled("p") }, policyTypes: ["Egress", "Ingress"], ingress: [{ from: [{ namespaceSelector: { matchLabels: labelled("s") } }] }], egress: [{ to: [{ podSelector: { matchExpressions: labels.map((key) => ({ key, operator: "Exists" })) } }] }] }));
    } }).start();
    const me = `${space}/pod/${labels[0]}`;
    const found = [live.verdict(me, "203.0.113.4:443"), live.verdict(me, "b/web:80"), live.verdict("b/web", `${me}:80`), live.verdict(me, `${me}:80`)];
    await live.end();
    return found.map((text) => text.replaceAll(space, "SPACE").replaceAll(labels[0] ?? "", "NAME"));
  };
  const [space = "", ...rest] = keys;
  expect(await verdicts([space, ...rest.filter((key) => key !== "__proto__")])).toEqual(await verdicts(["neutral", "tostrink", "valueuf", "hasowm", "isprototypo"]));
  const own = JSON.parse('{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x","namespace":"b","labels":{"__proto__":"polluted","app":"x"}},"__proto__":{"polluted":true}}') as Readonly<Record<string, unknown>>;
  decode(own);
  expect(({} as { readonly polluted?: unknown }).polluted).toBeUndefined();
});
