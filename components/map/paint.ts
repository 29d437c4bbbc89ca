import type { Ink, Inks } from "#lib/figure/inks.ts";
import type { Shape } from "#lib/figure/shape.ts";

const SANS = '"Inter Variable", system-ui, sans-serif';
const MONO = '"JetBrains Mono Variable", ui-monospace, monospace';
/** On the screen; smaller letters are only grey. */
const SMALLEST_TEXT = 4.5;
const FADED = 0.5;

export const FONTS: readonly string[] = [`620 14px ${SANS}`, `400 14px ${SANS}`, `400 14px ${MONO}`];

/** Draws shapes with the page's own fonts, which pictures inside of a canvas could not use. */
export function paint(context: CanvasRenderingContext2D, shapes: readonly Shape[], inks: Inks, zoom: number): void {
  for (const shape of shapes) paintOne(context, shape, inks, zoom);
}

/** The same, half there: nothing behind it shines through. */
export function paintFaded(context: CanvasRenderingContext2D, shapes: readonly Shape[], inks: Inks, zoom: number): void {
  paint(context, shapes.flatMap(silhouette), inks, zoom);
  context.globalAlpha = FADED;
  paint(context, shapes, inks, zoom);
  context.globalAlpha = 1;
}

function silhouette(shape: Shape): readonly Shape[] {
  if (shape.kind === "group") return [{ ...shape, shapes: shape.shapes.flatMap(silhouette) }];
  return shape.kind === "box" || (shape.kind === "circle" && shape.fill !== undefined) ? [{ ...shape, fill: "canvas", stroke: "canvas" }] : [];
}

function paintOne(context: CanvasRenderingContext2D, shape: Shape, inks: Inks, zoom: number): void {
  switch (shape.kind) {
    case "box":
      context.beginPath();
      context.roundRect(shape.x, shape.y, shape.width, shape.height, shape.radius);
      return fillAndStroke(context, shape, inks);
    case "circle":
      context.beginPath();
      context.arc(shape.x, shape.y, shape.radius, 0, 2 * Math.PI);
      return fillAndStroke(context, shape, inks);
    case "line":
      context.beginPath();
      context.setLineDash([...(shape.dash ?? [])]);
      context.moveTo(shape.x1, shape.y1);
      context.lineTo(shape.x2, shape.y2);
      fillAndStroke(context, shape, inks);
      return context.setLineDash([]);
    case "polygon":
      context.beginPath();
      shape.points.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      context.closePath();
      return fillAndStroke(context, shape, inks);
    case "text":
      if (shape.size * zoom < SMALLEST_TEXT) return;
      context.font = `${shape.bold ? 620 : 400} ${shape.size}px ${shape.mono ? MONO : SANS}`;
      context.textAlign = shape.anchor === "middle" ? "center" : (shape.anchor ?? "start");
      context.fillStyle = inks[shape.fill];
      return context.fillText(shape.text, shape.x, shape.y);
    case "group":
      context.save();
      context.translate(shape.x, shape.y);
      context.scale(shape.scale ?? 1, shape.scale ?? 1);
      paint(context, shape.shapes, inks, zoom);
      return context.restore();
  }
}

function fillAndStroke(context: CanvasRenderingContext2D, { fill, stroke, weight = 1 }: { readonly fill?: Ink; readonly stroke?: Ink; readonly weight?: number }, inks: Inks): void {
  if (fill !== undefined) {
    context.fillStyle = inks[fill];
    context.fill();
  }
  if (stroke !== undefined) {
    context.strokeStyle = inks[stroke];
    context.lineWidth = weight;
    context.stroke();
  }
}
