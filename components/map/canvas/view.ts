import type { Rect } from "#lib/map/geometry.ts";

/** Where the camera is: so large, and this point of the map in the middle. The same on every screen, as links need it. */
export interface View {
  readonly zoom: number;
  readonly x: number;
  readonly y: number;
}

/** How the map lies on the screen: its (0, 0) at these px of the surface. */
export interface Lie {
  readonly zoom: number;
  readonly left: number;
  readonly top: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

export const NEAREST = 3;
export const FARTHEST = 0.04;
const MARGIN = 28;
/** Buttons lie over the lower edge. */
const FOOT = 26;
const LARGEST_FIT = 1.15;

export const lieOf = ({ zoom, x, y }: View, { width, height }: Size): Lie => ({ zoom, left: width / 2 - x * zoom, top: height / 2 - y * zoom });
export const viewOf = ({ zoom, left, top }: Lie, { width, height }: Size): View => ({ zoom, x: (width / 2 - left) / zoom, y: (height / 2 - top) / zoom });

/** All of it in sight, as large as it goes, and in the middle of what no button covers. */
export function fitting(bounds: Rect, { width, height }: Size): View {
  const zoom = Math.max(FARTHEST, Math.min((width - 2 * MARGIN) / bounds.width, (height - 2 * MARGIN - FOOT) / bounds.height, LARGEST_FIT));
  return { zoom, x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 + FOOT / 2 / zoom };
}

/** Everything in links is rounded: a pixel more or less is the same place. */
export const rounded = ({ zoom, x, y }: View): View => ({ zoom: Math.round(zoom * 1000) / 1000, x: Math.round(x), y: Math.round(y) });

/** Where a part of the map is on the screen. */
export const onScreen = ({ x, y, width, height }: Rect, { zoom, left, top }: Lie): Rect => ({ x: x * zoom + left, y: y * zoom + top, width: width * zoom, height: height * zoom });

/** How far the map must move so that something is wholly in sight. */
export function intoSight(rect: Rect, { width, height }: Size): { readonly x: number; readonly y: number } {
  return { x: shift(rect.x, rect.x + rect.width, width), y: shift(rect.y, rect.y + rect.height, height - FOOT) };
}

function shift(from: number, to: number, end: number): number {
  if (from < MARGIN) return MARGIN - from;
  return to > end - MARGIN ? Math.max(MARGIN - from, end - MARGIN - to) : 0;
}
