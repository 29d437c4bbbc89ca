import { describe, expect, test } from "vitest";
import { EVERYTHING, type Requirement, firstUnmet, selects } from "./selector.ts";

const isIn: Requirement = { operator: "In", key: "env", values: new Set(["prod", "test"]) };
const isEmpty: Requirement = { operator: "In", key: "env", values: new Set([""]) };
const notIn: Requirement = { operator: "NotIn", key: "env", values: new Set(["prod", "test"]) };
const notEmpty: Requirement = { operator: "NotIn", key: "env", values: new Set([""]) };
const exists: Requirement = { operator: "Exists", key: "env" };
const absent: Requirement = { operator: "DoesNotExist", key: "env" };

/** Whether the requirement holds where the label is absent, has one of the values, has another one, or is empty. */
describe.each([
  { name: "In", requirement: isIn, onAbsent: false, onSame: true, onOther: false, onEmpty: false },
  { name: "In of the empty value", requirement: isEmpty, onAbsent: false, onSame: false, onOther: false, onEmpty: true },
  { name: "In of nothing", requirement: { ...isIn, values: new Set<string>() }, onAbsent: false, onSame: false, onOther: false, onEmpty: false },
  { name: "NotIn", requirement: notIn, onAbsent: true, onSame: false, onOther: true, onEmpty: true },
  { name: "NotIn of the empty value", requirement: notEmpty, onAbsent: true, onSame: true, onOther: true, onEmpty: false },
  { name: "Exists", requirement: exists, onAbsent: false, onSame: true, onOther: true, onEmpty: true },
  { name: "DoesNotExist", requirement: absent, onAbsent: true, onSame: false, onOther: false, onEmpty: false },
])("$name", ({ requirement, onAbsent, onSame, onOther, onEmpty }) => {
  test.each([
    { name: "no label at all", labels: {}, expected: onAbsent },
    { name: "only another key", labels: { app: "prod" }, expected: onAbsent },
    { name: "the key in other letters", labels: { Env: "prod" }, expected: onAbsent },
    { name: "one of the values", labels: { env: "prod" }, expected: onSame },
    { name: "the other one of the values", labels: { env: "test" }, expected: onSame },
    { name: "another value", labels: { env: "dev" }, expected: onOther },
    { name: "the value in other letters", labels: { env: "PROD" }, expected: onOther },
    { name: "the empty value", labels: { env: "" }, expected: onEmpty },
  ])("$name", ({ labels, expected }) => expect(selects([requirement], new Map(Object.entries(labels)))).toBe(expected));
});

test("nothing asked selects everything", () => expect(selects(EVERYTHING, new Map())).toBe(true));

test.each([
  { name: "all hold", selector: [exists, isIn], unmet: undefined },
  { name: "the first fails", selector: [absent, isIn], unmet: absent },
  { name: "the last fails", selector: [exists, notIn], unmet: notIn },
  { name: "two fail: the first is told", selector: [notIn, absent], unmet: notIn },
])("requirements hold together: $name", ({ selector, unmet }) => {
  const labels = new Map([["env", "prod"]]);
  expect(firstUnmet(selector, { own: { name: "", labels, known: true } })).toBe(unmet);
  expect(selects(selector, labels)).toBe(unmet === undefined);
});
