import { expect } from "vitest";
import type { Path } from "#lib/source/object.ts";
import type { Reading } from "./dialect.ts";

/** Every place in a JSON value, its root too. */
export function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const entries = Array.isArray(value) ? value.map((child: unknown, index) => [index, child] as const) : Object.entries(value);
  return [path, ...entries.flatMap(([key, child]) => pathsOf(child, [...path, key]))];
}

/** A copy with `part` at `path`; undefined takes the key or entry away. Unchanged where the path leads nowhere. */
export function replaced(value: unknown, [step, ...rest]: Path, part: unknown): unknown {
  if (step === undefined) return part;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((child: unknown, index) => (index === step ? replaced(child, rest, part) : child)).filter((child) => child !== undefined);
  const entries = Object.entries(value).map(([key, child]: [string, unknown]) => [key, key === step ? replaced(child, rest, part) : child] as const);
  return Object.fromEntries(entries.filter(([, child]) => child !== undefined));
}

/** What is rejected has an error, what is not has none but unknown fields. */
export function expectSound(reading: Reading): void {
  const errors = reading.problems.filter(({ severity }) => severity === "error");
  if (reading.kind === "rejected") expect(errors.length).toBeGreaterThan(0);
  else expect(errors.every(({ rule }) => rule === "unknown-field")).toBe(true);
}
