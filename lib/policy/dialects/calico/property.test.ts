import fc from "fast-check";
import { expect, test } from "vitest";
import { expectSound, pathsOf, replaced } from "#lib/policy/mutation.fixture.ts";
import { STORED } from "./api.ts";
import { objectWith, readObject, readSpecOf } from "./fixture.ts";

const PEER = { selector: "app == 'x'", notSelector: "has(y)", namespaceSelector: "all()", nets: ["10.0.0.0/8"], notNets: ["10.1.0.0/16"], ports: [80, "8000:9000", "http"], serviceAccounts: { names: ["sa"], selector: "a == 'b'" } };
const SPEC = {
  order: 10,
  tier: "default",
  selector: "all()",
  serviceAccountSelector: "has(a)",
  types: ["Ingress", "Egress"],
  ingress: [{ action: "Allow", protocol: "TCP", source: PEER, destination: { notPorts: [1] } }, { action: "Log" }, { action: "Pass", protocol: "ICMP", icmp: { type: 8, code: 0 } }],
  egress: [{ action: "Deny", notProtocol: 17, ipVersion: 4 }, { action: "Allow", destination: { domains: ["*.a.io"] } }, { action: "Allow", destination: { services: { name: "s", namespace: "b" } } }],
};

const VALID = {
  "NetworkPolicy": objectWith("NetworkPolicy", SPEC),
  "stored NetworkPolicy": objectWith("NetworkPolicy", SPEC, STORED),
  "GlobalNetworkPolicy": objectWith("GlobalNetworkPolicy", { ...SPEC, namespaceSelector: "has(team)" }),
  "Tier": objectWith("Tier", { order: 100, defaultAction: "Pass" }),
  "GlobalNetworkSet": objectWith("GlobalNetworkSet", { nets: ["10.0.0.0/8"] }),
};

/** A worker thread has to be able to send it, too. */
function expectReading(value: unknown): void {
  const reading = readObject(value);
  expectSound(reading);
  expect(structuredClone(reading)).toEqual(reading);
}

const json = fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, null, "", 0, -1, 80.5, true, [], {}, [null], [{}], [[]], "all()", "a ==", "9:1", "Pass", JSON.parse('{"__proto__": {"a": 1}}')));

test.each(Object.entries(VALID))("a %s unchanged is read without errors", (_, value) => {
  expect(readObject(value).problems.filter(({ severity }) => severity === "error")).toEqual([]);
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

test("a draft takes no part, whatever its spec says", () => {
  const spec = { ...SPEC, stagedAction: "Set" };
  expect(readSpecOf("StagedNetworkPolicy", spec).kind).toBe("staged");
  fc.assert(fc.property(fc.constantFrom(...pathsOf(spec)), json, (path, part) => {
    const reading = readSpecOf("StagedNetworkPolicy", replaced(spec, path, part));
    expect(reading.kind).toBe("staged");
    expect(structuredClone(reading)).toEqual(reading);
  }), { numRuns: 600 });
});

const many = (count: number, of: unknown): readonly unknown[] => Array.from({ length: count }, () => of);

test.each([
  { name: "blocks", spec: (count: number) => ({ egress: [{ action: "Allow", destination: { nets: many(count, "x") } }] }) },
  { name: "rules", spec: (count: number) => ({ egress: many(count, { action: "x" }) }) },
  { name: "ports", spec: (count: number) => ({ egress: [{ action: "Allow", protocol: "TCP", destination: { ports: many(count, "9:1") } }] }) },
])("a hundred thousand $name are all read", ({ spec }) => {
  expect(readSpecOf("NetworkPolicy", spec(100_000)).problems.length).toBeGreaterThan(99_000);
});
