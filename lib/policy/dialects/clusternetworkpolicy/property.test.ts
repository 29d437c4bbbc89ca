import fc from "fast-check";
import { expect, test } from "vitest";
import { expectSound, pathsOf, replaced } from "#lib/policy/mutation.fixture.ts";
import { type KindWord, policyWith, readObject } from "./fixture.ts";

const SELECTOR = { matchLabels: { app: "x" }, matchExpressions: [{ key: "tier", operator: "In", values: ["web"] }] };
const PODS = { pods: { namespaceSelector: SELECTOR, podSelector: {} } };

const VALID: Readonly<Record<KindWord, object>> = {
  cnp: policyWith("cnp", {
    subject: PODS,
    ingress: [{ name: "a", action: "Pass", from: [{ namespaces: SELECTOR }, PODS], protocols: [{ destinationNamedPort: "http" }] }],
    egress: [{ action: "Accept", to: [{ networks: ["10.0.0.0/8"] }, { nodes: SELECTOR }, { domainNames: ["*.a.io"] }], protocols: [{ tcp: { destinationPort: { range: { start: 1, end: 2 } } } }, { udp: { destinationPort: { number: 53 } } }] }],
  }),
  anp: policyWith("anp", {
    subject: PODS,
    ingress: [{ name: "a", action: "Pass", from: [{ namespaces: SELECTOR }], ports: [{ namedPort: "http" }] }],
    egress: [{ action: "Allow", to: [{ networks: ["::/0"] }, { domainNames: ["a.io"] }], ports: [{ portRange: { start: 1, end: 2 } }, { portNumber: { protocol: "UDP", port: 53 } }] }],
  }),
  banp: policyWith("banp", { ingress: [{ action: "Deny", from: [PODS] }] }),
};

/** A worker thread has to be able to send it, too. */
function expectReading(value: unknown): void {
  const reading = readObject(value);
  expectSound(reading);
  expect(structuredClone(reading)).toEqual(reading);
}

const json = fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, null, "", 0, -1, 80.5, true, [], {}, [null], [{}], [[]], JSON.parse('{"__proto__": {"a": 1}}')));

test.each(Object.entries(VALID))("%s unchanged is accepted without problems", (_, value) => {
  expect(readObject(value)).toMatchObject({ kind: "accepted", problems: [], policies: [{ standing: "certain" }] });
});

test("any JSON value is read, and is rejected only for an error", () => {
  fc.assert(fc.property(fc.jsonValue(), expectReading));
});

test.each(Object.entries(VALID))("%s with any part replaced is read, and is rejected only for an error", (_, valid) => {
  const mutation = fc.tuple(fc.constantFrom(...pathsOf(valid)), json);
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) => expectReading(mutations.reduce<unknown>((value, [path, part]) => replaced(value, path, part), valid))),
    { numRuns: 400 },
  );
});

test.each([
  { name: "labels", spec: (count: number) => ({ subject: { namespaces: { matchLabels: Object.fromEntries(Array.from({ length: count }, (_, index) => [`a ${index}`, "b c"])) } } }) },
  { name: "networks", spec: (count: number) => ({ egress: [{ action: "Deny", to: [{ networks: Array.from({ length: count }, () => "10.0.0.0/8") }] }] }) },
  { name: "rules", spec: (count: number) => ({ egress: Array.from({ length: count }, () => ({ to: [{}] })) }) },
  { name: "keys of a peer", spec: (count: number) => ({ egress: [{ action: "Deny", to: [Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, 1]))] }] }) },
])("a hundred thousand $name are all read", ({ spec }) => {
  expect(readObject(policyWith("cnp", spec(100_000))).problems.length).toBeGreaterThan(99_000);
});
