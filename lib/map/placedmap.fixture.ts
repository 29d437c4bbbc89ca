import type { MapBox, MapConnection, MapEdge, MapNode, PlacedMap } from "#lib/api/map.ts";
import type { ClusterJson } from "#lib/api/graph.ts";
import type { Rect } from "./geometry.ts";

const CLUSTER: ClusterJson = { id: "c", name: "c", title: "c", region: null, version: null, summary: null, engine: { name: "kubernetes", by: "default" }, revision: 1, asOf: "2026-04-16T02:13:40Z", readAt: "2026-04-16T02:13:40Z", at: null, kinds: [], warnings: [], problems: 0 };

/** Placed maps for tests and pictures: only what one is about is said. */
export const node = (id: string, over: Partial<MapNode> = {}): MapNode => {
  const inside = /^[^:]+\//.test(id);
  const closed = id.startsWith("namespace:");
  const namespace = closed ? id.slice("namespace:".length) : inside ? (id.split("/")[0] ?? "") : null;
  return {
    id, kind: closed ? "namespace" : inside ? "group" : "external", place: closed || inside ? "inside" : "destinations", namespace, workload: inside ? id : null,
    title: closed ? (namespace ?? "") : inside ? (id.split("/").at(-1) ?? id) : id.slice(id.indexOf(":") + 1), subtitle: closed ? "3 of 14 workloads limited" : inside ? "Deployment ×3" : "External", detail: "", pods: inside ? 3 : 0,
    split: null, hostNetwork: false, egressLimitedBy: [], ingressLimitedBy: [], egressOpen: false, ingressOpen: false, hubs: [], blocked: 0, partly: 0, allowed: 0, unknown: 0, ...over,
  };
};

export const edge = (from: string, to: string, look: MapEdge["look"] = "allowed", over: Partial<MapEdge> = {}): MapEdge => {
  const red = look === "blocked" || look === "rule" || look === "partly" || look === "undeclared";
  return { id: `${from}>${to}:${look}`, from, to, look, side: red ? "egress" : null, label: "443/tcp", connections: [`${from}~${to}~443-tcp`], count: 1, selects: `${from}~${to}~443-tcp`, watched: false, changed: false, ...over };
};

export const box = (namespace: string, over: Partial<MapBox> = {}): MapBox => ({ namespace, open: true, groups: 4, workloads: 4, limited: 2, withheld: false, rims: [], ...over });

export interface Standing {
  readonly boxes: Readonly<Record<string, Rect>>;
  readonly nodes: Readonly<Record<string, Rect>>;
  readonly cluster: Rect;
}

export function mapOf(nodes: readonly MapNode[], edges: readonly MapEdge[], boxes: readonly MapBox[], standing: Standing, connections: readonly MapConnection[] = []): PlacedMap {
  return {
    cluster: { ...CLUSTER, title: "production · us-east-1 · v1.30" }, headline: "", sentences: [], status: "", namespaces: [], boxes: [...boxes], nodes: [...nodes], edges: [...edges], connections: [...connections],
    chips: [], removed: [], total: edges.length, overBudget: false, everythingOpen: false, places: { generation: 0, ...standing, unplaced: [], undo: false },
  };
}

const CELL = { width: 268, height: 84 };
const CARD = { width: 176, height: 48 };
const EDGE = { side: 12, head: 52, foot: 12 };

/** The card of a cell in a box whose corner is at (x, y). */
export const cell = (x: number, y: number, column: number, row: number): Rect => ({ x: x + EDGE.side + column * CELL.width + (CELL.width - CARD.width) / 2, y: y + EDGE.head + row * CELL.height + (CELL.height - CARD.height) / 2, ...CARD });
export const boxAt = (x: number, y: number, columns: number, rows: number): Rect => ({ x, y, width: columns * CELL.width + 2 * EDGE.side, height: EDGE.head + rows * CELL.height + EDGE.foot });
export const card = (x: number, y: number): Rect => ({ x, y, ...CARD });
