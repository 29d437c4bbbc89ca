import { STOP_RADIUS } from "#lib/figure/marks.ts";
import { type Rect, around, bounds } from "./geometry.ts";
import type { Scene } from "./scene.ts";

/** Where something is on the map: a node, an opened namespace, a mark, or an edge by its own id or by that of a connection. */
export function placeOf({ nodes, boxes, stops, edges }: Scene, id: string): Rect | undefined {
  const thing = nodes.find(({ node }) => node.id === id)?.rect ?? boxes.find(({ box }) => `namespace:${box.namespace}` === id)?.rect;
  if (thing !== undefined) return thing;
  const stop = stops.find((one) => one.id === id);
  if (stop !== undefined) return around(stop.at, STOP_RADIUS);
  const edge = edges.find((one) => one.edge.id === id || one.edge.connections.includes(id));
  return edge && bounds(edge.stretches.flatMap(({ start, end }) => [around(start, 0), around(end, 0)]));
}
