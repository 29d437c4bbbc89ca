import { describe, expect, test } from "vitest";
import { type Bearer, EVERYTHING, type LabelSet, NAME_LABEL, NOTHING, type Owner, type Requirement, type Selector, firstUnmet, matchSelector, selects } from "./selector.ts";
import type { Truth } from "./uncertainty.ts";

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

/** Whether it holds for values with the text at the start, inside and at the end, for other values, without a value. */
describe.each([
  { operator: "Contains", start: true, inside: true, end: true, exact: true },
  { operator: "StartsWith", start: true, inside: false, end: false, exact: true },
  { operator: "EndsWith", start: false, inside: false, end: true, exact: true },
] as const)("$operator", ({ operator, start, inside, end, exact }) => {
  const asks = (negated: boolean, value = "ab"): Requirement => ({ operator, negated, key: "env", value });
  test.each([
    { name: "at the start", labels: { env: "abx" }, holds: start },
    { name: "inside", labels: { env: "xabx" }, holds: inside },
    { name: "at the end", labels: { env: "xab" }, holds: end },
    { name: "the text itself", labels: { env: "ab" }, holds: exact },
    { name: "in other letters", labels: { env: "AB" }, holds: false },
    { name: "another value", labels: { env: "ba" }, holds: false },
    { name: "the empty value", labels: { env: "" }, holds: false },
    { name: "an absent key", labels: { app: "ab" }, holds: false },
  ])("$name, and negated the contrary", ({ labels, holds }) => {
    const given = new Map(Object.entries(labels));
    expect([selects([asks(false)], given), selects([asks(true)], given)]).toEqual([holds, !holds]);
  });
  test("every value has the empty text, and no absent one", () => {
    expect([new Map([["env", "x"]]), new Map<string, string>()].map((labels) => selects([asks(false, "")], labels))).toEqual([true, false]);
  });
});

describe("alternatives", () => {
  const anyOf = (...alternatives: readonly Selector[]): Requirement => ({ operator: "AnyOf", alternatives });
  const prod = new Map([["env", "prod"]]);
  test.each([
    { name: "one holds", selector: [anyOf([absent], [isIn])], holds: true },
    { name: "none holds", selector: [anyOf([absent], [notIn])], holds: false },
    { name: "all of one alternative have to hold", selector: [anyOf([isIn, absent], [isIn, notIn])], holds: false },
    { name: "an empty alternative is everything", selector: [anyOf([absent], EVERYTHING)], holds: true },
    { name: "no alternative is nothing", selector: NOTHING, holds: false },
    { name: "beside a demand that fails", selector: [anyOf([isIn]), absent], holds: false },
    { name: "inside each other", selector: [anyOf([anyOf([absent], [isIn])])], holds: true },
  ])("$name", ({ selector, holds }) => expect(selects(selector, prod)).toBe(holds));
});

/** Seen: of its own, of its namespace, of its service account; and what is not in the input, three-valued. */
describe("whose label", () => {
  const set = (known: boolean, labels: Readonly<Record<string, string>>, name = "x"): LabelSet => ({ name, labels: new Map([...Object.entries(labels), [NAME_LABEL, name]]), known });
  const own: LabelSet = { name: "a/pod/web", labels: new Map([["env", "own"]]), known: true };
  const bearer: Bearer = { own, namespace: set(true, { env: "space" }, "a"), serviceAccount: set(true, { env: "account" }, "robot") };
  const unseen: Bearer = { own, namespace: set(false, {}, "a"), serviceAccount: set(false, {}, "robot") };
  const is = (value: string, of?: Owner, key = "env"): Requirement => ({ operator: "In", key, values: new Set([value]), ...(of && { of }) });
  const lacks = (of: Owner): Requirement => ({ operator: "DoesNotExist", key: "env", of });
  const isNot = (of: Owner): Requirement => ({ operator: "NotIn", key: "env", values: new Set(["prod"]), of });
  const hasNot = (of: Owner): Requirement => ({ operator: "Contains", negated: true, key: "env", value: "prod", of });
  const alternatives = (...selectors: readonly Selector[]): Requirement => ({ operator: "AnyOf", alternatives: selectors });

  test.each<{ name: string; selector: Selector; seen: Truth; unseen: Truth; missing?: readonly string[]; assumed?: readonly string[] }>([
    { name: "its own", selector: [is("own")], seen: "yes", unseen: "yes" },
    { name: "its namespace's", selector: [is("space", "namespace")], seen: "yes", unseen: "no", assumed: ["namespace a"] },
    { name: "its service account's", selector: [is("account", "service-account")], seen: "yes", unseen: "no", assumed: ["service account robot"] },
    { name: "the namespace's is not its own", selector: [is("own", "namespace")], seen: "no", unseen: "no", assumed: ["namespace a"] },
    { name: "the namespace's name is always known", selector: [is("a", "namespace", NAME_LABEL)], seen: "yes", unseen: "yes" },
    { name: "another namespace's name too", selector: [is("b", "namespace", NAME_LABEL)], seen: "no", unseen: "no" },
    { name: "the service account's name is always known", selector: [is("robot", "service-account", NAME_LABEL)], seen: "yes", unseen: "yes" },
    { name: "no label of the namespace: nobody knows", selector: [lacks("namespace")], seen: "no", unseen: "maybe", missing: ["namespace a"] },
    { name: "not a value of the service account's: nobody knows", selector: [isNot("service-account")], seen: "yes", unseen: "maybe", missing: ["service account robot"] },
    { name: "not a part of the namespace's: nobody knows", selector: [hasNot("namespace")], seen: "yes", unseen: "maybe", missing: ["namespace a"] },
    { name: "two unknown facts", selector: [isNot("namespace"), isNot("service-account")], seen: "yes", unseen: "maybe", missing: ["namespace a", "service account robot"] },
    { name: "an unknown fact beside an own label that differs", selector: [isNot("namespace"), is("other")], seen: "no", unseen: "no" },
    { name: "an unknown fact or an own label that holds", selector: [alternatives([isNot("namespace")], [is("own")])], seen: "yes", unseen: "yes" },
    { name: "an unknown fact or an own label that differs", selector: [alternatives([isNot("namespace")], [is("other")])], seen: "yes", unseen: "maybe", missing: ["namespace a"] },
    { name: "one of two demands on what is not seen", selector: [alternatives([is("space", "namespace")], [is("x", "service-account")])], seen: "yes", unseen: "no", assumed: ["namespace a", "service account robot"] },
    { name: "nothing selects nobody", selector: NOTHING, seen: "no", unseen: "no" },
    { name: "everything selects everybody", selector: EVERYTHING, seen: "yes", unseen: "yes" },
  ])("$name", ({ selector, seen, unseen: open, missing = [], assumed = [] }) => {
    const outcome = matchSelector(selector, unseen);
    expect([matchSelector(selector, bearer).match, outcome.match]).toEqual([seen, open]);
    expect(outcome.missing.map((one) => (one.kind === "labels" ? `${one.of} ${one.name}` : one.kind))).toEqual(missing);
    expect(outcome.assumed.map((one) => (one.kind === "without-object" ? `${one.of} ${one.name}` : one.kind))).toEqual(assumed);
  });

  test.each<{ name: string; own: LabelSet; of: string }>([
    { name: "a namespace itself", own: set(false, {}, "a"), of: "namespace" },
    { name: "a node", own: { name: "n1", labels: new Map(), known: false }, of: "node" },
  ])("what is not seen may be $name", ({ own: one, of }) => {
    expect(matchSelector([absent], { own: one }).missing).toEqual([{ kind: "labels", of, name: one.name, key: "env" }]);
    expect(matchSelector([exists], { own: one }).assumed).toEqual([{ kind: "without-object", of, name: one.name, key: "env" }]);
  });
  test("who has no namespace lacks its labels", () => {
    expect([isNot("namespace"), is("space", "namespace")].map((one) => matchSelector([one], { own }).match)).toEqual(["yes", "no"]);
  });
});
