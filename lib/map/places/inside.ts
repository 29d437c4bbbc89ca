import type { MapJson } from "#lib/api/map.ts";
import type { Rect } from "../geometry.ts";
import { firstCells, withFirst } from "./cells.ts";
import type { Order } from "./order.ts";
import { type Frame, freeCorner, isNear } from "./pack.ts";
import { type Grid, boxSize, cardIn, gridFor } from "./sizes.ts";
import { type StoredBox, byId } from "./stored.ts";

/** By namespace. */
export type Boxes = ReadonlyMap<string, StoredBox>;

export const rectOf = (box: StoredBox): Rect => ({ x: box.x, y: box.y, ...boxSize(box) });

/** A box without anybody in it. */
export function emptyBox(grid: Grid, { x, y }: Pick<Rect, "x" | "y">): StoredBox {
  return { x, y, columns: grid.columns, rows: grid.rows, cells: Array.from({ length: grid.columns * grid.rows }, () => ""), crowd: 0 };
}

/** With a place for every namespace that is drawn. */
export function withBoxes(boxes: Boxes, map: MapJson, frame: Frame): Boxes {
  const there = new Set([...map.namespaces.map(({ name }) => name), ...map.boxes.map(({ namespace }) => namespace)]);
  const all = new Map(boxes);
  for (const box of map.boxes.toSorted((one, other) => byId(one.namespace, other.namespace))) {
    if (all.has(box.namespace)) continue;
    const grid = gridFor(box.groups, frame.width);
    const size = boxSize(grid);
    const rects = (present: boolean): Rect[] => [...all].filter(([namespace]) => there.has(namespace) === present).map(([, other]) => rectOf(other));
    const corner = freeCorner(size, rects(true), rects(false), frame);
    for (const [namespace, other] of all) if (!there.has(namespace) && isNear(rectOf(other), { ...corner, ...size })) all.delete(namespace);
    all.set(box.namespace, emptyBox(grid, corner));
  }
  return all;
}

/** With a cell for everybody who is drawn in a box, as far as there are cells. */
export function withCells(boxes: Boxes, map: MapJson, order: Order): Boxes {
  const all = new Map(boxes);
  const drawn = Map.groupBy(map.nodes.filter(({ kind, place }) => place === "inside" && kind !== "namespace"), ({ namespace }) => namespace ?? "");
  for (const { namespace, groups } of map.boxes) {
    const [box, nodes = []] = [all.get(namespace), drawn.get(namespace)];
    if (box === undefined || nodes.length === 0) continue;
    const ids = nodes.map(({ id }) => id).toSorted(byId);
    const cells = box.cells.every((id) => id === "") ? firstCells(ids, order.groups.get(namespace) ?? [], box) : joined(box.cells, ids, nodes.filter(({ kind }) => kind === "group").length >= groups);
    const missing = ids.filter((id) => !cells.includes(id)).length;
    all.set(namespace, { ...box, cells, crowd: missing === 0 ? box.crowd : Math.max(box.crowd, cells.length + missing) });
  }
  return all;
}

/** @param whole whether all groups of the box are drawn: whoever is named beside them is gone, or a pod */
function joined(cells: readonly string[], ids: readonly string[], whole: boolean): readonly string[] {
  const drawn = new Set(ids);
  const held = new Set(cells);
  const isGone = (id: string): boolean => whole && !drawn.has(id);
  return ids.filter((id) => !held.has(id)).reduce((taken, id) => withFirst(taken, id, isGone), cells);
}

/** Where everybody stands who has a cell or is a namespace, by id; of those that are not drawn too. */
export function insideRects(boxes: Boxes, map: MapJson): ReadonlyMap<string, Rect> {
  const closed = map.nodes.flatMap(({ id, kind, namespace }) => {
    const box = kind === "namespace" ? boxes.get(namespace ?? "") : undefined;
    return box === undefined ? [] : [[id, rectOf(box)] as const];
  });
  const cells = [...boxes.values()].flatMap((box) => box.cells.flatMap((id, cell) => (id === "" ? [] : [[id, cardIn(box, cell)] as const])));
  return new Map([...cells, ...closed]);
}
