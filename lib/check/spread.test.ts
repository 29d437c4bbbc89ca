import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Gap } from "./gaps.ts";
import { type Folded, type Spread, type Verdict, each, expand, fold, gap, hasGap, leaf, leaves, oneOf } from "./spread.ts";

const MISSING: Gap = { kind: "address", of: "a/pod/x" };
const OTHER: Gap = { kind: "hairpin", service: "a/y" };
const inner: Gap = { kind: "dns", resolver: "z", because: [] };

/** A leaf that is unknown has a fact of its own missing. */
const judge = (verdict: Verdict): Folded => ({ verdict, gaps: verdict === "unknown" ? [inner] : [] });
const all = (...verdicts: readonly Verdict[]): Spread<Verdict> => each("pods", verdicts.map(leaf));
const either = (...verdicts: readonly Verdict[]): Spread<Verdict> => oneOf(MISSING, verdicts.map(leaf));
const folded = (spread: Spread<Verdict>): string => {
  const { verdict, gaps } = fold(spread, judge);
  return [verdict, ...gaps.map(({ kind }) => kind)].join(" ");
};

describe("each: all of them happen", () => {
  test.each<{ name: string; spread: Spread<Verdict>; is: string }>([
    { name: "all allowed", spread: all("allow", "allow"), is: "allow" },
    { name: "all denied", spread: all("deny", "deny"), is: "deny" },
    { name: "allowed and denied is a split", spread: all("allow", "deny"), is: "partial" },
    { name: "a split beside anything stays one", spread: all("partial", "allow"), is: "partial" },
    { name: "a split that is sure needs no more facts", spread: all("allow", "deny", "unknown"), is: "partial" },
    { name: "allowed beside unknown is unknown", spread: all("allow", "unknown"), is: "unknown dns" },
    { name: "denied beside unknown is unknown", spread: all("deny", "unknown"), is: "unknown dns" },
    { name: "one alone is itself", spread: all("deny"), is: "deny" },
  ])("$name", ({ spread, is }) => expect(folded(spread)).toBe(is));
});

describe("one of: one of them is the truth", () => {
  test.each<{ name: string; spread: Spread<Verdict>; is: string }>([
    { name: "all allowed: the fact is not needed", spread: either("allow", "allow"), is: "allow" },
    { name: "all denied: the fact is not needed", spread: either("deny", "deny"), is: "deny" },
    { name: "all split alike", spread: either("partial", "partial"), is: "partial" },
    { name: "allowed or denied lacks the fact", spread: either("allow", "deny"), is: "unknown address" },
    { name: "allowed or split lacks the fact", spread: either("allow", "partial"), is: "unknown address" },
    { name: "unknown in one way only is not for want of this fact", spread: either("allow", "unknown"), is: "unknown dns" },
    { name: "differing and unknown lacks both", spread: either("allow", "deny", "unknown"), is: "unknown address dns" },
    { name: "one alone lacks nothing", spread: either("deny"), is: "deny" },
  ])("$name", ({ spread, is }) => expect(folded(spread)).toBe(is));
});

describe("nested", () => {
  test.each<{ name: string; spread: Spread<Verdict>; is: string }>([
    { name: "a gap is unknown for its reason", spread: gap(OTHER), is: "unknown hairpin" },
    { name: "a gap beside what is sure", spread: each("pods", [leaf("allow"), gap(OTHER)]), is: "unknown hairpin" },
    { name: "a gap beside a split is not asked for", spread: each("pods", [leaf("allow"), leaf("deny"), gap(OTHER)]), is: "partial" },
    { name: "of two pods one with a doubt that does not matter", spread: each("pods", [leaf("allow"), either("allow", "allow")]), is: "allow" },
    { name: "of two pods one with a doubt that matters", spread: each("pods", [leaf("allow"), either("allow", "deny")]), is: "unknown address" },
    { name: "one of two groups, each split", spread: oneOf(OTHER, [all("allow", "deny"), all("deny", "allow")]), is: "partial" },
    { name: "one of two groups that differ", spread: oneOf(OTHER, [all("allow", "allow"), all("allow", "deny")]), is: "unknown hairpin" },
  ])("$name", ({ spread, is }) => expect(folded(spread)).toBe(is));
});

const verdict = fc.constantFrom<Verdict>("allow", "deny", "partial", "unknown");
const tree: fc.Arbitrary<Spread<Verdict>> = fc.letrec<{ tree: Spread<Verdict> }>((tie) => ({
  tree: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    verdict.map(leaf),
    fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map((branches) => each("pods", branches)),
    fc.array(tie("tree"), { minLength: 1, maxLength: 3 }).map((branches) => oneOf(MISSING, branches)),
    fc.constant(gap<Verdict>(OTHER)),
  ),
})).tree;
const reversed = (spread: Spread<Verdict>): Spread<Verdict> =>
  spread.kind === "each" || spread.kind === "one-of" ? { ...spread, branches: spread.branches.toReversed().map(reversed) } : spread;

describe("for every spread", () => {
  test("unknown always says what is missing, and nothing else does", () =>
    fc.assert(fc.property(tree, (spread) => {
      const { verdict: found, gaps } = fold(spread, judge);
      expect(gaps.length > 0).toBe(found === "unknown");
    })));
  test("the order of the branches changes no verdict", () => fc.assert(fc.property(tree, (spread) => void expect(fold(reversed(spread), judge).verdict).toBe(fold(spread, judge).verdict))));
  test("what is allowed throughout is allowed", () => fc.assert(fc.property(tree, (spread) => {
    fc.pre(leaves(spread).length > 0 && !JSON.stringify(spread).includes("hairpin"));
    expect(fold(expand(spread, () => leaf<Verdict>("allow")), judge)).toEqual({ verdict: "allow", gaps: [] });
  })));
  test("to put a leaf for each leaf changes nothing", () => fc.assert(fc.property(tree, (spread) => void expect(expand(spread, leaf)).toEqual(spread))));
});

test("what is missing is found at any depth, and a leaf is nothing that is missing", () => {
  expect(hasGap(each("pods", [leaf("allow"), oneOf(MISSING, [leaf("allow"), gap(OTHER)])]))).toBe(true);
  expect(hasGap(all("unknown", "allow"))).toBe(false);
});
