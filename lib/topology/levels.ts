import { homeOf } from "./spaces.ts";
import type { Topology } from "./topology.ts";

/** How far each namespace is opened. */
export interface Levels {
  /** Namespaces whose groups are drawn; the others are one node. */
  readonly open: ReadonlySet<string>;
  /** Ids of groups whose pods are drawn. */
  readonly pods: ReadonlySet<string>;
}

export const spaceNode = (name: string): string => `namespace:${name}`;

/** The nodes that a card is drawn as. */
export function nodesOf(id: string, { cards, groups }: Topology, { open, pods }: Levels): readonly string[] {
  const home = homeOf(cards.get(id));
  if (home === undefined) return [id];
  if (!open.has(home)) return [spaceNode(home)];
  const group = pods.has(id) ? groups.get(id) : undefined;
  return group ? group.inhabitants.map((inhabitant) => inhabitant.id) : [id];
}
