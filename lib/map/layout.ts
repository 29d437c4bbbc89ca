import type { GraphJson, GraphNode } from "#lib/api/graph.ts";
import { PLACE } from "#lib/figure/cards.ts";
import { gateOf } from "./gates.ts";
import { type Rect, bounds, centre, spread } from "./geometry.ts";
import { layersOf } from "./layers.ts";
import { type Block, type Density, movedBlock, placeNamespace } from "./namespacebox.ts";
import { wayOf } from "./routes.ts";

/** Where everything is. Positions are values: the same structure gives the same map, whatever its verdicts are. */
export interface Layout extends Pick<Block, "cards" | "gates" | "stops" | "gateFor"> {
  readonly density: Density;
  readonly cluster: Rect;
  readonly namespaces: Readonly<Record<string, Rect>>;
  /** Ids drawn small at the bottom: what every cluster has. */
  readonly system: readonly string[];
  readonly bounds: Rect;
}

const SYSTEM = new Set(["kube-system", "kube-public", "kube-node-lease"]);
const STEPS = [1, 2, 3] as const;
/** The room that a map usually has. */
const FRAME = { width: 1280, height: 660 } as const;
const AGAINST = 1;
const FULL_GATES = 2;
const GAP = { column: 96, row: 30, external: 24, chip: 14 } as const;
const PAD = { side: 40, top: 46, bottom: 42, bare: 42 } as const;
const OUTSIDE = { full: 214, compact: 150 } as const;
const CHIP = { width: 150, height: 30 } as const;

/** Of all ways to fold the namespaces and their layers, the one that can be drawn largest. */
export function layout(graph: GraphJson): Layout {
  const folds = STEPS.flatMap((columns) => STEPS.map((layers) => fold(graph, columns, layers)));
  return folds.reduce((best, next) => (worth(graph, next) > worth(graph, best) * 1.02 ? next : best));
}

/** How large it can be drawn, less what it costs to follow edges that run against the reading direction. */
function worth({ connections }: GraphJson, layout: Layout): number {
  const { width, height } = layout.bounds;
  const rects = { ...layout.cards, ...layout.gates };
  const steps = connections.flatMap((connection) => {
    const way = wayOf(connection, layout).map((id) => rects[id]);
    return way.slice(1).map((to, index) => [way[index], to] as const);
  });
  const backwards = steps.filter(([from, to]) => from !== undefined && to !== undefined && to.x < from.x + from.width).length;
  return Math.min(FRAME.width / width, FRAME.height / height, 1) * (1 - (AGAINST * backwards) / Math.max(1, steps.length));
}

function fold(graph: GraphJson, columns: number, layers: number): Layout {
  const system = graph.nodes.filter((node) => node.kind === "node" || (node.namespace !== null && SYSTEM.has(node.namespace))).map(({ id }) => id).toSorted();
  const inside = graph.nodes.filter(({ id, namespace }) => namespace !== null && !system.includes(id));
  const density = { ...densityOf(graph, inside), layers };
  const blocks = placeBlocks(graph, inside, density, columns);

  const core = bounds(blocks.length === 0 ? [{ x: 0, y: 0, width: 420, height: 160 }] : blocks.map(({ rect }) => rect));
  const perRow = Math.max(1, Math.floor((core.width + GAP.chip) / (CHIP.width + GAP.chip)));
  const chips = system.map((id, index): readonly [string, Rect] => [
    id,
    { x: core.x + (index % perRow) * (CHIP.width + GAP.chip), y: core.y + core.height + GAP.row + Math.floor(index / perRow) * (CHIP.height + GAP.chip), ...CHIP },
  ]);
  const held = bounds([core, ...chips.map(([, rect]) => rect)]);
  // What stops at the cluster's edge needs the same room to the right as the figure has.
  const side = density.boxed ? PAD.side : PAD.bare;
  const cluster: Rect = { x: held.x - side, y: held.y - PAD.top, width: held.width + 2 * side + (density.boxed ? 0 : 12), height: held.height + PAD.top + PAD.bottom };

  const block = merge(blocks.map(({ block }) => block));
  const cards = { ...block.cards, ...Object.fromEntries(chips) };
  const outside = placeOutside(graph, { cluster, cards, stops: block.stops, density });
  const all = { ...cards, ...outside };
  return { ...block, cards: all, density, cluster, system, namespaces: density.boxed ? Object.fromEntries(blocks.map(({ name, rect }) => [name, rect])) : {}, bounds: bounds([cluster, ...Object.values(all)]) };
}

/** Same places, so that fresh verdicts can be drawn into the old picture. */
export const sameLayout = (a: Layout, b: Layout): boolean => ordered(a) === ordered(b);

/** In the order of their names: that of the graph tells nothing of places. */
const ordered = (layout: Layout): string =>
  JSON.stringify(layout, (_, value: unknown) => (typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1))) : value));

function densityOf(graph: GraphJson, nodes: readonly GraphNode[]): Omit<Density, "layers"> {
  const gates = new Set(nodes.flatMap((node) => [gateOf(graph, node, "egress"), gateOf(graph, node, "ingress")].flatMap((gate) => (gate === undefined || gate.rim ? [] : [gate.id]))));
  return { full: gates.size <= FULL_GATES && nodes.length <= 4, boxed: nodes.length !== 1 };
}

interface Placed {
  readonly name: string;
  readonly block: Block;
  readonly rect: Rect;
}

/** Namespaces in columns: callers left. Those that call nobody and are called by nobody fill the lowest column. */
function placeBlocks(graph: GraphJson, nodes: readonly GraphNode[], density: Density, most: number): readonly Placed[] {
  const names = [...new Set(nodes.map(({ namespace }) => namespace ?? ""))].toSorted();
  const namespaceOf = new Map(nodes.map(({ id, namespace }) => [id, namespace ?? ""]));
  const calls = graph.connections.flatMap(({ from, target }): (readonly [string, string])[] => {
    const [a, b] = [namespaceOf.get(from), namespaceOf.get(target)];
    return a === undefined || b === undefined || a === b ? [] : [[a, b]];
  });
  const layers = layersOf(names, calls, most - 1);
  const tied = new Set(calls.flat());
  const columns: { name: string; block: Block }[][] = [];
  const heights: number[] = [];
  const size = (name: string): Block => placeNamespace(graph, nodes.filter(({ namespace }) => namespace === name), density);
  const add = (column: number, name: string): void => {
    const block = size(name);
    (columns[column] ??= []).push({ name, block });
    heights[column] = (heights[column] ?? -GAP.row) + block.height + GAP.row;
  };
  const used = [...new Set(names.filter((name) => tied.has(name)).map((name) => layers.get(name) ?? 0))].toSorted((a, b) => a - b);
  names.filter((name) => tied.has(name)).forEach((name) => add(used.indexOf(layers.get(name) ?? 0), name));
  for (const name of names.filter((name) => !tied.has(name))) {
    const lowest = heights.length === 0 ? 0 : heights.indexOf(Math.min(...heights));
    add(heights.length < most && tied.size === 0 ? heights.length : lowest, name);
  }

  const tallest = Math.max(0, ...heights);
  let x = 0;
  return columns.flatMap((column, index) => {
    let y = (tallest - (heights[index] ?? 0)) / 2;
    const width = Math.max(...column.map(({ block }) => block.width));
    const placed = column.map(({ name, block }) => {
      const rect = { x, y, width: density.boxed ? width : block.width, height: block.height };
      y += block.height + GAP.row;
      return { name, block: movedBlock(block, rect.x, rect.y), rect };
    });
    x += width + GAP.column;
    return placed;
  });
}

/** Destinations right of the cluster, those that only call left of it, each at the height of whom it talks to. */
function placeOutside(graph: GraphJson, { cluster, cards, stops, density }: Pick<Layout, "cluster" | "cards" | "stops" | "density">): Readonly<Record<string, Rect>> {
  const away = density.full ? OUTSIDE.full : OUTSIDE.compact;
  const outside = graph.nodes.filter(({ id, kind }) => kind === "external" || !(id in cards)).filter(({ id }) => !(id in cards));
  const callers = outside.filter(({ id }) => graph.connections.some(({ from }) => from === id) && !graph.connections.some(({ target }) => target === id));
  const column = (nodes: readonly GraphNode[], x: number): readonly (readonly [string, Rect])[] => {
    const wanted = nodes
      .map(({ id }) => {
        const heights = graph.connections.flatMap(({ from, target }) => {
          const stop = target === id ? stops[`egress:${from}`] : undefined;
          const card = cards[target === id ? from : from === id ? target : ""];
          return stop !== undefined ? [stop[1]] : card !== undefined ? [centre(card)[1]] : [];
        });
        return { id, height: PLACE.height, centre: heights.length === 0 ? centre(cluster)[1] : heights.reduce((sum, one) => sum + one, 0) / heights.length };
      })
      .toSorted((a, b) => a.centre - b.centre || (a.id < b.id ? -1 : 1));
    const tops = spread(wanted, GAP.external);
    return wanted.map(({ id }, index) => [id, { x, y: tops[index] ?? 0, ...PLACE }]);
  };
  return Object.fromEntries([
    ...column(callers, cluster.x - away - PLACE.width),
    ...column(outside.filter((node) => !callers.includes(node)), cluster.x + cluster.width + away),
  ]);
}

function merge(blocks: readonly Block[]): Pick<Block, "cards" | "gates" | "stops" | "gateFor"> {
  const all = <Key extends "cards" | "gates" | "stops" | "gateFor">(key: Key): Block[Key] => Object.assign({}, ...blocks.map((block) => block[key])) as Block[Key];
  return { cards: all("cards"), gates: all("gates"), stops: all("stops"), gateFor: all("gateFor") };
}
