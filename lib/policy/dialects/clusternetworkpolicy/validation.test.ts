import { describe, expect, test } from "vitest";
import { type KindWord, egress, ingress, policyWith, readObject, readWith, rulesOf } from "./fixture.ts";

interface Row {
  readonly name: string;
  readonly kind: KindWord;
  readonly spec: object;
  /** Errors; none at all: accepted. */
  readonly errors: readonly string[];
}

const check = ({ kind, spec, errors }: Row): void => {
  const reading = readWith(kind, spec);
  expect(rulesOf(reading.problems)).toEqual(errors);
  expect(reading.kind).toBe(errors.length === 0 ? "accepted" : "rejected");
};

const times = (count: number, entry: (index: number) => unknown): readonly unknown[] => Array.from({ length: count }, (_, index) => entry(index));
const to = (kind: KindWord, peer: unknown) => egress(kind === "cnp" ? "Accept" : "Allow", { to: [peer] });
const protocol = (entry: unknown) => egress("Accept", { protocols: [entry] });
const port = (entry: unknown) => egress("Allow", { ports: [entry] });
const range = (start: unknown, end: unknown) => protocol({ tcp: { destinationPort: { range: { start, end } } } });
const PEER = "spec.egress[0].to[0]";
const PROTOCOL = "spec.egress[0].protocols[0]";
const PORT = "spec.egress[0].ports[0]";

describe("spec", () => {
  test.each<Row>([
    { name: "a ClusterNetworkPolicy without rules", kind: "cnp", spec: {}, errors: [] },
    { name: "an AdminNetworkPolicy without rules", kind: "anp", spec: {}, errors: [] },
    { name: "a BaselineAdminNetworkPolicy without rules", kind: "banp", spec: {}, errors: [] },
    { name: "tier is required", kind: "cnp", spec: { tier: undefined }, errors: ["spec.tier: required"] },
    { name: "tier: Baseline", kind: "cnp", spec: { tier: "Baseline" }, errors: [] },
    { name: "tiers are case-sensitive", kind: "cnp", spec: { tier: "admin" }, errors: ["spec.tier: unsupported-value"] },
    { name: "tier: NetworkPolicy is no tier of the kind", kind: "cnp", spec: { tier: "NetworkPolicy" }, errors: ["spec.tier: unsupported-value"] },
    { name: "priority is required", kind: "cnp", spec: { priority: undefined }, errors: ["spec.priority: required"] },
    { name: "priority is required in v1alpha1", kind: "anp", spec: { priority: undefined }, errors: ["spec.priority: required"] },
    { name: "priority: 0", kind: "cnp", spec: { priority: 0 }, errors: [] },
    { name: "priority: 1000", kind: "anp", spec: { priority: 1000 }, errors: [] },
    { name: "priority: 1001", kind: "anp", spec: { priority: 1001 }, errors: ["spec.priority: invalid"] },
    { name: "priority: -1", kind: "cnp", spec: { priority: -1 }, errors: ["spec.priority: invalid"] },
    { name: "priority: 10.5", kind: "cnp", spec: { priority: 10.5 }, errors: ["spec.priority: wrong-type"] },
    { name: "priority as a text", kind: "cnp", spec: { priority: "10" }, errors: ["spec.priority: wrong-type"] },
    { name: "subject is required", kind: "cnp", spec: { subject: undefined }, errors: ["spec.subject: required"] },
    { name: "an empty subject", kind: "banp", spec: { subject: {} }, errors: ["spec.subject: required"] },
    { name: "a subject whose fields are null", kind: "cnp", spec: { subject: { pods: null } }, errors: ["spec.subject: required"] },
    { name: "a subject with both", kind: "cnp", spec: { subject: { namespaces: {}, pods: { namespaceSelector: {}, podSelector: {} } } }, errors: ["spec.subject: forbidden"] },
    { name: "a subject with unknown fields only is empty once they are dropped", kind: "cnp", spec: { subject: { nodes: {} } }, errors: ["spec.subject.nodes: unknown-field", "spec.subject: required"] },
    { name: "a subject's pods need a podSelector", kind: "cnp", spec: { subject: { pods: { namespaceSelector: {} } } }, errors: ["spec.subject.pods.podSelector: required"] },
    { name: "a subject's pods need both selectors in v1alpha1", kind: "anp", spec: { subject: { pods: {} } }, errors: ["spec.subject.pods.podSelector: required", "spec.subject.pods.namespaceSelector: required"] },
    { name: "v1alpha2 takes pods without a namespaceSelector", kind: "cnp", spec: { subject: { pods: { podSelector: {} } } }, errors: [] },
    { name: "25 rules of a ClusterNetworkPolicy", kind: "cnp", spec: { egress: times(25, () => ({ action: "Pass", to: [{ namespaces: {} }] })) }, errors: [] },
    { name: "26 rules of a ClusterNetworkPolicy", kind: "cnp", spec: { egress: times(26, () => ({ action: "Pass", to: [{ namespaces: {} }] })) }, errors: ["spec.egress: invalid"] },
    { name: "100 rules in v1alpha1", kind: "anp", spec: { ingress: times(100, () => ({ action: "Pass", from: [{ namespaces: {} }] })) }, errors: [] },
    { name: "101 rules in v1alpha1", kind: "banp", spec: { ingress: times(101, () => ({ action: "Deny", from: [{ namespaces: {} }] })) }, errors: ["spec.ingress: invalid"] },
    { name: "empty rules", kind: "cnp", spec: { ingress: [], egress: [] }, errors: [] },
    { name: "rules as a map", kind: "cnp", spec: { ingress: {} }, errors: ["spec.ingress: wrong-type"] },
    { name: "a rule that is null", kind: "cnp", spec: { ingress: [null] }, errors: ["spec.ingress[0]: wrong-type"] },
    { name: "values of other types", kind: "cnp", spec: { tier: "x", priority: "y", subject: [] }, errors: ["spec.tier: unsupported-value", "spec.priority: wrong-type", "spec.subject: wrong-type"] },
  ])("$name", check);

  test.each([
    { name: "absent", spec: undefined, errors: ["spec: required"] },
    { name: "null", spec: null, errors: ["spec: required"] },
    { name: "a text", spec: "all", errors: ["spec: wrong-type", "spec.tier: required", "spec.priority: required", "spec.subject: required"] },
  ])("$name", ({ spec, errors }) => {
    expect(rulesOf(readObject({ ...policyWith("cnp"), spec }).problems)).toEqual(errors);
  });
});

describe("rules", () => {
  test.each<Row>([
    { name: "Accept in v1alpha2", kind: "cnp", spec: egress("Accept"), errors: [] },
    { name: "Allow in v1alpha1", kind: "anp", spec: egress("Allow"), errors: [] },
    { name: "trap 80: Allow in v1alpha2", kind: "cnp", spec: egress("Allow"), errors: ["spec.egress[0].action: unsupported-value"] },
    { name: "trap 80: Accept in v1alpha1", kind: "anp", spec: ingress("Accept"), errors: ["spec.ingress[0].action: unsupported-value"] },
    { name: "Pass in the Baseline tier of v1alpha2", kind: "cnp", spec: { tier: "Baseline", ...egress("Pass") }, errors: [] },
    { name: "Pass in a BaselineAdminNetworkPolicy", kind: "banp", spec: egress("Pass"), errors: ["spec.egress[0].action: unsupported-value"] },
    { name: "an action is required", kind: "cnp", spec: { egress: [{ to: [{ namespaces: {} }] }] }, errors: ["spec.egress[0].action: required"] },
    { name: "an action that is no text", kind: "cnp", spec: { egress: [{ action: 1, to: [{ namespaces: {} }] }] }, errors: ["spec.egress[0].action: wrong-type"] },
    { name: "a name of 100 characters", kind: "cnp", spec: egress("Accept", { name: "😀".repeat(100) }), errors: [] },
    { name: "a name of 101 characters", kind: "anp", spec: egress("Allow", { name: "a".repeat(101) }), errors: ["spec.egress[0].name: invalid"] },
    { name: "to is required", kind: "cnp", spec: { egress: [{ action: "Deny" }] }, errors: ["spec.egress[0].to: required"] },
    { name: "from is required", kind: "anp", spec: { ingress: [{ action: "Deny" }] }, errors: ["spec.ingress[0].from: required"] },
    { name: "an empty from", kind: "banp", spec: ingress("Deny", { from: [] }), errors: ["spec.ingress[0].from: invalid"] },
    { name: "25 peers in v1alpha2", kind: "cnp", spec: egress("Deny", { to: times(25, () => ({ namespaces: {} })) }), errors: [] },
    { name: "26 peers in v1alpha2", kind: "cnp", spec: egress("Deny", { to: times(26, () => ({ namespaces: {} })) }), errors: ["spec.egress[0].to: invalid"] },
    { name: "100 peers in v1alpha1", kind: "anp", spec: egress("Deny", { to: times(100, () => ({ namespaces: {} })) }), errors: [] },
    { name: "101 peers in v1alpha1", kind: "anp", spec: egress("Deny", { to: times(101, () => ({ namespaces: {} })) }), errors: ["spec.egress[0].to: invalid"] },
    { name: "trap 84: ports: null is absent", kind: "anp", spec: ingress("Deny", { ports: null }), errors: [] },
    { name: "trap 84: ports: []", kind: "anp", spec: ingress("Deny", { ports: [] }), errors: ["spec.ingress[0].ports: invalid"] },
    { name: "protocols: []", kind: "cnp", spec: ingress("Deny", { protocols: [] }), errors: ["spec.ingress[0].protocols: invalid"] },
    { name: "26 protocols", kind: "cnp", spec: ingress("Deny", { protocols: times(26, () => ({ tcp: { destinationPort: { number: 80 } } })) }), errors: ["spec.ingress[0].protocols: invalid"] },
    { name: "100 ports", kind: "anp", spec: ingress("Deny", { ports: times(100, () => ({ portNumber: { port: 80 } })) }), errors: [] },
    { name: "101 ports", kind: "anp", spec: ingress("Deny", { ports: times(101, () => ({ portNumber: { port: 80 } })) }), errors: ["spec.ingress[0].ports: invalid"] },
  ])("$name", check);
});

describe("peers", () => {
  test.each<Row>([
    { name: "an empty peer", kind: "cnp", spec: to("cnp", {}), errors: [`${PEER}: required`] },
    { name: "a peer that is null", kind: "anp", spec: to("anp", null), errors: [`${PEER}: required`] },
    { name: "a peer as a text", kind: "cnp", spec: to("cnp", "all"), errors: [`${PEER}: wrong-type`] },
    { name: "two fields in one peer", kind: "cnp", spec: to("cnp", { namespaces: {}, networks: ["10.0.0.0/8"] }), errors: [`${PEER}: forbidden`] },
    { name: "a field beside one that is null", kind: "cnp", spec: to("cnp", { namespaces: {}, networks: null }), errors: [] },
    { name: "a peer's pods need a podSelector", kind: "cnp", spec: to("cnp", { pods: { namespaceSelector: {} } }), errors: [`${PEER}.pods.podSelector: required`] },
    { name: "a peer's pods need a namespaceSelector in v1alpha1", kind: "anp", spec: to("anp", { pods: { podSelector: {} } }), errors: [`${PEER}.pods.namespaceSelector: required`] },
    { name: "a selector as a text", kind: "cnp", spec: to("cnp", { namespaces: "a" }), errors: [`${PEER}.namespaces: wrong-type`] },
    { name: "an expression without key and operator", kind: "cnp", spec: to("cnp", { nodes: { matchExpressions: [{}] } }), errors: [`${PEER}.nodes.matchExpressions[0].key: required`, `${PEER}.nodes.matchExpressions[0].operator: required`] },
  ])("$name", check);
});

test("of a part that is missing nothing else is said", () => {
  const spec = to("cnp", { nodes: { matchExpressions: [{ key: "a" }, { operator: "Exists" }] } });
  expect(readWith("cnp", spec).problems.map(({ severity, rule }) => `${severity} ${rule}`)).toEqual(["error required", "error required"]);
});

describe("networks", () => {
  test.each<Row>([
    { name: "blocks of both families", kind: "cnp", spec: to("cnp", { networks: ["10.0.0.0/8", "2001:db8::/32"] }), errors: [] },
    { name: "no block at all", kind: "cnp", spec: to("cnp", { networks: [] }), errors: [`${PEER}.networks: invalid`] },
    { name: "25 blocks", kind: "anp", spec: to("anp", { networks: times(25, (i) => `10.${i}.0.0/16`) }), errors: [] },
    { name: "26 blocks", kind: "anp", spec: to("anp", { networks: times(26, (i) => `10.${i}.0.0/16`) }), errors: [`${PEER}.networks: invalid`] },
    { name: "a block twice", kind: "cnp", spec: to("cnp", { networks: ["10.0.0.0/8", "10.0.0.0/8"] }), errors: [`${PEER}.networks[1]: invalid`] },
    { name: "a block twice in two spellings is no duplicate", kind: "cnp", spec: to("cnp", { networks: ["2001:db8::/32", "2001:0db8::/32"] }), errors: [] },
    { name: "an address", kind: "cnp", spec: to("cnp", { networks: ["10.0.0.1"] }), errors: [`${PEER}.networks[0]: invalid`] },
    { name: "host bits", kind: "cnp", spec: to("cnp", { networks: ["10.0.0.1/8"] }), errors: [] },
    { name: "a leading zero of an octet", kind: "cnp", spec: to("cnp", { networks: ["10.010.0.0/16"] }), errors: [`${PEER}.networks[0]: invalid`] },
    { name: "a leading zero of the first octet", kind: "cnp", spec: to("cnp", { networks: ["010.0.0.0/8"] }), errors: [`${PEER}.networks[0]: invalid`] },
    { name: "a leading zero of the last octet", kind: "cnp", spec: to("cnp", { networks: ["10.0.0.00/8"] }), errors: [`${PEER}.networks[0]: invalid`] },
    { name: "a leading zero of the prefix", kind: "cnp", spec: to("cnp", { networks: ["10.0.0.0/08"] }), errors: [`${PEER}.networks[0]: invalid`] },
    { name: "the octet 0", kind: "cnp", spec: to("cnp", { networks: ["0.0.0.0/0"] }), errors: [] },
    { name: "leading zeros of an IPv6 group", kind: "cnp", spec: to("cnp", { networks: ["2001:0db8:0000::/48"] }), errors: [] },
    { name: "five digits in an IPv6 group", kind: "cnp", spec: to("cnp", { networks: ["2001:00db8::/48"] }), errors: [`${PEER}.networks[0]: invalid`] },
    { name: "IPv4-mapped IPv6", kind: "cnp", spec: to("cnp", { networks: ["::ffff:10.0.0.0/104"] }), errors: [`${PEER}.networks[0]: invalid`] },
    { name: "IPv4 embedded in IPv6", kind: "cnp", spec: to("cnp", { networks: ["64:ff9b::10.0.0.0/104"] }), errors: [] },
    { name: "43 characters", kind: "cnp", spec: to("cnp", { networks: ["2001:0db8:0000:0000:0000:0000:0000:0001/128"] }), errors: [] },
    { name: "44 characters", kind: "cnp", spec: to("cnp", { networks: ["2001:0db8:0000:0000:0000:0000:10.20.1.30/128"] }), errors: [`${PEER}.networks[0]: invalid`] },
    { name: "a very long text", kind: "cnp", spec: to("cnp", { networks: ["1".repeat(100_000)] }), errors: [`${PEER}.networks[0]: invalid`] },
    { name: "an entry that is null", kind: "cnp", spec: to("cnp", { networks: [null] }), errors: [`${PEER}.networks[0]: invalid`] },
    { name: "an entry that is a number", kind: "cnp", spec: to("cnp", { networks: [10] }), errors: [`${PEER}.networks[0]: wrong-type`] },
  ])("$name", check);
});

describe("domainNames", () => {
  const names = (...domainNames: readonly unknown[]) => to("cnp", { domainNames });
  const NAME = `${PEER}.domainNames[0]: invalid`;
  test.each<Row>([
    { name: "exact and with a wildcard", kind: "cnp", spec: names("example.com", "*.example.com"), errors: [] },
    { name: "a final dot and capital letters", kind: "cnp", spec: names("WWW.Example.com."), errors: [] },
    { name: "signs that the schema takes by accident", kind: "cnp", spec: names("_dmarc.example.com"), errors: [] },
    { name: "an underscore at a label's end", kind: "cnp", spec: names("dmarc_.example.com"), errors: [NAME] },
    { name: "one label", kind: "cnp", spec: names("localhost"), errors: [NAME] },
    { name: "a wildcard before one label", kind: "cnp", spec: names("*.com"), errors: [NAME] },
    { name: "the wildcard alone", kind: "cnp", spec: names("*"), errors: [NAME] },
    { name: "a wildcard inside", kind: "cnp", spec: names("www.*.com"), errors: [NAME] },
    { name: "a part of a label as a wildcard", kind: "cnp", spec: names("*www.example.com"), errors: [NAME] },
    { name: "two dots in a row", kind: "cnp", spec: names("www..example.com"), errors: [NAME] },
    { name: "an empty name", kind: "cnp", spec: names(""), errors: [NAME] },
    { name: "a hyphen in front of a label", kind: "cnp", spec: names("-a.example.com"), errors: [NAME] },
    { name: "a very long name without an end", kind: "cnp", spec: names(`${"a-".repeat(100_000)}.com`), errors: [NAME] },
    { name: "none", kind: "cnp", spec: names(), errors: [`${PEER}.domainNames: invalid`] },
    { name: "26", kind: "cnp", spec: names(...times(26, (i) => `a${i}.example.com`)), errors: [`${PEER}.domainNames: invalid`] },
    { name: "a name twice", kind: "anp", spec: to("anp", { domainNames: ["a.example.com", "a.example.com"] }), errors: [`${PEER}.domainNames[1]: invalid`] },
    { name: "with Deny, which upstream does not reject", kind: "cnp", spec: egress("Deny", { to: [{ domainNames: ["example.com"] }] }), errors: [] },
  ])("$name", check);
});

describe("protocols of v1alpha2", () => {
  test.each<Row>([
    { name: "a port of each", kind: "cnp", spec: egress("Accept", { protocols: ["tcp", "udp", "sctp"].map((key) => ({ [key]: { destinationPort: { number: 80 } } })) }), errors: [] },
    { name: "an empty entry", kind: "cnp", spec: protocol({}), errors: [`${PROTOCOL}: required`] },
    { name: "two in one entry", kind: "cnp", spec: protocol({ tcp: { destinationPort: { number: 80 } }, udp: { destinationPort: { number: 80 } } }), errors: [`${PROTOCOL}: forbidden`] },
    { name: "trap 81: tcp: {}", kind: "cnp", spec: protocol({ tcp: {} }), errors: [`${PROTOCOL}.tcp: required`] },
    { name: "an empty destinationPort", kind: "cnp", spec: protocol({ udp: { destinationPort: {} } }), errors: [`${PROTOCOL}.udp.destinationPort: required`] },
    { name: "number and range", kind: "cnp", spec: protocol({ tcp: { destinationPort: { number: 1, range: { start: 1, end: 2 } } } }), errors: [`${PROTOCOL}.tcp.destinationPort: forbidden`] },
    { name: "port 0", kind: "cnp", spec: protocol({ tcp: { destinationPort: { number: 0 } } }), errors: [`${PROTOCOL}.tcp.destinationPort.number: invalid`] },
    { name: "port 65535", kind: "cnp", spec: protocol({ tcp: { destinationPort: { number: 65_535 } } }), errors: [] },
    { name: "port 65536", kind: "cnp", spec: protocol({ tcp: { destinationPort: { number: 65_536 } } }), errors: [`${PROTOCOL}.tcp.destinationPort.number: invalid`] },
    { name: "a port as a text", kind: "cnp", spec: protocol({ tcp: { destinationPort: { number: "http" } } }), errors: [`${PROTOCOL}.tcp.destinationPort.number: wrong-type`] },
    { name: "a range", kind: "cnp", spec: range(80, 81), errors: [] },
    { name: "trap 81: a range of one port", kind: "cnp", spec: range(80, 80), errors: [`${PROTOCOL}.tcp.destinationPort.range: invalid`] },
    { name: "a range that ends before it starts", kind: "cnp", spec: range(81, 80), errors: [`${PROTOCOL}.tcp.destinationPort.range: invalid`] },
    { name: "a range without an end", kind: "cnp", spec: range(80, undefined), errors: [`${PROTOCOL}.tcp.destinationPort.range.end: required`] },
    { name: "a range beyond the last port", kind: "cnp", spec: range(80, 70_000), errors: [`${PROTOCOL}.tcp.destinationPort.range.end: invalid`] },
    { name: "a named port", kind: "cnp", spec: protocol({ destinationNamedPort: "http" }), errors: [] },
    { name: "a named port that is a number", kind: "cnp", spec: protocol({ destinationNamedPort: 80 }), errors: [`${PROTOCOL}.destinationNamedPort: wrong-type`] },
    { name: "a named port to networks", kind: "cnp", spec: egress("Accept", { to: [{ networks: ["10.0.0.0/8"] }], protocols: [{ destinationNamedPort: "http" }] }), errors: ["spec.egress[0]: forbidden"] },
    { name: "a named port to nodes", kind: "cnp", spec: egress("Accept", { to: [{ namespaces: {} }, { nodes: {} }], protocols: [{ destinationNamedPort: "http" }] }), errors: ["spec.egress[0]: forbidden"] },
    { name: "a named port to domainNames", kind: "cnp", spec: egress("Accept", { to: [{ domainNames: ["a.io"] }], protocols: [{ destinationNamedPort: "http" }] }), errors: ["spec.egress[0]: forbidden"] },
    { name: "a named port from pods", kind: "cnp", spec: ingress("Accept", { protocols: [{ destinationNamedPort: "http" }] }), errors: [] },
  ])("$name", check);
});

describe("ports of v1alpha1", () => {
  test.each<Row>([
    { name: "a number, without protocol", kind: "anp", spec: port({ portNumber: { port: 80 } }), errors: [] },
    { name: "an empty entry", kind: "anp", spec: port({}), errors: [`${PORT}: required`] },
    { name: "two in one entry", kind: "anp", spec: port({ portNumber: { port: 80 }, namedPort: "http" }), errors: [`${PORT}: forbidden`] },
    { name: "a port is required", kind: "anp", spec: port({ portNumber: { protocol: "UDP" } }), errors: [`${PORT}.portNumber.port: required`] },
    { name: "port 0", kind: "anp", spec: port({ portNumber: { port: 0 } }), errors: [`${PORT}.portNumber.port: invalid`] },
    { name: "a protocol that the schema takes and nobody knows", kind: "anp", spec: port({ portNumber: { protocol: "tcp", port: 80 } }), errors: [] },
    { name: "a protocol that is no text", kind: "anp", spec: port({ portNumber: { protocol: 6, port: 80 } }), errors: [`${PORT}.portNumber.protocol: wrong-type`] },
    { name: "a range", kind: "anp", spec: port({ portRange: { start: 80, end: 90 } }), errors: [] },
    { name: "a range of one port", kind: "anp", spec: port({ portRange: { start: 80, end: 80 } }), errors: [] },
    { name: "a range that ends before it starts", kind: "anp", spec: port({ portRange: { start: 81, end: 80 } }), errors: [] },
    { name: "a range without start and end", kind: "anp", spec: port({ portRange: {} }), errors: [`${PORT}.portRange.start: required`, `${PORT}.portRange.end: required`] },
    { name: "a named port", kind: "banp", spec: port({ namedPort: "http" }), errors: [] },
    { name: "a named port to networks", kind: "banp", spec: egress("Allow", { to: [{ networks: ["10.0.0.0/8"] }], ports: [{ namedPort: "http" }] }), errors: ["spec.egress[0]: forbidden"] },
    { name: "portNumber as a number", kind: "anp", spec: port({ portNumber: 80 }), errors: [`${PORT}.portNumber: wrong-type`] },
  ])("$name", check);
});

describe("metadata", () => {
  test.each([
    { name: "trap 81: a BaselineAdminNetworkPolicy that is not named default", kind: "banp" as const, metadata: { name: "baseline" }, errors: ["metadata.name: invalid"] },
    { name: "a BaselineAdminNetworkPolicy whose name is generated", kind: "banp" as const, metadata: { generateName: "default" }, errors: ["metadata.name: invalid"] },
    { name: "another kind of any name", kind: "anp" as const, metadata: { name: "baseline" }, errors: [] },
    { name: "a name is required", kind: "banp" as const, metadata: {}, errors: ["metadata.name: required"] },
    { name: "a name that is no DNS subdomain", kind: "cnp" as const, metadata: { name: "A" }, errors: ["metadata.name: invalid"] },
  ])("$name", ({ kind, metadata, errors }) => {
    expect(rulesOf(readObject({ ...policyWith(kind), metadata }).problems)).toEqual(errors);
  });

  test("a namespace is dropped", () => {
    const reading = readObject({ ...policyWith("cnp"), metadata: { name: "p", namespace: "Any" } });
    expect(reading).toMatchObject({ kind: "accepted", ref: { namespace: "", name: "p" } });
    expect(rulesOf(reading.problems, "warning")).toEqual(["metadata.namespace: ignored"]);
  });
});

test("all errors are reported at once", () => {
  const spec = { tier: "admin", priority: 2000, subject: {}, egress: [{ action: "Allow", to: [{}, { networks: ["x"] }], protocols: [{ tcp: {} }] }], ingress: [{ from: [] }] };
  expect(rulesOf(readWith("cnp", spec).problems)).toEqual([
    "spec.tier: unsupported-value",
    "spec.priority: invalid",
    "spec.subject: required",
    "spec.egress[0].action: unsupported-value",
    "spec.egress[0].to[0]: required",
    "spec.egress[0].to[1].networks[0]: invalid",
    "spec.egress[0].protocols[0].tcp: required",
    "spec.ingress[0].action: required",
    "spec.ingress[0].from: invalid",
  ]);
});

test("a problem names the object, its line, and what to write instead", () => {
  expect(readWith("cnp", egress("Allow")).problems).toEqual([
    {
      severity: "error",
      rule: "unsupported-value",
      message: "a ClusterNetworkPolicy says `Accept`, not `Allow`",
      place: { file: "policy.yaml", line: 5, path: "spec.egress[0].action" },
      object: { apiVersion: "policy.networking.k8s.io/v1alpha2", kind: "ClusterNetworkPolicy", namespace: "", name: "default" },
    },
  ]);
});
