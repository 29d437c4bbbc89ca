import type { MapBox, MapNode } from "#lib/api/map.ts";
import { noEntry } from "#lib/figure/marks.ts";
import { type Shape, type Text, at } from "#lib/figure/shape.ts";
import { fit, textWidth } from "#lib/figure/text.ts";
import type { Detail } from "./detail.ts";
import type { Rect } from "./geometry.ts";
import { closedLock } from "./signs.ts";

/** On the screen, in px. */
const TITLE = 14;
const WORDS = 12;
const LEADING = 1.32;

interface Line extends Pick<Text, "size" | "fill"> {
  /** The first that fits is written; of the last, as much as fits. */
  readonly texts: readonly string[];
  readonly bold?: boolean;
  readonly sign?: readonly Shape[] | undefined;
}

/** A closed namespace: one tile that fills its box, with words that can be read when all of the map is in sight. */
export function tileShapes(node: MapNode, box: MapBox | undefined, rect: Rect, detail: Detail): readonly Shape[] {
  const { x, y, width, height } = rect;
  const room = width - 16;
  // Letters grow with the tile, and never below what can be read.
  const title = fitting(node.title, Math.max(TITLE / detail.zoom, Math.min(height * 0.11, 26)), room, WORDS / detail.zoom);
  const words = Math.max(WORDS / detail.zoom, title * 0.62);
  const withheld = box?.withheld ?? false;
  const all: readonly Line[] = [
    { texts: [node.title], size: title, bold: true, fill: "text" },
    ...(node.blocked === 0 ? [] : [{ texts: [`${node.blocked} blocked`, String(node.blocked)], size: words, bold: true, fill: "blocked-text", sign: noEntry(5, "blocked", 1.8) } as const]),
    { texts: withheld ? ["policies cannot be read", "not readable"] : limitedIn(node, box), size: words, fill: "text-2", ...(withheld && { sign: closedLock("text-2") }) },
  ];
  const lines = all.filter((line, index) => index === 0 || (heightOf(all.slice(0, index + 1)) <= height - 6 && line.texts.some((text) => fits(line, text, room))));
  let top = y + (height - heightOf(lines)) / 2;
  return [
    { kind: "box", ...rect, radius: 10, fill: "kubernetes-tint", stroke: "kubernetes", weight: 1.5 },
    ...lines.flatMap((line) => {
      const baseline = top + line.size * (LEADING / 2 + 0.36);
      top += line.size * LEADING;
      return lineShapes(line, x + width / 2, baseline, room);
    }),
  ];
}

const heightOf = (lines: readonly Line[]): number => lines.reduce((sum, { size }) => sum + size * LEADING, 0);

const limitedIn = ({ subtitle }: MapNode, box: MapBox | undefined): readonly string[] => (box === undefined || box.workloads === 0 ? [subtitle] : [subtitle, `${box.limited} of ${box.workloads} limited`]).filter(Boolean);

const signWidth = ({ sign, size }: Line): number => (sign === undefined ? 0 : (17 * size) / 12);
const fits = (line: Line, text: string, room: number): boolean => textWidth({ text, size: line.size, bold: line.bold ?? false }) + signWidth(line) <= room;

function lineShapes({ texts, sign, ...line }: Line, x: number, y: number, room: number): readonly Shape[] {
  const scale = line.size / 12;
  const before = signWidth({ texts, sign, ...line });
  const chosen = texts.find((text) => fits({ texts, sign, ...line }, text, room)) ?? texts.at(-1) ?? "";
  const text = fit({ kind: "text", x: x + before / 2, y, anchor: "middle", text: chosen, ...line }, room - before);
  const left = x - textWidth(text) / 2 - before / 2;
  return [...(sign === undefined ? [] : [at(left + 6 * scale, y - line.size * 0.36, [{ kind: "group", x: 0, y: 0, scale, shapes: sign }])]), text];
}

/** As large as wanted, or smaller so that all of it fits, down to `least`. */
function fitting(text: string, wanted: number, room: number, least: number): number {
  const needed = textWidth({ text, size: wanted, bold: true });
  return needed <= room ? wanted : Math.max(Math.min(least, wanted), (wanted * room) / needed);
}
