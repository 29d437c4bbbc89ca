import type { Point } from "#lib/figure/shape.ts";
import type { Rect } from "./geometry.ts";

export type Side = "left" | "right" | "top" | "bottom";

/** Where an edge touches a thing, and from which side. */
export interface Port {
  readonly at: Point;
  readonly side: Side;
}

const OUT: Readonly<Record<Side, Point>> = { left: [-1, 0], right: [1, 0], top: [0, -1], bottom: [0, 1] };
/** Less is a straighter way; half would make corners of it. */
const BEND = 0.36;
/** How far a way that turns back swings out. */
const LOOP = 40;
const CLEARANCE = 7;
/** Lower than the lowest that may be in a way. */
const STEP = 20;

/**
 * Control points of an edge that leaves and enters at right angles to the sides; none for a straight one. Between two points
 * the curve passes halfway.
 */
export function bow(start: Port, end: Port): readonly Point[] {
  const [[x1, y1], [x2, y2]] = [start.at, end.at];
  const onward = (start.side === "right" && end.side === "left" && x2 > x1) || (start.side === "left" && end.side === "right" && x2 < x1);
  const upright = start.side !== end.side && start.side !== "left" && start.side !== "right" && x1 === x2;
  const reach = onward ? Math.abs(x2 - x1) * BEND : LOOP + Math.min(80, Math.abs(y2 - y1) / 6);
  const out = ({ at: [x, y], side }: Port): Point => [x + OUT[side][0] * reach, y + OUT[side][1] * reach];
  return upright || (onward && Math.abs(y2 - y1) < 0.5) ? [] : [out(start), out(end)];
}

/** Whether an edge that is drawn so runs behind what is no end of it: it would read as that card's own. */
export function isFree(start: Point, via: readonly Point[], end: Point, obstacles: readonly Rect[]): boolean {
  const [xs, ys] = [[start, ...via, end].map(([x]) => x), [start, ...via, end].map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const near = obstacles.filter(({ x, y, width, height }) => x < right + CLEARANCE && x + width > left - CLEARANCE && y < bottom + CLEARANCE && y + height > top - CLEARANCE);
  return near.length === 0 || hits(start, via, end, near).length === 0;
}

function hits(start: Point, points: readonly Point[], end: Point, obstacles: readonly Rect[]): readonly Rect[] {
  const line = traced(start, points, end);
  return obstacles.filter(({ x, y, width, height }) => line.some(([px, py]) => px > x - CLEARANCE && px < x + width + CLEARANCE && py > y - CLEARANCE && py < y + height + CLEARANCE));
}

/** Points on the curve, so close to each other that nothing fits between them. */
export function traced(start: Point, points: readonly Point[], end: Point): readonly Point[] {
  if (points.length === 0) return steps(distance(start, end)).map((part) => between(start, end, part));
  const joints = [start, ...points.slice(1).map((point, index) => between(points[index] ?? point, point, 0.5)), end];
  return points.flatMap((point, index) => {
    const [from, to] = [joints[index] ?? start, joints[index + 1] ?? end];
    return steps(distance(from, point) + distance(point, to)).map((part) => between(between(from, point, part), between(point, to, part), part));
  });
}

/** From 0 to 1, for a way of that length. */
function steps(length: number): readonly number[] {
  const count = Math.max(2, Math.ceil(length / STEP));
  return Array.from({ length: count + 1 }, (_, step) => step / count);
}

const distance = ([x1, y1]: Point, [x2, y2]: Point): number => Math.hypot(x2 - x1, y2 - y1);
const between = ([x1, y1]: Point, [x2, y2]: Point, part: number): Point => [x1 + (x2 - x1) * part, y1 + (y2 - y1) * part];

/** A point as a part of the way from start to end and a distance to its side, which is how Cytoscape wants it. */
export function relative([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): { readonly weight: number; readonly distance: number } {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = Math.hypot(dx, dy) || 1;
  return { weight: ((x - x1) * dx + (y - y1) * dy) / length ** 2, distance: (-(x - x1) * dy + (y - y1) * dx) / length };
}
