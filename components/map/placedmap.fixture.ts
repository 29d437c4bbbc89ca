import type { MapConnection, MapEdge, MapNode, PlacedMap } from "#lib/api/map.ts";

const COUNTS = { blocked: 0, partly: 0, allowed: 0, unknown: 0 };

/** @param id namespace/kind/name, or what lies outside */
export function node(id: string, given: Partial<MapNode> = {}): MapNode {
  const [namespace = "", , name] = id.split("/");
  const inside = name !== undefined;
  return {
    id, kind: inside ? "group" : "external", place: inside ? "inside" : "destinations", namespace: inside ? namespace : null, workload: inside ? id : null, title: name ?? id.slice(id.indexOf(":") + 1),
    subtitle: inside ? "Deployment ×3" : "External", detail: "", pods: inside ? 3 : 0, split: null, hostNetwork: false, egressLimitedBy: [], ingressLimitedBy: [], egressOpen: inside, ingressOpen: inside, hubs: [], ...COUNTS, ...given,
  };
}

/** A namespace that is one node. */
export const tile = (namespace: string, given: Partial<MapNode> = {}): MapNode => node(`namespace:${namespace}`, { kind: "namespace", place: "inside", namespace, title: namespace, subtitle: "3 of 14 workloads limited", ...given });

export function edge(from: string, to: string, given: Partial<MapEdge> = {}): MapEdge {
  const look = given.look ?? "allowed";
  const id = `${from}~${to}~443-tcp`;
  return { id: `${from}>${to}:${look}`, from, to, look, side: null, label: "443/tcp", connections: [id], count: 1, selects: id, watched: false, changed: false, ...given };
}

export function connection(from: string, to: string, given: Partial<MapConnection> = {}): MapConnection {
  const verdict = given.verdict ?? "allow";
  return {
    id: `${from}~${to}~443-tcp`, from, to, target: to, fromTitle: from.slice(from.lastIndexOf("/") + 1), toTitle: to.slice(to.indexOf(":") + 1), addresses: [], port: 443, protocol: "TCP", verdict, code: verdict === "deny" ? "BLOCKED_DEFAULT" : "ALLOWED",
    reason: verdict === "deny" ? "Blocked by default deny: no rule allows it" : "Allowed", symptom: "", stop: "", side: verdict === "deny" ? "egress" : null, why: "", blockedBy: [], declaredBy: ["configuration"], watched: null, expected: null, changedAt: null, ...given,
  };
}

interface Drawn {
  readonly nodes?: readonly MapNode[];
  readonly edges?: readonly MapEdge[];
  readonly connections?: readonly MapConnection[];
}

/** Namespaces stand beside each other, what is in one below each other; the open ones are those that have more than their tile. */
export function placedMap({ nodes = [], edges = [], connections = [] }: Drawn, given: Partial<PlacedMap> = {}): PlacedMap {
  const namespaces = [...new Set(nodes.flatMap(({ namespace, place }) => (place === "inside" && namespace !== null ? [namespace] : [])))].toSorted();
  const isOpen = (namespace: string): boolean => nodes.some((one) => one.namespace === namespace && one.kind !== "namespace");
  const columns = [...namespaces.map((name) => nodes.filter(({ namespace, place }) => place === "inside" && namespace === name)), nodes.filter(({ place }) => place !== "inside")];
  const places = columns.flatMap((ones, column) => ones.map(({ id }, row) => [id, { x: column * 300 + 40, y: row * 90 + 60, width: 176, height: 48 }] as const));
  return {
    cluster: { id: "prod", name: "prod", title: "prod", region: null, version: null, summary: null, engine: { name: "kubernetes", by: "default" }, kinds: [], warnings: [], revision: 1, asOf: "2026-04-16T02:13:40Z", readAt: "2026-04-16T02:13:40Z", at: null, problems: 0 },
    headline: "1 of 2 declared connections is blocked", sentences: [], status: "2 namespaces · 2 connections shown of 2",
    namespaces: namespaces.map((name) => ({ name, workloads: 3, limited: 1, blocked: 0 })),
    boxes: namespaces.map((namespace) => ({ namespace, open: isOpen(namespace), groups: 2, workloads: 3, limited: 1, withheld: false, rims: [] })),
    nodes: [...nodes], edges: [...edges], connections: [...connections], removed: [], total: 2, overBudget: false, everythingOpen: false,
    chips: [
      { show: "drops", count: 1, on: true }, { show: "watched", count: 0, on: true }, { show: "changes", count: 0, on: true },
      { show: "allowed", count: 1, on: true }, { show: "rules", count: 4, on: false }, { show: "hubs", count: 0, on: false },
    ],
    places: { generation: 1, boxes: Object.fromEntries(namespaces.map((name, column) => [name, { x: column * 300 + 20, y: 20, width: 220, height: 400 }])), nodes: Object.fromEntries(places), cluster: { x: 0, y: 0, width: 1000, height: 500 }, unplaced: [], undo: false },
    ...given,
  };
}
