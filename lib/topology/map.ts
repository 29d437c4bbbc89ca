import type { MapJson } from "#lib/api/map.ts";
import { unknownFocusText } from "#lib/describe/maptexts.ts";
import { type ClusterState, clusterJson } from "#lib/graph/state.ts";
import { allowRulesOf } from "./allowrules.ts";
import type { Changes, MapAsked } from "./asked.ts";
import { type Fitted, fitted } from "./budget.ts";
import { chipsOf } from "./chips.ts";
import type { Wish } from "./drawing.ts";
import { connectionsJson, edgeJson } from "./edges.ts";
import { type Left, filtered } from "./filter.ts";
import { type Focus, cardsOf, focused } from "./focus.ts";
import { isBlocked } from "./kinds.ts";
import type { Link } from "./links.ts";
import { boxesJson, nodesJson } from "./nodes.ts";
import { openingOf } from "./opening.ts";
import { overviewOf } from "./overview.ts";
import { toldOf } from "./told.ts";
import type { Topology } from "./topology.ts";
import { type Undeclared, undeclaredOf } from "./undeclared.ts";

const NONE: Undeclared = { links: [], cards: new Map() };

/** Everything that decides what a picture shows. */
export interface Picture {
  readonly left: Left;
  readonly focus: Focus | undefined;
  /** What should be seen: all that the filter leaves, or what the focus has. */
  readonly links: readonly Link[];
  readonly undeclared: Undeclared;
  readonly fit: Fitted;
}

export function pictureOf(topology: Topology, asked: MapAsked, changes: Changes): Picture {
  const left = filtered(topology, asked, changes);
  const ids = asked.focus === undefined ? [] : cardsOf(asked.focus, topology);
  const undeclared = ids.length === 0 ? NONE : undeclaredOf(ids, topology);
  const focus = ids.length === 0 ? undefined : focused(ids, left.links, undeclared.links, topology, changes);
  const links = focus ? focus.links : left.shown;
  const standing = [...topology.cards.values()].filter((card) => card.place === "inside" && left.stands(card)).map(({ id }) => id);
  const near = focus ? [...focus.ids, ...focus.neighbours].filter((id) => topology.cards.has(id)) : [];
  const { levels, chosen } = openingOf(asked, [...standing, ...near, ...links.flatMap(({ from, to }) => [from, to])], near, topology);
  const withRules = asked.hide.includes("rules") || focus ? [] : asked.show.includes("rules") ? [...levels.open] : asked.open.filter((name) => levels.open.has(name));
  const isWhole = !focus || levels.open.size === topology.spaces.size;
  const wish: Wish = {
    links,
    rules: withRules.flatMap((name) => allowRulesOf(name, topology)),
    ruled: withRules.length > 0,
    standing: isWhole ? standing : standing.filter((id) => focus.neighbours.has(id) || isBeside(id, focus, levels.open, topology)),
    levels,
    idle: isWhole,
    merged: false,
    hubs: asked.show.includes("hubs") || focus !== undefined,
    pinned: ({ connection }) => connection.json.watched !== null,
  };
  const fit = fitted(wish, topology, { changes, chosen, wanted: asked.show.includes("allowed") ? ["allowed"] : [] });
  return { left, focus, links, undeclared, fit };
}

/** What is drawn of a cluster: bounded, however large it is, and what is left out is told. */
export function mapJson(topology: Topology, state: ClusterState, asked: MapAsked, changes: Changes): MapJson {
  const { left, focus, links, undeclared, fit } = pictureOf(topology, asked, changes);
  const cluster = clusterJson(state);
  const { headline, apart, everythingOpen } = overviewOf(topology, cluster);
  const nodes = nodesJson(fit.drawing, topology, undeclared.cards);
  const boxes = boxesJson(nodes, fit.wish.levels.open, topology);
  const told = toldOf(fit, links, topology, asked, changes, boxes.length);
  return {
    cluster,
    headline,
    sentences: [
      ...left.faults,
      ...(asked.focus !== undefined && !focus ? [unknownFocusText(asked.focus)] : []),
      ...(focus?.more ? [focus.more] : []),
      ...told.sentences,
      ...apart,
    ],
    status: told.status,
    namespaces: [...topology.spaces.values()].map(({ name, workloads, limited, counts }) => ({ name, workloads, limited, blocked: counts.blocked + counts.partly })),
    boxes,
    nodes,
    edges: fit.drawing.edges.map((edge) => edgeJson(edge, changes)).sort((a, b) => (a.id < b.id ? -1 : 1)),
    connections: [...connectionsJson(fit.drawing.edges, fit.drawing.hubLinks.filter(({ verdict }) => isBlocked(verdict)), changes)],
    chips: chipsOf(fit, left.links, topology, asked, changes),
    removed: left.removed,
    total: topology.judged.length,
    overBudget: told.overBudget,
    everythingOpen,
  };
}

/** In a large cluster only the focus' own namespace is opened as a whole. */
function isBeside(id: string, { ids }: Focus, open: ReadonlySet<string>, { cards }: Topology): boolean {
  const namespace = cards.get(id)?.namespace;
  return namespace == null || !open.has(namespace) || [...ids].some((one) => cards.get(one)?.namespace === namespace);
}
