import { escapeXml } from "./escape.ts";
import { type Pen, penOf } from "./fading.ts";
import type { Ink, Inks } from "./inks.ts";
import { type Drawing, type Point, type Shape, bends } from "./shape.ts";

const SANS = "Inter, Inter Variable, Helvetica Neue, Arial, system-ui, sans-serif";
const MONO = "JetBrains Mono, JetBrains Mono Variable, ui-monospace, monospace";

/** A document that stands alone: for the command line and for files. Everything from a cluster is escaped. */
export function drawingToSvg(drawing: Drawing, inks: Inks, margin = 24): string {
  const { width, height, title, description, shapes } = drawing;
  const box = [-margin, -margin, width + 2 * margin, height + 2 * margin];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.join(" ")}" width="${box[2]}" height="${box[3]}" role="img" aria-labelledby="title desc" font-family="${SANS}">`,
    `<title id="title">${escapeXml(title)}</title><desc id="desc">${escapeXml(description)}</desc>`,
    `<rect x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" fill="${inks.canvas}"/>`,
    ...shapes.map((shape) => element(shape, penOf(inks))),
    "</svg>",
  ].join("\n");
}

function element(shape: Shape, pen: Pen): string {
  const paint = (fill: Ink | undefined, stroke: Ink | undefined, weight = 1, dash?: readonly number[]): string =>
    `fill="${fill === undefined ? "none" : pen.shapes[fill]}"${stroke === undefined ? "" : ` stroke="${pen.shapes[stroke]}" stroke-width="${weight}"`}${dash === undefined ? "" : ` stroke-dasharray="${dash.join(" ")}"`}`;
  switch (shape.kind) {
    case "box":
      return `<rect x="${shape.x}" y="${shape.y}" width="${shape.width}" height="${shape.height}" rx="${shape.radius}" ${paint(shape.fill, shape.stroke, shape.weight, shape.dash)}/>`;
    case "circle":
      return `<circle cx="${shape.x}" cy="${shape.y}" r="${shape.radius}" ${paint(shape.fill, shape.stroke, shape.weight)}/>`;
    case "line":
      return `<line x1="${shape.x1}" y1="${shape.y1}" x2="${shape.x2}" y2="${shape.y2}" ${paint(undefined, shape.stroke, shape.weight, shape.dash)}/>`;
    case "curve":
      return `<path d="${pathOf(shape)}" ${paint(undefined, shape.stroke, shape.weight, shape.dash)}/>`;
    case "polygon":
      return `<polygon points="${shape.points.map((point) => point.join(",")).join(" ")}" ${paint(shape.fill, undefined)}/>`;
    case "text":
      return `<text x="${shape.x}" y="${shape.y}" font-size="${shape.size}"${shape.bold ? ' font-weight="700"' : ""}${shape.mono ? ` font-family="${MONO}"` : ""} text-anchor="${shape.anchor ?? "start"}" fill="${pen.words[shape.fill]}">${escapeXml(shape.text)}</text>`;
    case "group":
      return `<g transform="translate(${shape.x} ${shape.y})${shape.scale === undefined ? "" : ` scale(${shape.scale})`}">${shape.shapes.map((child) => element(child, shape.faded ? pen.faded : pen)).join("")}</g>`;
  }
}

/** A curve as the `d` of a path; also what a canvas understands. */
export function pathOf({ start, via, end }: { readonly start: Point; readonly via: readonly Point[]; readonly end: Point }): string {
  const pieces = bends(via, end).map(([control, joint]) => `Q${control.map(short).join(" ")} ${joint.map(short).join(" ")}`);
  return `M${start.map(short).join(" ")}${pieces.length === 0 ? `L${end.map(short).join(" ")}` : pieces.join("")}`;
}

const short = (length: number): number => Math.round(length * 10) / 10;
