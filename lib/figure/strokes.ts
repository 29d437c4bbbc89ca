import type { Figure } from "#lib/api/pages.ts";
import type { Ink } from "./inks.ts";

/** What a line means, and so how it looks: the only place that knows that blocked is red and dashed. */
export interface Stroke {
  readonly ink: Ink;
  readonly weight: number;
  readonly dash?: readonly number[];
  readonly head: "triangle" | "tee" | "none";
}

export const STROKES = {
  traffic: { ink: "traffic", weight: 2, head: "triangle" },
  request: { ink: "traffic", weight: 2.5, head: "triangle" },
  blocked: { ink: "blocked", weight: 3, dash: [10, 6], head: "none" },
  rule: { ink: "blocked", weight: 3, head: "tee" },
  never: { ink: "blocked-thin", weight: 1.5, dash: [4, 8], head: "none" },
  silence: { ink: "line-strong", weight: 1.5, dash: [2, 3], head: "triangle" },
  undeclared: { ink: "blocked", weight: 2, dash: [2, 5], head: "tee" },
  "allow-rule": { ink: "traffic", weight: 1.25, head: "triangle" },
  unknown: { ink: "unknown", weight: 2, dash: [2, 4], head: "none" },
} as const satisfies Record<string, Stroke>;

export type Line = keyof typeof STROKES;

/** How a path goes on behind the card, by its outcome. */
export const BEHIND: Readonly<Record<Figure["outcome"], readonly Exclude<Line, "request" | "silence" | "undeclared" | "allow-rule">[]>> = {
  blocked: ["blocked", "never"],
  dns: ["blocked", "never"],
  rule: ["rule", "never"],
  partly: ["traffic", "blocked", "never"],
  allowed: ["traffic"],
  unknown: ["unknown"],
};
