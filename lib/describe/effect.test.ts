import { expect, test } from "vitest";
import type { Code } from "#lib/check/codes.ts";
import { effectText } from "./effect.ts";

test.each<{ readonly flips: readonly (readonly [Code | null, Code | null])[]; readonly text: string }>([
  { flips: [], text: "" },
  { flips: [["OPEN", "BLOCKED_DEFAULT"]], text: "made 1 connection blocked" },
  { flips: [["OPEN", "BLOCKED_DEFAULT"], ["ALLOWED", "BLOCKED_DNS"], ["OPEN", "BLOCKED_RULE"], ["BLOCKED_DEFAULT", "ALLOWED"]], text: "made 3 connections blocked, 1 allowed" },
  { flips: [["OPEN", "PARTLY"], ["ALLOWED", "UNKNOWN"], ["OPEN", "UNKNOWN"]], text: "made 1 connection partly blocked, 2 unknown" },
  { flips: [[null, "BLOCKED_DEFAULT"], ["OPEN", null]], text: "" },
])("$text", ({ flips, text }) => {
  expect(effectText(flips.map(([was, is]) => ({ was, is })))).toBe(text);
});
