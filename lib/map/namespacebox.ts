import type { GraphJson, GraphNode } from "#lib/api/graph.ts";
import { FIREWALL_WIDTH, PLACE } from "#lib/figure/cards.ts";
import type { Point } from "#lib/figure/shape.ts";
import { type Gate, gateOf } from "./gates.ts";
import { gateCard } from "./gatecard.ts";
import { type Rect, moved } from "./geometry.ts";
import { layersOf } from "./layers.ts";

/** Where the things of one namespace are, relative to its corner. A gate may be drawn more than once, so its key has the group. */
export interface Block {
  readonly width: number;
  readonly height: number;
  readonly cards: Readonly<Record<string, Rect>>;
  readonly gates: Readonly<Record<string, Rect>>;
  /** By `egress:` or `ingress:` and the workload's id: where its blocked packets end. */
  readonly stops: Readonly<Record<string, Point>>;
  /** Key of the gate that is drawn for a workload, by direction and id as for `stops`. */
  readonly gateFor: Readonly<Record<string, string>>;
}

export interface Density {
  /** Cards with their rules, rather than their names only. */
  readonly full: boolean;
  /** A namespace of one workload needs no box of its own. */
  readonly boxed: boolean;
  /** How many steps from callers to called are spread from left to right. */
  readonly layers: number;
}

export const COMPACT_GATE = { width: 168, height: 50 } as const;
const SPACE = { full: { gate: 184, stop: 58, after: 206 }, compact: { gate: 84, stop: 40, after: 44 } } as const;
const RIM = 46;
const ROW_GAP = 30;
const LAYER_GAP = 64;
const PAD = { side: 28, top: 46, bottom: 26 } as const;
const GRID = 3;

interface Group {
  readonly nodes: readonly GraphNode[];
  readonly egress: Gate | undefined;
  readonly ingress: Gate | undefined;
}

/** Places the workloads of a namespace in layers of callers and called; those without connections in a grid below. */
export function placeNamespace(graph: GraphJson, nodes: readonly GraphNode[], density: Density): Block {
  const ids = nodes.map(({ id }) => id).toSorted();
  const calls = graph.connections.map(({ from, target }) => [from, target] as const);
  const busy = new Set(calls.flat());
  const layers = layersOf(ids, calls, density.layers - 1);
  const groups = groupsOf(graph, nodes.filter(({ id }) => busy.has(id)), layers);

  const cards: Record<string, Rect> = {};
  const gates: Record<string, Rect> = {};
  const stops: Record<string, Point> = {};
  const gateFor: Record<string, string> = {};
  const pad = density.boxed ? PAD : { side: 0, top: 0, bottom: 0 };
  const columns = [...groups.keys()].toSorted((a, b) => a - b).map((layer) => (groups.get(layer) ?? []).map((group) => ({ ...group, key: group.nodes[0]?.id ?? "" })));
  const heightOf = (group: Group): number => Math.max(group.nodes.length * (PLACE.height + ROW_GAP) - ROW_GAP, ...[group.egress, group.ingress].map((gate) => (gate === undefined || gate.rim ? 0 : gateSize(graph, gate, density).height)));
  const columnHeights = columns.map((column) => column.reduce((sum, group) => sum + heightOf(group) + ROW_GAP, -ROW_GAP));
  const inner = Math.max(0, ...columnHeights);

  let x = pad.side;
  columns.forEach((column, index) => {
    const room = roomOf(column, density);
    const cardX = x + room.before;
    let y = pad.top + (inner - (columnHeights[index] ?? 0)) / 2;
    for (const group of column) {
      const height = heightOf(group);
      const first = y + (height - group.nodes.length * (PLACE.height + ROW_GAP) + ROW_GAP) / 2;
      group.nodes.forEach(({ id }, row) => (cards[id] = { x: cardX, y: first + row * (PLACE.height + ROW_GAP), ...PLACE }));
      for (const gate of [group.egress, group.ingress]) {
        if (gate === undefined) continue;
        const right = gate.direction === "egress";
        const { width, height: gateHeight } = gateSize(graph, gate, density);
        const space = density.full ? SPACE.full : SPACE.compact;
        const gateX = right ? cardX + PLACE.width + space.gate : cardX - space.after - space.stop - width;
        const key = `${gate.id}@${group.key}`;
        const stopX = gate.rim ? (right ? cardX + PLACE.width + RIM : cardX - RIM) : right ? gateX + width + space.stop : gateX + width + space.stop;
        const middle = y + height / 2;
        if (!gate.rim) gates[key] = { x: gateX, y: middle - gateHeight / 2, width, height: gateHeight };
        group.nodes.forEach(({ id }, row) => {
          const cardY = first + row * (PLACE.height + ROW_GAP) + PLACE.height / 2;
          stops[`${gate.direction}:${id}`] = [stopX, gate.rim ? cardY : middle + (row - (group.nodes.length - 1) / 2) * 36];
          if (!gate.rim) gateFor[`${gate.direction}:${id}`] = key;
        });
      }
      y += height + ROW_GAP;
    }
    x = cardX + PLACE.width + room.after + (index < columns.length - 1 ? LAYER_GAP : 0);
  });

  const idle = nodes.filter(({ id }) => !busy.has(id)).toSorted(byTitle);
  const idleTop = pad.top + inner + (inner > 0 && idle.length > 0 ? ROW_GAP : 0);
  idle.forEach(({ id }, index) => (cards[id] = { x: pad.side + (index % GRID) * (PLACE.width + 24), y: idleTop + Math.floor(index / GRID) * (PLACE.height + 24), ...PLACE }));
  const rows = Math.ceil(idle.length / GRID);
  const grid = Math.min(idle.length, GRID) * (PLACE.width + 24) - 24;
  // The stops of the last layer stand on the rim, so its margin is part of them.
  const rimmed = columns.at(-1)?.some(({ egress }) => egress?.rim) ?? false;
  const width = Math.max(columns.length === 0 ? 0 : x + (rimmed ? 0 : pad.side), idle.length === 0 ? 0 : grid + 2 * pad.side, density.boxed ? 232 : 0);
  return { width, height: (idle.length === 0 ? pad.top + inner : idleTop + rows * (PLACE.height + 24) - 24) + pad.bottom, cards, gates, stops, gateFor };
}

export function gateSize(graph: GraphJson, gate: Gate, { full }: Density): { readonly width: number; readonly height: number } {
  return full ? { width: FIREWALL_WIDTH, height: gateCard(graph, gate).height } : COMPACT_GATE;
}

export function movedBlock(block: Block, dx: number, dy: number): Block {
  const rects = (all: Readonly<Record<string, Rect>>): Record<string, Rect> => Object.fromEntries(Object.entries(all).map(([id, rect]) => [id, moved(rect, dx, dy)]));
  return { ...block, cards: rects(block.cards), gates: rects(block.gates), stops: Object.fromEntries(Object.entries(block.stops).map(([id, [x, y]]) => [id, [x + dx, y + dy]])) };
}

/** What a column needs left and right of its cards. */
function roomOf(groups: readonly Group[], { full }: Density): { readonly before: number; readonly after: number } {
  const space = full ? SPACE.full : SPACE.compact;
  const width = full ? FIREWALL_WIDTH : COMPACT_GATE.width;
  const before = groups.map(({ ingress }) => (ingress === undefined ? 0 : ingress.rim ? RIM - PAD.side : width + space.stop + space.after));
  const after = groups.map(({ egress }) => (egress === undefined ? 0 : egress.rim ? RIM : space.gate + width + space.stop));
  return { before: Math.max(0, ...before), after: Math.max(0, ...after) };
}

/** Per layer, workloads that pass the same gates, side by side. */
function groupsOf(graph: GraphJson, nodes: readonly GraphNode[], layers: ReadonlyMap<string, number>): ReadonlyMap<number, readonly Group[]> {
  const groups = new Map<number, Map<string, Group>>();
  for (const node of nodes.toSorted(byTitle)) {
    const egress = gateOf(graph, node, "egress");
    const ingress = gateOf(graph, node, "ingress");
    const key = `${egress?.id ?? ""}|${ingress?.id ?? ""}`;
    const layer = layers.get(node.id) ?? 0;
    const column = groups.get(layer) ?? new Map<string, Group>();
    column.set(key, { egress, ingress, nodes: [...(column.get(key)?.nodes ?? []), node] });
    groups.set(layer, column);
  }
  return new Map([...groups].map(([layer, column]) => [layer, [...column.values()]]));
}

const byTitle = (a: GraphNode, b: GraphNode): number => (a.title === b.title ? (a.id < b.id ? -1 : 1) : a.title < b.title ? -1 : 1);
