import type { Rect } from "../geometry.ts";

/** Pixels at 100 %. A cell has room beside its card for the marks of what is blocked. */
const CELL = { width: 268, height: 84 } as const;
/** Of a group or a pod in its cell, and of everything outside of the boxes. */
export const CARD = { width: 176, height: 48 } as const;
/** Around the cells of a box: its name and the policies on its rim stand in the head. */
export const BOX = { side: 12, head: 52, foot: 12, gap: 44 } as const;
/** Around the boxes: the cluster's own rim, and from there to what is outside. */
export const CLUSTER = { side: 40, head: 56, foot: 40, outside: 168, leastHeight: 260 } as const;
/** From one slot to the next: down a column outside, and along and down the rows of what belongs to the system. */
export const SLOT = { height: 68, width: 208, above: 36 } as const;
/** Width by height, of a box and of the whole. */
export const ASPECT = 1.6;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Grid {
  readonly columns: number;
  readonly rows: number;
}

/** The cells of a namespace: for all its groups, a quarter more, and a row more. @param most pixels of width */
export function gridFor(groups: number, most = Infinity): Grid {
  const needed = Math.max(1, groups);
  const wanted = Math.ceil(needed * 1.25);
  const fitting = Math.max(1, Math.min(wanted, Math.floor((most - 2 * BOX.side) / CELL.width)));
  const grids = Array.from({ length: fitting }, (_, index) => ({ columns: index + 1, rows: Math.max(Math.ceil(wanted / (index + 1)), Math.ceil(needed / (index + 1)) + 1) }));
  return grids.reduce((best, next) => (oddness(next) < oddness(best) ? next : best));
}

function oddness(grid: Grid): number {
  const { width, height } = boxSize(grid);
  return Math.abs(Math.log(width / height / ASPECT));
}

export const boxSize = ({ columns, rows }: Grid): Size => ({ width: columns * CELL.width + 2 * BOX.side, height: BOX.head + rows * CELL.height + BOX.foot });

/** Where the card of a cell stands; cells are counted row by row. */
export function cardIn({ x, y, columns }: Grid & { readonly x: number; readonly y: number }, cell: number): Rect {
  return {
    x: x + BOX.side + (cell % columns) * CELL.width + (CELL.width - CARD.width) / 2,
    y: y + BOX.head + Math.floor(cell / columns) * CELL.height + (CELL.height - CARD.height) / 2,
    ...CARD,
  };
}
