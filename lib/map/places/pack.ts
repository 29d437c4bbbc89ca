import type { Rect } from "../geometry.ts";
import { ASPECT, BOX, type Size } from "./sizes.ts";

/** So much of the height of a perfect packing is tried, since boxes never fill all. */
const TRIES = [0.95, 1, 1.05, 1.1, 1.15, 1.2, 1.3] as const;

type Corner = Pick<Rect, "x" | "y">;

/** Places for boxes that come in reading order: from left to right, and from top to bottom. @returns corners, in the same order */
export function pack(sizes: readonly Size[]): readonly Corner[] {
  const area = sizes.reduce((sum, { width, height }) => sum + (width + BOX.gap) * (height + BOX.gap), 0);
  const highest = Math.max(0, ...sizes.map(({ height }) => height));
  const tries = TRIES.map((factor) => within(Math.max(highest, Math.round(Math.sqrt(area / ASPECT) * factor)), sizes));
  return tries.reduce((best, next) => (cost(next, sizes) < cost(best, sizes) ? next : best));
}

/** What is seen of it when all of it is to be seen: the area of the frame that it needs. */
function cost(corners: readonly Corner[], sizes: readonly Size[]): number {
  const width = Math.max(0, ...corners.map(({ x }, index) => x + (sizes[index]?.width ?? 0)));
  const height = Math.max(0, ...corners.map(({ y }, index) => y + (sizes[index]?.height ?? 0)));
  return Math.max(width, height * ASPECT);
}

/** Each where its left edge is leftmost, and there as high as it goes. */
function within(limit: number, sizes: readonly Size[]): readonly Corner[] {
  const placed: Rect[] = [];
  for (const size of sizes) {
    const tops = [...new Set([0, ...placed.map(({ y, height }) => y + height + BOX.gap)])].filter((y) => y === 0 || y + size.height <= limit);
    const corners = tops.map((y) => ({ x: Math.max(0, ...placed.filter((rect) => y < rect.y + rect.height + BOX.gap && rect.y < y + size.height + BOX.gap).map((rect) => rect.x + rect.width + BOX.gap)), y }));
    const corner = corners.reduce((best, next) => (next.x < best.x || (next.x === best.x && next.y < best.y) ? next : best));
    placed.push({ ...corner, ...size });
  }
  return placed.map(({ x, y }) => ({ x, y }));
}

/** The frame in which boxes stand: they may go above `top`, and nowhere else beyond it. */
export interface Frame {
  readonly width: number;
  readonly height: number;
}

/**
 * A place for one more box, which moves nobody.
 *
 * @param gone boxes that stand there no more: their place is taken before the arrangement grows
 */
export function freeCorner(size: Size, standing: readonly Rect[], gone: readonly Rect[], frame: Frame): Corner {
  return holeFor(size, [...standing, ...gone], frame) ?? holeFor(size, standing, frame) ?? above(size, [...standing, ...gone], frame);
}

function holeFor(size: Size, rects: readonly Rect[], { width, height }: Frame): Corner | undefined {
  const top = Math.min(0, ...rects.map(({ y }) => y));
  const corners = [{ x: 0, y: top }, ...rects.flatMap((rect) => [{ x: rect.x + rect.width + BOX.gap, y: rect.y }, { x: rect.x, y: rect.y + rect.height + BOX.gap }, { x: 0, y: rect.y }, { x: 0, y: rect.y + rect.height + BOX.gap }])];
  const fitting = corners.filter((corner) => corner.x + size.width <= width && corner.y + size.height <= height && corner.y >= top && !rects.some((rect) => isNear({ ...corner, ...size }, rect)));
  return fitting.toSorted((one, other) => one.y - other.y || one.x - other.x)[0];
}

/** As low above all that stands as it goes. Down there the system's row is in the way, and at the sides the columns are. */
function above(size: Size, rects: readonly Rect[], { width, height }: Frame): Corner {
  const lefts = [0, ...rects.flatMap((rect) => [rect.x, rect.x + rect.width + BOX.gap])].filter((x) => x === 0 || x + size.width <= width);
  const corners = lefts.map((x) => ({ x, y: Math.min(height + BOX.gap, ...rects.filter((rect) => x < rect.x + rect.width + BOX.gap && rect.x < x + size.width + BOX.gap).map(({ y }) => y)) - BOX.gap - size.height }));
  return corners.reduce((best, next) => (next.y > best.y || (next.y === best.y && next.x < best.x) ? next : best));
}

/** Whether there is less than the gap between two. */
export const isNear = (one: Rect, other: Rect): boolean =>
  one.x < other.x + other.width + BOX.gap && other.x < one.x + one.width + BOX.gap && one.y < other.y + other.height + BOX.gap && other.y < one.y + one.height + BOX.gap;
