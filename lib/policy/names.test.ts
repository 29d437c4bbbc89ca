import { describe, expect, test } from "vitest";
import { type NamePart, type NamePattern, countedMatch, exactName, exactPattern, matchesName, normalName } from "./names.ts";

const WITHIN: NamePart = { kind: "within-label" };
const LABELS: NamePart = { kind: "labels" };
const EVERY: NamePart = { kind: "every-name" };
const text = (value: string): NamePart => ({ kind: "text", text: value });
const of = (...parts: readonly NamePart[]): NamePattern => ({ text: "", parts });

const exact = of(text("a.io"));
const someLabels = of(LABELS, text(".a.io"));
const oneLabel = of(WITHIN, text(".a.io"));
const prefixed = of(text("sub"), WITHIN, text(".a.io"));
const between = of(text("x."), LABELS, text(".io"));

describe.each<{ name: string; pattern: NamePattern; yes: readonly string[]; no: readonly string[] }>([
  { name: "a text is the whole name", pattern: exact, yes: ["a.io"], no: ["", "a.i", "a.ioo", "xa.io", "x.a.io", "a.io.x", "A.io", "a.io."] },
  { name: "texts in a row are one text", pattern: of(text("a."), text("io")), yes: ["a.io"], no: ["a.", "io", "a.iox"] },
  { name: "labels before a text are one or more", pattern: someLabels, yes: ["x.a.io", "x.y.a.io", "a.io.a.io", "-.a.io"], no: ["a.io", ".a.io", "xa.io", "x.a.io.y"] },
  { name: "within a label before a text is no dot", pattern: oneLabel, yes: ["x.a.io", "xy.a.io", ".a.io"], no: ["a.io", "x.y.a.io", "..a.io"] },
  { name: "within a label may be nothing", pattern: prefixed, yes: ["sub.a.io", "sub1.a.io", "sub-x.a.io"], no: ["su.a.io", "sub.x.a.io", "xsub.a.io"] },
  { name: "within a label at the end", pattern: of(text("a."), WITHIN), yes: ["a.io", "a.", "a.i"], no: ["a", "a.io.x", "b.io"] },
  { name: "twice within a label is once", pattern: of(text("a"), WITHIN, WITHIN, text(".io")), yes: ["a.io", "ab.io"], no: ["a.b.io"] },
  { name: "within a label twice, around a text", pattern: of(WITHIN, text("b"), WITHIN), yes: ["b", "abc", "bb", "abbb"], no: ["", "a.b", "b.c", "ac"] },
  { name: "within a label alone is one label at most", pattern: of(WITHIN), yes: ["", "localhost"], no: ["a.io", "."] },
  { name: "labels in the middle", pattern: between, yes: ["x.y.io", "x.y.z.io"], no: ["x.io", "x..io", "y.z.io", "x.y.iox"] },
  { name: "labels at the end", pattern: of(text("x."), LABELS), yes: ["x.y", "x.y.z"], no: ["x.", "x", "x.y."] },
  { name: "labels alone are every name but the root", pattern: of(LABELS), yes: ["a", "a.io", "x.a.io"], no: ["", ".", "a.", ".a", "a..b"] },
  { name: "labels never begin inside a label", pattern: of(text("a"), LABELS, text("b")), yes: [], no: ["ab", "axb", "a.b", "ax.b"] },
  { name: "labels never end inside a label", pattern: of(LABELS, text("io")), yes: [], no: ["aio", "a.io", "io"] },
  { name: "labels twice need a dot between", pattern: of(LABELS, text("."), LABELS), yes: ["a.b", "a.b.c"], no: ["a", "a."] },
  { name: "labels skip no empty label", pattern: someLabels, yes: [], no: ["x..a.io", "..a.io", ".x.a.io"] },
  { name: "every name is every name, the root too", pattern: of(EVERY), yes: ["", "a", "a.io", "x.y.z", "a..b", "."], no: [] },
  { name: "no part at all is the root", pattern: of(), yes: [""], no: ["a", "."] },
  { name: "an empty text adds nothing", pattern: of(text(""), text("a.io"), text("")), yes: ["a.io"], no: ["", "xa.io"] },
])("$name", ({ pattern, yes, no }) => {
  test.each(yes.map((name) => ({ name })))("`$name` matches", ({ name }) => expect(matchesName(pattern, name)).toBe(true));
  test.each(no.map((name) => ({ name })))("`$name` does not", ({ name }) => expect(matchesName(pattern, name)).toBe(false));
});

describe("hostile patterns", () => {
  const long = "a".repeat(255);
  const dots = ".".repeat(255);
  const labels = Array.from({ length: 128 }, () => "a").join(".");
  const times = (part: NamePart, count = 255): readonly NamePart[] => Array.from({ length: count }, () => part);
  test.each([
    { name: "255 times within a label, over one long label", parts: [...times(WITHIN), text("b")], at: long, matches: false },
    { name: "within a label and a letter in turn", parts: times(WITHIN, 127).flatMap((part) => [part, text("a")]), at: long, matches: true },
    { name: "the same, with another letter at the end", parts: [...times(WITHIN, 127).flatMap((part) => [part, text("a")]), text("b")], at: long, matches: false },
    { name: "255 times labels, over many labels", parts: times(LABELS), at: labels, matches: false },
    { name: "labels and dots in turn", parts: [...times(LABELS, 100).flatMap((part) => [part, text(".")]), LABELS], at: labels, matches: true },
    { name: "255 times labels, over nothing but dots", parts: times(LABELS), at: dots, matches: false },
    { name: "255 times within a label, over nothing but dots", parts: times(WITHIN), at: dots, matches: false },
    { name: "dots and within a label in turn, over nothing but dots", parts: times(text(".")).flatMap((part) => [WITHIN, part]), at: dots, matches: true },
    { name: "a text as long as the name, from every place", parts: [WITHIN, text(long)], at: long, matches: true },
    { name: "the two wildcards in turn", parts: times(WITHIN, 127).flatMap((part) => [part, LABELS]), at: labels, matches: false },
  ])("$name", ({ parts, at, matches }) => {
    const outcome = countedMatch({ text: "", parts }, at);
    const weight = parts.reduce((sum, part) => sum + (part.kind === "text" ? part.text.length : 1), 0);
    expect(outcome.matches).toBe(matches);
    expect(outcome.steps).toBeLessThanOrEqual((at.length + 1) * weight);
  });
});

test("a pattern without wildcards means one name", () => {
  expect([exact, someLabels, of(), of(EVERY), exactPattern("API.a.io.")].map(exactName)).toEqual(["a.io", undefined, undefined, undefined, "api.a.io"]);
});

test.each([
  { name: "upper case", text: "API.Example.COM", normal: "api.example.com" },
  { name: "the final dot", text: "a.io.", normal: "a.io" },
  { name: "of two final dots one", text: "a.io..", normal: "a.io." },
  { name: "the first dot stays", text: ".a.io", normal: ".a.io" },
  { name: "the root", text: ".", normal: "" },
])("names are compared without case and final dot: $name", ({ text: written, normal }) => expect(normalName(written)).toBe(normal));
