import fc from "fast-check";
import { expect, test } from "vitest";
import { expectSound, pathsOf, replaced } from "#lib/policy/mutation.fixture.ts";
import { policyWith, readObject } from "./fixture.ts";

const VALID = policyWith({
  podSelector: { matchLabels: { app: "x" }, matchExpressions: [{ key: "tier", operator: "In", values: ["web", ""] }] },
  policyTypes: ["Ingress", "Egress"],
  ingress: [{ from: [{ podSelector: {}, namespaceSelector: { matchExpressions: [{ key: "team", operator: "Exists" }] } }], ports: [{ protocol: "UDP", port: "dns" }] }, {}],
  egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }], ports: [{ port: 8000, endPort: 9000 }] }],
});

/** A worker thread has to be able to send it, too. */
function expectReading(value: unknown): void {
  const reading = readObject(value);
  expectSound(reading);
  expect(structuredClone(reading)).toEqual(reading);
}

const json = fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, null, "", 0, -1, 80.5, true, [], {}, [null], JSON.parse('{"__proto__": {"a": 1}}')));
const mutation = fc.tuple(fc.constantFrom(...pathsOf(VALID)), json);

test("the unchanged policy is accepted without problems", () => {
  expect(readObject(VALID)).toMatchObject({ kind: "accepted", problems: [], policies: [{ standing: "certain" }] });
});

test("any JSON value is read, and is rejected only for an error", () => {
  fc.assert(fc.property(fc.jsonValue(), expectReading));
});

test("a policy with any part replaced or missing is read, and is rejected only for an error", () => {
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 3 }), (mutations) =>
      expectReading(mutations.reduce<unknown>((value, [path, part]) => replaced(value, path, part), VALID)),
    ),
    { numRuns: 500 },
  );
});
