import { expect, test } from "vitest";
import { type CodeOf, differing } from "./differing.ts";

const of = (codes: Readonly<Record<string, CodeOf["code"]>>): readonly CodeOf[] => Object.entries(codes).map(([id, code]) => ({ id, code }));

test.each<{ name: string; was: Readonly<Record<string, CodeOf["code"]>>; is: Readonly<Record<string, CodeOf["code"]>>; differ: readonly string[] }>([
  { name: "nothing changed", was: { a: "ALLOWED" }, is: { a: "ALLOWED" }, differ: [] },
  { name: "another code of the same verdict counts", was: { a: "OPEN" }, is: { a: "ALLOWED" }, differ: ["a"] },
  { name: "blocked now comes first, what is gone last", was: { a: "ALLOWED", b: "OPEN", gone: "BLOCKED_RULE", c: "ALLOWED" }, is: { a: "OPEN", b: "BLOCKED_DEFAULT", c: "PARTLY" }, differ: ["b", "c", "a", "gone"] },
  { name: "declared anew", was: {}, is: { a: "ALLOWED", b: "UNKNOWN" }, differ: ["a", "b"] },
])("$name", ({ was, is, differ }) => {
  expect(differing(of(was), of(is))).toEqual(differ);
});
