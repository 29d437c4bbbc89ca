import type { Point } from "#lib/figure/shape.ts";

/** CSS pixels; (x, y) is the upper left corner. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const centre = ({ x, y, width, height }: Rect): Point => [x + width / 2, y + height / 2];
export const moved = (rect: Rect, dx: number, dy: number): Rect => ({ ...rect, x: rect.x + dx, y: rect.y + dy });
export const around = (point: Point, radius: number): Rect => ({ x: point[0] - radius, y: point[1] - radius, width: 2 * radius, height: 2 * radius });

export function bounds(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  return { x, y, width: Math.max(...rects.map((rect) => rect.x + rect.width)) - x, height: Math.max(...rects.map((rect) => rect.y + rect.height)) - y };
}

/** Puts things where they want to be, in that order, with `gap` between them; what had to move moves as little as it can. */
export function spread(wanted: readonly { readonly centre: number; readonly height: number }[], gap: number): readonly number[] {
  const tops: number[] = [];
  let free = -Infinity;
  for (const { centre, height } of wanted) {
    const top = Math.max(centre - height / 2, free);
    tops.push(top);
    free = top + height + gap;
  }
  const drift = wanted.reduce((sum, { centre, height }, index) => sum + ((tops[index] ?? 0) + height / 2 - centre), 0) / Math.max(1, wanted.length);
  return tops.map((top) => top - drift);
}
