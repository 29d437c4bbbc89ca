import { describe, expect, test } from "vitest";
import { cidr } from "#lib/net/cidr.ts";
import type { Peer, PortMatch } from "#lib/policy/algebra.ts";
import { matchesName } from "#lib/policy/names.ts";
import { ADMIN, BASELINE } from "#lib/policy/standardtiers.ts";
import { accepted, egress, ingress, readWith, rulesOf } from "./fixture.ts";

const APP_X = { matchLabels: { app: "x" } };
const IS_X = [{ operator: "In", key: "app", values: new Set(["x"]) }];
const EVERY = { kind: "selected", selector: [] } as const;

test("an accepted policy says who it is, where it stands and whom it selects", () => {
  expect(readWith("cnp", ingress("Deny", { name: "no-one" }))).toEqual({
    kind: "accepted",
    ref: { apiVersion: "policy.networking.k8s.io/v1alpha2", kind: "ClusterNetworkPolicy", namespace: "", name: "default" },
    problems: [],
    doubts: [],
    policies: [
      {
        ref: { apiVersion: "policy.networking.k8s.io/v1alpha2", kind: "ClusterNetworkPolicy", namespace: "", name: "default" },
        place: { file: "policy.yaml", line: 1, path: "" },
        tier: ADMIN,
        rank: 10,
        subject: { namespaces: EVERY, pods: [] },
        ingress: {
          isolates: false,
          rules: [
            {
              action: "deny",
              peers: [{ kind: "pods", namespaces: EVERY, pods: [] }],
              ports: [{ kind: "anything" }],
              place: { file: "policy.yaml", line: 4, path: "spec.ingress[0]" },
              number: 1,
              name: "no-one",
            },
          ],
        },
        standing: "certain",
      },
    ],
  });
});

describe("tiers and ranks", () => {
  test.each([
    { name: "tier: Admin", kind: "cnp" as const, spec: { tier: "Admin", priority: 7 }, tier: ADMIN, rank: 7 },
    { name: "tier: Baseline", kind: "cnp" as const, spec: { tier: "Baseline", priority: 1000 }, tier: BASELINE, rank: 1000 },
    { name: "an AdminNetworkPolicy is of the Admin tier", kind: "anp" as const, spec: { priority: 0 }, tier: ADMIN, rank: 0 },
    { name: "a BaselineAdminNetworkPolicy is of the Baseline tier, without a priority", kind: "banp" as const, spec: {}, tier: BASELINE, rank: 0 },
  ])("$name", ({ kind, spec, tier, rank }) => {
    expect(accepted(kind, spec)).toMatchObject({ tier, rank });
  });

  test.each([
    { name: "a priority is a place in the tier", kind: "cnp" as const, unplaced: undefined },
    { name: "a kind without one has none", kind: "banp" as const, unplaced: true },
  ])("$name", ({ kind, unplaced }) => {
    expect(accepted(kind, {}).unplaced).toBe(unplaced);
  });
});

describe("directions", () => {
  test.each([
    { name: "no rules at all", spec: {}, directions: [] },
    { name: "trap 78: rules isolate nobody", spec: egress("Deny"), directions: ["egress"] },
    { name: "an empty list is absent", spec: { ...ingress("Accept"), egress: [] }, directions: ["ingress"] },
    { name: "null is absent", spec: { ...ingress("Accept"), egress: null }, directions: ["ingress"] },
  ])("$name", ({ spec, directions }) => {
    const policy = accepted("cnp", spec);
    expect((["egress", "ingress"] as const).filter((direction) => policy[direction])).toEqual(directions);
    expect(policy.egress?.isolates ?? policy.ingress?.isolates ?? false).toBe(false);
  });

  test("rules are numbered from 1 within theirs", () => {
    const rule = egress("Pass").egress[0];
    expect(accepted("cnp", { egress: [rule, rule], ...ingress("Pass") })).toMatchObject({ egress: { rules: [{ number: 1 }, { number: 2 }] }, ingress: { rules: [{ number: 1 }] } });
  });
});

describe("actions", () => {
  test.each([
    { kind: "cnp" as const, written: "Accept", action: "allow" },
    { kind: "cnp" as const, written: "Deny", action: "deny" },
    { kind: "cnp" as const, written: "Pass", action: "pass" },
    { kind: "anp" as const, written: "Allow", action: "allow" },
    { kind: "anp" as const, written: "Pass", action: "pass" },
    { kind: "banp" as const, written: "Deny", action: "deny" },
  ])("$kind $written", ({ kind, written, action }) => {
    expect(accepted(kind, egress(written)).egress?.rules[0]?.action).toBe(action);
  });
});

describe("subjects", () => {
  test.each([
    { name: "namespaces: {} is every pod", subject: { namespaces: {} }, means: { namespaces: EVERY, pods: [] } },
    { name: "namespaces by labels", subject: { namespaces: APP_X }, means: { namespaces: { kind: "selected", selector: IS_X }, pods: [] } },
    { name: "pods by both", subject: { pods: { namespaceSelector: APP_X, podSelector: APP_X } }, means: { namespaces: { kind: "selected", selector: IS_X }, pods: IS_X } },
    { name: "pods of every namespace", subject: { pods: { namespaceSelector: {}, podSelector: APP_X } }, means: { namespaces: EVERY, pods: IS_X } },
    { name: "pods without a namespaceSelector are of every namespace", subject: { pods: { podSelector: APP_X } }, means: { namespaces: EVERY, pods: IS_X } },
  ])("$name", ({ subject, means }) => {
    expect(accepted("cnp", { subject }).subject).toEqual(means);
  });
});

describe("peers", () => {
  const block = (text: string): Peer => ({ kind: "cidr", cidr: cidr(text), except: [], disputed: false });
  test.each([
    { name: "namespaces are all their pods", to: [{ namespaces: APP_X }], peers: [{ kind: "pods", namespaces: { kind: "selected", selector: IS_X }, pods: [] }] },
    { name: "pods", to: [{ pods: { namespaceSelector: {}, podSelector: APP_X } }], peers: [{ kind: "pods", namespaces: EVERY, pods: IS_X }] },
    { name: "each network is a peer", to: [{ networks: ["10.0.0.0/8", "::/0"] }], peers: [block("10.0.0.0/8"), block("::/0")] },
    { name: "host bits are masked", to: [{ networks: ["10.1.2.3/8"] }], peers: [block("10.0.0.0/8")] },
    { name: "nodes", to: [{ nodes: APP_X }], peers: [{ kind: "nodes", nodes: IS_X }] },
    { name: "nodes: {} is every node", to: [{ nodes: {} }], peers: [{ kind: "nodes", nodes: [] }] },
    { name: "two peers are alternatives", to: [{ namespaces: {} }, { networks: ["::/0"] }], peers: [{ kind: "pods", namespaces: EVERY, pods: [] }, block("::/0")] },
  ])("$name", ({ to, peers }) => {
    expect(accepted("cnp", egress("Accept", { to })).egress?.rules[0]?.peers).toEqual(peers);
    expect(accepted("anp", egress("Allow", { to })).egress?.rules[0]?.peers).toEqual(peers);
  });
});

describe("domain names", () => {
  test.each([
    { name: "trap 83: a wildcard is one label", written: "*.example.com", asked: "b.example.com", matches: true },
    { name: "trap 83: or more", written: "*.example.com", asked: "a.b.example.com", matches: true },
    { name: "trap 83: and not the apex", written: "*.example.com", asked: "example.com", matches: false },
    { name: "no part of a label", written: "*.example.com", asked: "myexample.com", matches: false },
    { name: "an exact name", written: "example.com", asked: "example.com", matches: true },
    { name: "an exact name has no subdomains", written: "example.com", asked: "www.example.com", matches: false },
    { name: "in any case, with or without the final dot", written: "WWW.Example.com.", asked: "www.example.com", matches: true },
    { name: "a wildcard in any case, with the final dot", written: "*.Example.com.", asked: "www.example.com", matches: true },
  ])("$name", ({ written, asked, matches }) => {
    const peer = accepted("anp", egress("Allow", { to: [{ domainNames: [written] }] })).egress?.rules[0]?.peers[0];
    expect(peer).toMatchObject({ kind: "names", learnt: "any-lookup", names: [{ text: written }] });
    expect(peer?.kind === "names" && peer.names.some((pattern) => matchesName(pattern, asked))).toBe(matches);
  });

  test.each([{ action: "Deny" }, { action: "Pass" }])("under $action match perhaps, at most", ({ action }) => {
    const spec = egress(action, { to: [{ domainNames: ["example.com"] }, { namespaces: {} }] });
    expect(accepted("cnp", spec).egress?.rules[0]?.peers).toMatchObject([
      { kind: "all", of: [{ kind: "names" }, { kind: "untold", missing: { kind: "not-evaluated", place: { path: "spec.egress[0].to[0].domainNames" } } }] },
      { kind: "pods" },
    ]);
    expect(rulesOf(readWith("cnp", spec).problems, "warning")).toEqual(["spec.egress[0].to[0].domainNames: ignored"]);
  });
});

describe("ports", () => {
  const range = (protocol: "TCP" | "UDP" | "SCTP", from: number, to = from): PortMatch => ({ kind: "range", protocol, from, to });
  test.each([
    { name: "trap 76: none are every port of every protocol", kind: "cnp" as const, rule: {}, ports: [{ kind: "anything" }] },
    { name: "trap 84: none in v1alpha1", kind: "anp" as const, rule: {}, ports: [{ kind: "anything" }] },
    { name: "protocols: null is absent", kind: "cnp" as const, rule: { protocols: null }, ports: [{ kind: "anything" }] },
    { name: "a number", kind: "cnp" as const, rule: { protocols: [{ udp: { destinationPort: { number: 53 } } }] }, ports: [range("UDP", 53)] },
    { name: "a range", kind: "cnp" as const, rule: { protocols: [{ sctp: { destinationPort: { range: { start: 1, end: 9 } } } }] }, ports: [range("SCTP", 1, 9)] },
    { name: "a name, of whichever protocol", kind: "cnp" as const, rule: { protocols: [{ destinationNamedPort: "http" }] }, ports: [{ kind: "named", name: "http" }] },
    { name: "several", kind: "cnp" as const, rule: { protocols: [{ tcp: { destinationPort: { number: 1 } } }, { udp: { destinationPort: { number: 2 } } }] }, ports: [range("TCP", 1), range("UDP", 2)] },
    { name: "the protocol defaults to TCP", kind: "anp" as const, rule: { ports: [{ portNumber: { port: 80 } }] }, ports: [range("TCP", 80)] },
    { name: "a protocol in v1alpha1", kind: "anp" as const, rule: { ports: [{ portNumber: { protocol: "UDP", port: 53 } }] }, ports: [range("UDP", 53)] },
    { name: "a range in v1alpha1", kind: "banp" as const, rule: { ports: [{ portRange: { protocol: "SCTP", start: 1, end: 9 } }] }, ports: [range("SCTP", 1, 9)] },
    { name: "a range that ends before it starts has no ports", kind: "anp" as const, rule: { ports: [{ portRange: { start: 9, end: 1 } }, { portNumber: { port: 80 } }] }, ports: [range("TCP", 80)] },
    { name: "a name in v1alpha1", kind: "anp" as const, rule: { ports: [{ namedPort: "http" }] }, ports: [{ kind: "named", name: "http" }] },
  ])("$name", ({ kind, rule, ports }) => {
    expect(accepted(kind, ingress("Deny", rule)).ingress?.rules[0]?.ports).toEqual(ports);
  });
});

test.each([
  { name: "host bits", kind: "cnp" as const, rule: { to: [{ networks: ["10.1.2.3/8"] }] }, warning: "spec.egress[0].to[0].networks[0]: invalid" },
  { name: "a name whose label starts with a sign", kind: "cnp" as const, action: "Accept", rule: { to: [{ domainNames: ["_dmarc.a.io"] }] }, warning: "spec.egress[0].to[0].domainNames[0]: invalid" },
  { name: "a range that ends before it starts", kind: "anp" as const, rule: { ports: [{ portRange: { start: 9, end: 1 } }] }, warning: "spec.egress[0].ports[0].portRange: ignored" },
  { name: "a name that no port can have", kind: "cnp" as const, rule: { protocols: [{ destinationNamedPort: "HTTP" }] }, warning: "spec.egress[0].protocols[0].destinationNamedPort: invalid" },
  { name: "pods without a namespaceSelector", kind: "cnp" as const, rule: { to: [{ pods: { podSelector: {} } }] }, warning: "spec.egress[0].to[0].pods: required" },
])("$name: accepted with a warning", ({ kind, action = "Deny", rule, warning }) => {
  const reading = readWith(kind, egress(action, rule));
  expect({ kind: reading.kind, warnings: rulesOf(reading.problems, "warning") }).toEqual({ kind: "accepted", warnings: [warning] });
});
