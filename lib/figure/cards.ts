import type { CardRow } from "#lib/api/graph.ts";
import type { Figure } from "#lib/api/pages.ts";
import type { Ink } from "./inks.ts";
import { almost, noEntry, onward, ruleMark, tick } from "./marks.ts";
import { type Shape, type Spot, type Text, at } from "./shape.ts";
import { fit } from "./text.ts";

export interface Place {
  readonly eyebrow: string;
  readonly title: string;
  readonly detail: string;
}
export type FirewallCard = NonNullable<Figure["card"]>;

export const PLACE = { width: 170, height: 82 } as const;
export const FIREWALL_WIDTH = 284;
const PAD = 12;
/** No text of the figure is smaller: where a page of 1024 px has it, 9 px of this are left. */
const SMALL = 11.25;

/** The same spots, of a card that stands elsewhere. */
export const spotsAt = (x: number, y: number, spots: readonly Spot[]): readonly Spot[] => spots.map((spot) => ({ ...spot, x: spot.x + x, y: spot.y + y }));

/** A pod, workload or destination, its corner at (0, 0). */
export function placeCard({ eyebrow, title, detail }: Place, inside: boolean): readonly Shape[] {
  const outline: Ink = inside ? "kubernetes" : "external";
  const width = PLACE.width - 2 * PAD;
  const lines: readonly Text[] = [
    { kind: "text", x: PAD, y: 22, text: eyebrow, size: SMALL, fill: "text-2" },
    { kind: "text", x: PAD, y: 44, text: title, size: 15.5, bold: true, fill: "text" },
    { kind: "text", x: PAD, y: 65, text: detail, size: SMALL, mono: true, fill: "text-2" },
  ];
  return [
    { kind: "box", x: 0, y: 0, ...PLACE, radius: 8, fill: inside ? "surface" : "external-tint", stroke: outline, weight: 2 },
    ...lines.filter(({ text }) => text !== "").map((line) => fit(line, width)),
  ];
}

const HEADER = 46;
const ROW = 20;
const NOTE = 16;
const FOOTER = 26;

interface DrawnCard {
  readonly height: number;
  readonly shapes: readonly Shape[];
  readonly spots: readonly Spot[];
}

/** What the policies allow, and below a dotted line what follows from their silence. Its corner is at (0, 0). */
export function firewallCard(card: FirewallCard, blocks: boolean): DrawnCard {
  const width = FIREWALL_WIDTH - 2 * PAD;
  const shapes: Shape[] = [];
  const spots: Spot[] = [];
  const write = (line: Omit<Text, "kind" | "x"> & { x?: number }): number => shapes.push(fit({ kind: "text", x: PAD, ...line }, FIREWALL_WIDTH - PAD - (line.x ?? PAD)));

  let y = HEADER + 8;
  for (const row of card.rows) {
    if (row.mark === "implied") {
      y += 4;
      shapes.push({ kind: "line", x1: PAD, y1: y, x2: PAD + width, y2: y, stroke: "line-strong", weight: 1, dash: [3, 3] });
      y += 6;
    }
    const { ink, bold, sign } = looksOf(row, blocks);
    if (row.policy !== undefined && row.line !== undefined) spots.push({ x: 4, y: y - 2, width: FIREWALL_WIDTH - 8, height: ROW, label: row.text, policy: row.policy, line: row.line });
    if (row.mark === "tier") write({ y: y + 12, text: row.text, size: SMALL, bold, fill: ink });
    else {
      shapes.push(at(PAD + 5, y + 8, sign));
      write({ x: PAD + 18, y: y + 12, text: row.text, size: 11.5, mono: true, bold, fill: ink });
    }
    y += ROW;
    if (row.note !== undefined) {
      write({ y: y + 9, text: row.note, size: SMALL, fill: "text-2", ...(row.mark !== "implied" && { x: PAD + 18 }) });
      y += NOTE;
    }
  }
  if (card.more > 0) {
    write({ x: PAD + 18, y: y + 11, text: `+${card.more} ${card.more === 1 ? "rule" : "rules"}`, size: SMALL, fill: "text-2" });
    y += NOTE;
  }
  if (card.footer !== "") {
    write({ y: y + 17, text: card.footer, size: SMALL, fill: "text-2" });
    y += FOOTER;
  }
  const height = y + 4;
  const frame: readonly Shape[] = [
    { kind: "box", x: 0, y: 0, width: FIREWALL_WIDTH, height, radius: 8, fill: "surface", stroke: "policy", weight: 2 },
    { kind: "box", x: 3, y: 3, width: FIREWALL_WIDTH - 6, height: HEADER - 3, radius: 5, fill: "policy-tint" },
    fit({ kind: "text", x: PAD, y: 20, text: card.eyebrow, size: SMALL, fill: "text-2" }, width),
    fit({ kind: "text", x: PAD, y: 38, text: card.title, size: 13.5, bold: true, fill: "text" }, width),
  ];
  return { height, shapes: [...frame, ...shapes], spots };
}

interface Looks {
  readonly ink: Ink;
  readonly bold: boolean;
  readonly sign: readonly Shape[];
}

function looksOf({ mark }: CardRow, blocks: boolean): Looks {
  switch (mark) {
    case "allow":
      return { ink: "traffic-text", bold: false, sign: tick("traffic-text") };
    case "near":
      return { ink: "warning", bold: false, sign: almost("warning") };
    case "pass":
      return { ink: "text-2", bold: false, sign: onward("text-2") };
    case "tier":
      return { ink: "text-2", bold: true, sign: [] };
    case "deny":
      return { ink: "blocked-text", bold: true, sign: ruleMark("blocked-text") };
    case "implied": {
      const ink: Ink = blocks ? "blocked-text" : "text-2";
      return { ink, bold: blocks, sign: noEntry(4.5, ink, 1.6) };
    }
  }
}
