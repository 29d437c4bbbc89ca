import { hubText, insideText, overBudgetText, statusText, undrawnText } from "#lib/describe/maptexts.ts";
import type { Changes, MapAsked } from "./asked.ts";
import { type Fitted } from "./budget.ts";
import { hubTitle } from "./hubs.ts";
import { isBlocked, isOfKind, kindsOn } from "./kinds.ts";
import type { Link } from "./links.ts";
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
  const nodes = new Set(drawing.nodes);
  const blockedIn = (links: readonly Link[]): ReadonlySet<Link["connection"]> => new Set(links.filter(({ connection, verdict }) => isBlocked(verdict) && !seen.has(connection)).map(({ connection }) => connection));
  const onCards = new Set(drawing.hubLinks.filter(({ connection }) => !seen.has(connection)));
  const words = [...onCards].filter((link) => drawing.chips.size > 0 && isOnCard(link, drawing.chips));
  const told = new Set(words.map(({ connection }) => connection));
  const inside = [...blockedIn(drawing.inside)].filter((connection) => !told.has(connection));
  const known = new Set([...inside, ...told]);
  const away = [...blockedIn(shown)].filter((connection) => !known.has(connection));
  const kinds = kindsShown(asked, wish.links, changes);
  const total = topology.judged.length;
  const hidden = [...topology.spaces.values()].filter(({ members }) => members.length > 0).length - drawnSpaces;
  const spaces = asked.ns.length === 0 && asked.q === "" ? topology.spaces.size : drawnSpaces;
  return {
    status: statusText(spaces, spaces === drawnSpaces ? 0 : Math.max(hidden, 0), seen.size, total, kinds),
    sentences: [
      ...(over ? [overBudgetText(total, seen.size, kinds)] : []),
      ...hubSentences(words, topology),
      ...(inside.length === 0 ? [] : [insideText(inside.length)]),
      ...(away.length === 0 || nodes.size === 0 ? [] : [undrawnText(away.length)]),
    ],
    overBudget: over,
  };
}

const isOnCard = ({ to }: Link, chips: Fitted["drawing"]["chips"]): boolean => [...chips.values()].some((hubs) => hubs.some(({ id }) => id === to));

function hubSentences(words: readonly Link[], topology: Topology): readonly string[] {
  return [...Map.groupBy(words, ({ to }) => to)].map(([id, links]) => {
    const blocked = new Set(links.filter(({ verdict }) => isBlocked(verdict)).map(({ connection }) => connection)).size;
    return hubText(hubTitle(id, topology), new Set(links.map(({ from }) => from)).size, blocked);
  });
}

/** As the status line names them. */
function kindsShown(asked: MapAsked, links: readonly Link[], changes: Changes): readonly string[] {
  const on = kindsOn(asked).filter((kind) => kind !== "allowed");
  const others = links.filter((link) => !on.some((kind) => isOfKind(kind, link, changes)));
  return [...on, ...(others.some(({ verdict }) => verdict === "allow") ? ["allowed"] : []), ...(others.some(({ verdict }) => verdict === "unknown") ? ["cannot tell"] : [])];
}
