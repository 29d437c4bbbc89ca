import type { Ink } from "#lib/figure/inks.ts";
import type { Point, Shape } from "#lib/figure/shape.ts";
import { STROKES, type Stroke } from "#lib/figure/strokes.ts";
import type { Detail } from "./detail.ts";
import type { Stretch } from "./ways.ts";

const HEAD = { length: 10, half: 4.6 } as const;
const TEE = 7;
/** What is selected has a band under it, in the tint of its ink. */
const BAND = 7;
const TINT: Partial<Record<Ink, Ink>> = { "blocked": "blocked-tint", "blocked-thin": "blocked-tint", "traffic": "traffic-tint", "unknown": "unknown-tint" };

/** A stretch as it is drawn: dash and end say the same as its colour. */
export function strokeShapes({ line, start, via, end }: Stretch, detail: Pick<Detail, "lines" | "redLines">): readonly Shape[] {
  const { ink, weight, dash, head }: Stroke = STROKES[line];
  const lines = ink === "blocked" ? detail.redLines : detail.lines;
  const before = via.at(-1) ?? start;
  const length = Math.hypot(end[0] - before[0], end[1] - before[1]) || 1;
  const along: Point = [(end[0] - before[0]) / length, (end[1] - before[1]) / length];
  const back = (by: number, aside = 0): Point => [end[0] - along[0] * by - along[1] * aside, end[1] - along[1] * by + along[0] * aside];
  // The line ends inside of its head, so that its blunt end does not stick out at the tip.
  const curve = (to: Point): Shape => ({ kind: "curve", start, via, end: to, stroke: ink, weight: weight * lines, ...(dash !== undefined && { dash: dash.map((part) => part * lines) }) });
  switch (head) {
    case "none":
      return [curve(end)];
    case "triangle": {
      const size = lines * (weight < 2 ? 0.8 : 1);
      return [curve(back(HEAD.length * size * 0.7)), { kind: "polygon", points: [end, back(HEAD.length * size, HEAD.half * size), back(HEAD.length * size, -HEAD.half * size)], fill: ink }];
    }
    case "tee": {
      const [one, other] = [back(2.5, TEE), back(2.5, -TEE)];
      return [curve(back(2.5)), { kind: "line", x1: one[0], y1: one[1], x2: other[0], y2: other[1], stroke: ink, weight: 3 * Math.min(lines, 1.4) }];
    }
  }
}

export function bandShapes({ line, start, via, end }: Stretch, { lines }: Pick<Detail, "lines">): readonly Shape[] {
  const { ink, weight }: Stroke = STROKES[line];
  return [{ kind: "curve", start, via, end, stroke: TINT[ink] ?? "unknown-tint", weight: (weight + BAND) * lines }];
}
