import { describe, expect, test } from "vitest";
import { ingestText } from "./ingest.ts";
import type { Format } from "./read.ts";

const many = (text: string) => text.repeat(Math.floor(200_000 / text.length));
const nested = (line: (depth: number) => string) => Array.from({ length: 600 }, (_, depth) => line(depth)).join("\n");
const letters = [..."bcdefghijk"];
const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\n${letters.map((c, i) => `${c}: &${c} [${Array(9).fill(`*${"abcdefghijk"[i]}`).join(",")}]`).join("\n")}`;
const mergeBomb = `a: &a {x: 1}\n${letters.map((c, i) => `${c}: &${c} {<<: [${Array(9).fill(`*${"abcdefghijk"[i]}`).join(",")}]}`).join("\n")}`;

test.each([
  { name: "flow lists in lists", text: many("["), line: 1, message: "nested deeper than 100 levels" },
  { name: "flow maps in maps", text: many("{a: "), line: 1, message: "nested deeper than 100 levels" },
  { name: "dashes behind dashes", text: many("- "), line: 1, message: "nested deeper than 100 levels" },
  { name: "deep block lists", text: nested((depth) => `${" ".repeat(depth)}-`), line: 100, message: "nested deeper than 100 levels" },
  { name: "deep block maps", text: nested((depth) => `${" ".repeat(depth)}a:`), line: 100, message: "nested deeper than 100 levels" },
  { name: "an alias bomb", text: bomb, line: 6, message: "aliases repeat more than 100000 values" },
  { name: "a merge bomb", text: mergeBomb, line: 6, message: "aliases repeat more than 100000 values" },
  { name: "an anchor inside itself", text: "a: &a [*a]", line: 1, message: "an alias has no anchor above it" },
  { name: "a tag of JavaScript", text: "a: 1\nb: !!js/function 'x'", line: 2, message: "a tag is not one that Kubernetes knows" },
  { name: "a tag on a map", text: "a: !vault {b: 1}", line: 1, message: "a tag is not one that Kubernetes knows" },
  { name: "equal keys", text: "a: 1\nb: 1\na: 2", line: 3, message: "the key `a` stands twice in one map" },
  { name: "equal keys once they are strings", text: 'on: 1\n"true": 2', line: 2, message: "the key `true` stands twice in one map" },
  { name: "a map as a key", text: "? {a: 1}\n: b", line: 1, message: "a key must be a string" },
  { name: "a tab as indentation", text: "a:\n\tb: 1", line: 2, message: "no YAML: a tab cannot indent" },
  { name: "a NUL", text: "a: 1\nb: \0", line: 2, message: "no text: it has a control character here" },
  { name: "an escape character", text: "a: \u001b[31m", line: 1, message: "no text: it has a control character here" },
  { name: "a key of a megabyte", text: `${many("k")}: 1`, line: 1, message: "no YAML: a key is longer than 1024 characters" },
  { name: "commas", text: `[${many(",")}`, line: 1, message: "no YAML: something here is not expected" },
  { name: "anchors", text: many("&a "), line: 1, message: "no YAML: something here is not expected" },
  { name: "open quotes", text: `a: "${many("\\x")}`, line: 1, message: "no YAML: an escape in a quoted text is unknown" },
  { name: "more words than any object has", text: "- a\n".repeat(500_000), line: 1, message: "more than 1000000 words and signs in one document" },
])("$name: $message", ({ text, line, message }) => {
  const { facts, problems } = ingestText("f.yaml", "yaml", text);
  expect(facts).toEqual([]);
  expect(problems).toEqual([{ severity: "error", rule: "unreadable", message, place: { file: "f.yaml", line, path: "" } }]);
});

test.each([
  { name: "lists in lists", text: many("["), line: 1 },
  { name: "objects in objects", text: many('{"a":\n'), line: 101 },
])("JSON: $name", ({ text, line }) => {
  expect(ingestText("f.json", "json", text).problems).toEqual([
    { severity: "error", rule: "unreadable", message: "nested deeper than 100 levels", place: { file: "f.json", line, path: "" } },
  ]);
});

test("a hundred levels are enough for the deepest schema, and no limit to brackets in texts", () => {
  const script = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n  x: |\n    ${many("[")}\n  y: "${many("{")}"`;
  expect(ingestText("f.yaml", "yaml", script).problems).toEqual([]);
  expect(ingestText("f.yaml", "yaml", `apiVersion: v1\nkind: X\nmetadata: {name: a}\nspec: ${"[".repeat(90)}${"]".repeat(90)}`).problems).toEqual([]);
});

test("thousands of documents", () => {
  const text = Array.from({ length: 5_000 }, (_, i) => `apiVersion: v1\nkind: Namespace\nmetadata: {name: n${i}}\n`).join("---\n");
  expect(ingestText("f.yaml", "yaml", text)).toMatchObject({ facts: { length: 5_000 }, problems: [] });
});

describe("a policy that cannot be parsed is not forgotten", () => {
  test.each([
    { name: "of Kubernetes", text: "kind: NetworkPolicy\n bad: x", kind: "NetworkPolicy" },
    { name: "its kind in quotes", text: "'kind' : 'NetworkPolicy'\n bad: x", kind: "NetworkPolicy" },
    { name: "in a list", text: "kind: List\nitems:\n- kind: CiliumNetworkPolicy\n   bad: [", kind: "CiliumNetworkPolicy" },
    { name: "in a typed list", text: "kind: NetworkPolicyList\nitems: [", kind: "NetworkPolicyList" },
    { name: "in JSON", format: "json", text: '{"kind":\n"GlobalNetworkPolicy",', kind: "GlobalNetworkPolicy" },
    { name: "without an apiVersion", text: "kind: AdminNetworkPolicy\nmetadata: {name: a}", kind: "AdminNetworkPolicy" },
    { name: "behind a NUL", text: "kind: NetworkPolicy\0", kind: "NetworkPolicy" },
    { name: "not a Pod", text: "kind: Pod\n bad: x", kind: undefined },
    { name: "not a route", text: "kind: Ingress\n bad: x", kind: undefined },
    { name: "not a word that begins so", text: "kind: NetworkPolicyReport\n bad: x", kind: undefined },
  ] satisfies { name: string; text: string; kind: string | undefined; format?: Format }[])("$name", ({ text, kind, ...rest }) => {
    const { facts, problems } = ingestText("f", "format" in rest ? rest.format : "yaml", text);
    expect(facts.map((fact) => (fact.kind === "unreadable-policy" ? fact.kindNamed : fact))).toEqual(kind === undefined ? [] : [kind]);
    expect(problems).toMatchObject([{ rule: "unreadable" }]);
  });
});

test("no message quotes what stands in a broken document", () => {
  for (const text of ["a: [s3cret", "a: 's3cret' s3cret", "- s3cret: *s3cret", "@s3cret", "a: !s3cret b", '"s3cret\\q"', "s3cret: a: b"]) {
    expect(JSON.stringify(ingestText("f.yaml", "yaml", text))).not.toContain("s3cret");
    expect(JSON.stringify(ingestText("f.json", "json", text))).not.toContain("s3cret");
  }
});
