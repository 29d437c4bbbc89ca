import { describe, expect, test } from "vitest";
import { ccnp, cnp, objectOf, readObject, rulesOf } from "./fixture.ts";

const ingress = (entry: unknown) => cnp({ endpointSelector: {}, ingress: [entry] });
const egress = (entry: unknown) => cnp({ endpointSelector: {}, egress: [entry] });
const deny = (entry: unknown) => cnp({ endpointSelector: {}, ingressDeny: [entry] });
const port = (entry: unknown) => ingress({ toPorts: [{ ports: [entry] }] });
const behind = (rule: object, entry: object = { port: "80", protocol: "TCP" }) => egress({ toPorts: [{ ports: [entry], ...rule }] });
const host = (spec: object) => ccnp({ nodeSelector: {}, ...spec });
const many = (count: number, entry: unknown) => Array.from({ length: count }, () => entry);

const PORT = "spec.ingress[0].toPorts[0].ports[0]";
const SET = "spec.egress[0].toCIDRSet[0]";
const BEHIND = "spec.egress[0].toPorts[0]";
const TLS = { secret: { name: "s" } };
const LISTENER = { name: "l", envoyConfig: { name: "e" } };
const DNS = { dns: [{ matchName: "a.io" }] };
const HTTP = { http: [{ path: "/" }] };

interface Row {
  readonly name: string;
  readonly value: unknown;
  readonly errors: readonly string[];
  /** Near it, and valid. */
  readonly near?: unknown;
}

function check({ value, errors, near }: Row): void {
  const reading = readObject(value);
  expect(reading.kind).toBe("rejected");
  expect(rulesOf(reading.problems)).toEqual(errors);
  if (near !== undefined) expect(rulesOf(readObject(near).problems)).toEqual([]);
}

describe("objects and rules", () => {
  test.each<Row>([
    { name: "neither spec nor specs", value: cnp(undefined), errors: [": required"], near: objectOf("CiliumNetworkPolicy", { specs: [{ endpointSelector: {}, ingress: [{}] }] }) },
    { name: "no rules in specs", value: objectOf("CiliumNetworkPolicy", { specs: [] }), errors: [": required"] },
    { name: "no section", value: cnp({ endpointSelector: {} }), errors: ["spec: required"], near: cnp({ endpointSelector: {}, ingress: [{}] }) },
    { name: "sections that are all empty", value: cnp({ endpointSelector: {}, ingress: [], egressDeny: [] }), errors: ["spec: required"], near: cnp({ endpointSelector: {}, egressDeny: [{}] }) },
    { name: "no selector", value: cnp({ ingress: [{}] }), errors: ["spec: required"] },
    { name: "both selectors", value: ccnp({ endpointSelector: {}, nodeSelector: {}, ingress: [{}] }), errors: ["spec: forbidden"], near: host({ ingress: [{}] }) },
    { name: "a nodeSelector in a namespaced policy", value: cnp({ nodeSelector: {}, ingress: [{}] }), errors: ["spec.nodeSelector: forbidden"] },
    { name: "one invalid rule of specs", value: objectOf("CiliumNetworkPolicy", { specs: [{ endpointSelector: {}, ingress: [{}] }, { endpointSelector: {} }] }), errors: ["specs[1]: required"] },
    { name: "a log of more than 32 characters", value: cnp({ endpointSelector: {}, ingress: [{}], log: { value: "x".repeat(33) } }), errors: ["spec.log.value: invalid"], near: cnp({ endpointSelector: {}, ingress: [{}], log: { value: "é".repeat(32) } }) },
    { name: "a log that cannot be printed", value: cnp({ endpointSelector: {}, ingress: [{}], log: { value: "a\n" } }), errors: ["spec.log.value: invalid"] },
    { name: "a label without a key", value: cnp({ endpointSelector: {}, ingress: [{}], labels: [{ value: "x" }] }), errors: ["spec.labels[0].key: required"], near: cnp({ endpointSelector: {}, ingress: [{}], labels: [{ key: "x" }] }) },
    { name: "enableDefaultDeny that is no boolean", value: cnp({ endpointSelector: {}, ingress: [{}], enableDefaultDeny: { ingress: "no" } }), errors: ["spec.enableDefaultDeny.ingress: wrong-type"] },
    { name: "a selector of another type", value: cnp({ endpointSelector: "app=x", ingress: [{}] }), errors: ["spec.endpointSelector: wrong-type"] },
    { name: "an invalid label value", value: cnp({ endpointSelector: { matchLabels: { app: "a b" } }, ingress: [{}] }), errors: ["spec.endpointSelector.matchLabels.app: invalid"] },
    { name: "an invalid key behind its source", value: cnp({ endpointSelector: { matchLabels: { "k8s:a b": "x" } }, ingress: [{}] }), errors: ["spec.endpointSelector.matchLabels.k8s:a b: invalid"], near: cnp({ endpointSelector: { matchLabels: { "k8s:a": "x" } }, ingress: [{}] }) },
    { name: "a source that is no name", value: cnp({ endpointSelector: { matchLabels: { "k 8s:a": "x" } }, ingress: [{}] }), errors: ["spec.endpointSelector.matchLabels.k 8s:a: invalid"] },
    { name: "In without values", value: ingress({ fromEndpoints: [{ matchExpressions: [{ key: "a", operator: "In" }] }] }), errors: ["spec.ingress[0].fromEndpoints[0].matchExpressions[0].values: required"] },
    { name: "a namespaced policy whose namespace is no name", value: { ...ingress({}), metadata: { name: "p", namespace: "A" } }, errors: ["metadata.namespace: invalid"] },
    { name: "an invalid label of the object", value: { ...ingress({}), metadata: { name: "p", namespace: "a", labels: { a: "b c" } } }, errors: ["metadata.labels.a: invalid"] },
    {
      name: "trap 106: a status that calls it invalid",
      value: { ...ingress({}), status: { conditions: [{ type: "Valid", status: "False", message: "no" }] } },
      errors: ["status.conditions[0]: invalid"],
      near: { ...ingress({}), status: { conditions: [{ type: "Valid", status: "True" }, { type: "Other", status: "False" }] } },
    },
  ])("$name", check);

  test("what the agent said is quoted", () => {
    expect(readObject({ ...ingress({}), status: { conditions: [{ type: "Valid", status: "False", message: "bad port" }] } }).problems).toMatchObject([
      { message: "Cilium reports this policy as invalid and does not enforce it: `bad port`" },
    ]);
  });
});

describe("peers", () => {
  test.each<Row>([
    { name: "two lists of peers", value: ingress({ fromEndpoints: [{}], fromCIDR: ["::/0"] }), errors: ["spec.ingress[0]: forbidden"], near: ingress({ fromEndpoints: [], fromCIDR: ["::/0"] }) },
    { name: "names beside blocks", value: egress({ toFQDNs: [{ matchName: "a.io" }], toCIDR: ["::/0"] }), errors: ["spec.egress[0]: forbidden"] },
    { name: "in a deny entry too", value: deny({ fromEntities: ["all"], fromCIDR: ["::/0"] }), errors: ["spec.ingressDeny[0]: forbidden"] },
    { name: "fromRequires", value: ingress({ fromRequires: [{}] }), errors: ["spec.ingress[0].fromRequires: forbidden"], near: ingress({ fromRequires: [] }) },
    { name: "toRequires", value: egress({ toRequires: [{}] }), errors: ["spec.egress[0].toRequires: forbidden"] },
    { name: "an unknown entity", value: ingress({ fromEntities: ["everyone"] }), errors: ["spec.ingress[0].fromEntities[0]: unsupported-value"] },
    { name: "trap 104: world-ipv4", value: ingress({ fromEntities: ["world-ipv4"] }), errors: ["spec.ingress[0].fromEntities[0]: unsupported-value"], near: ingress({ fromEntities: ["world"] }) },
    { name: "an entity that is named constructor", value: ingress({ fromEntities: ["constructor"] }), errors: ["spec.ingress[0].fromEntities[0]: unsupported-value"] },
    { name: "an entity of null", value: ingress({ fromEntities: [null] }), errors: ["spec.ingress[0].fromEntities[0]: required"] },
    { name: "an empty block", value: ingress({ fromCIDR: [""] }), errors: ["spec.ingress[0].fromCIDR[0]: invalid"] },
    { name: "no block", value: ingress({ fromCIDR: ["x"] }), errors: ["spec.ingress[0].fromCIDR[0]: invalid"] },
    { name: "an address without a prefix", value: ingress({ fromCIDR: ["10.0.0.1"] }), errors: ["spec.ingress[0].fromCIDR[0]: invalid"], near: ingress({ fromCIDR: ["10.0.0.1/32"] }) },
    { name: "an octet with a leading zero", value: ingress({ fromCIDR: ["10.0.00.0/8"] }), errors: ["spec.ingress[0].fromCIDR[0]: invalid"] },
    { name: "a prefix with a leading zero", value: ingress({ fromCIDR: ["10.0.0.0/08"] }), errors: ["spec.ingress[0].fromCIDR[0]: invalid"], near: ingress({ fromCIDR: ["2001:0010:0db8::0010/64"] }) },
    { name: "no choice of a CIDR rule", value: egress({ toCIDRSet: [{}] }), errors: [`${SET}: required`] },
    { name: "two choices of a CIDR rule", value: egress({ toCIDRSet: [{ cidr: "::/0", cidrGroupRef: "g" }] }), errors: [`${SET}: forbidden`], near: egress({ toCIDRSet: [{ cidr: "::/0", cidrGroupRef: "" }] }) },
    { name: "a group that is no name", value: egress({ toCIDRSet: [{ cidrGroupRef: "G" }] }), errors: [`${SET}.cidrGroupRef: invalid`] },
    { name: "an exception outside of its block", value: egress({ toCIDRSet: [{ cidr: "10.0.0.0/8", except: ["11.0.0.0/16"] }] }), errors: [`${SET}.except[0]: invalid`], near: egress({ toCIDRSet: [{ cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] }] }) },
    { name: "an exception of the other family", value: egress({ toCIDRSet: [{ cidr: "0.0.0.0/0", except: ["2001:db8::/32"] }] }), errors: [`${SET}.except[0]: invalid`] },
    { name: "an exception's written address counts", value: egress({ toCIDRSet: [{ cidr: "10.1.0.0/16", except: ["10.0.0.0/8"] }] }), errors: [`${SET}.except[0]: invalid`], near: egress({ toCIDRSet: [{ cidr: "10.1.0.0/16", except: ["10.1.2.3/8"] }] }) },
    { name: "an exception equal to its block is none of the errors", value: egress({ toCIDRSet: [{ cidr: "x", except: ["10.0.0.0/8"] }] }), errors: [`${SET}.cidr: invalid`], near: egress({ toCIDRSet: [{ cidr: "10.0.0.0/8", except: ["10.0.0.0/8"] }] }) },
    { name: "no Service", value: egress({ toServices: [{}] }), errors: ["spec.egress[0].toServices[0]: required"], near: egress({ toServices: [{ k8sService: { serviceName: "s", namespace: "b" } }], toPorts: [{ ports: [{ port: "80" }] }] }) },
    { name: "a selector of Services without one", value: egress({ toServices: [{ k8sServiceSelector: { namespace: "b" } }] }), errors: ["spec.egress[0].toServices[0].k8sServiceSelector.selector: required"] },
    { name: "neither name nor pattern", value: egress({ toFQDNs: [{}] }), errors: ["spec.egress[0].toFQDNs[0]: required"] },
    { name: "name and pattern", value: egress({ toFQDNs: [{ matchName: "a.io", matchPattern: "*" }] }), errors: ["spec.egress[0].toFQDNs[0]: forbidden"] },
    { name: "a star in a name", value: egress({ toFQDNs: [{ matchName: "*.io" }] }), errors: ["spec.egress[0].toFQDNs[0].matchName: invalid"], near: egress({ toFQDNs: [{ matchPattern: "*.io" }] }) },
    { name: "a character that no name has", value: egress({ toFQDNs: [{ matchName: "a/b.io" }] }), errors: ["spec.egress[0].toFQDNs[0].matchName: invalid"], near: egress({ toFQDNs: [{ matchName: "a_b-C.io." }] }) },
    { name: "an empty name", value: egress({ toFQDNs: [{ matchName: "" }] }), errors: ["spec.egress[0].toFQDNs[0].matchName: invalid"] },
    { name: "two dots in a row", value: egress({ toFQDNs: [{ matchPattern: "*..io" }] }), errors: ["spec.egress[0].toFQDNs[0].matchPattern: invalid"] },
    { name: "a name of more than 255 characters", value: egress({ toFQDNs: [{ matchName: "a".repeat(256) }] }), errors: ["spec.egress[0].toFQDNs[0].matchName: invalid"], near: egress({ toFQDNs: [{ matchName: "a".repeat(255) }] }) },
  ])("$name", check);
});

describe("ports", () => {
  test.each<Row>([
    { name: "more than 40 ports", value: ingress({ toPorts: [{ ports: many(41, { port: "80" }) }] }), errors: ["spec.ingress[0].toPorts[0].ports: invalid"], near: ingress({ toPorts: [{ ports: many(40, { port: "80" }) }] }) },
    { name: "no port", value: port({ protocol: "TCP" }), errors: [`${PORT}.port: required`], near: port({ port: "0", protocol: "TCP" }) },
    { name: "an empty port", value: port({ port: "" }), errors: [`${PORT}.port: invalid`] },
    { name: "a port that is a number", value: port({ port: 80 }), errors: [`${PORT}.port: wrong-type`] },
    { name: "a port that is a boolean", value: port({ port: true }), errors: [`${PORT}.port: wrong-type`] },
    { name: "a port beyond 65535", value: port({ port: "65536" }), errors: [`${PORT}.port: invalid`], near: port({ port: "65535" }) },
    { name: "an octal port with a 9", value: port({ port: "090" }), errors: [`${PORT}.port: invalid`], near: port({ port: "0120" }) },
    { name: "a name of 16 characters", value: port({ port: "abcdefghijklmnop" }), errors: [`${PORT}.port: invalid`], near: port({ port: "abcdefghijklmno" }) },
    { name: "two hyphens in a row", value: port({ port: "a--b" }), errors: [`${PORT}.port: invalid`], near: port({ port: "a-b" }) },
    { name: "a very long port", value: port({ port: "1".repeat(100_000) }), errors: [`${PORT}.port: invalid`] },
    { name: "an unknown protocol", value: port({ port: "80", protocol: "tcp" }), errors: [`${PORT}.protocol: unsupported-value`], near: port({ port: "80", protocol: "SCTP" }) },
    { name: "ICMP is no protocol of ports", value: port({ port: "0", protocol: "ICMP" }), errors: [`${PORT}.protocol: unsupported-value`] },
    { name: "VRRP with a port", value: port({ port: "80", protocol: "VRRP" }), errors: [`${PORT}.port: invalid`], near: port({ port: "0", protocol: "VRRP" }) },
    { name: "endPort beyond 65535", value: port({ port: "80", endPort: 65536 }), errors: [`${PORT}.endPort: invalid`], near: port({ port: "80", endPort: 65535 }) },
    { name: "icmps beside toPorts", value: ingress({ toPorts: [{ ports: [{ port: "80" }] }], icmps: [{ fields: [{ type: 8 }] }] }), errors: ["spec.ingress[0].icmps: forbidden"], near: ingress({ toPorts: [], icmps: [{ fields: [{ type: 8 }] }] }) },
    { name: "more than 40 fields of ICMP", value: ingress({ icmps: [{ fields: many(41, { type: 8 }) }] }), errors: ["spec.ingress[0].icmps[0].fields: invalid"] },
    { name: "no type of ICMP", value: ingress({ icmps: [{ fields: [{}] }] }), errors: ["spec.ingress[0].icmps[0].fields[0].type: required"] },
    { name: "a type beyond 255", value: ingress({ icmps: [{ fields: [{ type: 256 }] }] }), errors: ["spec.ingress[0].icmps[0].fields[0].type: invalid"] },
    { name: "a type of the other family", value: ingress({ icmps: [{ fields: [{ type: "PacketTooBig" }] }] }), errors: ["spec.ingress[0].icmps[0].fields[0].type: unsupported-value"], near: ingress({ icmps: [{ fields: [{ type: "PacketTooBig", family: "IPv6" }] }] }) },
    { name: "an unknown family", value: ingress({ icmps: [{ fields: [{ type: 8, family: "IPv5" }] }] }), errors: ["spec.ingress[0].icmps[0].fields[0].family: unsupported-value"] },
  ])("$name", check);
});

describe("what is looked at behind ports", () => {
  test.each<Row>([
    { name: "trap 107: HTTP without a protocol", value: behind({ rules: HTTP }, { port: "80" }), errors: [`${BEHIND}.ports[0].protocol: forbidden`], near: behind({ rules: HTTP }) },
    { name: "an empty list is one all the same", value: behind({ rules: { http: [] } }, { port: "80" }), errors: [`${BEHIND}.ports[0].protocol: forbidden`] },
    { name: "HTTP on port 0", value: behind({ rules: HTTP }, { port: "0", protocol: "TCP" }), errors: [`${BEHIND}.ports[0].port: forbidden`] },
    { name: "DNS on port 0", value: behind({ rules: DNS }, { port: "0" }), errors: [`${BEHIND}.ports[0].port: forbidden`], near: behind({ rules: DNS }, { port: "53" }) },
    { name: "DNS on a range", value: behind({ rules: DNS }, { port: "53", endPort: 54 }), errors: [`${BEHIND}.ports[0].endPort: forbidden`], near: behind({ rules: DNS }, { port: "53", endPort: 53 }) },
    { name: "DNS without ports", value: egress({ toPorts: [{ rules: DNS }] }), errors: [`${BEHIND}.rules.dns: required`] },
    { name: "DNS on ingress", value: ingress({ toPorts: [{ ports: [{ port: "53" }], rules: DNS }] }), errors: ["spec.ingress[0].toPorts[0].rules.dns: forbidden"] },
    { name: "DNS by name and pattern", value: behind({ rules: { dns: [{ matchName: "a.io", matchPattern: "*" }] } }, { port: "53" }), errors: [`${BEHIND}.rules.dns[0]: forbidden`] },
    { name: "two kinds of rules", value: behind({ rules: { ...HTTP, kafka: [{}] } }), errors: [`${BEHIND}.rules: forbidden`] },
    { name: "no kind of rules", value: behind({ rules: {} }), errors: [`${BEHIND}.rules: required`], near: behind({ rules: null }) },
    { name: "l7 without l7proto", value: behind({ rules: { l7: [{}] } }), errors: [`${BEHIND}.rules.l7: required`], near: behind({ rules: { l7proto: "x", l7: [{}] } }) },
    { name: "an empty key in l7", value: behind({ rules: { l7proto: "x", l7: [{ "": "x" }] } }), errors: [`${BEHIND}.rules.l7[0].: invalid`] },
    { name: "a path that is no regular expression", value: behind({ rules: { http: [{ path: "/(" }] } }), errors: [`${BEHIND}.rules.http[0].path: invalid`], near: behind({ rules: { http: [{ path: "/(a|b)*" }] } }) },
    { name: "a method that is no regular expression", value: behind({ rules: { http: [{ method: "[" }] } }), errors: [`${BEHIND}.rules.http[0].method: invalid`] },
    { name: "a header match without a name", value: behind({ rules: { http: [{ headerMatches: [{ value: "x" }] }] } }), errors: [`${BEHIND}.rules.http[0].headerMatches[0].name: required`] },
    { name: "an unknown mismatch", value: behind({ rules: { http: [{ headerMatches: [{ name: "x", mismatch: "DROP" }] }] } }), errors: [`${BEHIND}.rules.http[0].headerMatches[0].mismatch: unsupported-value`], near: behind({ rules: { http: [{ headerMatches: [{ name: "x", mismatch: "LOG" }] }] } }) },
    { name: "a Secret without a name", value: behind({ rules: { http: [{ headerMatches: [{ name: "x", secret: {} }] }] } }), errors: [`${BEHIND}.rules.http[0].headerMatches[0].secret.name: required`] },
    { name: "TLS without a Secret", value: behind({ terminatingTLS: {} }), errors: [`${BEHIND}.terminatingTLS.secret: required`], near: behind({ originatingTLS: TLS }) },
    { name: "no server names", value: behind({ serverNames: [] }), errors: [`${BEHIND}.serverNames: invalid`] },
    { name: "an empty server name", value: behind({ serverNames: [""] }), errors: [`${BEHIND}.serverNames[0]: required`], near: behind({ serverNames: ["*.a.io"] }) },
    { name: "a server name twice", value: behind({ serverNames: ["a.io", "a.io"] }), errors: [`${BEHIND}.serverNames[1]: invalid`] },
    { name: "server names beside rules", value: behind({ serverNames: ["a.io"], rules: HTTP }), errors: [`${BEHIND}.serverNames: forbidden`], near: behind({ serverNames: ["a.io"], rules: HTTP, terminatingTLS: TLS }) },
    { name: "a listener beside rules", value: behind({ listener: LISTENER, rules: HTTP }), errors: [`${BEHIND}.listener: forbidden`], near: behind({ listener: LISTENER }) },
    { name: "a listener on ingress", value: ingress({ toPorts: [{ ports: [{ port: "80" }], listener: LISTENER }] }), errors: ["spec.ingress[0].toPorts[0].listener: forbidden"] },
    { name: "a listener without its parts", value: behind({ listener: {} }), errors: [`${BEHIND}.listener.name: required`, `${BEHIND}.listener.envoyConfig: required`] },
    { name: "a priority beyond 100", value: behind({ listener: { ...LISTENER, priority: 101 } }), errors: [`${BEHIND}.listener.priority: invalid`] },
    { name: "HTTP on the egress of nodes", value: host({ egress: [{ toPorts: [{ ports: [{ port: "80", protocol: "TCP" }], rules: HTTP }] }] }), errors: [`${BEHIND}.rules.http: forbidden`], near: host({ egress: [{ toPorts: [{ ports: [{ port: "53" }], rules: DNS }] }] }) },
    { name: "HTTP on the ingress of nodes", value: host({ ingress: [{ toPorts: [{ ports: [{ port: "80", protocol: "TCP" }], rules: HTTP }] }] }), errors: ["spec.ingress[0].toPorts[0].rules.http: forbidden"] },
    { name: "authentication without a mode", value: ingress({ authentication: {} }), errors: ["spec.ingress[0].authentication.mode: required"] },
    { name: "an unknown mode", value: ingress({ authentication: { mode: "on" } }), errors: ["spec.ingress[0].authentication.mode: unsupported-value"], near: ingress({ authentication: { mode: "required" } }) },
  ])("$name", check);
});

describe("unknown fields leave the policy in doubt", () => {
  test.each([
    { name: "of the object", value: { ...ingress({}), extra: 1 }, path: "extra" },
    { name: "of a rule", value: cnp({ endpointSelector: {}, ingress: [{}], ingres: [] }), path: "spec.ingres" },
    { name: "of an entry", value: ingress({ fromEndpoint: [{}] }), path: "spec.ingress[0].fromEndpoint" },
    { name: "toEndpoints on ingress", value: ingress({ toEndpoints: [{}] }), path: "spec.ingress[0].toEndpoints" },
    { name: "fromServices", value: ingress({ fromServices: [{}] }), path: "spec.ingress[0].fromServices" },
    { name: "toFQDNs of a deny entry", value: cnp({ endpointSelector: {}, egressDeny: [{ toFQDNs: [{ matchName: "a.io" }] }] }), path: "spec.egressDeny[0].toFQDNs" },
    { name: "authentication of a deny entry", value: deny({ authentication: { mode: "required" } }), path: "spec.ingressDeny[0].authentication" },
    { name: "rules of a deny entry", value: deny({ toPorts: [{ ports: [{ port: "80" }], rules: HTTP }] }), path: "spec.ingressDeny[0].toPorts[0].rules" },
    { name: "of a port", value: port({ port: "80", endport: 90 }), path: `${PORT}.endport` },
    { name: "of a selector", value: ingress({ fromEndpoints: [{ app: "x" }] }), path: "spec.ingress[0].fromEndpoints[0].app" },
    { name: "of HTTP", value: behind({ rules: { http: [{ url: "/" }] } }), path: `${BEHIND}.rules.http[0].url` },
  ])("$name", ({ value, path }) => {
    const reading = readObject(value);
    expect(reading).toMatchObject({ kind: "accepted", policies: [{ standing: "doubtful" }] });
    expect(rulesOf(reading.problems)).toEqual([`${path}: unknown-field`]);
  });
});

test("all errors are reported at once", () => {
  const reading = readObject(cnp({ ingress: [{ fromEntities: ["x"], toPorts: [{ ports: [{ port: "70000", protocol: "x" }] }] }, { fromCIDR: ["y"] }] }));
  expect(rulesOf(reading.problems)).toEqual([
    "spec: required",
    "spec.ingress[0].fromEntities[0]: unsupported-value",
    `${PORT}.protocol: unsupported-value`,
    `${PORT}.port: invalid`,
    "spec.ingress[1].fromCIDR[0]: invalid",
  ]);
});

test.each([
  { name: "bits beyond a prefix", value: ingress({ fromCIDR: ["10.1.2.3/8"] }), warnings: ["spec.ingress[0].fromCIDR[0]: invalid"] },
  { name: "a leading zero", value: port({ port: "010" }), warnings: [`${PORT}.port: invalid`] },
  { name: "endPort beside a name", value: port({ port: "http", endPort: 90 }), warnings: [`${PORT}.endPort: ignored`] },
  { name: "endPort below port", value: port({ port: "80", endPort: 70 }), warnings: [`${PORT}.endPort: ignored`] },
  { name: "enableDefaultDeny without entries", value: cnp({ endpointSelector: {}, ingress: [{}], enableDefaultDeny: { egress: true } }), warnings: ["spec.enableDefaultDeny.egress: ignored"] },
  { name: "a Service without a namespace", value: egress({ toServices: [{ k8sService: { serviceName: "s" } }] }), warnings: ["spec.egress[0].toServices[0].k8sService: invalid"] },
  { name: "the Service of the API server", value: egress({ toServices: [{ k8sService: { serviceName: "kubernetes", namespace: "default" } }] }), warnings: ["spec.egress[0].toServices[0].k8sService: ignored"] },
  { name: "a namespace of a clusterwide policy", value: { ...ccnp({ endpointSelector: {}, ingress: [{}] }), metadata: { name: "p", namespace: "a" } }, warnings: ["metadata.namespace: ignored"] },
])("$name is warned about", ({ value, warnings }) => {
  const reading = readObject(value);
  expect(reading.kind).toBe("accepted");
  expect(rulesOf(reading.problems, "warning")).toEqual(warnings);
});
