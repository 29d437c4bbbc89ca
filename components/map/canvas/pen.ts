import type { Pen } from "#lib/figure/fading.ts";
import type { Ink } from "#lib/figure/inks.ts";
import { type Shape, bends } from "#lib/figure/shape.ts";

const SANS = '"Inter Variable", system-ui, sans-serif';
const MONO = '"JetBrains Mono Variable", ui-monospace, monospace';
/** On the screen; smaller letters are only grey. */
const SMALLEST_TEXT = 4.5;

export const FONTS: readonly string[] = [`620 14px ${SANS}`, `400 14px ${SANS}`, `400 14px ${MONO}`];

/** Draws shapes with the page's own fonts, which pictures inside of a canvas could not use. */
export function paint(context: CanvasRenderingContext2D, shapes: readonly Shape[], pen: Pen, zoom: number): void {
  for (const shape of shapes) paintOne(context, shape, pen, zoom);
}

function paintOne(context: CanvasRenderingContext2D, shape: Shape, pen: Pen, zoom: number): void {
  switch (shape.kind) {
    case "box":
      context.beginPath();
      context.roundRect(shape.x, shape.y, shape.width, shape.height, shape.radius);
      return fillAndStroke(context, shape, pen);
    case "circle":
      context.beginPath();
      context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
      return fillAndStroke(context, shape, pen);
    case "line":
      context.beginPath();
      context.moveTo(shape.x1, shape.y1);
      context.lineTo(shape.x2, shape.y2);
      return fillAndStroke(context, shape, pen);
    case "curve":
      context.beginPath();
      context.moveTo(...shape.start);
      for (const [control, joint] of bends(shape.via, shape.end)) context.quadraticCurveTo(...control, ...joint);
      if (shape.via.length === 0) context.lineTo(...shape.end);
      return fillAndStroke(context, shape, pen);
    case "polygon":
      context.beginPath();
      shape.points.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      context.closePath();
      return fillAndStroke(context, shape, pen);
    case "text":
      if (shape.size * zoom < SMALLEST_TEXT) return;
      context.font = `${shape.bold ? 620 : 400} ${shape.size}px ${shape.mono ? MONO : SANS}`;
      context.textAlign = shape.anchor === "middle" ? "center" : (shape.anchor ?? "start");
      context.fillStyle = pen.words[shape.fill];
      return context.fillText(shape.text, shape.x, shape.y);
    case "group": {
      const scale = shape.scale ?? 1;
      context.translate(shape.x, shape.y);
      context.scale(scale, scale);
      paint(context, shape.shapes, shape.faded ? pen.faded : pen, zoom * scale);
      context.scale(1 / scale, 1 / scale);
      return context.translate(-shape.x, -shape.y);
    }
  }
}

function fillAndStroke(context: CanvasRenderingContext2D, { fill, stroke, weight = 1, dash }: { readonly fill?: Ink; readonly stroke?: Ink; readonly weight?: number; readonly dash?: readonly number[] }, { shapes }: Pen): void {
  if (fill !== undefined) {
    context.fillStyle = shapes[fill];
    context.fill();
  }
  if (stroke === undefined) return;
  context.strokeStyle = shapes[stroke];
  context.lineWidth = weight;
  if (dash === undefined) return context.stroke();
  context.setLineDash([...dash]);
  context.stroke();
  context.setLineDash([]);
}
