import type { GraphJson, GraphNode } from "#lib/api/graph.ts";
import { count } from "#lib/describe/words.ts";
import { worstFirst } from "../connections/order.ts";
import { spokenNode } from "./sentences.ts";

/** One line of the map as a list. */
export interface Row {
  readonly id: string;
  readonly level: 1 | 2 | 3;
  readonly spoken: string;
  /** What Enter opens. */
  readonly selects: string | undefined;
  /** The thing on the map that gets the ring. */
  readonly ring: string | undefined;
}

/** Namespaces, in them workloads, in them what they call, blocked first; last what lies outside. */
export function rowsOf(graph: GraphJson): readonly Row[] {
  const homes: readonly { readonly name: string; readonly nodes: readonly GraphNode[] }[] = [
    ...graph.namespaces.map(({ name }) => ({ name, nodes: graph.nodes.filter(({ namespace }) => namespace === name) })),
    { name: "Outside of the cluster", nodes: graph.nodes.filter(({ namespace }) => namespace === null) },
  ];
  return homes
    .filter(({ nodes }) => nodes.length > 0)
    .flatMap(({ name, nodes }): readonly Row[] => [
      { id: `namespace:${name}`, level: 1, spoken: `${name}, ${count(nodes.length, "entry", "entries")}`, selects: undefined, ring: undefined },
      ...nodes.toSorted((a, b) => b.blocked - a.blocked || (a.title < b.title ? -1 : 1)).flatMap((node) => [
        { id: node.id, level: 2 as const, spoken: `${spokenNode(node)}. Enter for details.`, selects: node.id, ring: node.id },
        ...worstFirst(graph.connections.filter(({ from }) => from === node.id)).map(({ id, reason, toTitle }) => ({ id, level: 3 as const, spoken: `To ${toTitle}: ${reason}`, selects: id, ring: node.id })),
      ]),
    ]);
}
