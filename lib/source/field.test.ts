import { describe, expect, test } from "vitest";
import { Field, quote } from "./field.ts";
import { sourceOf } from "./fixture.ts";
import { ProblemList } from "./problem.ts";

function field(value: unknown) {
  const problems = new ProblemList(sourceOf(value));
  return { field: new Field(value, ["spec"], problems), messages: () => problems.found.map(({ message }) => message) };
}

describe("a reader answers its type, nothing for an absent value, and reports another type", () => {
  test.each([
    { name: "a text", read: (f: Field) => f.text(), value: "x", expected: "x", messages: [] },
    { name: "an empty text", read: (f: Field) => f.text(), value: "", expected: "", messages: [] },
    { name: "no text", read: (f: Field) => f.text(), value: undefined, expected: undefined, messages: [] },
    { name: "null", read: (f: Field) => f.text(), value: null, expected: undefined, messages: [] },
    { name: "a number as text", read: (f: Field) => f.text(), value: 1, expected: undefined, messages: ["`spec` must be a string, not the number `1`"] },
    { name: "a boolean as text", read: (f: Field) => f.text(), value: true, expected: undefined, messages: ["`spec` must be a string, not the boolean `true`"] },
    { name: "a whole number", read: (f: Field) => f.integer(), value: 80.0, expected: 80, messages: [] },
    { name: "a fraction", read: (f: Field) => f.integer(), value: 80.5, expected: undefined, messages: ["`spec` must be a whole number, not the number `80.5`"] },
    { name: "a text as number", read: (f: Field) => f.integer(), value: "80", expected: undefined, messages: ["`spec` must be a whole number, not the string `80`"] },
    { name: "no number at all", read: (f: Field) => f.integer(), value: NaN, expected: undefined, messages: ["`spec` must be a whole number, not the number `NaN`"] },
    { name: "false", read: (f: Field) => f.boolean(), value: false, expected: false, messages: [] },
    { name: "a map as list", read: (f: Field) => f.list().length, value: {}, expected: 0, messages: ["`spec` must be a list, not a map"] },
    { name: "a list as map", read: (f: Field) => f.map().size, value: [], expected: 0, messages: ["`spec` must be a map, not a list"] },
    { name: "a map as struct", read: (f: Field) => f.struct("a"), value: { a: 1 }, expected: true, messages: [] },
    { name: "an absent struct", read: (f: Field) => f.struct("a"), value: null, expected: true, messages: [] },
    { name: "a list as struct", read: (f: Field) => f.struct("a"), value: [1], expected: false, messages: ["`spec` must be a map, not a list"] },
    { name: "a struct with an unknown key", read: (f: Field) => f.struct("a"), value: { b: 1 }, expected: true, messages: ["unknown field `spec.b`"] },
    { name: "a key of every object is absent", read: (f: Field) => f.at("constructor").absent, value: {}, expected: true, messages: [] },
    { name: "a key of a list is absent", read: (f: Field) => f.at("length").absent, value: [1], expected: true, messages: [] },
  ])("$name", ({ read, value, expected, messages }) => {
    const subject = field(value);
    expect(read(subject.field)).toBe(expected);
    expect(subject.messages()).toEqual(messages);
  });
});

test("a map of texts takes null as the empty one and leaves out what is no text", () => {
  const { field: labels, messages } = field({ a: "x", b: null, c: 1 });
  expect(labels.textMap()).toEqual(new Map([["a", "x"], ["b", ""]]));
  expect(messages()).toEqual(["`spec.c` must be a string, not the number `1`"]);
});

test("a key called __proto__ is a key like others", () => {
  const { field: labels } = field(JSON.parse('{"__proto__": "x"}'));
  expect([...labels.textMap()]).toEqual([["__proto__", "x"]]);
  expect(labels.at("__proto__").text()).toBe("x");
});

test("the root has no path to name it by", () => {
  const problems = new ProblemList(sourceOf(5));
  new Field(5, [], problems).struct();
  expect(problems.found.map(({ message }) => message)).toEqual(["the object must be a map, not the number `5`"]);
});

test("long input is cut in messages", () => expect(quote("x".repeat(100))).toBe(`\`${"x".repeat(64)}\``));
