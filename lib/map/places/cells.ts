import type { Layers } from "./order.ts";
import type { Grid } from "./sizes.ts";
import { byId } from "./stored.ts";

/** Ids by cell, row by row; what the box has no cell for is left out. */
export function firstCells(ids: readonly string[], layers: Layers, { columns, rows }: Grid): readonly string[] {
  const cells = Array.from({ length: columns * rows }, () => "");
  const known = new Set(ids);
  const drawn = layers.map((layer) => layer.filter((id) => known.has(id))).filter((layer) => layer.length > 0);
  const inLayers = new Set(drawn.flat());
  for (const [column, stack] of stacks(drawn, { columns, rows }).entries()) {
    for (const [row, id] of stack.entries()) cells[row * columns + column] = id;
  }
  const rest = [...ids.filter((id) => !inLayers.has(id)).toSorted(byId), ...[...inLayers].filter((id) => !cells.includes(id))];
  return rest.reduce<readonly string[]>((taken, id) => withFirst(taken, id), cells);
}

/** A layer is a column of the box as far as there are so many; else they follow each other, column by column. */
function stacks(layers: Layers, { columns, rows }: Grid): Layers {
  const split = layers.flatMap((layer) => folded(layer, rows));
  if (split.length <= columns) return split;
  const all = layers.flat();
  return folded(all, Math.min(rows, Math.ceil(all.length / columns))).slice(0, columns);
}

const folded = (ids: readonly string[], height: number): Layers => Array.from({ length: Math.ceil(ids.length / height) }, (_, at) => ids.slice(at * height, (at + 1) * height));

/** Cells with one more in them, where one is free. @param isGone whether a cell may be taken from whoever is named there */
export function withFirst(cells: readonly string[], id: string, isGone: (id: string) => boolean = () => false): readonly string[] {
  const free = cells.indexOf("");
  const cell = free === -1 ? cells.findIndex(isGone) : free;
  return cell === -1 ? cells : cells.with(cell, id);
}
