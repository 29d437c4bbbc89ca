import { describe, expect, test } from "vitest";
import { cidr } from "#lib/net/cidr.ts";
import { EVERYTHING, NAME_LABEL } from "#lib/policy/selector.ts";
import { DOMAIN_NAMES } from "./domains.ts";
import { acceptedPolicy, egressRule, ingressRule, objectWith, readObject } from "./fixture.ts";

const NP = "NetworkPolicy";
const GNP = "GlobalNetworkPolicy";
const OWN = { kind: "named", name: "a" };
const ANYWHERE = { kind: "selected", selector: EVERYTHING };
const IS_DB = [{ operator: "In", key: "role", values: new Set(["db"]) }];
const NOT_DB = [{ operator: "NotIn", key: "role", values: new Set(["db"]) }];
const NARROWED = [{ operator: "Exists", key: "x" }, ...NOT_DB, { operator: "DoesNotExist", key: "y" }];
const DB = "role == 'db'";
const block = (text: string) => ({ kind: "cidr", cidr: cidr(text), except: [], disputed: false });
const pods = (namespaces: unknown, selector: unknown = IS_DB) => ({ kind: "pods", namespaces, pods: selector });
const lists = (kinds: readonly string[], selector: unknown = IS_DB, namespaces?: unknown) => ({ kind: "listed", lists: { kinds, ...(namespaces !== undefined && { namespaces }), selector } });
const SETS = ["NetworkSet"];
const BOTH = ["NetworkSet", "GlobalNetworkSet"];
const ofAccount = (key: string, value: string) => ({ operator: "In", key, values: new Set([value]), of: "service-account" });

describe("whom an end of a rule means", () => {
  const isT = [{ operator: "In", key: "team", values: new Set(["t"]) }];
  const inT = { kind: "selected", selector: isT };
  test.each<{ name: string; kind: string; source: object; peers: readonly unknown[] }>([
    { name: "nothing set: everybody", kind: NP, source: {}, peers: [{ kind: "anyone" }] },
    { name: "empty lists and texts are nothing set", kind: NP, source: { nets: [], selector: "", notSelector: "", serviceAccounts: {} }, peers: [{ kind: "anyone" }] },
    { name: "nets: any of them", kind: NP, source: { nets: ["10.0.0.0/8", "192.0.2.1"] }, peers: [block("10.0.0.0/8"), block("192.0.2.1/32")] },
    { name: "notNets: none of them", kind: NP, source: { notNets: ["10.0.0.0/8"] }, peers: [{ kind: "all", of: [block("0.0.0.0/0"), { kind: "not", of: block("10.0.0.0/8") }] }] },
    { name: "notNets: nobody of the other IP version", kind: NP, source: { notNets: ["2001:db8::/32"] }, peers: [{ kind: "all", of: [block("::/0"), { kind: "not", of: block("2001:db8::/32") }] }] },
    { name: "NP, selector: pods and sets of its own namespace", kind: NP, source: { selector: DB }, peers: [pods(OWN), lists(SETS, IS_DB, OWN)] },
    { name: "NP, selector all(): the same without labels", kind: NP, source: { selector: "all()" }, peers: [pods(OWN, EVERYTHING), lists(SETS, EVERYTHING, OWN)] },
    { name: "NP, namespaceSelector: pods and sets of those namespaces", kind: NP, source: { selector: DB, namespaceSelector: "team == 't'" }, peers: [pods(inT), lists(SETS, IS_DB, inT)] },
    { name: "NP, namespaceSelector all(): of every namespace, and nothing global", kind: NP, source: { namespaceSelector: "all()" }, peers: [pods(ANYWHERE, EVERYTHING), lists(SETS, EVERYTHING, ANYWHERE)] },
    { name: "global(): global sets only", kind: NP, source: { selector: DB, namespaceSelector: "global()" }, peers: [lists(["GlobalNetworkSet"])] },
    {
      name: "a negative namespaceSelector holds for global sets too",
      kind: GNP,
      source: { selector: DB, namespaceSelector: "!has(x)" },
      peers: [pods({ kind: "selected", selector: [{ operator: "DoesNotExist", key: "x" }] }), lists(SETS, IS_DB, { kind: "selected", selector: [{ operator: "DoesNotExist", key: "x" }] }), lists(["GlobalNetworkSet"])],
    },
    { name: "GNP, selector: pods and sets of everywhere", kind: GNP, source: { selector: DB }, peers: [pods(ANYWHERE), lists(BOTH)] },
    { name: "trap 115: GNP, notSelector alone: all but those, whoever they are", kind: GNP, source: { notSelector: DB }, peers: [{ kind: "not", of: { kind: "any", of: [pods(ANYWHERE), lists(BOTH)] } }] },
    { name: "NP, notSelector alone: confined to its own namespace", kind: NP, source: { notSelector: DB }, peers: [pods(OWN, NOT_DB), lists(SETS, NOT_DB, OWN)] },
    { name: "notSelector beside a selector narrows it down", kind: GNP, source: { selector: "has(x)", notSelector: `${DB} || has(y)` }, peers: [pods(ANYWHERE, NARROWED), lists(BOTH, NARROWED)] },
    {
      name: "service accounts by name and label, both",
      kind: GNP,
      source: { serviceAccounts: { names: ["bot"], selector: "team == 't'" } },
      peers: [pods(ANYWHERE, [ofAccount("team", "t"), ofAccount(NAME_LABEL, "bot")]), lists(BOTH, [ofAccount("team", "t"), ofAccount(NAME_LABEL, "bot")])],
    },
    { name: "all criteria hold together", kind: GNP, source: { nets: ["10.0.0.0/8"], selector: DB }, peers: [{ kind: "all", of: [block("10.0.0.0/8"), { kind: "any", of: [pods(ANYWHERE), lists(BOTH)] }] }] },
  ])("$name", ({ kind, source, peers }) => expect(ingressRule(kind, { source })?.peers).toEqual(peers));

  test("trap 117: nets alone are not confined to the namespace", () => {
    expect(egressRule(NP, { destination: { nets: ["10.0.0.0/8"] } })?.peers).toEqual([block("10.0.0.0/8")]);
  });

  test("the domain names of sets count in the destination of egress rules that allow", () => {
    const kinds = [...SETS, "NetworkSet domains"];
    expect(egressRule(NP, { destination: { selector: DB } })?.peers).toEqual([pods(OWN), lists(kinds, IS_DB, OWN)]);
    expect(egressRule(NP, { action: "Deny", destination: { selector: DB } })?.peers).toEqual([pods(OWN), lists(SETS, IS_DB, OWN)]);
  });

  test("the policy's own end restricts whom it selects", () => {
    expect(egressRule(NP, { source: { nets: ["10.0.0.0/8"] } })).toMatchObject({ peers: [{ kind: "anyone" }], self: block("10.0.0.0/8") });
    expect(ingressRule(NP, { destination: { nets: ["10.0.0.0/8"] } })).toMatchObject({ peers: [{ kind: "anyone" }], self: block("10.0.0.0/8") });
  });

  test("ipVersion restricts to the family", () => {
    expect(egressRule(NP, { ipVersion: 6 })?.peers).toEqual([block("::/0")]);
    expect(egressRule(NP, { ipVersion: 4, destination: { notNets: ["10.0.0.0/8"] } })?.peers).toEqual([{ kind: "all", of: [block("0.0.0.0/0"), { kind: "not", of: block("10.0.0.0/8") }] }]);
  });

  test("services are their backends and their ports", () => {
    const services = { kind: "named", namespace: "a", name: "db" };
    expect(egressRule(NP, { destination: { services: { name: "db" } } })).toMatchObject({ peers: [{ kind: "services", services }], ports: [{ kind: "service-ports", services }] });
    expect(egressRule(NP, { protocol: "TCP", destination: { services: { name: "db", namespace: "b" } } })?.ports).toEqual([
      { kind: "all", of: [{ kind: "protocol", protocol: "TCP" }, { kind: "service-ports", services: { ...services, namespace: "b" } }] },
    ]);
  });

  test("as a source services are addresses only", () => {
    expect(ingressRule(NP, { source: { services: { name: "db" } } })?.ports).toEqual([{ kind: "anything" }]);
  });

  test("trap 122: domains are names, which an installation may lack", () => {
    const policy = acceptedPolicy(NP, { egress: [{ action: "Allow", destination: { domains: ["API.example.com", "*.example.org", "www.*.net"] } }] });
    expect(policy.needs).toEqual([{ feature: DOMAIN_NAMES, lacking: { kind: "rejected" }, untold: "open" }]);
    expect(policy.egress?.rules[0]?.peers).toEqual([{
      kind: "names",
      learnt: "any-lookup",
      names: [
        { text: "API.example.com", parts: [{ kind: "text", text: "api.example.com" }] },
        { text: "*.example.org", parts: [{ kind: "labels" }, { kind: "text", text: ".example.org" }] },
        { text: "www.*.net", parts: [{ kind: "text", text: "www." }, { kind: "labels" }, { kind: "text", text: ".net" }] },
      ],
    }]);
    expect(readObject(objectWith(NP, { egress: [{ action: "Allow", destination: { domains: ["example.com"] } }] })).problems).toMatchObject([{ severity: "warning", place: { path: "spec.egress[0].destination.domains" } }]);
  });
});

describe("ports", () => {
  const range = (from: number, to = from, protocol = "TCP") => ({ kind: "range", protocol, from, to });
  test.each<{ name: string; rule: object; ports: readonly unknown[] }>([
    { name: "none: every port of every protocol", rule: {}, ports: [{ kind: "anything" }] },
    { name: "a protocol: all its ports", rule: { protocol: "UDP" }, ports: [{ kind: "protocol", protocol: "UDP" }] },
    { name: "a protocol by number", rule: { protocol: 6 }, ports: [{ kind: "protocol", protocol: "TCP" }] },
    { name: "a protocol by number in quotes", rule: { protocol: "132" }, ports: [{ kind: "protocol", protocol: "SCTP" }] },
    { name: "another protocol", rule: { protocol: 47 }, ports: [{ kind: "other", text: "protocol 47" }] },
    { name: "ICMP", rule: { protocol: "ICMP", icmp: { type: 8, code: 0 } }, ports: [{ kind: "other", text: "ICMP type 8 code 0" }] },
    { name: "notProtocol", rule: { notProtocol: 17 }, ports: [{ kind: "not", of: { kind: "protocol", protocol: "UDP" } }] },
    { name: "notProtocol of a protocol that nobody speaks here", rule: { notProtocol: "ICMP" }, ports: [{ kind: "anything" }] },
    { name: "a number, a number in quotes, a range", rule: { protocol: "TCP", destination: { ports: [80, "81", "8080:8090"] } }, ports: [range(80), range(81), range(8080, 8090)] },
    { name: "a range of one", rule: { protocol: "UDP", destination: { ports: ["53:53"] } }, ports: [range(53, 53, "UDP")] },
    { name: "a name", rule: { protocol: "TCP", destination: { ports: ["http"] } }, ports: [{ kind: "named", protocol: "TCP", name: "http" }] },
    { name: "a name without protocol is one of TCP", rule: { destination: { ports: ["http"] } }, ports: [{ kind: "named", protocol: "TCP", name: "http" }] },
    { name: "notPorts", rule: { protocol: "TCP", destination: { notPorts: [22] } }, ports: [{ kind: "all", of: [{ kind: "protocol", protocol: "TCP" }, { kind: "not", of: range(22) }] }] },
    {
      name: "ports and notPorts",
      rule: { protocol: "TCP", destination: { ports: ["1:1024", 8080], notPorts: [22, 23] } },
      ports: [{ kind: "all", of: [{ kind: "any", of: [range(1, 1024), range(8080)] }, { kind: "not", of: { kind: "any", of: [range(22), range(23)] } }] }],
    },
  ])("$name", ({ rule, ports }) => {
    expect(egressRule(NP, rule)?.ports).toEqual(ports);
    expect(ingressRule(NP, rule)?.ports).toEqual(ports);
  });

  test("a source port is a condition that no question tells", () => {
    expect(egressRule(NP, { protocol: "TCP", source: { ports: [1024] } })).toMatchObject({ ports: [{ kind: "protocol", protocol: "TCP" }], conditions: [{ kind: "source-port" }] });
    expect(ingressRule(NP, { protocol: "TCP", source: { notPorts: [1024] } })?.conditions).toEqual([{ kind: "source-port" }]);
  });
});

describe("actions", () => {
  test("Allow, Deny and Pass are rules; Log is none and counts", () => {
    const ingress = ["Log", "Allow", "Log", "Deny", "Pass"].map((action) => ({ action }));
    expect(acceptedPolicy(NP, { ingress }).ingress?.rules.map(({ action, number, place }) => [action, number, place.path])).toEqual([
      ["allow", 2, "spec.ingress[1]"],
      ["deny", 4, "spec.ingress[3]"],
      ["pass", 5, "spec.ingress[4]"],
    ]);
  });

  test("a policy that only logs isolates all the same", () => {
    expect(acceptedPolicy(NP, { ingress: [{ action: "Log" }] }).ingress).toEqual({ isolates: true, rules: [] });
  });

  test("http is looked at once the connection is open", () => {
    expect(ingressRule(NP, { http: { methods: ["GET"], paths: [{ prefix: "/a" }] } })?.beyond).toEqual({ kind: "requests", what: "HTTP requests" });
  });
});
