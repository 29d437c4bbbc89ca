import { describe, expect, test } from "vitest";
import { selects } from "#lib/policy/selector.ts";
import { OF_PODS } from "./naming.ts";
import { parseSelector } from "./parse.ts";
import { toSelector } from "./translate.ts";

const labels = (text: string): ReadonlyMap<string, string> => new Map(text.split(" ").filter(Boolean).map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)]));

function matches(text: string, of: string): boolean {
  const parsed = parseSelector(text);
  if (parsed.kind === "fault") throw new Error(`${parsed.why} at ${parsed.at}`);
  return selects(toSelector(parsed.expression, OF_PODS), labels(of));
}

describe("whom a selector selects", () => {
  test.each([
    { name: "the empty text is all()", text: "", of: "a=1", selected: true },
    { name: "blanks alone are all()", text: " \t ", of: "", selected: true },
    { name: "all() is everybody", text: "all()", of: "", selected: true },
    { name: "all( ) may have blanks inside", text: "all( )", of: "", selected: true },
    { name: "!all() is nobody", text: "!all()", of: "a=1", selected: false },
    { name: "== an equal value", text: "a == 'x'", of: "a=x", selected: true },
    { name: "== another value", text: "a == 'x'", of: "a=y", selected: false },
    { name: "an absent label fails ==", text: "a == 'x'", of: "", selected: false },
    { name: "== the empty text is not absence", text: "a == ''", of: "", selected: false },
    { name: "double quotes hold single ones", text: "a == \"it's\"", of: "a=it's", selected: true },
    { name: "there are no escapes", text: "a == 'x\\'", of: "a=x\\", selected: true },
    { name: "!= another value", text: "a != 'x'", of: "a=y", selected: true },
    { name: "!= an equal value", text: "a != 'x'", of: "a=x", selected: false },
    { name: "trap 116: an absent label satisfies !=", text: "role != 'db'", of: "", selected: true },
    { name: "in one of them", text: "a in {'x', \"y\"}", of: "a=y", selected: true },
    { name: "in none of them", text: "a in {'x', 'y'}", of: "a=z", selected: false },
    { name: "an absent label fails in", text: "a in {'x'}", of: "", selected: false },
    { name: "in {} is nobody", text: "a in {}", of: "a=x", selected: false },
    { name: "not in {} is everybody", text: "a not in {}", of: "a=x", selected: true },
    { name: "a comma may end a set", text: "a in {'x',}", of: "a=x", selected: true },
    { name: "an absent label satisfies not in", text: "a not in {'x'}", of: "", selected: true },
    { name: "not in one of them", text: "a not in {'x'}", of: "a=x", selected: false },
    { name: "notin may stand together", text: "a notin {'x'}", of: "a=y", selected: true },
    { name: "not in may stand apart", text: "a not \t in{'x'}", of: "a=x", selected: false },
    { name: "has() a label", text: "has(a)", of: "a=", selected: true },
    { name: "has() with blanks inside", text: "has( a )", of: "a=1", selected: true },
    { name: "has() without it", text: "has(a)", of: "", selected: false },
    { name: "!has() without it", text: "!has(a)", of: "", selected: true },
    { name: "contains a part", text: "a contains 'b'", of: "a=abc", selected: true },
    { name: "contains minds the case", text: "a contains 'B'", of: "a=abc", selected: false },
    { name: "an absent label fails contains", text: "a contains ''", of: "", selected: false },
    { name: "starts with", text: "a starts with 'ab'", of: "a=abc", selected: true },
    { name: "startswith may stand together", text: "a startswith 'bc'", of: "a=abc", selected: false },
    { name: "ends with", text: "a ends with 'bc'", of: "a=abc", selected: true },
    { name: "endswith may stand together", text: "a endswith 'ab'", of: "a=abc", selected: false },
    { name: "an absent label satisfies a negated contains", text: "!(a contains 'b')", of: "", selected: true },
    { name: "a negated starts with", text: "!a starts with 'ab'", of: "a=abc", selected: false },
    { name: "&& both", text: "a == '1' && b == '2'", of: "a=1", selected: false },
    { name: "|| either", text: "a == '1' || b == '2'", of: "b=2", selected: true },
    { name: "&& binds before ||", text: "a == '1' || b == '2' && c == '3'", of: "a=1", selected: true },
    { name: "&& binds before || on the other side", text: "a == '1' && b == '2' || c == '3'", of: "a=1", selected: false },
    { name: "parentheses bind first", text: "(a == '1' || b == '2') && c == '3'", of: "a=1", selected: false },
    { name: "! binds before &&", text: "!has(a) && has(b)", of: "b=1", selected: true },
    { name: "! of a group with &&", text: "!(has(a) && has(b))", of: "a=1", selected: true },
    { name: "! of a group with ||", text: "!(has(a) || has(b))", of: "a=1", selected: false },
    { name: "! twice is none", text: "!!has(a)", of: "a=1", selected: true },
    { name: "! with blanks and groups", text: "! ( ! (has(a)) )", of: "a=1", selected: true },
    { name: "words are labels where a label is expected", text: "in == '1' && contains == '2' && not in {'3'}", of: "in=1 contains=2 not=3", selected: true },
    { name: "a label may begin as a function does", text: "hash == '1' && all == '2'", of: "hash=1 all=2", selected: true },
    { name: "labels have dots, slashes, hyphens and underscores", text: "example.com/a-b_c == '1'", of: "example.com/a-b_c=1", selected: true },
    { name: "no blanks are needed", text: "a=='1'&&!has(b)||c!='x'", of: "a=1", selected: true },
  ])("$name", ({ text, of, selected }) => expect(matches(text, of)).toBe(selected));
});

describe("what is no selector", () => {
  test.each([
    { name: "trap 120: a line break", text: "a == 'x'\n", at: 8, why: "one line" },
    { name: "a carriage return", text: "a == 'x'\r\n", at: 8, why: "one line" },
    { name: "a single =", text: "a = 'x'", at: 2, why: "single `=`" },
    { name: "a single &", text: "has(a) & has(b)", at: 7, why: "single `&`" },
    { name: "a single |", text: "has(a) | has(b)", at: 7, why: "single `|`" },
    { name: "a text that is not closed", text: "a == 'x", at: 5, why: "not closed" },
    { name: "a value without quotes", text: "a == x", at: 5, why: "text in quotes" },
    { name: "a label alone", text: "a", at: 1, why: "operator" },
    { name: "an unknown operator", text: "a is 'x'", at: 2, why: "operator" },
    { name: "an operator that does not end", text: "a inside {'x'}", at: 2, why: "operator" },
    { name: "a blank before the ( of has", text: "has (a)", at: 4, why: "operator" },
    { name: "has() without label", text: "has()", at: 4, why: "label inside" },
    { name: "has( with two labels", text: "has(a b)", at: 6, why: "needs a `)`" },
    { name: "all( with a label", text: "all(a)", at: 4, why: "needs a `)`" },
    { name: "a set that is not closed", text: "a in {'x'", at: 9, why: "closed by `}`" },
    { name: "a set that begins with a comma", text: "a in {,}", at: 6, why: "list of texts" },
    { name: "in without a set", text: "a in 'x'", at: 5, why: "needs a set" },
    { name: "a ( that is not closed", text: "(has(a)", at: 0, why: "not closed" },
    { name: "a ) that nothing opens", text: "has(a))", at: 6, why: "nothing opens" },
    { name: "empty parentheses", text: "()", at: 1, why: "needs a comparison" },
    { name: "&& at the end", text: "has(a) &&", at: 9, why: "comparison is missing" },
    { name: "&& at the beginning", text: "&& has(a)", at: 0, why: "needs a comparison" },
    { name: "! alone", text: "!", at: 1, why: "comparison is missing" },
    { name: "two comparisons in a row", text: "has(a) has(b)", at: 7, why: "needs `&&`" },
    { name: "a character of no label", text: "ä == 'x'", at: 0, why: "inside quotes" },
    { name: "a label of more than 512 characters", text: `${"a".repeat(513)} == 'x'`, at: 0, why: "512" },
    { name: "parentheses that nest too deep", text: `${"(".repeat(101)}has(a)${")".repeat(101)}`, at: 100, why: "100 deep" },
  ])("$name", ({ text, at, why }) => expect(parseSelector(text)).toEqual({ kind: "fault", at, why: expect.stringContaining(why) }));

  test("a label of 512 characters is one", () => expect(parseSelector(`${"a".repeat(512)} == 'x'`).kind).toBe("parsed"));
  test("parentheses may nest 100 deep", () => expect(parseSelector(`${"(".repeat(100)}has(a)${")".repeat(100)}`).kind).toBe("parsed"));
});

describe("hostile texts take linear time and no stack", () => {
  test.each([
    { name: "opening parentheses", text: "(".repeat(100_000), kind: "fault" },
    { name: "exclamation marks", text: `${"!".repeat(100_000)}has(a)`, kind: "parsed" },
    { name: "alternating ! and (", text: "!(".repeat(100_000), kind: "fault" },
    { name: "blanks", text: `a${" ".repeat(100_000)}starts${" ".repeat(100_000)}of`, kind: "fault" },
    { name: "quotes", text: `a == ${"'".repeat(100_001)}`, kind: "fault" },
    { name: "alternatives", text: `has(a)${" || has(a)".repeat(100_000)}`, kind: "parsed" },
    { name: "values", text: `a in {${"'x',".repeat(100_000)}}`, kind: "parsed" },
  ])("$name", ({ text, kind }) => {
    const parsed = parseSelector(text);
    expect(parsed.kind).toBe(kind);
    if (parsed.kind === "parsed") toSelector(parsed.expression, OF_PODS);
  });
});
