import fc from "fast-check";
import { expect, test } from "vitest";
import { selects } from "#lib/policy/selector.ts";
import { OF_PODS } from "./naming.ts";
import { parseSelector } from "./parse.ts";
import { toSelector } from "./translate.ts";

/** A selector as text, with what it means of labels, said without any of the code under test. */
interface Spoken {
  readonly text: string;
  readonly holds: (labels: ReadonlyMap<string, string>) => boolean;
}

const KEYS = ["a", "b", "in"];
const VALUES = ["", "x", "xy", "yx"];
const key = fc.constantFrom(...KEYS);
const value = fc.constantFrom(...VALUES);
const blank = fc.constantFrom("", " ", "\t ");

const atom: fc.Arbitrary<Spoken> = fc.oneof(
  fc.constant<Spoken>({ text: "all()", holds: () => true }),
  key.map((of): Spoken => ({ text: `has(${of})`, holds: (labels) => labels.has(of) })),
  fc.tuple(key, value).map(([of, is]): Spoken => ({ text: `${of} == '${is}'`, holds: (labels) => labels.get(of) === is })),
  fc.tuple(key, value).map(([of, is]): Spoken => ({ text: `${of} != "${is}"`, holds: (labels) => labels.get(of) !== is })),
  fc.tuple(key, fc.array(value)).map(([of, are]): Spoken => ({ text: `${of} in {${are.map((is) => `'${is}'`).join(",")}}`, holds: (labels) => are.some((is) => labels.get(of) === is) })),
  fc.tuple(key, fc.array(value)).map(([of, are]): Spoken => ({ text: `${of} not in {${are.map((is) => `'${is}'`).join(", ")}}`, holds: (labels) => are.every((is) => labels.get(of) !== is) })),
  fc.tuple(key, value).map(([of, is]): Spoken => ({ text: `${of} contains '${is}'`, holds: (labels) => labels.get(of)?.includes(is) ?? false })),
  fc.tuple(key, value).map(([of, is]): Spoken => ({ text: `${of} starts with '${is}'`, holds: (labels) => labels.get(of)?.startsWith(is) ?? false })),
  fc.tuple(key, value).map(([of, is]): Spoken => ({ text: `${of} endswith '${is}'`, holds: (labels) => labels.get(of)?.endsWith(is) ?? false })),
);

const { spoken } = fc.letrec<{ spoken: Spoken; some: Spoken; every: Spoken; one: Spoken }>((tie) => ({
  spoken: tie("some"),
  some: fc.array(tie("every"), { minLength: 1, maxLength: 3 }).map((parts): Spoken => ({ text: parts.map(({ text }) => text).join(" || "), holds: (labels) => parts.some(({ holds }) => holds(labels)) })),
  every: fc.array(tie("one"), { minLength: 1, maxLength: 3 }).map((parts): Spoken => ({ text: parts.map(({ text }) => text).join("&&"), holds: (labels) => parts.every(({ holds }) => holds(labels)) })),
  one: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    atom,
    fc.tuple(fc.nat(3), blank, tie("spoken")).map(([nots, space, inner]): Spoken => ({ text: `${"!".repeat(nots)}${space}(${inner.text}${space})`, holds: (labels) => inner.holds(labels) !== (nots % 2 === 1) })),
    fc.tuple(fc.nat(3), blank, atom).map(([nots, space, inner]): Spoken => ({ text: `${`!${space}`.repeat(nots)}${inner.text}`, holds: (labels) => inner.holds(labels) !== (nots % 2 === 1) })),
  ),
}));

test("whatever is written selects whom it says", () => {
  fc.assert(fc.property(spoken, fc.dictionary(key, value), ({ text, holds }, record) => {
    const labels = new Map(Object.entries(record));
    const parsed = parseSelector(text);
    if (parsed.kind === "fault") throw new Error(`${text}: ${parsed.why}`);
    expect(selects(toSelector(parsed.expression, OF_PODS), labels)).toBe(holds(labels));
  }), { numRuns: 2_000 });
});

test("no text is an exception", () => {
  const pieces = fc.constantFrom("a", "has(", "all(", "global()", ")", "(", "!", "!=", "==", "=", "&&", "||", "|", "in", "not", " ", "{", "}", ",", "'x'", "\"", "\n", "é", "𝒳");
  fc.assert(fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
    const text = parts.join("");
    const parsed = parseSelector(text);
    if (parsed.kind === "fault") expect(parsed.at).toBeLessThanOrEqual(text.length);
    else toSelector(parsed.expression, OF_PODS);
  }), { numRuns: 2_000 });
});
