import type { MapAsked } from "./asked.ts";
import { MOST_NODES } from "./budget.ts";
import type { Levels } from "./levels.ts";
import { homeOf } from "./spaces.ts";
import type { Topology } from "./topology.ts";

/** How far namespaces are opened before anything is drawn. */
export interface Opening {
  readonly levels: Levels;
  /** Namespaces that somebody opened, chose or has in focus. */
  readonly chosen: ReadonlySet<string>;
}

/**
 * All namespaces are open where their groups fit; else those that were opened or chosen, and that of the focus with its neighbours.
 *
 * @param drawn ids of the cards that could be drawn
 * @param focus cards in focus and beside it
 */
export function openingOf({ open, ns }: MapAsked, drawn: readonly string[], focus: readonly string[], topology: Topology): Opening {
  const { spaces, groups, groupOfInhabitant, cards } = topology;
  const pods = new Set(open.filter((id) => groups.has(id)));
  const named = new Set(open.filter((id) => !groups.has(id)));
  const homes = (ids: Iterable<string>): readonly string[] => [...ids].flatMap((id) => homeOf(cards.get(id)) ?? []);
  const chosen = new Set([...[...named, ...ns].filter((name) => spaces.has(name)), ...homes(pods), ...homes(focus)]);
  const fits = named.size === 0 && new Set(drawn).size + [...pods].reduce((sum, id) => sum + (groups.get(id)?.inhabitants.length ?? 1) - 1, 0) <= MOST_NODES;
  const isReal = (id: string): boolean => (groups.get(id)?.inhabitants ?? []).some((one) => one.fact.kind === "pod" && groupOfInhabitant.has(one.id));
  return { levels: { open: fits ? new Set(spaces.keys()) : chosen, pods: new Set([...pods].filter(isReal)) }, chosen };
}
