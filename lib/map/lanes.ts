import type { Rect } from "./geometry.ts";
import { firstAtLeast } from "./sortedlines.ts";

/** Where lines may run: beside and between cards, and between boxes. */
export interface Lanes {
  /** Coordinates of the upright and of the level lanes, rising. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** Whether the part of a level lane from one upright lane to the next is free; and the same of an upright lane. By `along * count of the others + across`. */
  readonly level: Uint8Array;
  readonly upright: Uint8Array;
}

/** From the rim to the lane beside it; cards stand 92 and 36 apart, boxes 44. */
export const BESIDE_CARD = { x: 46, y: 18 } as const;
export const BESIDE_BOX = 22;
/** As wide as a lane is on either side of its middle: lines run beside each other in it. */
const CLEARANCE = { x: 20, y: 16 } as const;

/** @param tiles closed namespaces: like cards, no line runs through them @param framed boxes that are open: lines run into them */
export function lanesOf(cards: readonly Rect[], tiles: readonly Rect[], framed: readonly Rect[]): Lanes {
  const boxes = [...tiles, ...framed];
  const xs = lines([...cards.flatMap(({ x, width }) => [x - BESIDE_CARD.x, x + width + BESIDE_CARD.x]), ...boxes.flatMap(({ x, width }) => [x - BESIDE_BOX, x + width + BESIDE_BOX])]);
  const ys = lines([...cards.flatMap(({ y, height }) => [y - BESIDE_CARD.y, y + height + BESIDE_CARD.y]), ...boxes.flatMap(({ y, height }) => [y - BESIDE_BOX, y + height + BESIDE_BOX])]);
  const level = new Uint8Array(xs.length * ys.length).fill(1);
  const upright = new Uint8Array(xs.length * ys.length).fill(1);
  for (const { x, y, width, height } of [...cards, ...tiles]) {
    const [left, right, top, bottom] = [x - CLEARANCE.x, x + width + CLEARANCE.x, y - CLEARANCE.y, y + height + CLEARANCE.y];
    const [fromX, toX, fromY, toY] = [firstAtLeast(xs, left), firstAtLeast(xs, right), firstAtLeast(ys, top), firstAtLeast(ys, bottom)];
    for (let row = fromY; row < toY; row++) for (let column = Math.max(0, fromX - 1); column < toX; column++) level[row * xs.length + column] = 0;
    for (let column = fromX; column < toX; column++) for (let row = Math.max(0, fromY - 1); row < toY; row++) upright[column * ys.length + row] = 0;
  }
  return { xs, ys, level, upright };
}

const lines = (all: readonly number[]): readonly number[] => [...new Set(all.map(Math.round))].toSorted((a, b) => a - b);
