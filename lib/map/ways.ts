import type { MapEdge } from "#lib/api/map.ts";
import { STOP_RADIUS } from "#lib/figure/marks.ts";
import type { Point } from "#lib/figure/shape.ts";
import type { Line } from "#lib/figure/strokes.ts";
import { type Port, controls } from "./curve.ts";
import type { Rect } from "./geometry.ts";
import { LOOKS } from "./looks.ts";
import { type Ports, portsOf, sides } from "./ports.ts";
import { type Stop, sidesOf, stopId, stopsOf } from "./stops.ts";

/** One stretch of an edge: a curve of one line. */
export interface Stretch {
  readonly line: Line;
  readonly start: Point;
  readonly via: readonly Point[];
  readonly end: Point;
}

export interface Ways {
  readonly stops: readonly Stop[];
  /** By id of the edge; none for one of whose ends nobody knows the place. */
  readonly stretches: ReadonlyMap<string, readonly Stretch[]>;
}

/** Below its card's rim, so that a line comes out of it. */
const TUCK = 24;

/** @param obstacles by id of the node: what no line runs through */
export function waysOf(edges: readonly MapEdge[], rects: ReadonlyMap<string, Rect>, system: ReadonlySet<string>): Ways {
  const stops = stopsOf(edges, rects);
  const stopped = new Set(stops.map(({ side, node }) => `${side === "egress" ? "right" : "left"}:${node}`));
  // What only runs up to marks at both ends takes no room on the rims.
  const ports = portsOf(edges.filter((edge) => LOOKS[edge.look].whole !== undefined || edge.side !== "both"), rects, system, stopped);
  const byId = new Map(stops.map((stop) => [stop.id, stop]));
  const obstacles = [...rects];
  return { stops, stretches: new Map(edges.flatMap((edge) => {
    const stretches = stretchesOf(edge);
    return stretches.length === 0 ? [] : [[edge.id, stretches]];
  })) };

  function stretchesOf(edge: MapEdge): readonly Stretch[] {
    const [a, b] = [rects.get(edge.from), rects.get(edge.to)];
    if (a === undefined || b === undefined || edge.from === edge.to) return [];
    const others = obstacles.flatMap(([id, rect]) => (id === edge.from || id === edge.to ? [] : [rect]));
    const { whole, blocked } = LOOKS[edge.look];
    const known = ports.get(edge.id);
    return [
      ...(whole === undefined || known === undefined ? [] : [curved(whole, known.start, known.end, others)]),
      ...(blocked === undefined ? [] : upToMarks(edge, blocked.line, known ?? plainPorts(a, b, system.has(edge.to)), others)),
    ];
  }

  function upToMarks(edge: MapEdge, line: Line, { start, end }: Ports, others: readonly Rect[]): readonly Stretch[] {
    const mark = LOOKS[edge.look].blocked?.mark ?? "ring";
    const at = (side: "egress" | "ingress"): Point | undefined => (sidesOf(edge).includes(side) ? byId.get(stopId(side === "egress" ? edge.from : edge.to, side, mark))?.at : undefined);
    const [egress, ingress] = [at("egress"), at("ingress")];
    const before = (point: Point): Port => ({ at: [point[0] - STOP_RADIUS, point[1]], side: "left" });
    const behind = (point: Point): Port => ({ at: [point[0] + STOP_RADIUS, point[1]], side: "right" });
    const into = (point: Point): Stretch => ({ line: "never", start: [point[0] + STOP_RADIUS, point[1]], via: [], end: [edgeOf(edge.to, "left") ?? point[0], point[1]] });
    const outOf = (point: Point): Stretch => ({ line, start: [(edgeOf(edge.from, "right") ?? point[0]) - (edge.from.startsWith("namespace:") ? TUCK : 0), point[1]], via: [], end: [point[0] - STOP_RADIUS, point[1]] });
    if (egress !== undefined && ingress !== undefined) return [outOf(egress), curved("never", behind(egress), before(ingress), others), into(ingress)];
    if (egress !== undefined) return [outOf(egress), curved("never", behind(egress), end, others)];
    if (ingress !== undefined) return [curved(line, start, before(ingress), others), into(ingress)];
    return [];
  }

  function edgeOf(node: string, side: "left" | "right"): number | undefined {
    const rect = rects.get(node);
    return rect && (side === "left" ? rect.x : rect.x + rect.width);
  }
}

const curved = (line: Line, start: Port, end: Port, obstacles: readonly Rect[]): Stretch => ({ line, start: start.at, via: controls(start, end, obstacles), end: end.at });

/** In the middle of the rims. */
function plainPorts(a: Rect, b: Rect, system: boolean): Ports {
  const [start, end] = sides(a, b, system);
  const middle = (rect: Rect, side: Port["side"]): Port => ({ side, at: side === "top" || side === "bottom" ? [rect.x + rect.width / 2, side === "top" ? rect.y : rect.y + rect.height] : [side === "left" ? rect.x : rect.x + rect.width, rect.y + rect.height / 2] });
  return { start: middle(a, start), end: middle(b, end) };
}
