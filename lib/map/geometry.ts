import type { Point } from "#lib/figure/shape.ts";

/** CSS pixels; (x, y) is the upper left corner. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export const centre = ({ x, y, width, height }: Rect): Point => [x + width / 2, y + height / 2];
export const around = (point: Point, radius: number): Rect => ({ x: point[0] - radius, y: point[1] - radius, width: 2 * radius, height: 2 * radius });

export function bounds(rects: readonly Rect[]): Rect {
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  return { x, y, width: Math.max(...rects.map((rect) => rect.x + rect.width)) - x, height: Math.max(...rects.map((rect) => rect.y + rect.height)) - y };
}
