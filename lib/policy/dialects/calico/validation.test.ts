import { describe, expect, test } from "vitest";
import { EVERYTHING } from "#lib/policy/selector.ts";
import { objectWith, readObject, readSpecOf, rulesOf } from "./fixture.ts";

const NP = "NetworkPolicy";
const GNP = "GlobalNetworkPolicy";
const RULE = "spec.egress[0]";
const INGRESS = "spec.ingress[0]";
const egress = (rule: object) => ({ egress: [{ action: "Allow", ...rule }] });
const ingress = (rule: object) => ({ ingress: [{ action: "Allow", ...rule }] });
const to = (destination: object, rule: object = {}) => egress({ ...rule, destination });
const tcp = { protocol: "TCP" };

/** One row per clause; the errors are all that it has, and a near row has none. */
describe("what is rejected", () => {
  test.each<{ name: string; kind?: string; spec: unknown; errors: readonly string[] }>([
    { name: "a selector that is none", spec: { selector: "a = 'b'" }, errors: ["spec.selector: invalid"] },
    { name: "trap 120: a selector of two lines", spec: { selector: "has(a)\n" }, errors: ["spec.selector: invalid"] },
    { name: "a selector that is no text", spec: { selector: { app: "x" } }, errors: ["spec.selector: wrong-type"] },
    { name: "every selector of a policy", kind: GNP, spec: { selector: "(", namespaceSelector: ")", serviceAccountSelector: "!" }, errors: ["spec.selector: invalid", "spec.serviceAccountSelector: invalid", "spec.namespaceSelector: invalid"] },
    { name: "every selector of an end", spec: to({ selector: "(", notSelector: "(", namespaceSelector: "(", serviceAccounts: { selector: "(" } }), errors: ["selector", "notSelector", "namespaceSelector", "serviceAccounts.selector"].map((key) => `${RULE}.destination.${key}: invalid`) },
    { name: "a namespaceSelector of a NetworkPolicy", spec: { namespaceSelector: "all()" }, errors: ["spec.namespaceSelector: unknown-field"] },
    { name: "global() in a policy's selector", kind: GNP, spec: { selector: "global()", namespaceSelector: "global()" }, errors: ["spec.selector: forbidden", "spec.namespaceSelector: forbidden"] },
    { name: "global() in an end's selector", spec: to({ selector: "global()" }), errors: [`${RULE}.destination.selector: forbidden`] },
    { name: "global() beside others", spec: to({ namespaceSelector: "global() || has(a)" }), errors: [`${RULE}.destination.namespaceSelector: forbidden`] },

    { name: "a rule without action", spec: { egress: [{}] }, errors: [`${RULE}.action: required`] },
    { name: "an action in lower case", spec: { egress: [{ action: "allow" }] }, errors: [`${RULE}.action: unsupported-value`] },
    { name: "a rule that is null", spec: { egress: [null] }, errors: [`${RULE}.action: required`] },
    { name: "a rule that is a text", spec: { egress: ["Allow"] }, errors: [`${RULE}: wrong-type`] },
    { name: "rules as a map", spec: { egress: { action: "Allow" } }, errors: ["spec.egress: wrong-type"] },
    { name: "1025 rules", spec: { egress: Array.from({ length: 1025 }, () => ({ action: "Allow" })) }, errors: ["spec.egress: invalid"] },
    { name: "an end as a list", spec: egress({ destination: [] }), errors: [`${RULE}.destination: wrong-type`] },

    { name: "trap 119: a number without protocol", spec: to({ ports: [80] }), errors: [`${RULE}.destination.ports: required`] },
    { name: "a range without protocol", spec: to({ notPorts: ["http", "1:2"] }), errors: [`${RULE}.destination.notPorts: required`] },
    { name: "a source port without protocol", spec: egress({ source: { ports: [80] } }), errors: [`${RULE}.source.ports: required`] },
    { name: "ports of a protocol without ports", spec: to({ ports: ["http"] }, { protocol: "ICMP" }), errors: [`${RULE}.destination.ports: forbidden`] },
    { name: "port 0", spec: to({ ports: [0] }, tcp), errors: [`${RULE}.destination.ports[0]: invalid`] },
    { name: "port 65536 in quotes", spec: to({ ports: ["65536"] }, tcp), errors: [`${RULE}.destination.ports[0]: invalid`] },
    { name: "a range that ends before it begins", spec: to({ ports: ["90:80"] }, tcp), errors: [`${RULE}.destination.ports[0]: invalid`] },
    { name: "a range from 0", spec: to({ ports: ["0:80"] }, tcp), errors: [`${RULE}.destination.ports[0]: invalid`] },
    { name: "a range with a hyphen is no name", spec: to({ ports: ["80-90"] }, tcp), errors: [`${RULE}.destination.ports[0]: invalid`] },
    { name: "a port's name of 16 characters", spec: to({ ports: ["abcdefghijklmnop"] }, tcp), errors: [`${RULE}.destination.ports[0]: invalid`] },
    { name: "a port that is no whole number", spec: to({ ports: [80.5] }, tcp), errors: [`${RULE}.destination.ports[0]: wrong-type`] },
    { name: "a port that is a boolean", spec: to({ ports: [true] }, tcp), errors: [`${RULE}.destination.ports[0]: wrong-type`] },

    { name: "a protocol in lower case", spec: egress({ protocol: "tcp" }), errors: [`${RULE}.protocol: unsupported-value`] },
    { name: "protocol 0", spec: egress({ protocol: 0 }), errors: [`${RULE}.protocol: invalid`] },
    { name: "notProtocol 256", spec: egress({ notProtocol: 256 }), errors: [`${RULE}.notProtocol: invalid`] },
    { name: "a protocol that is a list", spec: egress({ protocol: ["TCP"] }), errors: [`${RULE}.protocol: wrong-type`] },
    { name: "an invalid protocol is the only fault of its ports", spec: to({ ports: [80] }, { protocol: "tcp" }), errors: [`${RULE}.protocol: unsupported-value`] },

    { name: "IP version 5", spec: egress({ ipVersion: 5 }), errors: [`${RULE}.ipVersion: unsupported-value`] },
    { name: "a block of the other version", spec: to({ nets: ["::/64"] }, { ipVersion: 4 }), errors: [`${RULE}.destination.nets: forbidden`] },
    { name: "blocks of both versions in one list", spec: to({ nets: ["10.0.0.0/8", "2001:db8::/64"] }), errors: [`${RULE}.destination.nets: forbidden`] },
    { name: "blocks of both versions at two ends", spec: egress({ source: { notNets: ["10.0.0.0/8"] }, destination: { nets: ["2001:db8::/64"] } }), errors: [`${RULE}.destination.nets: forbidden`] },
    { name: "a block that is none", spec: to({ nets: ["10.0.0.0/33", "example.com", 5] }), errors: [`${RULE}.destination.nets[2]: wrong-type`, `${RULE}.destination.nets[0]: invalid`, `${RULE}.destination.nets[1]: invalid`] },
    { name: "a block with bits beyond its prefix", spec: to({ nets: ["10.1.2.3/8"] }), errors: [`${RULE}.destination.nets[0]: invalid`] },
    { name: "a very long block", spec: to({ nets: [`${"0".repeat(100_000)}/8`] }), errors: [`${RULE}.destination.nets[0]: invalid`] },
    { name: "everything left out", spec: to({ notNets: ["0.0.0.0/0"] }), errors: [`${RULE}.destination.notNets[0]: invalid`] },

    { name: "ICMP types without ICMP", spec: egress({ icmp: { type: 8 } }), errors: [`${RULE}.icmp: forbidden`] },
    { name: "ICMP types of TCP", spec: egress({ protocol: "TCP", icmp: { type: 8 } }), errors: [`${RULE}.icmp: forbidden`] },
    { name: "an ICMP type of 255", spec: egress({ protocol: "ICMP", icmp: { type: 255 } }), errors: [`${RULE}.icmp.type: invalid`] },
    { name: "an ICMP code alone", spec: egress({ protocol: 58, notICMP: { code: 0 } }), errors: [`${RULE}.notICMP.code: required`] },
    { name: "ICMP in version 6", spec: egress({ protocol: "ICMP", ipVersion: 6 }), errors: [`${RULE}.ipVersion: forbidden`] },
    { name: "no ICMPv6 in version 4", spec: egress({ notProtocol: "ICMPv6", ipVersion: 4 }), errors: [`${RULE}.ipVersion: forbidden`] },

    { name: "services without name", spec: to({ services: {} }), errors: [`${RULE}.destination.services.name: required`] },
    { name: "services of nowhere", kind: GNP, spec: to({ services: { name: "db" } }), errors: [`${RULE}.destination.services.namespace: required`] },
    { name: "services with ports", spec: to({ services: { name: "db" }, ports: [80] }, tcp), errors: [`${RULE}.destination.ports: forbidden`] },
    {
      name: "services with any other criterion",
      spec: to({ services: { name: "db" }, nets: ["10.0.0.0/8"], selector: "all()", namespaceSelector: "all()", serviceAccounts: {} }),
      errors: ["nets", "selector", "namespaceSelector", "serviceAccounts"].map((key) => `${RULE}.destination.${key}: forbidden`),
    },
    { name: "services at the source of egress", spec: egress({ source: { services: { name: "db" } } }), errors: [`${RULE}.source.services: forbidden`] },
    { name: "services at the destination of ingress", spec: ingress({ destination: { services: { name: "db" } } }), errors: [`${INGRESS}.destination.services: forbidden`] },

    { name: "domains at the source", spec: ingress({ source: { domains: ["example.com"] } }), errors: [`${INGRESS}.source.domains: forbidden`] },
    { name: "domains in a rule that denies", spec: { egress: [{ action: "Deny", destination: { domains: ["example.com"] } }] }, errors: [`${RULE}.destination.domains: forbidden`] },
    { name: "domains beside nets and a selector", spec: to({ domains: ["example.com"], nets: ["10.0.0.0/8"], selector: "all()" }), errors: [`${RULE}.destination.nets: forbidden`, `${RULE}.destination.selector: forbidden`] },
    { name: "a domain with two stars", spec: to({ domains: ["*.*.com"] }), errors: [`${RULE}.destination.domains[0]: invalid`] },
    { name: "a star that is a part of a component", spec: to({ domains: ["www.g*.com"] }), errors: [`${RULE}.destination.domains[0]: invalid`] },

    { name: "http in egress", spec: egress({ http: {} }), errors: [`${RULE}.http: forbidden`] },
    { name: "http in a rule that denies", spec: { ingress: [{ action: "Deny", http: {} }] }, errors: [`${INGRESS}.http: forbidden`] },
    { name: "http over UDP", spec: ingress({ protocol: "UDP", http: {} }), errors: [`${INGRESS}.http: forbidden`] },
    { name: "a method twice", spec: ingress({ http: { methods: ["GET", "GET"] } }), errors: [`${INGRESS}.http.methods: invalid`] },
    { name: "a path with a query", spec: ingress({ http: { paths: [{ exact: "/a?b" }] } }), errors: [`${INGRESS}.http.paths[0]: invalid`] },
    { name: "a path in two ways", spec: ingress({ http: { paths: [{ exact: "/a", prefix: "/b" }] } }), errors: [`${INGRESS}.http.paths[0]: invalid`] },

    { name: "a type twice", spec: { types: ["Ingress", "Ingress"] }, errors: ["spec.types[1]: invalid"] },
    { name: "a type in lower case", spec: { types: ["ingress"] }, errors: ["spec.types[0]: unsupported-value"] },
    { name: "types as a text", spec: { types: "Ingress" }, errors: ["spec.types: wrong-type"] },
    { name: "an order that is a text", spec: { order: "10" }, errors: ["spec.order: wrong-type"] },
    { name: "an order that is no number", spec: { order: Number.NaN }, errors: ["spec.order: wrong-type"] },
    { name: "a tier with a dot", spec: { tier: "a.b" }, errors: ["spec.tier: invalid"] },
    { name: "an unknown hint", spec: { performanceHints: ["x"] }, errors: ["spec.performanceHints[0]: unsupported-value"] },

    { name: "doNotTrack with preDNAT", kind: GNP, spec: { doNotTrack: true, preDNAT: true, applyOnForward: true }, errors: ["spec.preDNAT: forbidden"] },
    { name: "doNotTrack without applyOnForward", kind: GNP, spec: { doNotTrack: true }, errors: ["spec.applyOnForward: required"] },
    { name: "preDNAT with egress", kind: GNP, spec: { preDNAT: true, applyOnForward: true, types: ["Egress"], egress: [{ action: "Allow" }] }, errors: ["spec.egress: forbidden", "spec.types: forbidden"] },
    { name: "preDNAT in a NetworkPolicy", spec: { preDNAT: true }, errors: ["spec.preDNAT: unknown-field"] },

    { name: "a spec that is a list", spec: [], errors: ["spec: wrong-type"] },
    { name: "all errors at once", spec: { order: "x", selector: "(", egress: [{ action: "allow", protocol: "tcp", destination: { nets: ["x"] } }] }, errors: ["spec.order: wrong-type", "spec.selector: invalid", `${RULE}.action: unsupported-value`, `${RULE}.destination.nets[0]: invalid`, `${RULE}.protocol: unsupported-value`] },
  ])("$name", ({ kind = NP, spec, errors }) => expect(rulesOf(readSpecOf(kind, spec).problems)).toEqual(errors));
});

describe("what passes beside it", () => {
  test.each<{ name: string; kind?: string; spec: unknown }>([
    { name: "a named port without protocol", spec: to({ ports: ["http"] }) },
    { name: "trap 119: a range with both ends", spec: to({ ports: ["8080:8090"] }, tcp) },
    { name: "1024 rules", spec: { egress: Array.from({ length: 1024 }, () => ({ action: "Allow" })) } },
    { name: "the highest protocol", spec: egress({ protocol: 255 }) },
    { name: "ICMP in version 4", spec: egress({ protocol: "ICMP", ipVersion: 4, icmp: { type: 254, code: 255 } }) },
    { name: "global() alone", spec: to({ namespaceSelector: " global() " }) },
    { name: "ports beside services at the source of ingress", spec: ingress({ ...tcp, source: { services: { name: "db" } }, destination: { ports: [80] } }) },
    { name: "services of another namespace", kind: GNP, spec: to({ services: { name: "db", namespace: "b" } }) },
    { name: "http without protocol", spec: ingress({ http: { paths: [{ exact: "/a" }, { prefix: "/b" }] } }) },
    { name: "both types", spec: { types: ["Egress", "Ingress"] } },
    { name: "the hint", spec: { performanceHints: ["AssumeNeededOnEveryNode"] } },
    { name: "a rule with metadata", spec: egress({ metadata: { annotations: { why: "because" } } }) },
    { name: "doNotTrack with applyOnForward", kind: GNP, spec: { doNotTrack: true, applyOnForward: true } },
    { name: "half of everything left out", spec: to({ notNets: ["0.0.0.0/1"] }) },
  ])("$name", ({ kind = NP, spec }) => expect(rulesOf(readSpecOf(kind, spec).problems)).toEqual([]));
});

describe("names", () => {
  const named = (kind: string, name: string) => rulesOf(readObject({ ...objectWith(kind, {}), metadata: { name } }).problems);
  test.each([
    { kind: GNP, name: "sec.deny", errors: [] },
    { kind: GNP, name: "a.b.c", errors: ["metadata.name: invalid"] },
    { kind: NP, name: "knp.default.a.b", errors: [] },
    { kind: NP, name: "Deny", errors: ["metadata.name: invalid"] },
    { kind: "GlobalNetworkSet", name: "a.b.c", errors: [] },
    { kind: "GlobalNetworkSet", name: "a".repeat(254), errors: ["metadata.name: invalid"] },
  ])("$kind $name", ({ kind, name, errors }) => expect(named(kind, name)).toEqual(errors));
});

describe("unknown fields leave a policy in doubt", () => {
  test.each([
    { name: "of the spec", value: objectWith(NP, { Selector: "x" }), path: "spec.Selector" },
    { name: "of a rule", value: objectWith(NP, egress({ to: [] })), path: `${RULE}.to` },
    { name: "of an end", value: objectWith(NP, to({ net: [] })), path: `${RULE}.destination.net` },
    { name: "of service accounts", value: objectWith(NP, to({ serviceAccounts: { name: "x" } })), path: `${RULE}.destination.serviceAccounts.name` },
    { name: "of the object", value: { ...objectWith(NP, {}), extra: 1 }, path: "extra" },
    { name: "named __proto__", value: objectWith(NP, JSON.parse('{"__proto__": {}}')), path: "spec.__proto__" },
  ])("$name", ({ value, path }) => {
    const reading = readObject(value);
    expect(reading).toMatchObject({ kind: "accepted", policies: [{ standing: "doubtful" }] });
    expect(rulesOf(reading.problems)).toEqual([`${path}: unknown-field`]);
  });
});

describe("whom a rejected policy touches", () => {
  const invalid = { order: "x" };
  test.each([
    { name: "those of its namespace", kind: NP, spec: { ...invalid, selector: "has(a)" }, touches: [{ kind: "pods", namespace: "a", subject: { namespaces: { kind: "named", name: "a" }, pods: [{ operator: "Exists", key: "a" }] } }] },
    { name: "everybody", kind: GNP, spec: { ...invalid, selector: "(" }, touches: [{ kind: "pods", namespace: "", subject: { namespaces: { kind: "selected", selector: EVERYTHING }, pods: [] } }] },
    { name: "nobody, if it is about hosts", kind: GNP, spec: { ...invalid, preDNAT: true, applyOnForward: true }, touches: [] },
  ])("$name", ({ kind, spec, touches }) => expect(readSpecOf(kind, spec)).toMatchObject({ kind: "rejected", touches }));
});

test("a problem says where a selector fails and how to fix it", () => {
  expect(readSpecOf(NP, { selector: "has(a)\n" }).problems).toMatchObject([{ message: "the selector `has(a)\n` must stand on one line, but has a line break (character 7)", place: { path: "spec.selector", line: 3 } }]);
});

test.each(["crd.projectcalico.org/v3", "projectcalico.org/v1", "apps/v1"])("%s is rejected aloud", (apiVersion) => {
  const reading = readSpecOf(NP, {}, apiVersion);
  expect({ kind: reading.kind, errors: rulesOf(reading.problems) }).toEqual({ kind: "rejected", errors: ["apiVersion: unsupported-value"] });
});

/** Values of every type in every place: problems, never an exception. */
describe("malformed values", () => {
  const VALUES: readonly unknown[] = [null, 0, -1, 1.5, Number.NaN, true, "", "x", [], [null], [[]], {}, { x: 1 }, [{ x: 1 }]];
  const PLACES: readonly ((value: unknown) => unknown)[] = [
    (value) => value,
    (spec) => objectWith(NP, spec),
    (metadata) => ({ ...objectWith(GNP, {}), metadata }),
    (kind) => ({ ...objectWith(GNP, {}), kind }),
    (apiVersion) => ({ ...objectWith(GNP, {}), apiVersion }),
    ...["tier", "order", "selector", "namespaceSelector", "serviceAccountSelector", "types", "ingress", "egress", "doNotTrack", "preDNAT", "applyOnForward", "performanceHints"].map((key) => (value: unknown) => objectWith(GNP, { [key]: value })),
    ...["action", "ipVersion", "protocol", "notProtocol", "icmp", "notICMP", "source", "destination", "http", "metadata"].map((key) => (value: unknown) => objectWith(NP, ingress({ [key]: value }))),
    ...["nets", "notNets", "selector", "notSelector", "namespaceSelector", "ports", "notPorts", "serviceAccounts", "services", "domains"].map((key) => (value: unknown) => objectWith(NP, to({ [key]: value }, tcp))),
    ...["nets", "allowedEgressDomains"].map((key) => (value: unknown) => objectWith("NetworkSet", { [key]: value })),
    ...["order", "defaultAction"].map((key) => (value: unknown) => objectWith("Tier", { [key]: value })),
    ...["stagedAction", "podSelector"].map((key) => (value: unknown) => objectWith("StagedKubernetesNetworkPolicy", { [key]: value })),
    ...["ClusterInformation", "LicenseKey"].map((kind) => (value: unknown) => objectWith(kind, value)),
  ];
  test("are problems, and readings are plain", () => {
    for (const place of PLACES) for (const value of VALUES) structuredClone(readObject(place(value)));
  });
});
