import { hubText, insideText, overBudgetText, selfText, statusText, undrawnText } from "#lib/describe/maptexts.ts";
import type { Changes, MapAsked } from "./asked.ts";
import { type Fitted } from "./budget.ts";
import { hubTitle } from "./hubs.ts";
import { isBlocked, kindsOfLink, kindsOn } from "./kinds.ts";
import { nodesOf } from "./levels.ts";
import type { Link } from "./links.ts";
import type { LinkKind } from "./rowfilter.ts";
import type { Topology } from "./topology.ts";

/** Where everything is that should be seen: every blocked connection is in one of these, or in an edge. */
export interface Told {
  readonly status: string;
  readonly sentences: readonly string[];
  readonly overBudget: boolean;
}

/** @param shown what the filter leaves, and is switched on; @param drawnSpaces how many namespaces have something drawn */
export function toldOf({ drawing, wish, over }: Fitted, shown: readonly Link[], topology: Topology, asked: MapAsked, changes: Changes, drawnSpaces: number): Told {
  const seen = new Set(drawing.edges.flatMap(({ links }) => links.map(({ connection }) => connection)));
  // A connection between parts may be drawn where it is allowed alone.
  const told = new Set(drawing.edges.flatMap(({ links }) => links.flatMap(({ connection, verdict }) => (isBlocked(verdict) ? [connection] : []))));
  const nodes = new Set(drawing.nodes);
  const blockedOf = (links: readonly Link[], but: ReadonlySet<Connection>): ReadonlySet<Connection> =>
    new Set(links.filter(({ connection, verdict }) => isBlocked(verdict) && !told.has(connection) && !but.has(connection)).map(({ connection }) => connection));
  const at = (id: string): readonly string[] => nodesOf(id, topology, wish.levels);
  const isDrawn = ({ from }: Link): boolean => at(from).some((id) => nodes.has(id));
  const onCards = blockedOf(drawing.hubLinks.filter(isDrawn), NONE);
  const isClosed = ({ from }: Link): boolean => at(from).every((id) => !topology.cards.has(id));
  const within = drawing.inside.filter(isDrawn);
  const inside = blockedOf(within.filter(isClosed), onCards);
  const self = blockedOf(within.filter((link) => !isClosed(link)), onCards.union(inside));
  const away = blockedOf(shown, onCards.union(inside).union(self));
  const kinds = kindsShown(asked, wish.links, changes);
  const total = topology.judged.length;
  const hidden = [...topology.spaces.values()].filter(({ members }) => members.length > 0).length - drawnSpaces;
  const spaces = asked.ns.length === 0 && asked.q === "" ? topology.spaces.size : drawnSpaces;
  return {
    status: statusText(spaces, spaces === drawnSpaces ? 0 : Math.max(hidden, 0), seen.size, total, kinds),
    sentences: [
      ...(over ? [overBudgetText(total, seen.size, kinds)] : []),
      ...hubSentences(drawing.hubLinks, topology, isDrawn),
      ...(inside.size === 0 ? [] : [insideText(inside.size)]),
      ...(self.size === 0 ? [] : [selfText(self.size)]),
      ...(away.size === 0 ? [] : [undrawnText(away.size)]),
    ],
    overBudget: over,
  };
}

type Connection = Link["connection"];
const NONE: ReadonlySet<Connection> = new Set();

function hubSentences(words: readonly Link[], topology: Topology, isDrawn: (link: Link) => boolean): readonly string[] {
  return [...Map.groupBy(words, ({ to }) => to)].map(([id, links]) => {
    const blocked = new Set(links.filter((link) => isBlocked(link.verdict) && isDrawn(link)).map(({ connection }) => connection)).size;
    return hubText(hubTitle(id, topology), new Set(links.map(({ from }) => from)).size, blocked);
  });
}

/** As the status line names them. */
function kindsShown(asked: MapAsked, links: readonly Link[], changes: Changes): readonly string[] {
  const on: readonly LinkKind[] = kindsOn(asked).filter((kind) => kind !== "allowed");
  const others = links.filter((link) => !kindsOfLink(link, changes).some((kind) => on.includes(kind)));
  return [...on, ...(others.some(({ verdict }) => verdict === "allow") ? ["allowed"] : []), ...(others.some(({ verdict }) => verdict === "unknown") ? ["cannot tell"] : [])];
}
