import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { KIND_WORDS } from "#lib/cluster/kinds.ts";
import { addressAt } from "#lib/net/address.ts";
import { cidrOf } from "#lib/net/cidr.ts";
import { IdError, formatEnd, parseEnd, parsePort, parseProtocol, parseTarget } from "./ids.ts";
import type { End } from "./question.ts";

/** What is wrong with the text: its field and the message; undefined where nothing is. */
function fault(read: () => unknown): { readonly field: string; readonly message: string } | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (!(error instanceof IdError)) throw error;
    return { field: error.field, message: error.message };
  }
}

describe("an end is read, and written in its full form", () => {
  test.each([
    { name: "namespace and name", text: "default/api", kind: "named", id: "default/api" },
    { name: "spaces around it", text: "  default/api ", kind: "named", id: "default/api" },
    ...Object.keys(KIND_WORDS).map((word) => ({ name: `the kind ${word}`, text: `shop/${word}/web`, kind: "workload", id: `shop/${word}/web` })),
    { name: "a name with dots", text: "default/kube.proxy-1", kind: "named", id: "default/kube.proxy-1" },
    { name: "a Service", text: "svc:shop/web", kind: "service", id: "svc:shop/web" },
    { name: "a host", text: "dns:api.example.com", kind: "host", id: "dns:api.example.com" },
    { name: "a host without its prefix", text: "api.example.com", kind: "host", id: "dns:api.example.com" },
    { name: "a host is compared in lower case, without the final dot", text: "dns:API.Example.com.", kind: "host", id: "dns:api.example.com" },
    { name: "a word alone is a host", text: "localhost", kind: "host", id: "dns:localhost" },
    { name: "an IPv4 address", text: "ip:203.0.113.4", kind: "address", id: "ip:203.0.113.4" },
    { name: "an address without its prefix", text: "203.0.113.4", kind: "address", id: "ip:203.0.113.4" },
    { name: "an IPv6 address", text: "ip:2001:DB8:0::1", kind: "address", id: "ip:2001:db8::1" },
    { name: "an IPv6 address in brackets", text: "[2001:db8::1]", kind: "address", id: "ip:2001:db8::1" },
    { name: "an IPv4-mapped address is IPv4", text: "::ffff:10.0.0.1", kind: "address", id: "ip:10.0.0.1" },
    { name: "a host that is an address is that address", text: "dns:203.0.113.4", kind: "address", id: "ip:203.0.113.4" },
    { name: "a block", text: "cidr:10.0.0.0/8", kind: "cidr", id: "cidr:10.0.0.0/8" },
    { name: "a block without its prefix", text: "10.0.0.0/8", kind: "cidr", id: "cidr:10.0.0.0/8" },
    { name: "a block's host bits are masked", text: "10.1.2.3/8", kind: "cidr", id: "cidr:10.0.0.0/8" },
    { name: "an IPv6 block", text: "cidr:2001:db8::/32", kind: "cidr", id: "cidr:2001:db8::/32" },
    { name: "a node", text: "node:ip-10-0-0-1.ec2.internal", kind: "node", id: "node:ip-10-0-0-1.ec2.internal" },
    { name: "the internet", text: "internet", kind: "internet", id: "internet" },
  ])("$name: $text", ({ text, kind, id }) => {
    const end = parseEnd(text, "to");
    expect(end.kind).toBe(kind);
    expect(formatEnd(end)).toBe(id);
  });
});

describe("what is no end says why", () => {
  test.each([
    { name: "nothing as source", from: "", message: "say where the connection comes from" },
    { name: "nothing as target", to: " ", message: "say where the connection goes to" },
    { name: "a Service as source", from: "svc:shop/web", message: "a Service does not open connections" },
    { name: "a host as source", from: "api.example.com", message: "`api.example.com` is a host name" },
    { name: "a Service without namespace", to: "svc:web", message: "`svc:web` is not svc:namespace/name" },
    { name: "a Service with too many parts", to: "svc:a/b/c", message: "`svc:a/b/c` is not" },
    { name: "a Service without name", to: "svc:a/", message: "`svc:a/` is not" },
    { name: "no address", to: "ip:300.0.0.1", message: "`300.0.0.1` is not an IP address" },
    { name: "an address with a zone", to: "ip:fe80::1%eth0", message: "is not an IP address" },
    { name: "no block", to: "cidr:10.0.0.0/33", message: "`10.0.0.0/33` is not a CIDR block" },
    { name: "an address for a block", to: "cidr:10.0.0.1", message: "is not a CIDR block" },
    { name: "a node without name", from: "node:", message: "`` is not a node's name" },
    { name: "too many parts", from: "a/pod/b/c", message: "has too many parts" },
    { name: "a kind that is none", from: "shop/deployment/web", message: "`deployment` is not a kind: use one of pod deploy" },
    { name: "a property of objects is no kind", from: "shop/constructor/web", message: "`constructor` is not a kind" },
    { name: "no name behind the slash", from: "default/", message: "`default/` is not an id" },
    { name: "spaces inside", to: "a b", message: "`a b` is not a host name" },
    { name: "two dots in a row", to: "dns:a..b", message: "`a..b` is not a host name" },
    { name: "a name longer than any object's", from: `default/${"a".repeat(254)}`, message: "is not an id" },
  ])("$name", ({ from, to, message }) => {
    const found = fault(() => (from === undefined ? parseEnd(to ?? "", "to") : parseEnd(from, "from")));
    expect(found).toMatchObject({ field: from === undefined ? "to" : "from", message: expect.stringContaining(message) });
  });
});

describe("a target ends in its port", () => {
  test.each([
    { name: "TCP is meant where no protocol is said", text: "default/web:80", is: "default/web 80 TCP" },
    { name: "a protocol behind the port", text: "svc:kube-system/kube-dns:53/udp", is: "svc:kube-system/kube-dns 53 UDP" },
    { name: "a protocol in capitals", text: "default/web:80/SCTP", is: "default/web 80 SCTP" },
    { name: "a Service's port by its name", text: "svc:shop/web:http", is: "svc:shop/web http TCP" },
    { name: "IPv6 in brackets", text: "[2001:db8::1]:443", is: "ip:2001:db8::1 443 TCP" },
    { name: "IPv6 in brackets behind its prefix", text: "ip:[2001:db8::1]:443", is: "ip:2001:db8::1 443 TCP" },
    { name: "a block", text: "10.0.0.0/8:443", is: "cidr:10.0.0.0/8 443 TCP" },
    { name: "an IPv6 block in brackets", text: "[2001:db8::/32]:443", is: "cidr:2001:db8::/32 443 TCP" },
    { name: "a workload", text: "shop/deploy/web:8080/tcp", is: "shop/deploy/web 8080 TCP" },
    { name: "the internet", text: "internet:443", is: "internet 443 TCP" },
    { name: "a URL has its scheme's port", text: "https://api.example.com/v1?x=1", is: "dns:api.example.com 443 TCP" },
    { name: "http is 80", text: "http://api.example.com", is: "dns:api.example.com 80 TCP" },
    { name: "a URL's own port wins", text: "https://api.example.com:8443/", is: "dns:api.example.com 8443 TCP" },
    { name: "a URL of an IPv6 address", text: "http://[2001:db8::1]/", is: "ip:2001:db8::1 80 TCP" },
  ])("$name: $text", ({ text, is }) => {
    const { to, port, protocol } = parseTarget(text);
    expect(`${formatEnd(to)} ${port} ${protocol}`).toBe(is);
  });

  test.each([
    { name: "no port", text: "default/web", field: "port", message: "has no port" },
    { name: "a host without port", text: "api.example.com", field: "port", message: "has no port" },
    { name: "IPv6 without brackets has no port", text: "2001:db8::1", field: "port", message: "has no port" },
    { name: "port 0", text: "default/web:0", field: "port", message: "port `0` is not between 1 and 65535" },
    { name: "a port past the last", text: "default/web:65536", field: "port", message: "port `65536` is not between" },
    { name: "a port's name for a pod", text: "default/web:http", field: "port", message: "only for a Service" },
    { name: "a protocol that has no ports", text: "default/web:80/icmp", field: "proto", message: "`icmp` is not a protocol" },
    { name: "a port below zero", text: "default/web:-1", field: "port", message: "is not a port number" },
    { name: "a URL of a host that is none", text: "https://a..b/", field: "to", message: "`a..b` is not a host name" },
  ])("$name: $text", ({ text, field, message }) => expect(fault(() => parseTarget(text))).toMatchObject({ field, message: expect.stringContaining(message) }));
});

test.each([
  { name: "the first port", text: "1", port: 1 },
  { name: "the last port", text: "65535", port: 65535 },
  { name: "a name of a Service's port", text: "http-2", port: "http-2" },
])("$name", ({ text, port }) => expect(parsePort(text, { kind: "service", namespace: "a", name: "b" })).toBe(port));

test.each(["-http", "http-", "HTTP", "a".repeat(16), "", "8 0", "12345678", "1-2", "a--b"])("%j is no port of a Service", (text) =>
  expect(fault(() => parsePort(text, { kind: "service", namespace: "a", name: "b" }))?.field).toBe("port"));

test.each(["tcp", "UDP", "Sctp"])("%s is a protocol", (text) => expect(parseProtocol(text)).toBe(text.toUpperCase()));

const name = fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/);
const namespaced = fc.record({ namespace: name, name });
const address = fc.oneof(
  fc.bigInt(0n, 2n ** 32n - 1n).map((value) => addressAt(4, value)),
  fc.bigInt(2n ** 96n, 2n ** 128n - 1n).map((value) => addressAt(6, value)),
);
const end: fc.Arbitrary<End> = fc.oneof(
  namespaced.map((rest): End => ({ kind: "named", ...rest })),
  namespaced.map((rest): End => ({ kind: "service", ...rest })),
  fc.tuple(namespaced, fc.constantFrom(...Object.values(KIND_WORDS))).map(([rest, workloadKind]): End => ({ kind: "workload", workloadKind, ...rest })),
  fc.array(name, { minLength: 1, maxLength: 4 }).map((labels): End => ({ kind: "host", host: labels.join(".") })),
  address.map((one): End => ({ kind: "address", address: one })),
  fc.tuple(address, fc.nat(32)).map(([one, prefix]): End => ({ kind: "cidr", cidr: cidrOf(one, prefix) })),
  name.map((one): End => ({ kind: "node", name: one })),
  fc.constant<End>({ kind: "internet" }),
);

test("every end is found again by its id", () => fc.assert(fc.property(end, (one) => void expect(parseEnd(formatEnd(one), "to")).toEqual(one))));

test("every end with a port is found again", () =>
  fc.assert(fc.property(end, fc.integer({ min: 1, max: 65535 }), (to, port) => {
    const id = formatEnd(to);
    const bracketed = (to.kind === "address" || to.kind === "cidr") && id.split(":").length > 2 ? id.replace(/^\w+:(.*)$/, "[$1]") : id;
    expect(parseTarget(`${bracketed}:${port}/udp`)).toEqual({ to, port, protocol: "UDP" });
  })));

test("no text makes it throw anything but its own error", () => fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void fault(() => parseTarget(text)))));
