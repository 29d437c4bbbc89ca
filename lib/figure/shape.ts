import type { Ink } from "./inks.ts";

/**
 * The few things a drawing is made of. Pages draw them as SVG elements, exports as an SVG document, the map on its canvas:
 * three pens, one drawing. Lengths are CSS pixels, y grows downwards.
 */
export type Shape =
  | { readonly kind: "box"; readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly radius: number; readonly fill?: Ink; readonly stroke?: Ink; readonly weight?: number; readonly dash?: readonly number[] }
  | { readonly kind: "circle"; readonly x: number; readonly y: number; readonly radius: number; readonly fill?: Ink; readonly stroke?: Ink; readonly weight?: number }
  | { readonly kind: "line"; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number; readonly stroke: Ink; readonly weight: number; readonly dash?: readonly number[] }
  /** From `start` to `end`; at each of `via` it bends, and halfway between two of them it passes. Straight where there are none. */
  | { readonly kind: "curve"; readonly start: Point; readonly via: readonly Point[]; readonly end: Point; readonly stroke: Ink; readonly weight: number; readonly dash?: readonly number[] }
  | { readonly kind: "polygon"; readonly points: readonly Point[]; readonly fill: Ink }
  | Text
  | { readonly kind: "group"; readonly x: number; readonly y: number; readonly scale?: number; readonly faded?: boolean; readonly shapes: readonly Shape[] };

export type Point = readonly [x: number, y: number];

export interface Text {
  readonly kind: "text";
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly bold?: boolean;
  readonly mono?: boolean;
  readonly anchor?: "start" | "middle" | "end";
  readonly fill: Ink;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** Read out instead of the picture. */
  readonly title: string;
  readonly description: string;
  readonly shapes: readonly Shape[];
  /** Parts that lead somewhere; a page puts a link on each, a picture has none. */
  readonly spots?: readonly Spot[];
}

/** A row of a card, and the line of the policy that it stands for. */
export interface Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly label: string;
  /** Id of the policy. */
  readonly policy: string;
  readonly line: number;
}

export const at = (x: number, y: number, shapes: readonly Shape[]): Shape => ({ kind: "group", x, y, shapes });

export const faded = (shapes: readonly Shape[]): Shape => ({ kind: "group", x: 0, y: 0, faded: true, shapes });

/** The pieces of a curve, each a quadratic one: where it bends, and where it ends. */
export function bends(via: readonly Point[], end: Point): readonly (readonly [control: Point, joint: Point])[] {
  return via.map((control, index) => {
    const next = via[index + 1];
    return [control, next === undefined ? end : [(control[0] + next[0]) / 2, (control[1] + next[1]) / 2]];
  });
}
