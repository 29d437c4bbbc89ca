import type { MapNode } from "#lib/api/map.ts";
import type { Ink } from "#lib/figure/inks.ts";
import { noEntry, openLock, shield, tick } from "#lib/figure/marks.ts";
import { type Shape, at } from "#lib/figure/shape.ts";
import { textWidth } from "#lib/figure/text.ts";
import { questionMark } from "./signs.ts";

/** A small word in a rounded frame, with a sign before or behind it. */
export interface Chip {
  readonly text: string;
  readonly ink: Ink;
  readonly fill: Ink;
  readonly before?: readonly Shape[];
  readonly after?: readonly Shape[];
}

const SIGN = 15;
const PAD = 7;
const GAP = 5;

/** At a size of letters of 10; everything grows with them. */
export const chipWidth = ({ text, before, after }: Chip): number => 2 * PAD + textWidth({ text, size: 10 }) + (before === undefined ? 0 : SIGN) + (after === undefined ? 0 : SIGN);
const CHIP_HEIGHT = 17;

/** Its left end and its middle line at (0, 0). */
export function chipShapes(chip: Chip): readonly Shape[] {
  const { text, ink, fill, before, after } = chip;
  const width = chipWidth(chip);
  return [
    { kind: "box", x: 0, y: -CHIP_HEIGHT / 2, width, height: CHIP_HEIGHT, radius: CHIP_HEIGHT / 2, fill, stroke: "line-strong", weight: 0.9 },
    ...(before === undefined ? [] : [at(PAD + 4.5, 0, [{ kind: "group", x: 0, y: 0, scale: 0.82, shapes: before }])]),
    { kind: "text", x: PAD + (before === undefined ? 0 : SIGN), y: 3.5, text, size: 10, fill: ink },
    ...(after === undefined ? [] : [at(width - PAD - 4.5, 0, [{ kind: "group", x: 0, y: 0, scale: 0.8, shapes: after }])]),
  ];
}

/** What a card says beside its name: what is open, whose network it has, and what everybody uses. */
export function chipsOf(node: MapNode): readonly Chip[] {
  // Of what is outside no policy is known.
  if (node.kind !== "group" && node.kind !== "pod") return [];
  const open = node.egressOpen && node.ingressOpen ? "open" : node.egressOpen ? "egress open" : node.ingressOpen ? "ingress open" : undefined;
  return [
    ...(node.hostNetwork ? [{ text: "host network", ink: "warning", fill: "warning-tint" } as const] : open === undefined ? [] : [{ text: open, ink: "text-2", fill: "surface", before: openLock("text-2") } as const]),
    ...node.hubs.map(({ title, verdict }): Chip => ({ text: title, ...HUB[verdict] })),
  ];
}

const HUB: Readonly<Record<MapNode["hubs"][number]["verdict"], Omit<Chip, "text">>> = {
  allow: { ink: "traffic-text", fill: "traffic-tint", after: tick("traffic-text") },
  deny: { ink: "blocked-text", fill: "blocked-tint", after: noEntry(5, "blocked-text", 1.8) },
  partial: { ink: "blocked-text", fill: "blocked-tint", after: noEntry(5, "blocked-text", 1.8) },
  unknown: { ink: "unknown", fill: "unknown-tint", after: questionMark("unknown") },
};

/** As many as fit in `width`, and a last one that counts the others. */
export function fittingChips(chips: readonly Chip[], width: number): readonly { readonly chip: Chip; readonly x: number }[] {
  const placed: { readonly chip: Chip; readonly x: number }[] = [];
  let x = 0;
  for (const [index, chip] of chips.entries()) {
    const rest = chips.length - index - 1;
    const needed = chipWidth(chip) + (rest === 0 ? 0 : GAP + chipWidth(more(rest)));
    if (x + needed > width && index > 0) return [...placed, { chip: more(rest + 1), x }];
    placed.push({ chip, x });
    x += chipWidth(chip) + GAP;
  }
  return placed;
}

const more = (count: number): Chip => ({ text: `+${count}`, ink: "text-2", fill: "surface" });

/** How many policies limit it, as on the card's right upper corner. */
export const shieldCount = (count: number): readonly Shape[] => [at(-4, 0, shield("policy")), { kind: "text", x: 6, y: 4.2, text: String(count), size: 12, bold: true, fill: "policy" }];
