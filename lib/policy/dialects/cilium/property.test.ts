import fc from "fast-check";
import { expect, test } from "vitest";
import { expectSound, pathsOf, replaced } from "#lib/policy/mutation.fixture.ts";
import { objectOf, readObject } from "./fixture.ts";

const SELECTOR = { matchLabels: { "k8s:app": "x" }, matchExpressions: [{ key: "tier", operator: "In", values: ["web"] }] };
const PORTS = [{ port: "80", endPort: 90, protocol: "TCP" }];

const SPEC = {
  endpointSelector: SELECTOR,
  enableDefaultDeny: { ingress: true, egress: false },
  description: "d",
  labels: [{ key: "k", source: "s", value: "v" }],
  log: { value: "v" },
  ingress: [
    { fromEndpoints: [SELECTOR], toPorts: [{ ports: PORTS, rules: { http: [{ path: "/a", headerMatches: [{ name: "h", secret: { name: "s" } }] }] } }], authentication: { mode: "required" } },
    { fromEntities: ["world"], icmps: [{ fields: [{ type: 8, family: "IPv4" }] }] },
    { fromNodes: [SELECTOR] },
  ],
  ingressDeny: [{ fromCIDR: ["10.0.0.0/8"], toPorts: [{ ports: PORTS }] }],
  egress: [
    { toFQDNs: [{ matchPattern: "**.a.io" }], toPorts: [{ ports: PORTS, serverNames: ["a.io"], terminatingTLS: { secret: { name: "s" } } }] },
    { toServices: [{ k8sService: { serviceName: "s", namespace: "b" } }, { k8sServiceSelector: { selector: { matchLabels: { a: "b" } } } }] },
    { toPorts: [{ ports: [{ port: "53" }], rules: { dns: [{ matchName: "a.io" }] } }, { ports: PORTS, listener: { name: "l", envoyConfig: { name: "e", kind: "CiliumEnvoyConfig" }, priority: 1 } }] },
    { toGroups: [{ aws: { securityGroupsIds: ["sg"], labels: { a: "b" } } }] },
  ],
  egressDeny: [{ toCIDRSet: [{ cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] }, { cidrGroupRef: "g" }, { cidrGroupSelector: { matchLabels: { a: "b" } } }] }],
};

const VALID = {
  policy: objectOf("CiliumNetworkPolicy", { spec: SPEC, specs: [{ endpointSelector: {}, ingress: [{}] }], status: { conditions: [{ type: "Valid", status: "True" }] } }),
  clusterwide: objectOf("CiliumClusterwideNetworkPolicy", { spec: SPEC, specs: [{ nodeSelector: SELECTOR, egress: [{}] }] }),
  group: objectOf("CiliumCIDRGroup", { spec: { externalCIDRs: ["10.0.0.0/8"] } }),
};

/** A worker thread has to be able to send it, too. */
function expectReading(value: unknown): void {
  const reading = readObject(value);
  expectSound(reading);
  expect(structuredClone(reading)).toEqual(reading);
}

const json = fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, null, "", 0, -1, 80.5, true, [], {}, [null], [{}], [[]], "*", "0", "reserved:host", JSON.parse('{"__proto__": {"a": 1}}')));

test.each(Object.entries(VALID))("a %s unchanged is read without problems", (_, value) => {
  expect(readObject(value).problems).toEqual([]);
});

test("any JSON value is read, and is rejected only for an error", () => {
  fc.assert(fc.property(fc.jsonValue(), expectReading));
});

test.each(Object.entries(VALID))("a %s with any part replaced is read, and is rejected only for an error", (_, valid) => {
  const mutation = fc.tuple(fc.constantFrom(...pathsOf(valid)), json);
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => expectReading(mutations.reduce<unknown>((value, [path, part]) => replaced(value, path, part), valid))),
    { numRuns: 600 },
  );
});

const many = (count: number, of: (index: number) => unknown): readonly unknown[] => Array.from({ length: count }, (_, index) => of(index));

test.each([
  { name: "labels", spec: (count: number) => ({ ingress: [{ fromEndpoints: [{ matchLabels: Object.fromEntries(many(count, (index) => [`a ${String(index)}`, "b c"]) as [string, string][]) }] }] }) },
  { name: "blocks", spec: (count: number) => ({ egress: [{ toCIDR: many(count, () => "x") }] }) },
  { name: "exceptions", spec: (count: number) => ({ egress: [{ toCIDRSet: [{ cidr: "10.0.0.0/8", except: many(count, () => "11.0.0.0/8") }] }] }) },
  { name: "entries", spec: (count: number) => ({ egress: many(count, () => ({ toEntities: ["x"] })) }) },
  { name: "ports", spec: (count: number) => ({ egress: [{ toPorts: [{ ports: many(count, () => ({ port: "x!" })), rules: { http: [{}] } }] }] }) },
  { name: "names", spec: (count: number) => ({ egress: [{ toFQDNs: many(count, () => ({ matchPattern: `${"*.".repeat(100)}!` })) }] }) },
])("a hundred thousand $name are all read", ({ spec }) => {
  expect(readObject(objectOf("CiliumNetworkPolicy", { spec: { endpointSelector: {}, ...spec(100_000) } })).problems.length).toBeGreaterThan(99_000);
});

test.each([
  { name: "stars", pattern: "*".repeat(1_000_000) },
  { name: "dots", pattern: ".".repeat(1_000_000) },
])("a million $name in a name take linear time", ({ pattern }) => {
  expect(readObject(objectOf("CiliumNetworkPolicy", { spec: { endpointSelector: {}, egress: [{ toFQDNs: [{ matchPattern: pattern }] }] } })).kind).toBe("rejected");
});
