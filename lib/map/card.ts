import type { MapNode } from "#lib/api/map.ts";
import type { Ink } from "#lib/figure/inks.ts";
import { type Shape, at } from "#lib/figure/shape.ts";
import { fit, textWidth } from "#lib/figure/text.ts";
import { chipShapes, chipsOf, fittingChips, shieldCount } from "./chips.ts";
import { type Detail, letters } from "./detail.ts";
import type { Rect } from "./geometry.ts";

interface Frame {
  readonly fill: Ink;
  readonly stroke: Ink;
  readonly weight: number;
  readonly radius: number;
  readonly dash?: readonly number[];
}

const PAD = 11;
const SHIELD = 24;
const TITLE = { size: 13.5, most: 18, alone: 30 } as const;
const SMALL = { size: 10.5, most: 15 } as const;

/** Of a group, a pod, what is outside, or what belongs to the system. */
export function cardShapes(node: MapNode, rect: Rect, detail: Detail): readonly Shape[] {
  const frame: Shape = { kind: "box", ...rect, ...frameOf(node) };
  return detail.cards ? [frame, ...lines(node, rect, detail), ...chips(node, rect, detail)] : [frame, titleAlone(node, rect, detail)];
}

function frameOf({ id, kind, place }: MapNode): Frame {
  if (id.startsWith("rest:")) return { fill: "canvas", stroke: "line-strong", weight: 1.25, radius: 8, dash: [4, 3] };
  if (place === "system") return { fill: "surface", stroke: "kubernetes-soft", weight: 1.5, radius: 7 };
  switch (kind) {
    case "external":
      return { fill: "external-tint", stroke: "external", weight: 1.75, radius: 15 };
    case "service":
    case "node":
      return { fill: "kubernetes-tint", stroke: "kubernetes", weight: 1.5, radius: 8 };
    case "pod":
      return { fill: "surface", stroke: "kubernetes", weight: 1.25, radius: 5 };
    case "group":
    case "namespace":
      return { fill: "surface", stroke: "kubernetes", weight: 1.75, radius: 8 };
  }
}

function lines(node: MapNode, { x, y, width, height }: Rect, detail: Detail): readonly Shape[] {
  const limits = new Set([...node.egressLimitedBy, ...node.ingressLimitedBy]).size;
  const title = letters(detail, TITLE.size, TITLE.most, 11.5);
  const small = letters(detail, SMALL.size, SMALL.most);
  const under = [node.subtitle, ...(node.split === null ? [] : [node.split]), ...(node.kind === "external" ? [node.detail] : [])].filter(Boolean).join(" · ");
  const top = y + (height - title - small - 5) / 2;
  return [
    fit({ kind: "text", x: x + PAD, y: top + title * 0.86, text: node.title, size: title, bold: true, fill: "text" }, width - 2 * PAD - (limits === 0 ? 0 : SHIELD + 4)),
    fit({ kind: "text", x: x + PAD, y: top + title + 5 + small * 0.82, text: under, size: small, fill: node.split === null ? "text-2" : "warning" }, width - 2 * PAD),
    ...(limits === 0 ? [] : [at(x + width - PAD - 12, top + title * 0.52, shieldCount(limits))]),
  ];
}

function chips(node: MapNode, { x, y, width, height }: Rect, detail: Detail): readonly Shape[] {
  const scale = letters(detail, 10, 13) / 10;
  return fittingChips(chipsOf(node), (width - 12) / scale).map((placed) => ({ kind: "group", x: x + 8 + placed.x * scale, y: y + height + 1, scale, shapes: chipShapes(placed.chip) }));
}

function titleAlone({ title }: MapNode, { x, y, width, height }: Rect, detail: Detail): Shape {
  const room = width - PAD;
  const wanted = letters(detail, TITLE.size, Math.min(TITLE.alone, height * 0.62), 12);
  const least = letters(detail, TITLE.size, wanted);
  const needed = textWidth({ text: title, size: wanted, bold: true });
  const size = Math.max(least, Math.min(wanted, (wanted * room) / needed));
  return fit({ kind: "text", x: x + width / 2, y: y + height / 2 + size * 0.36, text: title, size, bold: true, anchor: "middle", fill: "text" }, room);
}
