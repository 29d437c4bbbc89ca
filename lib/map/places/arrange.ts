import type { MapJson } from "#lib/api/map.ts";
import { emptyBox, insideRects, withCells } from "./inside.ts";
import type { Order } from "./order.ts";
import { outsidersOf } from "./outside.ts";
import { pack } from "./pack.ts";
import { CLUSTER, boxSize, gridFor } from "./sizes.ts";
import { columnFor } from "./slots.ts";
import { type StoredPlaces, byId } from "./stored.ts";

/** A box of two columns: what comes later has to fit in it. */
const LEAST_WIDTH = boxSize({ columns: 2, rows: 1 }).width;

/**
 * Places for all of a map, whoever stood where before. The order of its nodes, boxes and edges makes no difference.
 *
 * @param crowds how many cells a namespace needs beyond what its groups do
 */
export function arrange(map: MapJson, order: Order, crowds: ReadonlyMap<string, number> = new Map()): StoredPlaces {
  const boxed = inReadingOrder(map, order);
  const grids = boxed.map(({ namespace, groups }) => gridFor(Math.max(groups, crowds.get(namespace) ?? 0)));
  const sizes = grids.map(boxSize);
  const corners = pack(sizes);
  const width = Math.max(LEAST_WIDTH, ...corners.map(({ x }, index) => x + (sizes[index]?.width ?? 0)));
  const height = Math.max(CLUSTER.leastHeight, ...corners.map(({ y }, index) => y + (sizes[index]?.height ?? 0)));
  const empty = new Map(boxed.map(({ namespace, groups }, index) => [namespace, emptyBox(grids[index] ?? gridFor(groups), corners[index] ?? { x: 0, y: 0 })]));
  const boxes = withCells(empty, map, order);
  const inside = insideRects(boxes, map);
  return {
    width,
    height,
    boxes: Object.fromEntries(boxes),
    callers: columnFor(outsidersOf(map, "callers", inside), height),
    destinations: columnFor(outsidersOf(map, "destinations", inside), height),
    system: map.nodes.filter(({ place }) => place === "system").map(({ id }) => id).toSorted(byId),
  };
}

function inReadingOrder({ boxes }: MapJson, order: Order): MapJson["boxes"] {
  const rank = new Map(order.boxes.flat().map((namespace, index) => [namespace, index]));
  return boxes.toSorted((one, other) => (rank.get(one.namespace) ?? boxes.length) - (rank.get(other.namespace) ?? boxes.length) || byId(one.namespace, other.namespace));
}
