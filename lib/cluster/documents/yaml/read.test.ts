import { describe, expect, test } from "vitest";
import { readDocuments } from "../read.ts";

const read = (text: string) => [...readDocuments("f.yaml", "yaml", text)];
const values = (text: string) => read(text).map((document) => (document.kind === "object" ? document.source.value : `${document.problem.place.line}: ${document.problem.message}`));
const sources = (text: string) => read(text).flatMap((document) => (document.kind === "object" ? [document.source] : []));

describe("values", () => {
  test.each([
    { name: "keys become strings as in JSON", text: "80: a\non: b\n1.5: c", value: { "80": "a", true: "b", "1.5": "c" } },
    { name: "quoted scalars stay strings", text: "a: \"80\"\nb: 'on'", value: { a: "80", b: "on" } },
    { name: "an absent value is null", text: "a:\nb: {c, d: }", value: { a: null, b: { c: null, d: null } } },
    { name: "a tag of YAML wins", text: 'a: !!str 80\nb: !!int "80"\nc: ! 80', value: { a: "80", b: 80, c: "80" } },
    { name: "timestamps, binary and sets are what they are in Go", text: "a: !!timestamp 2026-01-01\nb: !!binary aGk=\nc: !!set {x, z}", value: { a: "2026-01-01", b: "aGk=", c: { x: null, z: null } } },
    { name: "aliases repeat", text: "a: &x [1, {b: 2}]\nc: *x", value: { a: [1, { b: 2 }], c: [1, { b: 2 }] } },
    { name: "the last anchor of a name counts", text: "a: &x 1\nb: &x 2\nc: *x", value: { a: 1, b: 2, c: 2 } },
    { name: "a merge key adds", text: "a: &x {b: 1, c: 2}\nd: {<<: *x, c: 3}", value: { a: { b: 1, c: 2 }, d: { b: 1, c: 3 } } },
    { name: "of merged maps the first wins", text: "a: &x {k: 1}\nb: &y {k: 2}\nc: {<<: [*x, *y]}", value: { a: { k: 1 }, b: { k: 2 }, c: { k: 1 } } },
    { name: "a quoted merge key is a key", text: 'a: {"<<": 1}', value: { a: { "<<": 1 } } },
    { name: "block scalars", text: "a: |\n  x\n  y\nb: >-\n  x\n  y", value: { a: "x\ny\n", b: "x y" } },
    { name: "CRLF", text: "a: 1\r\nb: |\r\n  x\r\n", value: { a: 1, b: "x\n" } },
    { name: "a byte order mark", text: "\ufeffa: 1", value: { a: 1 } },
    { name: "a directive", text: "%YAML 1.1\n---\na: 1", value: { a: 1 } },
    { name: "JSON", text: '{"a": [1, "on", null]}', value: { a: [1, "on", null] } },
  ])("$name", ({ text, value }) => expect(values(text)).toStrictEqual([value]));

  test("`__proto__` is a key like any other, also merged", () => {
    const [value] = values("__proto__: {polluted: 1}\na: {<<: {__proto__: {polluted: 1}}}") as [Record<string, object>];
    expect(Object.keys(value)).toEqual(["__proto__", "a"]);
    expect(Object.keys(value.a ?? {})).toEqual(["__proto__"]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe("documents", () => {
  test.each([
    { name: "several", text: "a: 1\n---\na: 2\n---\na: 3", expected: [{ a: 1 }, { a: 2 }, { a: 3 }] },
    { name: "comments alone are nothing", text: "# a\n---\n# b\n\n---\n---\na: 1\n---\n", expected: [{ a: 1 }] },
    { name: "an empty file is nothing", text: "", expected: [] },
    { name: "a marker with a comment", text: "--- # x\na: 1", expected: [{ a: 1 }] },
    { name: "content beside the marker", text: "--- {a: 1}\n--- |\n  x\n", expected: [{ a: 1 }, "x\n"] },
    { name: "the end marker", text: "a: 1\n...\n---\na: 2\n...\n", expected: [{ a: 1 }, { a: 2 }] },
    { name: "dashes that are no marker", text: "a: |\n  ---\n  x\nb: ---x", expected: [{ a: "---\nx\n", b: "---x" }] },
    { name: "a broken one harms no other", text: "a: 1\n---\nb: [\n---\nc: 3", expected: [{ a: 1 }, "4: no YAML: the indentation is wrong here", { c: 3 }] },
    { name: "a marker ends even an open quote", text: 'a: "x\n---\nb: 2', expected: ["2: no YAML: a quote, bracket, comma or space is missing", { b: 2 }] },
  ])("$name", ({ text, expected }) => expect(values(text)).toStrictEqual(expected));
});

describe("lists", () => {
  const pod = (name: string) => ({ apiVersion: "v1", kind: "Pod", metadata: { name } });
  test.each([
    { name: "of kubectl", text: "apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Pod\n  metadata:\n    name: a\n- {apiVersion: v1, kind: Pod, metadata: {name: b}}\nkind: List\nmetadata: {}" },
    { name: "with indented items", text: "kind: List\napiVersion: v1\nitems:\n  # first\n  - apiVersion: v1\n    kind: Pod\n    metadata: {name: a}\n\n  - apiVersion: v1\n    kind: Pod\n    metadata: {name: b}" },
    { name: "typed: items have the list's kind and version", text: "kind: PodList\napiVersion: v1\nitems:\n- metadata: {name: a}\n- metadata: {name: b}" },
    { name: "in flow style", text: '{kind: PodList, apiVersion: v1, items: [{metadata: {name: a}}, {metadata: {name: b}}]}' },
    { name: "in lists", text: "kind: List\nitems:\n- kind: List\n  items:\n  - {apiVersion: v1, kind: Pod, metadata: {name: a}}\n- kind: PodList\n  apiVersion: v1\n  items:\n  - metadata: {name: b}" },
    { name: "whose items share an anchor", text: "kind: List\nitems:\n- &x {apiVersion: v1, kind: Pod, metadata: {name: a}}\n- {<<: *x, metadata: {name: b}}" },
  ])("$name", ({ text }) => expect(values(text)).toStrictEqual([pod("a"), pod("b")]));

  test("a broken item harms no other", () => {
    const text = "kind: List\nitems:\n- kind: A\n- kind: [\n- kind: C\n";
    expect(values(text)).toStrictEqual([{ kind: "A" }, "5: no YAML: the indentation is wrong here", { kind: "C" }]);
  });

  test.each([
    { name: "null items", text: "kind: List\nitems:", expected: [] },
    { name: "no items", text: "kind: List\nitems: []", expected: [] },
    { name: "a kind that merely ends in List", text: "kind: WatchList\nspec: {}", expected: [{ kind: "WatchList", spec: {} }] },
    { name: "items twice", text: "kind: List\nitems:\n- a: 1\nitems:\n- b: 1\n", expected: ["4: the key `items` stands twice in one map"] },
  ])("$name", ({ text, expected }) => expect(values(text)).toStrictEqual(expected));
});

describe("places and texts", () => {
  const text = "# about\n\napiVersion: v1\nkind: Pod\nspec:\n  hosts:\n  - a\n  - b: 1\n    c: 2\n---\nkind: List\nitems:\n  - kind: A\n    spec:\n      x: |\n        one\n          two\n  - kind: Secret\n    top: secret\n";

  test.each([
    { path: [], line: 3 },
    { path: ["spec"], line: 6 },
    { path: ["spec", "hosts", 0], line: 7 },
    { path: ["spec", "hosts", 1, "c"], line: 9 },
    { path: ["spec", "hosts", 1, "missing", "deeper"], line: 8 },
    { path: ["spec", "hosts", 7], line: 7 },
    { path: ["missing"], line: 3 },
  ])("the line of $path is $line", ({ path, line }) => expect(sources(text)[0]?.lineOf(path)).toBe(line));

  test("an object's text begins at its first line and is a document of its own", () => {
    expect(sources(text).map((source) => [source.lineOf([]), source.text()])).toEqual([
      [3, "apiVersion: v1\nkind: Pod\nspec:\n  hosts:\n  - a\n  - b: 1\n    c: 2\n"],
      [13, "kind: A\nspec:\n  x: |\n    one\n      two\n"],
      [18, "kind: Secret\ntop: secret\n"],
    ]);
    expect(sources(text)[1]?.lineOf(["spec", "x"])).toBe(15);
  });

  test("every text gives its object again", () => {
    for (const source of sources(text)) expect(values(source.text())).toStrictEqual([source.value]);
  });
});
