import { shield } from "#lib/figure/marks.ts";
import { type Point, type Shape, type Text, at } from "#lib/figure/shape.ts";
import { fit, textWidth } from "#lib/figure/text.ts";
import { type Detail, letters } from "./detail.ts";
import type { Rect } from "./geometry.ts";
import type { Scene, SceneBox } from "./scene.ts";
import { closedLock } from "./signs.ts";

export function clusterShapes({ title, rect }: Scene["cluster"], detail: Detail): readonly Shape[] {
  const { x, y, width } = rect;
  const size = letters(detail, 12, 30, 10.5);
  return [
    { kind: "box", ...rect, radius: 14, fill: "cluster", stroke: "kubernetes", weight: 2 * Math.min(1.6, detail.lines) },
    fit({ kind: "text", x: x + width / 2, y: y + 12 + size, text: `KUBERNETES CLUSTER   ${title}`, size, bold: true, anchor: "middle", fill: "text-2" }, width - 40),
  ];
}

const PAD = 16;

/** An opened namespace. */
export const boxShapes = ({ rect }: SceneBox, detail: Detail): readonly Shape[] => [{ kind: "box", ...rect, radius: 11, fill: "canvas", stroke: "kubernetes-soft", weight: 1.5 * Math.min(1.6, detail.lines) }];

interface Head {
  readonly name: Text;
  /** How far it is limited; absent where there is no room for it. */
  readonly told: Text | undefined;
  readonly lock: Point | undefined;
  readonly rect: Rect;
}

function headOf({ box, rect: { x, y, width } }: SceneBox, detail: Detail): Head {
  const size = letters(detail, 14, 32, 12);
  const small = letters(detail, 11.5, 22);
  const baseline = y + 14 + size;
  const name = fit({ kind: "text", x: x + PAD, y: baseline, text: box.namespace, size, bold: true, fill: "text" }, width - 2 * PAD);
  const after = x + PAD + textWidth(name) + 0.8 * size;
  const words: Text = { kind: "text", x: after + (box.withheld ? 16 : 0), y: baseline, text: box.withheld ? "its policies cannot be read" : `${box.limited} of ${box.workloads} workloads limited`, size: small, fill: "muted" };
  const told = box.workloads > 0 && words.x + textWidth(words) <= x + width - PAD ? words : undefined;
  const end = told !== undefined ? told.x + textWidth(told) : box.withheld ? after + 14 : x + PAD + textWidth(name);
  return { name, told, lock: box.withheld ? [after + 5, baseline - small * 0.38] : undefined, rect: { x: x + PAD - 6, y: baseline - size, width: end - x - PAD + 12, height: size * 1.36 } };
}

/** Its name and how far it is limited, in the head of its box; on a plate, since lines run below. */
export function headShapes(box: SceneBox, detail: Detail): readonly Shape[] {
  const { name, told, lock, rect } = headOf(box, detail);
  return [{ kind: "box", ...rect, radius: 4, fill: "canvas" }, name, ...(lock === undefined ? [] : [at(...lock, closedLock("muted"))]), ...(told === undefined ? [] : [told])];
}

/** Where others have to keep away. */
export const headRect = (box: SceneBox, detail: Detail): Rect => headOf(box, detail).rect;

export interface RimChip {
  readonly policy: string;
  readonly rect: Rect;
  readonly shapes: readonly Shape[];
}

const CHIP = { height: 21, before: 24, after: 9, gap: 8 } as const;

/** Policies that select all of a namespace, on the upper rim of its box, from the right; those that do not fit are counted by the last. */
export function rimChips({ box, rect }: SceneBox, detail: Detail): readonly RimChip[] {
  const size = letters(detail, 10.5, 17);
  const scale = size / 10.5;
  const texts = box.rims.map(({ name, directions }) => `${name} · ${directions.join(", ")}`);
  const widthOf = (text: string): number => (CHIP.before + CHIP.after) * scale + textWidth({ text, size });
  let right = rect.x + rect.width - 14;
  const chips: RimChip[] = [];
  for (const [index, { policy }] of box.rims.entries()) {
    const left = rect.x + 14 + (index === box.rims.length - 1 ? 0 : 40 * scale);
    const whole = texts[index] ?? "";
    const text = right - widthOf(whole) >= left ? whole : index === 0 ? fit({ kind: "text", x: 0, y: 0, text: whole, size, fill: "text" }, right - left - (CHIP.before + CHIP.after) * scale).text : `+${box.rims.length - index}`;
    const width = widthOf(text);
    const chip: Rect = { x: right - width, y: rect.y - (CHIP.height * scale) / 2, width, height: CHIP.height * scale };
    chips.push({ policy, rect: chip, shapes: chipShapes(chip, text, size, scale) });
    if (text.startsWith("+")) break;
    right -= width + CHIP.gap * scale;
  }
  return chips;
}

const chipShapes = (rect: Rect, text: string, size: number, scale: number): readonly Shape[] => [
  { kind: "box", ...rect, radius: 5 * scale, fill: "policy-tint", stroke: "policy", weight: 1.25 },
  { kind: "group", x: rect.x + 13 * scale, y: rect.y + rect.height / 2, scale, shapes: shield("policy") },
  { kind: "text", x: rect.x + CHIP.before * scale, y: rect.y + rect.height / 2 + size * 0.36, text, size, fill: "text" },
];
