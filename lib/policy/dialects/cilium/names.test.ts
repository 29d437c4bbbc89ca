import { describe, expect, test } from "vitest";
import { matchesName } from "#lib/policy/names.ts";
import { egressOf } from "./fixture.ts";
import { patternOf } from "./names.ts";

const TEXT = (text: string) => ({ kind: "text", text });

test.each([
  { name: "a name without stars", pattern: "a.io", parts: [TEXT("a.io")] },
  { name: "names are in lower case, without the final dot", pattern: "A.io.", parts: [TEXT("a.io")] },
  { name: "a star in front of a dot stays in one label", pattern: "*.a.io", parts: [{ kind: "within-label" }, TEXT(".a.io")] },
  { name: "two leading stars in front of a dot are whole labels", pattern: "**.a.io", parts: [{ kind: "labels" }, TEXT(".a.io")] },
  { name: "more stars are no more", pattern: "****.a.io", parts: [{ kind: "labels" }, TEXT(".a.io")] },
  { name: "two leading stars without a dot stay in one label", pattern: "**a.io", parts: [{ kind: "within-label" }, TEXT("a.io")] },
  { name: "two stars elsewhere stay in one label", pattern: "a.**.io", parts: [TEXT("a."), { kind: "within-label" }, TEXT(".io")] },
  { name: "stars may stand within a label", pattern: "sub*.a*.io", parts: [TEXT("sub"), { kind: "within-label" }, TEXT(".a"), { kind: "within-label" }, TEXT(".io")] },
  { name: "a star alone is every name", pattern: "*", parts: [{ kind: "every-name" }] },
  { name: "so are several, with a final dot", pattern: "***.", parts: [{ kind: "every-name" }] },
])("$name", ({ pattern, parts }) => {
  expect(patternOf(pattern)).toEqual({ text: pattern, parts });
});

describe("trap 95", () => {
  test.each([
    { pattern: "*.x.com", matches: ["a.x.com"], misses: ["x.com", "a.b.x.com"] },
    { pattern: "**.x.com", matches: ["a.x.com", "a.b.x.com"], misses: ["x.com"] },
    { pattern: "sub*.x.com", matches: ["sub.x.com", "sub1.x.com"], misses: ["a.sub.x.com", "sub.a.x.com"] },
    { pattern: "*x.com", matches: ["x.com", "ax.com"], misses: ["a.x.com"] },
    { pattern: "*", matches: ["x.com", "a.b.x.com", ""], misses: [] },
  ])("$pattern", ({ pattern, matches, misses }) => {
    expect(matches.filter((name) => !matchesName(patternOf(pattern), name))).toEqual([]);
    expect(misses.filter((name) => matchesName(patternOf(pattern), name))).toEqual([]);
  });
});

test("toFQDNs are names that lookups by rules for DNS queries lead to", () => {
  expect(egressOf({ toFQDNs: [{ matchName: "API.x.com." }, { matchPattern: "*" }] })[0]?.peers).toEqual([
    { kind: "names", names: [{ text: "API.x.com.", parts: [TEXT("api.x.com")] }], learnt: "policed-lookup" },
    { kind: "names", names: [{ text: "*", parts: [{ kind: "every-name" }] }], learnt: "policed-lookup" },
  ]);
});
