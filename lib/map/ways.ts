import type { MapEdge } from "#lib/api/map.ts";
import { STOP_RADIUS } from "#lib/figure/marks.ts";
import type { Point } from "#lib/figure/shape.ts";
import type { Line } from "#lib/figure/strokes.ts";
import { type Port, bow, isFree } from "./curve.ts";
import type { Rect } from "./geometry.ts";
import { lanesOf } from "./lanes.ts";
import { LOOKS, ORDER } from "./looks.ts";
import { type Ports, portsOf, sides } from "./ports.ts";
import { Router } from "./route.ts";
import { type Stop, sidesOf, stopId, stopsOf } from "./stops.ts";
import { onTracks } from "./tracks.ts";

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

/** What edges stand between. */
export interface Standing {
  /** By id of the node. */
  readonly rects: ReadonlyMap<string, Rect>;
  /** Boxes that are open: lines run through them, along their rims and between their cards. */
  readonly boxes: readonly Rect[];
  /** Ids of those in the row below. */
  readonly system: ReadonlySet<string>;
}

interface Wanted {
  readonly edge: MapEdge;
  readonly line: Line;
  readonly start: Port;
  readonly end: Port;
}

/** Below its tile's rim, so that a line comes out of it. */
const TUCK = 24;

export function waysOf(edges: readonly MapEdge[], { rects, boxes, system }: Standing): Ways {
  const stops = stopsOf(edges, rects);
  const stopped = new Set(stops.map(({ side, node }) => `${side === "egress" ? "right" : "left"}:${node}`));
  // What only runs up to marks at both ends takes no room on the rims.
  const ports = portsOf(edges.filter((edge) => LOOKS[edge.look].whole !== undefined || edge.side !== "both"), rects, system, stopped);
  const at = new Map(stops.map((stop) => [stop.id, stop.at]));
  const wanted = edges.toSorted((a, b) => ORDER.indexOf(b.look) - ORDER.indexOf(a.look)).flatMap((edge) => wantedBy(edge, rects, ports.get(edge.id), system, at));
  const vias = viasOf(wanted, rects, boxes);
  const stretches = new Map<string, Stretch[]>();
  wanted.forEach(({ edge, line, start, end }, index) => {
    stretches.set(edge.id, [...(stretches.get(edge.id) ?? []), { line, start: start.at, via: vias[index] ?? [], end: end.at }]);
  });
  return { stops, stretches };
}

function wantedBy(edge: MapEdge, rects: ReadonlyMap<string, Rect>, known: Ports | undefined, system: ReadonlySet<string>, at: ReadonlyMap<string, Point>): readonly Wanted[] {
  const [a, b] = [rects.get(edge.from), rects.get(edge.to)];
  if (a === undefined || b === undefined || edge.from === edge.to) return [];
  const { start, end } = known ?? plainPorts(a, b, system.has(edge.to));
  const { whole, blocked } = LOOKS[edge.look];
  const through = whole === undefined ? [] : [{ edge, line: whole, start, end }];
  if (blocked === undefined) return through;

  const stopOn = (side: "egress" | "ingress"): Point | undefined => (sidesOf(edge).includes(side) ? at.get(stopId(side === "egress" ? edge.from : edge.to, side, blocked.mark)) : undefined);
  const [egress, ingress] = [stopOn("egress"), stopOn("ingress")];
  const before = ([x, y]: Point): Port => ({ at: [x - STOP_RADIUS, y], side: "left" });
  const behind = ([x, y]: Point): Port => ({ at: [x + STOP_RADIUS, y], side: "right" });
  const tuck = edge.from.startsWith("namespace:") ? TUCK : 0;
  const out = ([, y]: Point): Port => ({ at: [a.x + a.width - tuck, y], side: "right" });
  const into = ([, y]: Point): Port => ({ at: [b.x, y], side: "left" });
  return [
    ...through,
    ...(egress === undefined ? [] : [{ edge, line: blocked.line, start: out(egress), end: before(egress) }]),
    ...(ingress === undefined ? [] : [{ edge, line: egress === undefined ? blocked.line : ("never" as const), start: egress === undefined ? start : behind(egress), end: before(ingress) }]),
    ...(egress !== undefined && ingress === undefined ? [{ edge, line: "never" as const, start: behind(egress), end }] : []),
    ...(ingress === undefined ? [] : [{ edge, line: "never" as const, start: behind(ingress), end: into(ingress) }]),
  ];
}

/** A bow where nothing is in its way, else along the lanes. */
function viasOf(wanted: readonly Wanted[], rects: ReadonlyMap<string, Rect>, boxes: readonly Rect[]): readonly (readonly Point[])[] {
  const all = [...rects];
  const router = new Router(lanesOf(all.flatMap(([id, rect]) => (id.startsWith("namespace:") ? [] : [rect])), all.flatMap(([id, rect]) => (id.startsWith("namespace:") ? [rect] : [])), boxes));
  const ways = wanted.map(({ edge, line, start, end }) => {
    const via = bow(start, end);
    const others = all.flatMap(([id, rect]) => (id === edge.from || id === edge.to ? [] : [rect]));
    if (isFree(start.at, via, end.at, others)) return { via };
    const corners = router.route(start, end, `${line}>${edge.to}`);
    return corners === undefined ? { via } : { routed: { start: start.at, corners, end: end.at, bundle: `${line}>${edge.to}` } };
  });
  const tracks = onTracks(ways.flatMap(({ routed }) => (routed === undefined ? [] : [routed])));
  let next = 0;
  return ways.map(({ via, routed }) => (routed === undefined ? via : (tracks[next++] ?? [])));
}

/** In the middle of the rims. */
function plainPorts(a: Rect, b: Rect, system: boolean): Ports {
  const [start, end] = sides(a, b, system);
  const middle = (rect: Rect, side: Port["side"]): Port => ({ side, at: side === "top" || side === "bottom" ? [rect.x + rect.width / 2, side === "top" ? rect.y : rect.y + rect.height] : [side === "left" ? rect.x : rect.x + rect.width, rect.y + rect.height / 2] });
  return { start: middle(a, start), end: middle(b, end) };
}
