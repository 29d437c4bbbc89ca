import { arrowHead, stepNumber } from "./marks.ts";
import type { Ink } from "./inks.ts";
import { type Point, type Shape, at } from "./shape.ts";
import { type Line, STROKES, type Stroke } from "./strokes.ts";
import { textWidth } from "./text.ts";

/** A straight line, level or upright, with the end that its meaning asks for. */
export function connect(line: Line, [x1, y1]: Point, [x2, y2]: Point): readonly Shape[] {
  const { ink, weight, dash, head }: Stroke = STROKES[line];
  const stroke: Shape = { kind: "line", x1, y1, x2, y2, stroke: ink, weight, ...(dash !== undefined && { dash }) };
  switch (head) {
    case "none":
      return [stroke];
    case "triangle":
      return [stroke, arrowHead(x2, y2, y1 === y2 ? (x2 > x1 ? "right" : "left") : y2 > y1 ? "down" : "up", ink)];
    case "tee": {
      const [dx, dy] = y1 === y2 ? [0, 8] : [8, 0];
      return [stroke, { kind: "line", x1: x2 - dx, y1: y2 - dy, x2: x2 + dx, y2: y2 + dy, stroke: ink, weight }];
    }
  }
}

const SIZE = 12;
const NUMBER = 21;

/** Words at a line, on a plate so that nothing shines through; with the number of the step they tell. */
export function label(text: string, [x, y]: Point, { fill, number, plate, anchor = "middle" }: { readonly fill: Ink; readonly number?: number; readonly plate: Ink; readonly anchor?: "start" | "middle" }): readonly Shape[] {
  const before = number === undefined ? 0 : NUMBER;
  const width = before + textWidth({ text, size: SIZE, bold: true });
  const left = anchor === "middle" ? x - width / 2 : x;
  return [
    { kind: "box", x: left - 4, y: y - 14, width: width + 8, height: 20, radius: 4, fill: plate },
    ...(number === undefined ? [] : [at(left + 7.5, y - 4.2, stepNumber(number, fill))]),
    { kind: "text", x: left + before, y, text, size: SIZE, bold: true, fill },
  ];
}
