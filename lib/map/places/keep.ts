import type { MapJson, Places } from "#lib/api/map.ts";
import type { Rect } from "../geometry.ts";
import { type Boxes, insideRects, rectOf, withBoxes, withCells } from "./inside.ts";
import type { Order } from "./order.ts";
import { outsideRects, outsidersOf, systemHeight } from "./outside.ts";
import { CLUSTER } from "./sizes.ts";
import { sortedByWish, unused, withOutsider, withSlot } from "./slots.ts";
import { type StoredColumn, type StoredPlaces, byId } from "./stored.ts";

export interface Kept {
  readonly places: Omit<Places, "generation" | "undo">;
  /** As it was given where nobody came. */
  readonly stored: StoredPlaces;
}

/**
 * Who stands stays, and who comes takes what is free. Who is gone keeps his place until somebody needs it.
 *
 * @param whole whether the map is what somebody sees who has not filtered: where that is all there is, who is not in it outside of the boxes is gone
 */
export function keep(stored: StoredPlaces, map: MapJson, { order, whole: unfiltered }: { readonly order: Order; readonly whole: boolean }): Kept {
  const whole = unfiltered && drawsAll(map);
  const boxes = withCells(withBoxes(new Map(Object.entries(stored.boxes)), map, stored), map, order);
  const inside = insideRects(boxes, map);
  const drawn = new Set(map.nodes.map(({ id }) => id));
  const column = (place: "callers" | "destinations"): StoredColumn => {
    const held = new Set(stored[place].ids);
    const coming = sortedByWish(outsidersOf(map, place, inside).filter(({ id }) => !held.has(id)), stored.height / 2);
    return coming.reduce((column, outsider) => withOutsider(column, outsider, unused(column.ids, drawn, whole)), stored[place]);
  };
  const coming = map.nodes.filter(({ id, place }) => place === "system" && !stored.system.includes(id)).map(({ id }) => id).toSorted(byId);
  const system = coming.reduce<readonly string[]>((ids, id) => withSlot(ids, id, unused(ids, drawn, whole)), stored.system);
  const all = { ...stored, boxes: Object.fromEntries(boxes), callers: column("callers"), destinations: column("destinations"), system };
  return { places: placesOf(all, boxes, map, inside), stored: all };
}

/** Where lines are left out, who stood at their end may be drawn again as soon as somebody looks closer. */
const drawsAll = ({ edges, total }: MapJson): boolean => edges.reduce((sum, { count }) => sum + count, 0) >= total;

function placesOf(stored: StoredPlaces, boxes: Boxes, map: MapJson, inside: ReadonlyMap<string, Rect>): Kept["places"] {
  const outside = outsideRects(stored);
  const nodes = map.nodes.map(({ id, place }) => [id, (place === "inside" ? inside : outside).get(id)] as const).toSorted(([one], [other]) => byId(one, other));
  const placed = nodes.flatMap(([id, rect]) => (rect === undefined ? [] : [[id, rect] as const]));
  const drawn = map.boxes.flatMap(({ namespace }) => {
    const box = boxes.get(namespace);
    return box === undefined ? [] : [[namespace, rectOf(box)] as const];
  });
  return {
    boxes: Object.fromEntries(drawn.toSorted(([one], [other]) => byId(one, other))),
    nodes: Object.fromEntries(placed),
    cluster: clusterRect(stored, boxes, map),
    unplaced: nodes.flatMap(([id, rect]) => (rect === undefined ? [id] : [])),
  };
}

/** Around the boxes of all namespaces that there are, drawn or not: a filter does not move its rim. */
function clusterRect(stored: StoredPlaces, boxes: Boxes, map: MapJson): Rect {
  const tops = [...map.namespaces.map(({ name }) => name), ...map.boxes.map(({ namespace }) => namespace)].flatMap((namespace) => boxes.get(namespace)?.y ?? []);
  const top = Math.min(0, ...tops) - CLUSTER.head;
  return { x: -CLUSTER.side, y: top, width: stored.width + 2 * CLUSTER.side, height: stored.height + systemHeight(stored) + CLUSTER.foot - top };
}
