import type { MapEdge } from "#lib/api/map.ts";
import { STOP_RADIUS } from "#lib/figure/marks.ts";
import type { Port, Side } from "./curve.ts";
import { type Rect, centre } from "./geometry.ts";

/** Where an edge leaves its caller and enters whom it calls, as if nothing blocked it. */
export interface Ports {
  readonly start: Port;
  readonly end: Port;
}

/** Two lines at one rim are this far apart, as far as there is room. */
const APART = 11;
const CORNER = 5;
/** Less is not beside each other. */
const BESIDE = 12;

interface Touch {
  readonly edge: string;
  /** What ends here together ends at one point. */
  readonly bundle: string;
  readonly which: "start" | "end";
  /** Where the other end is, along the rim. */
  readonly towards: number;
}

/**
 * Every edge has a place of its own on the rim, in the order of where they go, so that they do not cross before they are
 * apart.
 *
 * @param stopped `<side of the rim>:<node>` where marks stand: their middle is kept free
 */
export function portsOf(edges: readonly MapEdge[], rects: ReadonlyMap<string, Rect>, system: ReadonlySet<string>, stopped: ReadonlySet<string>): ReadonlyMap<string, Ports> {
  const rims = new Map<string, { readonly node: string; readonly side: Side; readonly touches: Touch[] }>();
  for (const { id, from, to, look } of edges) {
    const [a, b] = [rects.get(from), rects.get(to)];
    if (a === undefined || b === undefined || from === to) continue;
    const [start, end] = sides(a, b, system.has(to));
    touch(from, start, { edge: id, bundle: id, which: "start", towards: along(start, b) });
    touch(to, end, { edge: id, bundle: look, which: "end", towards: along(end, a) });
  }
  const found = new Map<string, { start?: Port; end?: Port }>();
  for (const { node, side, touches } of rims.values()) {
    const rect = rects.get(node);
    if (rect === undefined) continue;
    const places = spreadOn(rect, side, touches.toSorted((a, b) => a.towards - b.towards || (a.edge < b.edge ? -1 : 1)), stopped.has(`${side}:${node}`));
    for (const [{ edge, which }, at] of places) found.set(edge, { ...found.get(edge), [which]: at });
  }
  return new Map([...found].flatMap(([id, { start, end }]) => (start === undefined || end === undefined ? [] : [[id, { start, end }]])));

  function touch(node: string, side: Side, one: Touch): void {
    const key = `${side}:${node}`;
    const rim = rims.get(key) ?? { node, side, touches: [] };
    rim.touches.push(one);
    rims.set(key, rim);
  }
}

/** Callers left, called right; who stands left of its caller is reached from the right. */
export function sides(a: Rect, b: Rect, system: boolean): readonly [start: Side, end: Side] {
  if (system) return [centre(b)[0] < a.x ? "left" : "right", "top"];
  if (b.x >= a.x + a.width + BESIDE) return ["right", "left"];
  if (b.x + b.width + BESIDE <= a.x) return ["left", "right"];
  if (b.y >= a.y + a.height && b.y < a.y + 2 * a.height) return ["bottom", "top"];
  if (a.y >= b.y + b.height && a.y < b.y + 2 * b.height) return ["top", "bottom"];
  return ["right", "right"];
}

const along = (side: Side, rect: Rect): number => centre(rect)[side === "left" || side === "right" ? 1 : 0];

function spreadOn(rect: Rect, side: Side, touches: readonly Touch[], kept: boolean): readonly (readonly [Touch, Port])[] {
  const upright = side === "left" || side === "right";
  const [x, y] = centre(rect);
  const half = (upright ? rect.height : rect.width) / 2 - CORNER;
  const at = (offset: number): Port => ({ side, at: upright ? [side === "left" ? rect.x : rect.x + rect.width, y + offset] : [x + offset, side === "top" ? rect.y : rect.y + rect.height] });
  if (!kept || !upright) return evenly(touches, -half, half).map(([touch, offset]) => [touch, at(offset)]);
  const free = Math.min(half, STOP_RADIUS + 3);
  const above = touches.filter(({ towards }) => towards <= y);
  const below = touches.filter(({ towards }) => towards > y);
  return [...evenly(above, -half, -free), ...evenly(below, free, half)].map(([touch, offset]) => [touch, at(offset)]);
}

function evenly(touches: readonly Touch[], from: number, to: number): readonly (readonly [Touch, number])[] {
  const bundles = [...new Set(touches.map(({ bundle }) => bundle))];
  const apart = bundles.length < 2 ? 0 : Math.min(APART, (to - from) / (bundles.length - 1));
  const first = (from + to - apart * (bundles.length - 1)) / 2;
  return touches.map((touch) => [touch, first + bundles.indexOf(touch.bundle) * apart]);
}
