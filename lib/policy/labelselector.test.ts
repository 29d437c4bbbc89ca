import { describe, expect, test } from "vitest";
import { Field } from "#lib/source/field.ts";
import { sourceOf } from "#lib/source/fixture.ts";
import { ProblemList } from "#lib/source/problem.ts";
import { readLabelSelector } from "./labelselector.ts";
import { selects } from "./selector.ts";

function read(selector: unknown) {
  const problems = new ProblemList(sourceOf(selector));
  return { selector: readLabelSelector(new Field(selector, [], problems)), problems: problems.found };
}

const expression = (operator: string, ...values: string[]) => ({ matchExpressions: [{ key: "env", operator, values }] });

interface Row {
  readonly name: string;
  readonly selector: unknown;
  readonly labels: Readonly<Record<string, string>>;
  readonly expected: boolean;
}

describe("selection", () => {
  test.each<Row>([
    { name: "the empty selector selects everything", selector: {}, labels: {}, expected: true },
    { name: "an absent selector is read as the empty one", selector: undefined, labels: { a: "b" }, expected: true },
    { name: "null lists are empty", selector: { matchLabels: null, matchExpressions: null }, labels: {}, expected: true },
    { name: "matchLabels needs the key", selector: { matchLabels: { env: "prod" } }, labels: {}, expected: false },
    { name: "matchLabels needs the value", selector: { matchLabels: { env: "prod" } }, labels: { env: "dev" }, expected: false },
    { name: "matchLabels is equality", selector: { matchLabels: { env: "prod" } }, labels: { env: "prod" }, expected: true },
    { name: "values are compared by case", selector: { matchLabels: { env: "prod" } }, labels: { env: "Prod" }, expected: false },
    { name: "a null label value is the empty one", selector: { matchLabels: { env: null } }, labels: { env: "" }, expected: true },
    { name: "the empty value is not absence", selector: { matchLabels: { env: "" } }, labels: {}, expected: false },
    { name: "In: key absent (trap 23)", selector: expression("In", "prod"), labels: {}, expected: false },
    { name: "In: one of its values", selector: expression("In", "dev", "prod"), labels: { env: "prod" }, expected: true },
    { name: "In: another value", selector: expression("In", "prod"), labels: { env: "dev" }, expected: false },
    { name: "In: a null value is the empty text", selector: { matchExpressions: [{ key: "env", operator: "In", values: [null] }] }, labels: { env: "" }, expected: true },
    { name: "NotIn: key absent (trap 22)", selector: expression("NotIn", "prod"), labels: {}, expected: true },
    { name: "NotIn: one of its values", selector: expression("NotIn", "prod"), labels: { env: "prod" }, expected: false },
    { name: "NotIn: another value", selector: expression("NotIn", "prod"), labels: { env: "dev" }, expected: true },
    { name: "Exists: key absent", selector: expression("Exists"), labels: {}, expected: false },
    { name: "Exists: an empty value", selector: expression("Exists"), labels: { env: "" }, expected: true },
    { name: "DoesNotExist: key absent", selector: expression("DoesNotExist"), labels: {}, expected: true },
    { name: "DoesNotExist: an empty value (trap 24)", selector: expression("DoesNotExist"), labels: { env: "" }, expected: false },
    { name: "labels and expressions hold together", selector: { matchLabels: { app: "x" }, ...expression("Exists") }, labels: { app: "x" }, expected: false },
    { name: "a label called constructor", selector: { matchLabels: { constructor: "x" } }, labels: {}, expected: false },
  ])("$name", ({ selector, labels, expected }) => {
    const { selector: parsed, problems } = read(selector);
    expect(problems).toEqual([]);
    expect(selects(parsed, new Map(Object.entries(labels)))).toBe(expected);
  });
});

test.each([
  { name: "its key", matchLabels: { "a b": "x" } },
  { name: "its value", matchLabels: { a: "x y" } },
  { name: "the type of its value", matchLabels: { a: 1 } },
])("a label of matchLabels is left out for $name", ({ matchLabels }) => {
  const { selector, problems } = read({ matchLabels: { ...matchLabels, app: "x" } });
  expect(selector).toEqual([{ operator: "In", key: "app", values: new Set(["x"]) }]);
  expect(problems).toHaveLength(1);
});

test("all faults of one requirement are reported, and it is left out", () => {
  const { selector, problems } = read({ matchExpressions: [{ key: "a b", operator: "Exists", values: ["-", "x"] }] });
  expect(selector).toEqual([]);
  expect(problems.map(({ place, rule }) => `${place.path}: ${rule}`)).toEqual([
    "matchExpressions[0].key: invalid",
    "matchExpressions[0].values[0]: invalid",
    "matchExpressions[0].values: forbidden",
  ]);
});
