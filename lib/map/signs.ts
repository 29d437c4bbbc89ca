import type { Ink } from "#lib/figure/inks.ts";
import { STOP_RADIUS, noEntry, stopRing, stopRule } from "#lib/figure/marks.ts";
import type { Shape } from "#lib/figure/shape.ts";
import type { Mark } from "./looks.ts";

/** Signs that only the map has; drawn, not typed, as the figure's. All around (0, 0). */
export const MARKS: Readonly<Record<Mark, readonly Shape[]>> = {
  ring: stopRing(),
  rule: stopRule(),
  hollow: [{ kind: "circle", x: 0, y: 0, radius: STOP_RADIUS - 2, fill: "surface" }, ...noEntry(STOP_RADIUS - 3, "blocked", 1.75)],
};

export const questionMark = (ink: Ink): readonly Shape[] => [{ kind: "text", x: 0, y: 4.6, text: "?", size: 13, bold: true, anchor: "middle", fill: ink }];

export const inDoubt: readonly Shape[] = [{ kind: "circle", x: 0, y: 0, radius: 9, fill: "surface", stroke: "unknown", weight: 1.75 }, ...questionMark("unknown")];

/** An eye: somebody watches it. */
export const eye = (ink: Ink): readonly Shape[] => [
  { kind: "curve", start: [-7, 0], via: [[0, -8]], end: [7, 0], stroke: ink, weight: 1.4 },
  { kind: "curve", start: [-7, 0], via: [[0, 8]], end: [7, 0], stroke: ink, weight: 1.4 },
  { kind: "circle", x: 0, y: 0, radius: 2.2, fill: ink },
];

/** A closed lock: not for us to read. */
export const closedLock = (ink: Ink): readonly Shape[] => [
  { kind: "box", x: -4.5, y: -1, width: 9, height: 7, radius: 1.5, fill: ink },
  { kind: "curve", start: [-2.8, -1], via: [[-2.8, -6.4], [2.8, -6.4]], end: [2.8, -1], stroke: ink, weight: 1.6 },
];
