import type { Ink } from "./inks.ts";
import type { Shape } from "./shape.ts";

/** Drawn, not typed: not every font has ✓, ⊘ and ①, and a verdict must not depend on one. */
export const STOP_RADIUS = 13;

/** Where packets end because no rule allows them. */
export const stopRing = (): readonly Shape[] => [
  { kind: "circle", x: 0, y: 0, radius: STOP_RADIUS, fill: "surface", stroke: "blocked", weight: 3 },
  ...noEntry(6.5, "blocked", 2),
];

/** Where packets end because a rule says so. */
export const stopRule = (): readonly Shape[] => [
  { kind: "box", x: -STOP_RADIUS, y: -STOP_RADIUS, width: 2 * STOP_RADIUS, height: 2 * STOP_RADIUS, radius: 5, fill: "surface", stroke: "blocked", weight: 3 },
  { kind: "box", x: -5.5, y: -5.5, width: 11, height: 11, radius: 1.5, fill: "blocked" },
];

export function noEntry(radius: number, stroke: Ink, weight: number): readonly Shape[] {
  const cut = radius * Math.SQRT1_2;
  return [
    { kind: "circle", x: 0, y: 0, radius, stroke, weight },
    { kind: "line", x1: -cut, y1: cut, x2: cut, y2: -cut, stroke, weight },
  ];
}

export const tick = (stroke: Ink): readonly Shape[] => [
  { kind: "line", x1: -4, y1: 0.5, x2: -1, y2: 3.5, stroke, weight: 1.8 },
  { kind: "line", x1: -1, y1: 3.5, x2: 4.5, y2: -3.5, stroke, weight: 1.8 },
];

export const almost = (stroke: Ink): readonly Shape[] =>
  [-2, 2].map((y) => ({ kind: "line", x1: -4, y1: y, x2: 4, y2: y, stroke, weight: 1.6, dash: [3.5, 1] }));

/** A rule that leaves the decision to the next tier. */
export const onward = (stroke: Ink): readonly Shape[] => [
  { kind: "line", x1: -4.5, y1: 0, x2: 3, y2: 0, stroke, weight: 1.6 },
  { kind: "line", x1: 0.5, y1: -3, x2: 4, y2: 0, stroke, weight: 1.6 },
  { kind: "line", x1: 0.5, y1: 3, x2: 4, y2: 0, stroke, weight: 1.6 },
];

export const ruleMark = (fill: Ink): readonly Shape[] => [
  { kind: "box", x: -4.5, y: -4.5, width: 9, height: 9, radius: 2, stroke: fill, weight: 1.6 },
  { kind: "box", x: -2, y: -2, width: 4, height: 4, radius: 0.5, fill },
];

/** The number of a step, in a ring. */
export const stepNumber = (number: number, ink: Ink): readonly Shape[] => [
  { kind: "circle", x: 0, y: 0, radius: 7.5, fill: "surface", stroke: ink, weight: 1.4 },
  { kind: "text", x: 0, y: 3.6, text: String(number), size: 11.25, bold: true, anchor: "middle", fill: ink },
];

/** A shield with a count: policies that limit a workload. */
export const shield = (fill: Ink): readonly Shape[] => [
  { kind: "polygon", points: [[-5, -5], [0, -6.5], [5, -5], [5, 0], [3, 4], [0, 6.5], [-3, 4], [-5, 0]], fill },
];

/** An open lock: no policy limits it. */
export const openLock = (ink: Ink): readonly Shape[] => [
  { kind: "box", x: -4.5, y: -1, width: 9, height: 7, radius: 1.5, fill: ink },
  { kind: "line", x1: -3, y1: -1, x2: -3, y2: -5, stroke: ink, weight: 1.6 },
  { kind: "line", x1: -3, y1: -5, x2: 2.5, y2: -6, stroke: ink, weight: 1.6 },
];

const HEAD = 8;

/** A triangle whose tip is at (x, y). */
export function arrowHead(x: number, y: number, towards: "right" | "left" | "down" | "up", fill: Ink): Shape {
  const [dx, dy] = { right: [1, 0], left: [-1, 0], down: [0, 1], up: [0, -1] }[towards] as [number, number];
  const [bx, by] = [x - dx * HEAD * 1.25, y - dy * HEAD * 1.25];
  return { kind: "polygon", points: [[x, y], [bx + dy * HEAD * 0.62, by + dx * HEAD * 0.62], [bx - dy * HEAD * 0.62, by - dx * HEAD * 0.62]], fill };
}

