import type { Ink } from "#lib/figure/inks.ts";
import { STOP_RADIUS } from "#lib/figure/marks.ts";
import type { Point, Shape } from "#lib/figure/shape.ts";
import { textWidth } from "#lib/figure/text.ts";
import { chipShapes, chipWidth } from "./chips.ts";
import { traced } from "./curve.ts";
import { type Detail, LABEL, letters } from "./detail.ts";
import type { Rect } from "./geometry.ts";
import { headRect, rimChips } from "./ground.ts";
import { isRed } from "./looks.ts";
import type { Scene, SceneEdge, SceneStop } from "./scene.ts";
import { eye } from "./signs.ts";
import type { Stretch } from "./ways.ts";

/** More lines than this do not each say that nothing is sent. */
const FEW = 3;
/** So small, words that have to be read would cover all that they are about. */
const CROWDED = 0.16;
/** Where on a line its words may stand, the best place first. */
const PARTS = [0.5, 0.36, 0.64, 0.24, 0.76, 0.14, 0.86] as const;
const EYE = 19;

/** Words and badges of one place. */
interface Saying {
  readonly text: string;
  readonly ink: Ink;
  readonly watched: boolean;
  readonly changed: boolean;
  /** Middles, the best first. */
  readonly places: readonly Point[];
  /** Whether it is said even where all places are taken. */
  readonly always: boolean;
  readonly faded: boolean;
  readonly chosen: boolean;
}

export interface Said {
  readonly rect: Rect;
  readonly faded: boolean;
  readonly shapes: readonly Shape[];
}

/** What is written at marks and lines, each on a plate; where everything is taken, only what has to be said. */
export function wordsOf(scene: Scene, detail: Detail): readonly Said[] {
  const size = letters(detail, LABEL, Infinity);
  const taken: Rect[] = [...scene.boxes.flatMap((box) => [headRect(box, detail), ...rimChips(box, detail).map(({ rect }) => rect)]), ...scene.nodes.map(({ rect }) => rect), ...scene.stops.map(({ at: [x, y] }) => ({ x: x - STOP_RADIUS, y: y - STOP_RADIUS, width: 2 * STOP_RADIUS, height: 2 * STOP_RADIUS }))];
  const sayings = [...scene.stops.flatMap((stop) => atStop(stop, scene, size)), ...alongLines(scene, detail)];
  return sayings.toSorted((a, b) => Number(a.faded) - Number(b.faded) || Number(b.always) - Number(a.always)).flatMap((saying) => {
    const [width, height] = [widthOf(saying, size), size * 1.5];
    const rects = saying.places.map(([x, y]): Rect => ({ x: x - width / 2, y: y - height / 2, width, height }));
    const rect = leastCovering(rects, taken, saying.always && (detail.zoom >= CROWDED || saying.chosen));
    if (rect === undefined) return [];
    taken.push(rect);
    return [{ rect, faded: saying.faded, shapes: sayingShapes(saying, rect, size) }];
  });
}

/** What ends at a mark is said below it once, however many lines end there. */
function atStop(stop: SceneStop, { edges, stops }: Scene, size: number): readonly Saying[] {
  const ended = edges.filter(({ edge }) => stop.edges.includes(edge.id));
  const told = ended.filter(({ faded }) => faded === stop.faded);
  const labels = [...new Set(told.map(({ edge }) => edge.label))].filter(Boolean);
  const [x, y] = stop.at;
  const away = STOP_RADIUS + size * 0.75 + 3;
  const above = stops.some((other) => other.node === stop.node && other.side === stop.side && other.at[1] > y);
  const [below, over]: readonly Point[][] = [1, -1].map((way) => [away, away + 12, away + 24].map((by): Point => [x, y + way * by]));
  return [{
    text: `${labels.slice(0, 2).join(" · ")}${labels.length > 2 ? ` +${labels.length - 2}` : ""}`,
    ink: "blocked-text", watched: told.some(({ edge }) => edge.watched), changed: told.some(({ edge }) => edge.changed), always: true, faded: stop.faded, chosen: told.some(({ chosen }) => chosen),
    places: [...(above ? over : below) ?? [], ...(above ? below : over) ?? []],
  }];
}

function alongLines({ edges }: Scene, detail: Detail): readonly Saying[] {
  const unsent = edges.filter(({ edge, faded }) => isRed(edge.look) && !faded);
  return edges.flatMap((one): readonly Saying[] => {
    const { edge, faded, chosen } = one;
    if (isRed(edge.look)) {
      const never = one.stretches.find(({ line }) => line === "never");
      return never === undefined || faded || !(unsent.length <= FEW || chosen) ? [] : [{ text: "never sent", ink: "blocked-text", watched: false, changed: false, places: pointsOn(never), always: false, faded, chosen }];
    }
    const doubts = edge.look === "unknown" && detail.labels;
    const text = chosen || doubts ? edge.label : "";
    if (text === "" && !edge.watched && !edge.changed) return [];
    return [{ text, ink: edge.look === "unknown" ? "unknown" : "traffic-text", watched: edge.watched, changed: edge.changed, places: placesOf(one, detail), always: chosen || doubts || edge.watched || edge.changed, faded, chosen }];
  });
}

/** The sign of a doubt has the middle of its line. */
function placesOf({ edge, stretches }: SceneEdge, detail: Detail): readonly Point[] {
  const [first] = stretches;
  if (first === undefined) return [];
  return edge.look === "unknown" ? pointsOn(first).map(([x, y], index): Point => (index === 0 ? [x, y + 20 * Math.max(1, detail.lines)] : [x, y])) : pointsOn(first);
}

export function pointsOn({ start, via, end }: Stretch): readonly Point[] {
  const points = traced(start, via, end);
  return PARTS.map((part) => points[Math.round(part * (points.length - 1))] ?? end);
}

const NEW = { text: "new", ink: "warning", fill: "warning-tint" } as const;

function widthOf({ text, watched, changed }: Saying, size: number): number {
  const scale = size / LABEL;
  return (watched ? EYE * scale : 0) + (text === "" ? 0 : textWidth({ text, size, bold: true }) + 10 * scale) + (changed ? (chipWidth(NEW) + 3) * scale : 0);
}

function sayingShapes({ text, ink, watched, changed }: Saying, { x, y, width, height }: Rect, size: number): readonly Shape[] {
  if (width === 0) return [];
  const scale = size / LABEL;
  const middle = y + height / 2;
  const words = textWidth({ text, size, bold: true });
  const after = x + (watched ? EYE * scale : 2 * scale);
  return [
    { kind: "box", x, y, width, height, radius: 4 * scale, fill: "surface" },
    ...(watched ? [{ kind: "group", x: x + 10 * scale, y: middle, scale, shapes: eye(ink) } as const] : []),
    ...(text === "" ? [] : [{ kind: "text", x: after + 3 * scale, y: middle + size * 0.36, text, size, bold: true, fill: ink } as const]),
    ...(changed ? [{ kind: "group", x: text === "" ? after + scale : after + words + 8 * scale, y: middle, scale, shapes: chipShapes(NEW) } as const] : []),
  ];
}

/** The first that covers nothing; of those that have to be somewhere, the one that covers least. */
function leastCovering(rects: readonly Rect[], taken: readonly Rect[], always: boolean): Rect | undefined {
  let best: { readonly rect: Rect; readonly covers: number } | undefined;
  for (const rect of rects) {
    const covers = taken.reduce((sum, other) => sum + overlap(rect, other), 0);
    if (covers === 0) return rect;
    if (always && covers < (best?.covers ?? Infinity)) best = { rect, covers };
  }
  return best?.rect;
}

/** The area that two have in common. */
const overlap = (a: Rect, b: Rect): number => Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) * Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/** Words in the middle of a plate of their own. */
export function plate(text: string, ink: Ink, [x, y]: Point, size: number): readonly Shape[] {
  const width = textWidth({ text, size, bold: true }) + size;
  return [
    { kind: "box", x: x - width / 2, y: y - size * 0.8, width, height: size * 1.6, radius: size * 0.4, fill: "surface", stroke: "line-soft", weight: size / LABEL },
    { kind: "text", x, y: y + size * 0.36, text, size, bold: true, anchor: "middle", fill: ink },
  ];
}
