import type { MapEdge, MapNode, PlacedMap } from "#lib/api/map.ts";

/** What a selection is about; `undefined` where nothing on the map is, so that all of it stays as it is. */
export interface Active {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

/** @param selected value of the URL's `sel` or `focus`: id of a node, a workload, a connection, or policy:<id> */
export function activeOf(map: PlacedMap, selected: string | undefined): Active | undefined {
  if (selected === undefined) return undefined;
  const policy = selected.startsWith("policy:") ? selected.slice("policy:".length) : undefined;
  const chosen = new Set(map.nodes.filter((node) => isMeant(node, selected, policy)).map(({ id }) => id));
  const blockedBy = new Set(policy === undefined ? [] : map.connections.filter((connection) => connection.blockedBy.includes(policy)).map(({ id }) => id));
  const touched = (edge: MapEdge): boolean => edge.id === selected || edge.selects === selected || edge.connections.some((id) => id === selected || blockedBy.has(id));
  const edges = map.edges.filter((edge) => touched(edge) || (policy === undefined && (chosen.has(edge.from) || chosen.has(edge.to))));
  if (edges.length === 0 && chosen.size === 0) return undefined;
  return { nodes: new Set([...chosen, ...edges.flatMap(({ from, to }) => [from, to])]), edges: new Set(edges.map(({ id }) => id)) };
}

function isMeant({ id, workload, namespace, egressLimitedBy, ingressLimitedBy }: MapNode, selected: string, policy: string | undefined): boolean {
  if (policy !== undefined) return egressLimitedBy.includes(policy) || ingressLimitedBy.includes(policy);
  return id === selected || workload === selected || selected === `namespace:${namespace ?? ""}`;
}
