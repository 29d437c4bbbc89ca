import type { GraphJson } from "#lib/api/graph.ts";
import { STOP_RADIUS } from "#lib/figure/marks.ts";
import type { Line } from "#lib/figure/strokes.ts";
import type { Point } from "#lib/figure/shape.ts";
import { type Port, controls } from "./curve.ts";
import { type Rect, around, centre } from "./geometry.ts";
import type { Layout } from "./layout.ts";
import { type Segment, segmentsOf, stopAt } from "./routes.ts";

export interface Edge extends Segment {
  readonly id: string;
  readonly start: Port;
  readonly end: Port;
  /** Control points; none where the edge is straight. */
  readonly via: readonly Point[];
  /** Ids of the connections that take this way. */
  readonly connections: readonly string[];
}

/** Shared pieces are drawn once: three callers of one destination are three lines into its card, not nine. */
export function edgesOf(graph: GraphJson, layout: Layout): readonly Edge[] {
  const shared = new Map<string, { segment: Segment; connections: string[] }>();
  for (const connection of graph.connections) {
    for (const segment of segmentsOf(connection, layout)) {
      const id = `${segment.from}>${segment.to}:${segment.line}`;
      const known = shared.get(id) ?? { segment, connections: [] };
      known.connections.push(connection.id);
      shared.set(id, known);
    }
  }
  const all = [...shared].map(([id, { segment, connections }]) => ({ id, ...segment, connections }));
  // A request that may end anywhere hides under one that we know about.
  const visible = all.filter(({ from, to, line }) => line !== "unknown" || !shared.has(`${from}>${to}:request`));
  const red = new Set(visible.flatMap(({ from, to, line }) => (isRed(line) ? [`${from}>`, `>${to}`] : [])));
  const obstacles = Object.entries({ ...layout.cards, ...layout.gates });
  return visible.flatMap((edge) => {
    const ports = portsOf(edge, layout, red);
    if (ports === undefined) return [];
    const inTheWay = obstacles.flatMap(([id, rect]) => (id === edge.from || id === edge.to ? [] : [rect]));
    return [{ ...edge, ...ports, via: controls(ports.start, ports.end, inTheWay) }];
  });
}

const isRed = (line: Line): boolean => line === "blocked" || line === "rule" || line === "never";
const LARGEST_OFFSET = 26;

/** Where nothing was told about an end, such as a namespace that is filtered away, there is no edge. */
function portsOf({ from, to, line }: Segment, layout: Layout, red: ReadonlySet<string>): { readonly start: Port; readonly end: Port } | undefined {
  const [a, b] = [rectOf(from, layout), rectOf(to, layout)];
  if (a === undefined || b === undefined) return undefined;
  const [start, end] = sidesOf(from, to, a, b, layout);

  const through = line === "traffic" || line === "unknown";
  const dodge = ({ height }: Rect, key: string): number => (through && red.has(key) ? -Math.min(LARGEST_OFFSET, height / 3) : 0);
  return { start: port(a, start, dodge(a, `${from}>`)), end: port(b, end, dodge(b, `>${to}`)) };
}

/** Gates are entered from the left and left to the right, as far as the places allow it. */
function sidesOf(from: string, to: string, a: Rect, b: Rect, { system }: Layout): readonly [start: Port["side"], end: Port["side"]] {
  const [above, below] = [b.y + b.height < a.y, b.y > a.y + a.height];
  const bound = from.includes("@") || from.startsWith("stop:");
  if (system.includes(to)) return ["right", "top"];
  if (b.x >= a.x + a.width) return ["right", "left"];
  if (to.includes("@")) return bound ? (above ? ["top", "bottom"] : ["bottom", "top"]) : ["left", "left"];
  if (b.x + b.width >= a.x || (!above && !below)) return ["right", "right"];
  return bound ? [above ? "top" : "bottom", "right"] : ["left", above ? "bottom" : "top"];
}

function port(rect: Rect, side: Port["side"], offset: number): Port {
  const [x, y] = centre(rect);
  switch (side) {
    case "left":
      return { side, at: [rect.x, y + offset] };
    case "right":
      return { side, at: [rect.x + rect.width, y + offset] };
    case "top":
      return { side, at: [x, rect.y] };
    case "bottom":
      return { side, at: [x, rect.y + rect.height] };
  }
}

export function rectOf(id: string, layout: Layout): Rect | undefined {
  const stop = id.startsWith("stop:") ? stopAt(id, layout) : undefined;
  return stop === undefined ? (layout.cards[id] ?? layout.gates[id]) : around(stop, STOP_RADIUS);
}
