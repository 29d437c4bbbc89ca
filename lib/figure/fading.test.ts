import { expect, test } from "vitest";
import { contrast, penOf } from "./fading.ts";
import { INKS, type Ink } from "./inks.ts";

const WORDS: readonly Ink[] = ["text", "text-2", "muted", "blocked-text", "traffic-text", "external-text", "policy", "unknown", "warning", "kubernetes"];

test.each(["light", "dark"] as const)("words that step back can still be read, %s", (theme) => {
  const { faded } = penOf(INKS[theme]);
  for (const ink of WORDS) expect(contrast(faded.words[ink], INKS[theme].canvas), ink).toBeGreaterThanOrEqual(3);
});

test.each([["light", 0.5], ["dark", 0.45]] as const)("lines are mixed with the ground, %s: %d of them is left", (theme, left) => {
  const { canvas, blocked } = INKS[theme];
  const part = (colour: string): number => parseInt(colour.slice(1, 3), 16);
  expect(part(penOf(INKS[theme]).faded.shapes.blocked)).toBeCloseTo(part(canvas) + (part(blocked) - part(canvas)) * left, -0.5);
});

test("what is not faded keeps its colours", () => expect(penOf(INKS.light).shapes).toBe(INKS.light));
