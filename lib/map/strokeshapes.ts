import type { Point, Shape } from "#lib/figure/shape.ts";
import type { Detail } from "./detail.ts";
import { BEFORE_TEE, strokedAt } from "./stroked.ts";
import type { Stretch } from "./ways.ts";

/** A stretch as pictures in files have it: dash and end say the same as its colour. */
export function strokeShapes({ line, start, via, end }: Stretch, detail: Pick<Detail, "lines" | "redLines">): readonly Shape[] {
  const { ink, weight, dash, head } = strokedAt(line, detail);
  const before = via.at(-1) ?? start;
  const length = Math.hypot(end[0] - before[0], end[1] - before[1]) || 1;
  const along: Point = [(end[0] - before[0]) / length, (end[1] - before[1]) / length];
  const back = (by: number, aside = 0): Point => [end[0] - along[0] * by - along[1] * aside, end[1] - along[1] * by + along[0] * aside];
  const curve = (to: Point): Shape => ({ kind: "curve", start, via, end: to, stroke: ink, weight, ...(dash !== undefined && { dash }) });
  switch (head.kind) {
    case "none":
      return [curve(end)];
    // The line ends inside of its head, so that its blunt end does not stick out at the tip.
    case "triangle":
      return [curve(back(head.width * 0.7)), { kind: "polygon", points: [end, back(head.width, head.width / 2), back(head.width, -head.width / 2)], fill: ink }];
    case "tee": {
      const by = BEFORE_TEE + head.thickness / 2;
      const [one, other] = [back(by, head.width / 2), back(by, -head.width / 2)];
      return [curve(back(by)), { kind: "line", x1: one[0], y1: one[1], x2: other[0], y2: other[1], stroke: ink, weight: head.thickness }];
    }
  }
}

export function bandShapes({ line, start, via, end }: Stretch, detail: Pick<Detail, "lines" | "redLines">): readonly Shape[] {
  const { band } = strokedAt(line, detail);
  return [{ kind: "curve", start, via, end, stroke: band.ink, weight: band.weight }];
}
