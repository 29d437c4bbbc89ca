import { describe, expect, test } from "vitest";
import { formatEnd } from "./ids.ts";
import { parseQuery } from "./queries.ts";

const POD = { namespace: "shop", pod: "api" };
const asked = (query: unknown): string => {
  const parsed = parseQuery(JSON.stringify(query));
  if ("fault" in parsed) return `fault: ${parsed.fault}`;
  const { from, to, port, protocol } = parsed.question;
  return `${formatEnd(from)} -> ${formatEnd(to)}:${port}/${protocol}`;
};

describe("a line's ends", () => {
  test.each([
    { name: "a pod", to: { namespace: "shop", pod: "web" }, is: "shop/pod/web" },
    { name: "a pod of no namespace is in default", to: { pod: "web" }, is: "default/pod/web" },
    { name: "a workload by its kind", to: { namespace: "shop", workload: "web", kind: "Deployment" }, is: "shop/deploy/web" },
    { name: "a StatefulSet", to: { namespace: "shop", workload: "db", kind: "StatefulSet" }, is: "shop/sts/db" },
    { name: "a DaemonSet", to: { namespace: "shop", workload: "log", kind: "DaemonSet" }, is: "shop/ds/log" },
    { name: "a ReplicaSet", to: { namespace: "shop", workload: "web", kind: "ReplicaSet" }, is: "shop/rs/web" },
    { name: "a ReplicationController", to: { namespace: "shop", workload: "web", kind: "ReplicationController" }, is: "shop/rc/web" },
    { name: "a Job", to: { namespace: "shop", workload: "once", kind: "Job" }, is: "shop/job/once" },
    { name: "a CronJob", to: { namespace: "shop", workload: "nightly", kind: "CronJob" }, is: "shop/cronjob/nightly" },
    { name: "a VirtualMachine", to: { namespace: "shop", workload: "old", kind: "VirtualMachine" }, is: "shop/vm/old" },
    { name: "a workload without kind is the only one so named", to: { namespace: "shop", workload: "web" }, is: "shop/web" },
    { name: "an address", to: { ip: "203.0.113.4" }, is: "ip:203.0.113.4" },
    { name: "an IPv6 address", to: { ip: "2001:db8::1" }, is: "ip:2001:db8::1" },
    { name: "a Service", to: { namespace: "shop", service: "web" }, is: "svc:shop/web" },
    { name: "a host", to: { host: "API.example.com." }, is: "dns:api.example.com" },
    { name: "a block", to: { cidr: "198.51.100.9/24" }, is: "cidr:198.51.100.0/24" },
    { name: "a node", to: { node: "n1" }, is: "node:n1" },
    { name: "an id as on the command line", to: "svc:shop/web", is: "svc:shop/web" },
  ])("$name", ({ to, is }) => expect(asked({ from: POD, to, port: 80 })).toBe(`shop/pod/api -> ${is}:80/TCP`));
});

describe("a line's port and protocol", () => {
  test.each([
    { name: "TCP is meant where none is said", rest: { port: 443 }, is: "443/TCP" },
    { name: "a protocol in lower case", rest: { port: 53, protocol: "udp" }, is: "53/UDP" },
    { name: "a port written as a text", rest: { port: "443" }, is: "443/TCP" },
    { name: "null is no protocol said", rest: { port: 443, protocol: null }, is: "443/TCP" },
  ])("$name", ({ rest, is }) => expect(asked({ from: POD, to: { host: "a.example" }, ...rest })).toBe(`shop/pod/api -> dns:a.example:${is}`));

  test("a Service's port by its name", () => expect(asked({ from: POD, to: { namespace: "shop", service: "web" }, port: "http" })).toBe("shop/pod/api -> svc:shop/web:http/TCP"));
});

describe("what cannot be answered says why", () => {
  const to = { host: "a.example" };
  test.each([
    { name: "no source", query: { to, port: 443 }, fault: "`from` is missing" },
    { name: "no target", query: { from: POD, port: 443 }, fault: "`to` is missing" },
    { name: "a list as source", query: { from: [], to, port: 443 }, fault: "`from` is missing" },
    { name: "no port", query: { from: POD, to }, fault: "`port` is missing" },
    { name: "port 0", query: { from: POD, to, port: 0 }, fault: "`0` is not between 1 and 65535" },
    { name: "a broken port", query: { from: POD, to, port: 80.5 }, fault: "`80.5` is not a port number" },
    { name: "a port's name for a host", query: { from: POD, to, port: "https" }, fault: "only for a Service" },
    { name: "a protocol without ports", query: { from: POD, to, port: 1, protocol: "ICMP" }, fault: "`ICMP` is not a protocol" },
    { name: "a protocol that is no text", query: { from: POD, to, port: 1, protocol: 6 }, fault: "`protocol`" },
    { name: "no address", query: { from: { ip: "1.2.3" }, to, port: 443 }, fault: "`1.2.3` is not an IP address" },
    { name: "no block", query: { from: POD, to: { cidr: "1.2.3.4" }, port: 443 }, fault: "`1.2.3.4` is not a CIDR block" },
    { name: "no host", query: { from: POD, to: { host: "a b" }, port: 443 }, fault: "`a b` is not a host name" },
    { name: "a host as source", query: { from: { host: "a.example" }, to, port: 443 }, fault: "`a.example` is a host name" },
    { name: "a Service as source", query: { from: { namespace: "a", service: "b" }, to, port: 443 }, fault: "does not open connections" },
    { name: "an object that names nothing", query: { from: {}, to, port: 443 }, fault: "names none of pod, workload" },
    { name: "a namespace that is no text", query: { from: { namespace: 1, pod: "a" }, to, port: 443 }, fault: "`from.namespace` must be a string" },
    { name: "a kind in short", query: { from: { workload: "a", kind: "deploy" }, to, port: 443 }, fault: "`deploy` is not one of Pod, Deployment" },
    { name: "a kind that is no text", query: { from: { workload: "a", kind: 1 }, to, port: 443 }, fault: "`number` is not one of" },
    { name: "a pod's name that is none", query: { from: { namespace: "shop", pod: "a b" }, to, port: 443 }, fault: "`a b`" },
    { name: "a namespace that is none", query: { from: { namespace: "a/b", pod: "c" }, to, port: 443 }, fault: "`a/b`" },
    { name: "a workload's name that is none", query: { from: { namespace: "shop", workload: "" }, to, port: 443 }, fault: "``" },
    { name: "a node's name that is none", query: { from: POD, to: { node: "a/b" }, port: 443 }, fault: "`a/b` is not a node's name" },
  ])("$name", ({ query, fault }) => {
    const found = asked(query);
    expect(found).toContain("fault: ");
    expect(found).toContain(fault);
  });

  test.each([
    { name: "no JSON", line: "{", fault: "the line is not JSON" },
    { name: "a number", line: "1", fault: "the line is not an object" },
    { name: "a list", line: "[]", fault: "the line is not an object" },
    { name: "null", line: "null", fault: "the line is not an object" },
  ])("$name", ({ line, fault }) => expect(parseQuery(line)).toEqual({ id: null, fault }));
});

test.each([
  { name: "a text", id: "q1" },
  { name: "a number", id: 7 },
  { name: "an object", id: { a: 1 } },
])("$name as id comes back as it was, also with a fault", ({ id }) => {
  expect(parseQuery(JSON.stringify({ id, from: POD, to: { host: "a.example" }, port: 443 })).id).toEqual(id);
  expect(parseQuery(JSON.stringify({ id })).id).toEqual(id);
});
