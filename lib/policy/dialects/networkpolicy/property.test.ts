import fc from "fast-check";
import { expect, test } from "vitest";
import { type Path, formatPath } from "#lib/source/object.ts";
import { policyWith, readObject } from "./fixture.ts";

const VALID = policyWith({
  podSelector: { matchLabels: { app: "x" }, matchExpressions: [{ key: "tier", operator: "In", values: ["web", ""] }] },
  policyTypes: ["Ingress", "Egress"],
  ingress: [{ from: [{ podSelector: {}, namespaceSelector: { matchExpressions: [{ key: "team", operator: "Exists" }] } }], ports: [{ protocol: "UDP", port: "dns" }] }, {}],
  egress: [{ to: [{ ipBlock: { cidr: "10.0.0.0/8", except: ["10.1.0.0/16"] } }], ports: [{ port: 8000, endPort: 9000 }] }],
});

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries = Array.isArray(value) ? value.map((child: unknown, index) => [index, child] as const) : Object.entries(value);
  return [path, ...entries.flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

const has = (value: unknown, path: Path): boolean => pathsOf(value).some((known) => formatPath(known) === formatPath(path));

/** A copy of `value` with `replacement` at `path`; undefined takes the key or entry away. */
function replaced(value: unknown, [step, ...rest]: Path, replacement: unknown): unknown {
  if (step === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.flatMap((child: unknown, index) => {
      const next = index === step ? replaced(child, rest, replacement) : child;
      return next === undefined ? [] : [next];
    });
  }
  const entries = Object.entries(value as object).map(([key, child]: [string, unknown]) => [key, key === step ? replaced(child, rest, replacement) : child] as const);
  return Object.fromEntries(entries.filter(([, child]) => child !== undefined));
}

function expectReading(value: unknown): void {
  const reading = readObject(value);
  const errors = reading.problems.filter(({ severity }) => severity === "error");
  if (reading.kind === "rejected") expect(errors.length).toBeGreaterThan(0);
  else expect(errors.every(({ rule }) => rule === "unknown-field")).toBe(true);
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
      expectReading(mutations.reduce<unknown>((value, [path, part]) => (has(value, path) ? replaced(value, path, part) : value), VALID)),
    ),
    { numRuns: 500 },
  );
});
