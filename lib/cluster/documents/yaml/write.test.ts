import fc from "fast-check";
import { expect, test } from "vitest";
import { pathsOf } from "#lib/policy/mutation.fixture.ts";
import type { SourceObject } from "#lib/source/object.ts";
import { readDocuments } from "../read.ts";
import { scalarText } from "./scalartext.ts";
import { writeYaml } from "./write.ts";

test.each([
  { value: "web", text: "web" },
  { value: "10.0.0.0/8", text: "10.0.0.0/8" },
  { value: "kube-system/kube-dns:53", text: "kube-system/kube-dns:53" },
  { value: "allow all (for now)", text: "allow all (for now)" },
  { value: "", text: '""' },
  { value: "80", text: '"80"' },
  { value: "1.30", text: '"1.30"' },
  { value: "0x1F", text: '"0x1F"' },
  { value: "on", text: '"on"' },
  { value: "y", text: '"y"' },
  { value: "null", text: '"null"' },
  { value: "12:30:45", text: '"12:30:45"' },
  { value: "2026-04-16T02:13:40Z", text: '"2026-04-16T02:13:40Z"' },
  { value: "fd00::", text: '"fd00::"' },
  { value: "a: b", text: '"a: b"' },
  { value: "a #b", text: '"a #b"' },
  { value: "- a", text: '"- a"' },
  { value: "*", text: '"*"' },
  { value: "has(a) || b == 'c'", text: `"has(a) || b == 'c'"` },
  { value: "\ufeff\u2028\x7f\x85", text: '"\\ufeff\\u2028\\u007f\\u0085"' },
  { value: 8080, text: "8080" },
  { value: Infinity, text: "1e999" },
  { value: true, text: "true" },
  { value: null, text: "null" },
])("$value is written as $text", ({ value, text }) => expect(scalarText(value)).toBe(text));

test("the style is kubectl's", () => {
  const { text } = writeYaml({ kind: "A", list: [{ a: 1, b: [2, [3]] }, {}, []], empty: {}, none: null, gone: undefined, note: "one\n\n two\n", end: "one\ntwo", loose: "one \ntwo" });
  expect(text).toBe('kind: A\nlist:\n- a: 1\n  b:\n  - 2\n  - - 3\n- {}\n- []\nempty: {}\nnone: null\nnote: |\n  one\n\n   two\nend: |-\n  one\n  two\nloose: "one \\ntwo"\n');
});

function readBack(text: string): SourceObject {
  const [document, more] = [...readDocuments("f.yaml", "yaml", text)];
  if (document?.kind !== "object" || more) throw new Error(`no single object: ${text}`);
  return document.source;
}

const words = fc.constantFrom("y", "No", "null", "~", "1", "1_0", "0o7", ".5", "1e3", "-", "---", "...", "#", ": ", ":", " ", "\n", "\t", "\r", "|", ">", "&a", "*a", "!t", "%", "@", "`", "{", "[", ",", "?", "'", '"', "\\", "é", "\u00a0", "\u2028", "\ufeff", "\ud800", "😀", "a", "10.0.0.1", "::", "<<", "=");
const text = fc.oneof(fc.array(words, { maxLength: 5 }).map((parts) => parts.join("")), fc.string(), fc.string({ unit: "binary" }), fc.constant("k".repeat(2_000)), fc.constant("\0".repeat(300)));
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    text, fc.integer(), fc.double({ noNaN: true }).map((n) => n + 0), fc.boolean(), fc.constant(null),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(text, fc.constantFrom("__proto__", "constructor", "items", "kind")), tie("value"), { maxKeys: 4 }).map((map) => ({ ...map })),
  ),
})).value;
/** What is read at the top must be a map, and a list would be taken apart. */
const documents = json.map((value) => ({ apiVersion: "v1", kind: "A", value }));

test("what is written is read back as the same value, from the same lines", () => {
  fc.assert(
    fc.property(documents, (value) => {
      const written = writeYaml(value);
      const read = readBack(written.text);
      expect(read.value).toEqual(value);
      for (const path of pathsOf(value)) expect([path, written.lineOf(path)]).toEqual([path, read.lineOf(path)]);
    }),
    { numRuns: 1_000 },
  );
});

test("a path that leads nowhere has the line of its nearest parent", () => {
  const { lineOf } = writeYaml({ a: { b: [1, 2] }, c: 3 });
  expect([lineOf([]), lineOf(["a", "b", 1]), lineOf(["a", "b", 7, "x"]), lineOf(["c", "d"]), lineOf(["e"])]).toEqual([1, 4, 3, 5, 1]);
});
