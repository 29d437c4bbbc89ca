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
const LANE = 16;
const MOST_LANES = 12;
const SAMPLES = 14;

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

/** As `bow`, or around what is in the way. */
export function controls(start: Port, end: Port, obstacles: readonly Rect[] = []): readonly Point[] {
  const direct = bow(start, end);
  const hit = start.side === "right" && end.side === "left" ? hits(start.at, direct, end.at, obstacles) : [];
  return hit.length === 0 ? direct : detour(start.at, end.at, direct, hit, obstacles);
}

/** Of the lanes above and below what is in the way, the nearest that is free; else the one with the least in it. */
function detour([x1, y1]: Point, [x2, y2]: Point, direct: readonly Point[], hit: readonly Rect[], obstacles: readonly Rect[]): readonly Point[] {
  const left = Math.max(x1, Math.min(...hit.map(({ x }) => x)));
  const right = Math.min(x2, Math.max(...hit.map(({ x, width }) => x + width)));
  const between = obstacles.filter(({ x, width }) => x < right && x + width > left);
  const lanes = between.flatMap(({ y, height }) => [y - LANE, y + height + LANE]).toSorted((a, b) => way(a) - way(b) || a - b);
  const [climb, fall] = [left - x1, Math.min(x2 - right, 90)];

  let best = { points: direct, count: hit.length };
  for (const lane of lanes.slice(0, MOST_LANES)) {
    const points: readonly Point[] = [[x1 + climb * 0.3, y1], [x1 + climb * 0.7, lane], [left, lane], [right, lane], [right + fall * 0.3, lane], [right + fall * 0.7, y2]];
    const count = hits([x1, y1], points, [x2, y2], obstacles).length;
    if (count < best.count) best = { points, count };
    if (count === 0) break;
  }
  return best.points;

  function way(lane: number): number {
    return Math.abs(lane - y1) + Math.abs(lane - y2);
  }
}

function hits(start: Point, points: readonly Point[], end: Point, obstacles: readonly Rect[]): readonly Rect[] {
  const line = traced(start, points, end);
  return obstacles.filter(({ x, y, width, height }) => line.some(([px, py]) => px > x - CLEARANCE && px < x + width + CLEARANCE && py > y - CLEARANCE && py < y + height + CLEARANCE));
}

/** Points on the curve, close enough to each other to stand for it. */
export function traced(start: Point, points: readonly Point[], end: Point): readonly Point[] {
  if (points.length === 0) return Array.from({ length: 4 * SAMPLES + 1 }, (_, step) => between(start, end, step / (4 * SAMPLES)));
  const joints = [start, ...points.slice(1).map((point, index) => between(points[index] ?? point, point, 0.5)), end];
  return points.flatMap((point, index) =>
    Array.from({ length: SAMPLES + 1 }, (_, step) => {
      const part = step / SAMPLES;
      return between(between(joints[index] ?? start, point, part), between(point, joints[index + 1] ?? end, part), part);
    }),
  );
}

const between = ([x1, y1]: Point, [x2, y2]: Point, part: number): Point => [x1 + (x2 - x1) * part, y1 + (y2 - y1) * part];

/** A point as a part of the way from start to end and a distance to its side, which is how Cytoscape wants it. */
export function relative([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): { readonly weight: number; readonly distance: number } {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const length = Math.hypot(dx, dy) || 1;
  return { weight: ((x - x1) * dx + (y - y1) * dy) / length ** 2, distance: (-(x - x1) * dy + (y - y1) * dx) / length };
}
