import type { ConnectionJson, GraphJson, GraphNode } from "#lib/api/graph.ts";

/** More than this is no picture any more. */
const MOST_NODES = 150;

export interface Visible {
  readonly graph: GraphJson;
  /** Connections that are not shown because the map would have too much on it. */
  readonly hidden: number;
}

/** What the map shows: the chosen namespaces and whom they talk to; of a large cluster only what is blocked, unclear or watched. */
export function visible(graph: GraphJson, namespaces: readonly string[]): Visible {
  if (namespaces.length > 0) {
    const chosen = ({ namespace }: GraphNode): boolean => namespace !== null && namespaces.includes(namespace);
    const ids = new Set(graph.nodes.filter(chosen).map(({ id }) => id));
    return { graph: reduce(graph, ({ from, target }) => ids.has(from) || ids.has(target), chosen), hidden: 0 };
  }
  if (graph.nodes.length <= MOST_NODES) return { graph, hidden: 0 };
  const telling = reduce(graph, ({ verdict, watched }) => verdict !== "allow" || watched !== null, () => false);
  return { graph: telling, hidden: graph.connections.length - telling.connections.length };
}

function reduce(graph: GraphJson, keep: (connection: ConnectionJson) => boolean, stays: (node: GraphNode) => boolean): GraphJson {
  const connections = graph.connections.filter(keep);
  const ends = new Set(connections.flatMap(({ from, target }) => [from, target]));
  const nodes = graph.nodes.filter((node) => stays(node) || ends.has(node.id));
  return { ...graph, connections, nodes, namespaces: graph.namespaces.filter(({ name }) => nodes.some(({ namespace }) => namespace === name)) };
}
