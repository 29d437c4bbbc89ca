import { describe, expect, test } from "vitest";
import { cidr } from "#lib/net/cidr.ts";
import { NETWORK_POLICY } from "#lib/policy/standardtiers.ts";
import { accepted, ccnp, cnp, egressOf, ingressOf, objectOf, readObject } from "./fixture.ts";

const ANYONE = [{ kind: "anyone" }];
const ANYTHING = [{ kind: "anything" }];
const NOBODY = { kind: "any", of: [] };
const TCP80 = { ports: [{ port: "80", protocol: "TCP" }] };
const RANGE80 = { kind: "range", protocol: "TCP", from: 80, to: 80 };
const block = (text: string, ...except: readonly string[]) => ({ kind: "cidr", cidr: cidr(text), except: except.map(cidr), disputed: false });

test("an accepted policy says who it is, where it stands and whom it selects", () => {
  expect(accepted(cnp({ endpointSelector: { matchLabels: { app: "x" } }, ingress: [{ fromEntities: ["world"] }] }))).toEqual({
    ref: { apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy", namespace: "a", name: "p" },
    place: { file: "policy.yaml", line: 2, path: "spec" },
    tier: NETWORK_POLICY,
    rank: 0,
    subject: { namespaces: { kind: "named", name: "a" }, pods: [{ operator: "In", key: "app", values: new Set(["x"]) }] },
    ingress: {
      isolates: true,
      rules: [{ action: "allow", peers: [{ kind: "entity", entity: "outside" }], ports: ANYTHING, place: { file: "policy.yaml", line: 4, path: "spec.ingress[0]" }, number: 1 }],
    },
    standing: "certain",
  });
});

test("spec and each of specs are policies of their own", () => {
  const reading = readObject(objectOf("CiliumNetworkPolicy", { spec: { endpointSelector: {}, ingress: [{}] }, specs: [{ endpointSelector: {}, egress: [{}] }] }));
  expect(reading).toMatchObject({ kind: "accepted", policies: [{ place: { path: "spec" } }, { place: { path: "specs[0]" } }] });
});

describe("which directions are isolated", () => {
  const DENY = [{ fromEntities: ["world"] }];
  test.each([
    { name: "one with an allow entry", spec: { ingress: [{ fromEntities: ["all"] }] }, isolates: { ingress: true } },
    { name: "trap 85: one with an empty entry", spec: { ingress: [{}] }, isolates: { ingress: true } },
    { name: "trap 92: one with deny entries alone", spec: { ingressDeny: DENY }, isolates: { ingress: true } },
    { name: "trap 92: not where enableDefaultDeny says no", spec: { ingressDeny: DENY, enableDefaultDeny: { ingress: false } }, isolates: { ingress: false } },
    { name: "each direction by itself", spec: { ingress: [{}], egress: [{}], enableDefaultDeny: { egress: false } }, isolates: { ingress: true, egress: false } },
    { name: "enableDefaultDeny without an entry has no effect", spec: { ingress: [{}], enableDefaultDeny: { egress: true } }, isolates: { ingress: true } },
    { name: "an empty list is no entry", spec: { ingress: [{}], egress: [] }, isolates: { ingress: true } },
  ])("$name", ({ spec, isolates }) => {
    const { ingress, egress } = accepted(cnp({ endpointSelector: {}, ...spec }));
    expect({ ...(ingress && { ingress: ingress.isolates }), ...(egress && { egress: egress.isolates }) }).toEqual(isolates);
  });
});

describe("absent and empty", () => {
  test.each([
    { name: "trap 85: the empty entry allows nothing", entry: {}, rules: [] },
    { name: "an entry of null is the empty one", entry: null, rules: [] },
    { name: "trap 88: ports without peers are for anyone", entry: { toPorts: [TCP80] }, rules: [{ peers: ANYONE, ports: [RANGE80] }] },
    { name: "trap 88: an empty list of peers is nobody", entry: { fromEndpoints: [], toPorts: [TCP80] }, rules: [{ peers: [], ports: [RANGE80] }] },
    { name: "an empty list of peers alone is nobody", entry: { fromEntities: [] }, rules: [{ peers: [], ports: ANYTHING }] },
    { name: "a list of null is absent", entry: { fromEndpoints: null, toPorts: [TCP80] }, rules: [{ peers: ANYONE }] },
    { name: "peers without ports are on any port", entry: { fromCIDR: ["10.0.0.0/8"] }, rules: [{ peers: [block("10.0.0.0/8")], ports: ANYTHING }] },
    { name: "toPorts: [] is absent", entry: { fromCIDR: ["10.0.0.0/8"], toPorts: [] }, rules: [{ ports: ANYTHING }] },
    { name: "toPorts: [] without peers allows nothing", entry: { toPorts: [] }, rules: [] },
    { name: "an entry of toPorts without ports is any port", entry: { toPorts: [{}] }, rules: [{ peers: ANYONE, ports: ANYTHING }] },
    { name: "an empty list beside a filled one is nobody too", entry: { fromEndpoints: [], fromCIDR: ["10.0.0.0/8"] }, rules: [{ peers: [] }] },
  ])("$name", ({ entry, rules }) => {
    expect(ingressOf(entry)).toMatchObject(rules);
    expect(ingressOf(entry)).toHaveLength(rules.length);
  });
});

describe("entities", () => {
  const entity = (name: string) => ({ kind: "entity", entity: name });
  test.each([
    { name: "all", peer: { kind: "anyone" } },
    { name: "world", peer: entity("outside") },
    { name: "host", peer: entity("own-node") },
    { name: "remote-node", peer: entity("other-nodes") },
    { name: "kube-apiserver", peer: entity("api-server") },
    { name: "cluster", peer: { kind: "any", of: [{ kind: "pods", namespaces: { kind: "selected", selector: [] }, pods: [] }, entity("own-node"), entity("other-nodes"), entity("api-server")] } },
    ...["init", "ingress", "unmanaged", "health", "none"].map((name) => ({ name, peer: NOBODY })),
  ])("$name", ({ name, peer }) => {
    expect(ingressOf({ fromEntities: [name] })[0]?.peers).toEqual([peer]);
    expect(egressOf({ toEntities: [name] })[0]?.peers).toEqual([peer]);
  });
});

describe("addresses", () => {
  test.each([
    { name: "a block", set: { cidr: "10.0.0.0/8" }, peer: block("10.0.0.0/8") },
    { name: "a block with exceptions", set: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] }, peer: block("10.0.0.0/8", "10.1.0.0/16") },
    { name: "a group by its name", set: { cidrGroupRef: "office" }, peer: { kind: "listed", lists: { kinds: ["CiliumCIDRGroup"], name: "office", selector: [] } } },
    {
      name: "groups by their labels",
      set: { cidrGroupSelector: { matchLabels: { site: "x" } } },
      peer: { kind: "listed", lists: { kinds: ["CiliumCIDRGroup"], selector: [{ operator: "In", key: "site", values: new Set(["x"]) }] } },
    },
  ])("$name", ({ set, peer }) => {
    expect(egressOf({ toCIDRSet: [set] })[0]?.peers).toEqual([peer]);
  });

  test("whether exceptions from a group are heeded stays open for the addresses in them alone", () => {
    const listed = { kind: "listed", lists: { kinds: ["CiliumCIDRGroup"], name: "office", selector: [] } };
    const holes = { kind: "any", of: [block("10.1.0.0/16")] };
    expect(egressOf({ toCIDRSet: [{ cidrGroupRef: "office", except: ["10.1.0.0/16"] }] })[0]?.peers).toMatchObject([
      { kind: "any", of: [{ kind: "all", of: [listed, { kind: "not", of: holes }] }, { kind: "all", of: [listed, holes, { kind: "untold" }] }] },
    ]);
  });

  test("a group of a cloud's is somebody outside whom nobody can tell", () => {
    expect(egressOf({ toGroups: [{ aws: { securityGroupsIds: ["sg-1"], region: "eu-1" } }] })[0]?.peers).toEqual([
      { kind: "all", of: [{ kind: "entity", entity: "outside" }, { kind: "untold", missing: { kind: "cloud-group", group: "AWS group `sg-1` in eu-1" } }] },
    ]);
  });
});

describe("nodes", () => {
  test("depend on an option that nobody tells", () => {
    const policy = accepted(cnp({ endpointSelector: {}, egress: [{ toNodes: [{ matchLabels: { "node:zone": "x" } }] }] }));
    expect(policy).toMatchObject({ egress: { rules: [{ peers: [{ kind: "nodes", nodes: [{ key: "zone" }] }] }] }, needs: [{ untold: "open", lacking: { kind: "rejected" } }] });
  });

  test("trap: a policy for nodes is a doubt about them", () => {
    const reading = readObject(ccnp({ nodeSelector: { matchLabels: { role: "edge" } }, ingress: [{}] }));
    expect(reading).toMatchObject({
      kind: "accepted",
      policies: [],
      doubts: [{ touches: { kind: "nodes", selector: [{ key: "role" }] }, couldChange: "any", directions: ["ingress"], missing: { kind: "host-policy", policy: { name: "p" } } }],
    });
  });
});

describe("services", () => {
  test.each([
    { name: "by name", service: { k8sService: { serviceName: "s", namespace: "b" } }, peer: { kind: "services", services: { kind: "named", namespace: "b", name: "s" } } },
    {
      name: "by labels in a namespace",
      service: { k8sServiceSelector: { selector: { matchLabels: { a: "b" } }, namespace: "b" } },
      peer: { kind: "services", services: { kind: "selected", namespaces: { kind: "named", name: "b" }, selector: [{ key: "a" }] } },
    },
    { name: "by labels in every namespace", service: { k8sServiceSelector: { selector: {} } }, peer: { kind: "services", services: { kind: "selected", namespaces: { kind: "selected", selector: [] }, selector: [] } } },
    { name: "by name without a namespace nobody can tell", service: { k8sService: { serviceName: "s" } }, peer: { kind: "untold" } },
  ])("$name", ({ service, peer }) => {
    expect(egressOf({ toServices: [service], toPorts: [TCP80] })).toMatchObject([{ peers: [peer], ports: [RANGE80] }]);
  });
});

describe("ports", () => {
  const range = (protocol: string, from: number, to = from) => ({ kind: "range", protocol, from, to });
  const ALL = ["TCP", "UDP", "SCTP"];
  test.each([
    { name: "trap 98: without a protocol every one that has ports", port: { port: "80" }, matches: ALL.map((protocol) => range(protocol, 80)) },
    { name: "ANY is as none", port: { port: "80", protocol: "ANY" }, matches: ALL.map((protocol) => range(protocol, 80)) },
    { name: "of one protocol", port: { port: "53", protocol: "UDP" }, matches: [range("UDP", 53)] },
    { name: "endPort ends a range", port: { port: "80", endPort: 90, protocol: "TCP" }, matches: [range("TCP", 80, 90)] },
    { name: "endPort below port has no effect", port: { port: "80", endPort: 70, protocol: "TCP" }, matches: [range("TCP", 80)] },
    { name: "endPort: 0 has no effect", port: { port: "80", endPort: 0, protocol: "TCP" }, matches: [range("TCP", 80)] },
    { name: "trap 98: port 0 is every port of the protocol", port: { port: "0", protocol: "TCP" }, matches: [{ kind: "protocol", protocol: "TCP" }] },
    { name: "port 0 of any protocol", port: { port: "0" }, matches: ALL.map((protocol) => ({ kind: "protocol", protocol })) },
    { name: "a range from 0", port: { port: "0", endPort: 80, protocol: "TCP" }, matches: [range("TCP", 0, 80)] },
    { name: "a range of everything", port: { port: "0", endPort: 65535, protocol: "TCP" }, matches: [{ kind: "protocol", protocol: "TCP" }] },
    { name: "a leading zero means octal", port: { port: "010", protocol: "TCP" }, matches: [range("TCP", 8)] },
    { name: "a name, compared in lower case", port: { port: "HTTP", protocol: "TCP" }, matches: [{ kind: "named", protocol: "TCP", name: "http" }] },
    { name: "a name of any protocol", port: { port: "http" }, matches: [{ kind: "named", name: "http" }] },
    { name: "what looks like a hexadecimal number is a name", port: { port: "0x10", protocol: "TCP" }, matches: [{ kind: "named", protocol: "TCP", name: "0x10" }] },
    { name: "a protocol without ports", port: { port: "0", protocol: "VRRP" }, matches: [{ kind: "other", text: "VRRP" }] },
  ])("$name", ({ port, matches }) => {
    expect(ingressOf({ toPorts: [{ ports: [port] }] })[0]?.ports).toEqual(matches);
  });

  test.each([
    { name: "a number", field: { type: 8 }, text: "icmp type 8" },
    { name: "a number as a text", field: { type: "8" }, text: "icmp type 8" },
    { name: "a name", field: { type: "EchoRequest" }, text: "icmp type EchoRequest" },
    { name: "of IPv6", field: { type: 128, family: "IPv6" }, text: "icmpv6 type 128" },
  ])("icmps by $name are a protocol that is never asked about", ({ field, text }) => {
    expect(ingressOf({ icmps: [{ fields: [field] }] })).toMatchObject([{ peers: ANYONE, ports: [{ kind: "other", text }] }]);
  });
});

describe("what is looked at behind the ports", () => {
  const tcp = { port: "80", protocol: "TCP" };
  test.each([
    { name: "HTTP requests", rule: { rules: { http: [{ method: "GET" }] } }, beyond: { kind: "requests", what: "HTTP requests" } },
    { name: "Kafka requests", rule: { rules: { kafka: [{ topic: "t" }] } }, beyond: { kind: "requests", what: "Kafka requests" } },
    { name: "requests of another protocol", rule: { rules: { l7proto: "r2d2", l7: [{ cmd: "READ" }] } }, beyond: { kind: "requests", what: "r2d2 requests" } },
    { name: "TLS server names", rule: { serverNames: ["a.io"] }, beyond: { kind: "requests", what: "TLS server names" } },
    { name: "TLS", rule: { terminatingTLS: { secret: { name: "s" } } }, beyond: { kind: "requests", what: "TLS certificates" } },
    { name: "a listener", rule: { listener: { name: "l", envoyConfig: { name: "e" } } }, beyond: { kind: "requests", what: "whatever an Envoy listener does with them" } },
    { name: "names of DNS queries", rule: { rules: { dns: [{ matchName: "a.io" }] } }, beyond: { kind: "dns", names: [{ text: "a.io" }] } },
    { name: "an empty list restricts nothing", rule: { rules: { http: [] } }, beyond: undefined },
  ])("$name", ({ rule, beyond }) => {
    const [read] = egressOf({ toPorts: [{ ports: [tcp], ...rule }] });
    expect(read).toMatchObject({ action: "allow", number: 1, place: { path: beyond ? "spec.egress[0].toPorts[0]" : "spec.egress[0]" } });
    if (beyond) expect(read?.beyond).toMatchObject(beyond);
    else expect(read).not.toHaveProperty("beyond");
  });

  test("trap 99: entries that look at different things are rules of their own", () => {
    expect(egressOf({ toPorts: [{ ports: [tcp], rules: { http: [{}] } }, { ports: [{ port: "81", protocol: "TCP" }] }] })).toMatchObject([
      { number: 1, place: { path: "spec.egress[0].toPorts[0]" }, beyond: { kind: "requests" } },
      { number: 1, place: { path: "spec.egress[0].toPorts[1]" }, ports: [{ from: 81 }] },
    ]);
  });

  test("entries that look at nothing are one rule", () => {
    expect(egressOf({ toPorts: [{ ports: [tcp] }, { ports: [{ port: "81", protocol: "TCP" }] }] })).toMatchObject([{ place: { path: "spec.egress[0]" }, ports: [{ from: 80 }, { from: 81 }] }]);
  });
});

describe("deny entries", () => {
  test("come first, and count in their own list", () => {
    const policy = accepted(cnp({ endpointSelector: {}, egress: [{ toEntities: ["all"] }], egressDeny: [{ toCIDR: ["10.0.0.0/8"], toPorts: [TCP80] }] }));
    expect(policy.egress?.rules).toMatchObject([
      { action: "deny", name: "egressDeny", number: 1, place: { path: "spec.egressDeny[0]" }, peers: [block("10.0.0.0/8")], ports: [RANGE80] },
      { action: "allow", number: 1, place: { path: "spec.egress[0]" } },
    ]);
  });

  test("deny nothing where they are empty", () => {
    expect(accepted(cnp({ endpointSelector: {}, ingressDeny: [{}] })).ingress).toEqual({ isolates: true, rules: [] });
  });
});

describe("authentication", () => {
  const rulesFor = (mode: string) => ingressOf({ fromEndpoints: [{}], authentication: { mode } });

  test("that is required denies perhaps, whoever else allows", () => {
    expect(rulesFor("required")).toMatchObject([{ action: "allow" }, { action: "deny", name: "authentication", conditions: [{ kind: "authentication" }] }]);
  });

  test("that always fails denies", () => {
    expect(rulesFor("test-always-fail")).toMatchObject([{ action: "deny", name: "authentication" }]);
    expect(rulesFor("test-always-fail")[0]).not.toHaveProperty("conditions");
  });

  test("that is disabled asks for nothing", () => {
    expect(rulesFor("disabled")).toMatchObject([{ action: "allow" }]);
  });
});
