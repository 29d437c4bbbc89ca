import type { Point } from "#lib/figure/shape.ts";

/** A way along lanes: its ends, and the corners between them, level and upright in turn. */
export interface Routed {
  readonly start: Point;
  readonly corners: readonly Point[];
  readonly end: Point;
  /** Those that lead to one place share a track: whichever of them one follows, it leads there. */
  readonly bundle: string;
}

/** Lines in one lane run so far from each other, as far as all of them fit in it. */
const APART = 6;
const LANE = { level: 22, upright: 30 } as const;
/** How far before and behind a corner a line leaves its straight way. */
const ROUND = 44;
const BETWEEN = 12;

interface Run {
  readonly way: number;
  readonly bundle: string;
  /** Index of its first corner; the second is the next. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Several in one lane run beside each other, each on a track of its own. @returns control points of each */
export function onTracks(ways: readonly Routed[]): readonly (readonly Point[])[] {
  const lanes = new Map<string, Run[]>();
  const straightened = ways.map(({ start, corners, end }) => straight([start, ...corners, end]));
  straightened.forEach((points, way) => {
    for (let at = 1; at + 2 < points.length; at++) {
      const [a, b] = [points[at] as Point, points[at + 1] as Point];
      const isUpright = a[0] === b[0];
      const key = isUpright ? `upright:${a[0]}` : `level:${a[1]}`;
      const along = isUpright ? 1 : 0;
      lanes.set(key, [...(lanes.get(key) ?? []), { way, bundle: ways[way]?.bundle ?? "", at, from: Math.min(a[along], b[along]), to: Math.max(a[along], b[along]) }]);
    }
  });
  const moved = straightened.map((points) => points.map(([x, y]): [number, number] => [x, y]));
  for (const [key, runs] of lanes) {
    const isUpright = key.startsWith("upright");
    const tracks = tracksOf(runs);
    const count = Math.max(...tracks) + 1;
    const apart = Math.min(APART, LANE[isUpright ? "upright" : "level"] / Math.max(1, count - 1));
    runs.forEach(({ way, at }, index) => {
      const offset = ((tracks[index] ?? 0) - (count - 1) / 2) * apart;
      for (const point of [moved[way]?.[at], moved[way]?.[at + 1]]) if (point !== undefined) point[isUpright ? 0 : 1] += offset;
    });
  }
  return moved.map(rounded);
}

/** Without points in the middle of a straight stretch. */
function straight(points: readonly Point[]): readonly Point[] {
  return points.filter((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (before === undefined || after === undefined) return true;
    return !((before[0] === point[0] && point[0] === after[0]) || (before[1] === point[1] && point[1] === after[1]));
  });
}

/** The first track that is free there, or on which one of the same bundle runs anyway. */
function tracksOf(runs: readonly Run[]): readonly number[] {
  const ends: { to: number; bundle: string }[] = [];
  const tracks = runs.map(() => 0);
  const order = runs.map((_, index) => index).toSorted((a, b) => (runs[a]?.from ?? 0) - (runs[b]?.from ?? 0) || (runs[a]?.to ?? 0) - (runs[b]?.to ?? 0));
  for (const index of order) {
    const run = runs[index];
    if (run === undefined) continue;
    const shared = ends.findIndex(({ to, bundle }) => bundle === run.bundle && to + BETWEEN >= run.from);
    const free = shared === -1 ? ends.findIndex(({ to }) => to + BETWEEN < run.from) : shared;
    const track = free === -1 ? ends.length : free;
    tracks[index] = track;
    ends[track] = { to: Math.max(run.to, shared === -1 ? run.to : (ends[track]?.to ?? run.to)), bundle: run.bundle };
  }
  return tracks;
}

/** Each corner becomes three control points, so that the curve follows the lane and is round where it turns. */
function rounded(points: readonly Point[]): readonly Point[] {
  const controls = points.slice(1, -1).flatMap((corner, index): readonly Point[] => {
    const [before, after] = [points[index] as Point, points[index + 2] as Point];
    return [towards(corner, before, index === 0 ? 1.7 : 2), corner, towards(corner, after, index === points.length - 3 ? 1.7 : 2)];
  });
  // A curve that bends where it begins has no direction there.
  const ends = [points[0], points.at(-1)];
  return controls.filter((control, index) => ![controls[index - 1], ...ends].some((other) => other !== undefined && Math.hypot(control[0] - other[0], control[1] - other[1]) < 1));
}

/** A point before a corner; two corners of one stretch share it, and at its ends a line runs straight. */
function towards([x, y]: Point, [toX, toY]: Point, shared: number): Point {
  const length = Math.hypot(toX - x, toY - y) || 1;
  const part = Math.min(ROUND, length / shared) / length;
  return [x + (toX - x) * part, y + (toY - y) * part];
}
