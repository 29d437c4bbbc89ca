import type { MapJson } from "#lib/api/map.ts";
import { plainLayers } from "./layers.ts";
import { type StoredPlaces, byId } from "./stored.ts";

/** Whom somebody calls, as pairs of ids. */
export type Links = readonly (readonly [from: string, to: string])[];

/** What has to be brought into reading order: callers before whom they call. */
export interface Unordered {
  readonly ids: readonly string[];
  readonly links: Links;
}

/** Layers from left to right, each from top to bottom; without those that nothing links. */
export type Layers = readonly (readonly string[])[];

/** What is not named here comes after what is, by its id. */
export interface Order {
  readonly boxes: Layers;
  /** By namespace. */
  readonly groups: ReadonlyMap<string, Layers>;
}

/** What of a map still wants an order; nothing where all that it draws has its place. */
export interface Wanted {
  readonly boxes: Unordered;
  readonly groups: ReadonlyMap<string, Unordered>;
}

/** @param stored the boxes are ordered where there is none, and the groups of a box where none of them stood before */
export function wantedOrder(map: MapJson, stored: StoredPlaces | undefined): Wanted {
  const namespaceOf = new Map(map.nodes.flatMap(({ id, place, namespace }) => (place === "inside" && namespace !== null ? [[id, namespace] as const] : [])));
  const between = Map.groupBy(map.edges, ({ from, to }) => (namespaceOf.get(from) === namespaceOf.get(to) ? (namespaceOf.get(from) ?? "") : ""));
  const settled = new Set(Object.entries(stored?.boxes ?? {}).flatMap(([namespace, { cells }]) => (cells.some((id) => id !== "") ? [namespace] : [])));
  const fresh = [...between].filter(([namespace]) => namespace !== "" && !settled.has(namespace)).map(([namespace, edges]) => [namespace, linked(edges.map(({ from, to }) => [from, to]))] as const);
  return {
    boxes: linked(stored === undefined ? map.edges.map(({ from, to }) => [namespaceOf.get(from) ?? "", namespaceOf.get(to) ?? ""]) : []),
    groups: new Map(fresh.filter(([, { ids }]) => ids.length > 0).toSorted(([one], [other]) => byId(one, other))),
  };
}

/** Each pair once, in the order of their ids; an empty id is somewhere else. */
function linked(pairs: Links): Unordered {
  const between = pairs.filter(([from, to]) => from !== to && from !== "" && to !== "").toSorted(([a, b], [c, d]) => byId(a, c) || byId(b, d));
  const links = between.filter(([from, to], index) => from !== between[index - 1]?.[0] || to !== between[index - 1]?.[1]);
  return { ids: [...new Set(links.flat())].toSorted(byId), links };
}

/** An order without any help. */
export function plainOrder({ boxes, groups }: Wanted): Order {
  return { boxes: plainLayers(boxes), groups: new Map([...groups].map(([namespace, unordered]) => [namespace, plainLayers(unordered)])) };
}
