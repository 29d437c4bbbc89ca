import type { Point } from "#lib/figure/shape.ts";

export type Side = "left" | "right" | "top" | "bottom";

/** Where an edge touches a thing, and from which side. */
export interface Port {
  readonly at: Point;
  readonly side: Side;
}

const OUT: Readonly<Record<Side, Point>> = { left: [-1, 0], right: [1, 0], top: [0, -1], bottom: [0, 1] };

/** Less is a straighter way; half would make corners of it. */
const BEND = 0.36;

/**
 * The two control points of an edge that leaves and enters at right angles to the sides; none where it is straight.
 * The curve is two quadratic pieces that meet halfway between them.
 */
export function controls(start: Port, end: Port): readonly [Point, Point] | undefined {
  const [[x1, y1], [x2, y2]] = [start.at, end.at];
  const forward = start.side === "right" && end.side === "left" && x2 > x1;
  if (forward && Math.abs(y2 - y1) < 0.5) return undefined;
  const reach = forward ? (x2 - x1) * BEND : 56 + Math.min(80, Math.abs(y2 - y1) / 6);
  const along = ({ at: [x, y], side }: Port): Point => [x + OUT[side][0] * reach, y + OUT[side][1] * reach];
  return [along(start), along(end)];
}

/** The middle of the edge. */
export function middle(start: Port, end: Port): Point {
  const [[x1, y1], [x2, y2]] = controls(start, end) ?? [start.at, end.at];
  return [(x1 + x2) / 2, (y1 + y2) / 2];
}

/** A point as a part of the way from start to end and a distance to its side, which is how Cytoscape wants it. */
export function relative([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): { readonly weight: number; readonly distance: number } {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = Math.hypot(dx, dy) || 1;
  return { weight: ((x - x1) * dx + (y - y1) * dy) / length ** 2, distance: (-(x - x1) * dy + (y - y1) * dx) / length };
}
