import type { MapBox, MapEdge, MapNode, PlacedMap } from "#lib/api/map.ts";
import { type Active, activeOf } from "./active.ts";
import { type Rect, bounds, around } from "./geometry.ts";
import { ORDER } from "./looks.ts";
import type { Stop } from "./stops.ts";
import { type Stretch, type Ways, waysOf } from "./ways.ts";

export interface SceneBox {
  readonly box: MapBox;
  readonly rect: Rect;
  readonly faded: boolean;
}

export interface SceneNode {
  readonly node: MapNode;
  readonly rect: Rect;
  /** Of a closed namespace: what its tile says. */
  readonly box: MapBox | undefined;
  readonly faded: boolean;
  readonly chosen: boolean;
}

export interface SceneEdge {
  readonly edge: MapEdge;
  readonly stretches: readonly Stretch[];
  readonly faded: boolean;
  /** Of the selection: it is told, whatever the zoom. */
  readonly chosen: boolean;
}

export interface SceneStop extends Stop {
  readonly selects: string;
  readonly faded: boolean;
}

/** All that is on the map, with its place: what it looks like depends on the zoom, and is said by `drawn`. */
export interface Scene {
  readonly cluster: { readonly title: string; readonly rect: Rect };
  readonly bounds: Rect;
  readonly boxes: readonly SceneBox[];
  readonly nodes: readonly SceneNode[];
  /** From the back to the front. */
  readonly edges: readonly SceneEdge[];
  readonly stops: readonly SceneStop[];
  /** Where something stood that is gone. */
  readonly ghosts: readonly Rect[];
}

export interface Seen {
  readonly selected?: string | undefined;
  readonly ghosts?: readonly Rect[] | undefined;
}

export function sceneOf(map: PlacedMap, { selected, ghosts = [] }: Seen = {}): Scene {
  const active = activeOf(map, selected);
  const { rects, stops, stretches } = standingOf(map);
  const boxes = new Map(map.boxes.map((box) => [box.namespace, box]));
  const edges = map.edges.flatMap((edge) => {
    const drawn = stretches.get(edge.id);
    return drawn === undefined ? [] : [{ edge, stretches: drawn, faded: fades(active, "edges", edge.id), chosen: active?.edges.has(edge.id) ?? false }];
  });
  const byId = new Map(edges.map((one) => [one.edge.id, one]));

  return {
    cluster: { title: map.cluster.title, rect: map.places.cluster },
    bounds: bounds([map.places.cluster, ...rects.values(), ...stops.map(({ at }) => around(at, 16))]),
    boxes: map.boxes.flatMap((box) => {
      const rect = map.places.boxes[box.namespace];
      return !box.open || rect === undefined ? [] : [{ box, rect, faded: active !== undefined && !map.nodes.some(({ id, namespace }) => namespace === box.namespace && active.nodes.has(id)) }];
    }),
    nodes: map.nodes.flatMap((node) => {
      const rect = rects.get(node.id);
      return rect === undefined ? [] : [{ node, rect, box: node.kind === "namespace" ? boxes.get(node.namespace ?? "") : undefined, faded: fades(active, "nodes", node.id), chosen: selected !== undefined && (node.id === selected || node.workload === selected) }];
    }),
    edges: edges.toSorted((a, b) => Number(b.faded) - Number(a.faded) || ORDER.indexOf(a.edge.look) - ORDER.indexOf(b.edge.look) || Number(a.chosen) - Number(b.chosen)),
    stops: stops.map((stop) => ({ ...stop, selects: byId.get(stop.edges[0] ?? "")?.edge.selects ?? stop.node, faded: stop.edges.every((id) => byId.get(id)?.faded ?? true) })),
    ghosts,
  };
}

interface Drawing extends Ways {
  /** By id of the node. */
  readonly rects: ReadonlyMap<string, Rect>;
}

/** Whatever is selected, lines run as they run. */
const drawings = new WeakMap<PlacedMap, Drawing>();

function standingOf(map: PlacedMap): Drawing {
  const known = drawings.get(map);
  if (known !== undefined) return known;
  const rects = new Map(map.nodes.flatMap((node) => {
    const rect = rectOf(node, map);
    return rect === undefined ? [] : [[node.id, rect] as const];
  }));
  const boxes = map.boxes.flatMap(({ namespace, open }) => (open ? (map.places.boxes[namespace] ?? []) : []));
  const system = new Set(map.nodes.filter(({ place }) => place === "system").map(({ id }) => id));
  const drawing = { rects, ...waysOf(map.edges, { rects, boxes, system }) };
  drawings.set(map, drawing);
  return drawing;
}

const fades = (active: Active | undefined, kind: keyof Active, id: string): boolean => active !== undefined && !active[kind].has(id);

/** A closed namespace fills its box. */
function rectOf({ id, kind, namespace }: MapNode, { places }: PlacedMap): Rect | undefined {
  return places.nodes[id] ?? (kind === "namespace" ? places.boxes[namespace ?? ""] : undefined);
}
