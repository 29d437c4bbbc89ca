import type { MapEdge, MapNode, PlacedMap } from "#lib/api/map.ts";
import { count } from "#lib/describe/words.ts";
import { openedBy } from "./levels.ts";
import { spokenBox, spokenEdge, spokenNode } from "./spoken.ts";

/** One line of the map as a tree. */
export interface Row {
  readonly id: string;
  readonly kind: "namespace" | "node" | "edge" | "outside";
  readonly level: number;
  readonly title: string;
  readonly spoken: string;
  /** What Enter opens. */
  readonly selects: string | undefined;
  /** The node or box that gets the ring: the own one, of an edge that of its node. */
  readonly ring: string | undefined;
  /** Whether what belongs to it is drawn; undefined: nothing can. */
  readonly expanded?: boolean;
  /** What the Space key opens and closes, as the address names it. */
  readonly opens?: string;
  /** Of an edge: whether it leads away from its node. */
  readonly side?: "egress" | "ingress";
  /** Of an edge: its id on the map. */
  readonly edge?: string;
  /** Of an edge: its other end. */
  readonly to?: string;
  /** Of an edge: something of it is not let through. */
  readonly blocked?: boolean;
}

const BADNESS = ["blocked", "rule", "partly", "undeclared", "unknown", "allowed", "allow-rule"] as const satisfies readonly MapEdge["look"][];

const STOPPED: ReadonlySet<MapEdge["look"]> = new Set(["blocked", "rule", "partly"]);

export const NAMESPACE = "namespace:";
const OUTSIDE = "outside";

/** Namespaces, in them what is drawn of them, in that the connections, blocked first; last what lies outside. */
export function treeOf(map: PlacedMap, open: readonly string[] = []): readonly Row[] {
  const at = edgesAt(map);
  const connections = new Map(map.connections.map((one) => [one.id, one]));
  const titles = new Map([...map.nodes.map(({ id, title }) => [id, title] as const), ...map.boxes.flatMap(({ rims }) => rims.map(({ policy, name }) => [policy, name] as const))]);
  const titleOf = (id: string): string => titles.get(id) ?? id.slice(id.lastIndexOf("/") + 1);

  const edgeRows = (node: MapNode, level: number): readonly Row[] =>
    (at.get(node.id) ?? []).map((edge): Row => {
      const side = edge.from === node.id ? "egress" : "ingress";
      const other = side === "egress" ? edge.to : edge.from;
      const spoken = spokenEdge(edge, { titleOf, worst: connections.get(edge.connections[0] ?? "") });
      return { id: `${side}:${edge.id}`, kind: "edge", level, title: titleOf(other), spoken: `${side === "egress" ? "To" : "From"} ${titleOf(other)}: ${spoken}.`, selects: edge.selects, ring: node.id, edge: edge.id, side, to: other, blocked: STOPPED.has(edge.look) };
    });
  const nodeRows = (node: MapNode, level: number): readonly Row[] => [
    {
      id: node.id, kind: "node", level, title: node.title, spoken: `${spokenNode(node)}. Enter for details.`, selects: node.id, ring: node.id,
      ...(node.kind === "group" && node.pods > 1 && { expanded: false, opens: node.id }),
      ...(node.kind === "pod" && node.workload !== null && { opens: openedBy(node, open) ?? node.workload }),
    },
    ...edgeRows(node, level + 1),
  ];

  const inside = map.boxes.toSorted((a, b) => (a.namespace < b.namespace ? -1 : 1)).flatMap((box): readonly Row[] => {
    const id = NAMESPACE + box.namespace;
    const nodes = map.nodes.filter(({ place, namespace }) => place === "inside" && namespace === box.namespace);
    const tile = nodes.find(({ kind }) => kind === "namespace");
    if (tile !== undefined) return [{ id, kind: "namespace", level: 1, title: box.namespace, spoken: `${spokenNode(tile)}. Space opens it, Enter for details.`, selects: id, ring: tile.id, expanded: false, opens: box.namespace }, ...edgeRows(tile, 2)];
    return [{ id, kind: "namespace", level: 1, title: box.namespace, spoken: `${spokenBox(box)}. Space closes it, Enter for details.`, selects: id, ring: id, expanded: true, opens: box.namespace }, ...nodes.toSorted(worstFirst).flatMap((node) => nodeRows(node, 2))];
  });
  const out = map.nodes.filter(({ place }) => place !== "inside").toSorted(worstFirst);
  if (out.length === 0) return inside;
  return [...inside, { id: OUTSIDE, kind: "outside", level: 1, title: "Outside", spoken: `Outside of namespaces, ${count(out.length, "entry", "entries")}.`, selects: undefined, ring: undefined, expanded: true }, ...out.flatMap((node) => nodeRows(node, 2))];
}

const worstFirst = (a: MapNode, b: MapNode): number => b.blocked - a.blocked || b.partly - a.partly || (a.title < b.title ? -1 : 1);

/** The edges of every node, those that lead away before those that come, and of each the worst first. */
function edgesAt({ edges }: PlacedMap): ReadonlyMap<string, readonly MapEdge[]> {
  const at = new Map<string, MapEdge[]>();
  const add = (id: string, edge: MapEdge): void => void (at.get(id)?.push(edge) ?? at.set(id, [edge]));
  const ordered = edges.toSorted((a, b) => BADNESS.indexOf(a.look) - BADNESS.indexOf(b.look) || (a.id < b.id ? -1 : 1));
  for (const edge of ordered) add(edge.from, edge);
  for (const edge of ordered) if (edge.to !== edge.from) add(edge.to, edge);
  return at;
}
