import { describe, expect, test } from "vitest";
import { readDocuments } from "../read.ts";

const read = (text: string) => [...readDocuments("f.json", "json", text)];
const values = (text: string) => read(text).map((document) => (document.kind === "object" ? document.source.value : `${document.problem.place.line}: ${document.problem.message}`));

test.each([
  { name: "one object", text: '\ufeff {"a": 1} \n', expected: [{ a: 1 }] },
  { name: "nothing", text: " \n", expected: [] },
  { name: "of equal keys the last counts", text: '{"a": 1, "a": 2}', expected: [{ a: 2 }] },
  { name: "objects one after the other", text: '{"a": 1}\n{"b": 2}{"c": "}{"}', expected: [{ a: 1 }, { b: 2 }, { c: "}{" }] },
  { name: "a typed list", text: '{"kind": "PodList", "apiVersion": "v1", "items": [{"metadata": {}}]}', expected: [{ apiVersion: "v1", kind: "Pod", metadata: {} }] },
  { name: "a trailing comma", text: '{\n"a": 1,\n}', expected: ["3: no JSON: something here is not expected"] },
  { name: "cut off", text: '{"a": 1}\n{"a": [1', expected: [{ a: 1 }, "2: no JSON: something here is not expected"] },
  { name: "no JSON at all", text: "kind: Pod", expected: ["1: no JSON: something here is not expected"] },
])("$name", ({ text, expected }) => expect(values(text)).toStrictEqual(expected));

describe("places and texts", () => {
  const text = '{\n  "kind": "List",\n  "items": [\n    {\n      "kind": "A",\n      "sp\\u0065c": {\n        "hosts": ["a",\n          "b\\"]}"]\n      }\n    },\n    {"kind": "B"}\n  ]\n}';
  const [first, second] = read(text).map((document) => (document.kind === "object" ? document.source : undefined));

  test.each([
    { path: [], line: 4 },
    { path: ["kind"], line: 5 },
    { path: ["spec", "hosts", 1], line: 8 },
    { path: ["spec", "missing"], line: 6 },
    { path: ["kind", "deeper"], line: 5 },
  ])("the line of $path is $line", ({ path, line }) => expect(first?.lineOf(path)).toBe(line));

  test("an item's text is a document of its own", () => {
    expect(first?.text()).toBe('{\n  "kind": "A",\n  "sp\\u0065c": {\n    "hosts": ["a",\n      "b\\"]}"]\n  }\n}\n');
    expect(second?.text()).toBe('{"kind": "B"}\n');
    expect(second?.lineOf([])).toBe(11);
  });
});

test("ten thousand items are placed in linear time", () => {
  const items = Array.from({ length: 10_000 }, (_, i) => `{"kind": "Pod", "metadata": {"name": "p${i}"}}`);
  const lines = read(`{"kind": "List", "items": [\n${items.join(",\n")}]}`).map((document) => (document.kind === "object" ? document.source.lineOf(["metadata", "name"]) : 0));
  expect(lines).toEqual(items.map((_, i) => i + 2));
});
