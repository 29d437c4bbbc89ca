import { describe, expect, test } from "vitest";
import { cidr } from "#lib/net/cidr.ts";
import type { Peer, PortMatch } from "#lib/policy/algebra.ts";
import { acceptedSpec, readSpecOf, rulesOf } from "./fixture.ts";

const ANYONE: readonly Peer[] = [{ kind: "anyone" }];
const ANYTHING: readonly PortMatch[] = [{ kind: "anything" }];
const OWN = { kind: "named", name: "a" } as const;

describe("which directions are isolated", () => {
  test.each([
    { name: "no spec is a default deny of ingress", spec: undefined, isolates: ["ingress"] },
    { name: "spec: null is an absent spec", spec: null, isolates: ["ingress"] },
    { name: "trap 1, 2: an empty podSelector alone isolates ingress only", spec: { podSelector: {} }, isolates: ["ingress"] },
    { name: "trap 3: egress: [] does not add Egress", spec: { egress: [] }, isolates: ["ingress"] },
    { name: "egress: null does not add Egress", spec: { egress: null }, isolates: ["ingress"] },
    { name: "trap 4: egress: [{}] adds Egress and leaves Ingress", spec: { egress: [{}] }, isolates: ["egress", "ingress"] },
    { name: "egress: [null] is egress: [{}]", spec: { egress: [null] }, isolates: ["egress", "ingress"] },
    { name: "ingress: [{}] isolates ingress", spec: { ingress: [{}] }, isolates: ["ingress"] },
    { name: "trap 6: policyTypes: [] is absent", spec: { policyTypes: [], egress: [{}] }, isolates: ["egress", "ingress"] },
    { name: "policyTypes: null is absent", spec: { policyTypes: null, egress: [{}] }, isolates: ["egress", "ingress"] },
    { name: "[Egress] without rules denies all egress only", spec: { policyTypes: ["Egress"] }, isolates: ["egress"] },
    { name: "trap 5: [Egress] does not isolate ingress", spec: { policyTypes: ["Egress"], ingress: [{}] }, isolates: ["egress"] },
    { name: "[Ingress] does not isolate egress", spec: { policyTypes: ["Ingress"], egress: [{}] }, isolates: ["ingress"] },
    { name: "both are isolated without any rule", spec: { policyTypes: ["Ingress", "Egress"] }, isolates: ["egress", "ingress"] },
    { name: "trap 15: duplicate policyTypes are accepted", spec: { policyTypes: ["Ingress", "Ingress"] }, isolates: ["ingress"] },
  ])("$name", ({ spec, isolates }) => {
    const policy = acceptedSpec(spec);
    expect((["egress", "ingress"] as const).filter((direction) => policy[direction]?.isolates)).toEqual(isolates);
  });
});

describe("rules of a direction that policyTypes does not list", () => {
  test.each([
    { name: "egress rules under [Ingress] are ignored", spec: { policyTypes: ["Ingress"], egress: [{}] }, warnings: ["spec.egress: ignored"] },
    { name: "ingress rules under [Egress] are ignored", spec: { policyTypes: ["Egress"], ingress: [{}] }, warnings: ["spec.ingress: ignored"] },
    { name: "an empty list is nothing to ignore", spec: { policyTypes: ["Ingress"], egress: [] }, warnings: [] },
    { name: "rules of a listed direction are not ignored", spec: { policyTypes: ["Egress"], egress: [{}] }, warnings: [] },
  ])("$name", ({ spec, warnings }) => {
    const { kind, problems } = readSpecOf(spec);
    expect({ kind, warnings: rulesOf(problems, "warning") }).toEqual({ kind: "accepted", warnings });
  });

  test("are validated all the same", () => {
    expect(readSpecOf({ policyTypes: ["Ingress"], egress: [{ ports: [{ port: 0 }] }] }).kind).toBe("rejected");
  });
});

describe("whom a rule is about", () => {
  test.each([
    { name: "trap 7: the empty rule is everyone on all ports", rule: {}, peers: ANYONE, ports: ANYTHING },
    { name: "a rule that is null is the empty rule", rule: null, peers: ANYONE, ports: ANYTHING },
    { name: "trap 8: from: [] is absent", rule: { from: [] }, peers: ANYONE, ports: ANYTHING },
    { name: "from: null is absent", rule: { from: null }, peers: ANYONE, ports: ANYTHING },
    { name: "trap 10: ports: [] is absent", rule: { ports: [] }, peers: ANYONE, ports: ANYTHING },
    { name: "ports: null is absent", rule: { ports: null }, peers: ANYONE, ports: ANYTHING },
  ])("$name", ({ rule, peers, ports }) => {
    expect(acceptedSpec({ ingress: [rule] }).ingress?.rules).toMatchObject([{ action: "allow", peers, ports }]);
  });
});

describe("peers", () => {
  const appX = { matchLabels: { app: "x" } };
  const teamT = { matchLabels: { team: "t" } };
  const isX = [{ operator: "In", key: "app", values: new Set(["x"]) }];
  const isT = [{ operator: "In", key: "team", values: new Set(["t"]) }];

  test.each([
    { name: "trap 16: podSelector alone means the policy's own namespace", from: [{ podSelector: appX }], peers: [{ kind: "pods", namespaces: OWN, pods: isX }] },
    { name: "podSelector: {} is every pod of the own namespace", from: [{ podSelector: {} }], peers: [{ kind: "pods", namespaces: OWN, pods: [] }] },
    {
      name: "namespaceSelector alone is every pod of the selected namespaces",
      from: [{ namespaceSelector: teamT }],
      peers: [{ kind: "pods", namespaces: { kind: "selected", selector: isT }, pods: [] }],
    },
    {
      name: "trap 19: namespaceSelector: {} is every pod, not the world",
      from: [{ namespaceSelector: {} }],
      peers: [{ kind: "pods", namespaces: { kind: "selected", selector: [] }, pods: [] }],
    },
    {
      name: "trap 17: two items are alternatives",
      from: [{ namespaceSelector: teamT }, { podSelector: appX }],
      peers: [
        { kind: "pods", namespaces: { kind: "selected", selector: isT }, pods: [] },
        { kind: "pods", namespaces: OWN, pods: isX },
      ],
    },
    {
      name: "trap 18: both selectors in one item hold together",
      from: [{ namespaceSelector: teamT, podSelector: appX }],
      peers: [{ kind: "pods", namespaces: { kind: "selected", selector: isT }, pods: isX }],
    },
    {
      name: "a selector that is null is not set",
      from: [{ namespaceSelector: null, podSelector: appX, ipBlock: null }],
      peers: [{ kind: "pods", namespaces: OWN, pods: isX }],
    },
    {
      name: "ipBlock is a block of addresses without its exceptions",
      from: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }],
      peers: [{ kind: "cidr", cidr: cidr("10.0.0.0/8"), except: [cidr("10.1.0.0/16")], disputed: false }],
    },
  ])("$name", ({ from, peers }) => {
    const policy = acceptedSpec({ ingress: [{ from }], egress: [{ to: from }] });
    expect(policy.ingress?.rules[0]?.peers).toEqual(peers);
    expect(policy.egress?.rules[0]?.peers).toEqual(peers);
  });
});

describe("ports", () => {
  test.each([
    { name: "trap 10: an empty item is every TCP port", port: {}, match: { kind: "protocol", protocol: "TCP" } },
    { name: "an item that is null is an empty item", port: null, match: { kind: "protocol", protocol: "TCP" } },
    { name: "port: null and endPort: null are absent", port: { port: null, endPort: null }, match: { kind: "protocol", protocol: "TCP" } },
    { name: "trap 11: a protocol without port is all its ports", port: { protocol: "UDP" }, match: { kind: "protocol", protocol: "UDP" } },
    { name: "protocol defaults to TCP", port: { port: 80 }, match: { kind: "range", protocol: "TCP", from: 80, to: 80 } },
    { name: "SCTP is a protocol", port: { port: 80, protocol: "SCTP" }, match: { kind: "range", protocol: "SCTP", from: 80, to: 80 } },
    { name: "the lowest port", port: { port: 1 }, match: { kind: "range", protocol: "TCP", from: 1, to: 1 } },
    { name: "the highest port", port: { port: 65535 }, match: { kind: "range", protocol: "TCP", from: 65535, to: 65535 } },
    { name: "endPort ends a range", port: { port: 32000, endPort: 32768 }, match: { kind: "range", protocol: "TCP", from: 32000, to: 32768 } },
    { name: "trap 38: endPort equal to port is one port", port: { port: 8000, endPort: 8000 }, match: { kind: "range", protocol: "TCP", from: 8000, to: 8000 } },
    { name: "a text is a port's name", port: { port: "http", protocol: "UDP" }, match: { kind: "named", protocol: "UDP", name: "http" } },
    { name: "a name of 15 characters with digits", port: { port: "8-characters-ab" }, match: { kind: "named", protocol: "TCP", name: "8-characters-ab" } },
    { name: "80.0 is the whole number 80", port: { port: 80.0 }, match: { kind: "range", protocol: "TCP", from: 80, to: 80 } },
  ])("$name", ({ port, match }) => {
    expect(acceptedSpec({ ingress: [{ ports: [port] }] }).ingress?.rules[0]?.ports).toEqual([match]);
  });
});

describe("rules are named", () => {
  test("by their number from 1 and their place", () => {
    expect(acceptedSpec({ ingress: [{}, { from: [] }] }).ingress?.rules).toMatchObject([
      { number: 1, place: { file: "policy.yaml", line: 4, path: "spec.ingress[0]" } },
      { number: 2, place: { file: "policy.yaml", line: 4, path: "spec.ingress[1]" } },
    ]);
  });
});
