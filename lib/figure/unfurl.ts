import type { CardRow } from "#lib/api/graph.ts";
import type { Figure } from "#lib/api/pages.ts";
import type { Ink } from "./inks.ts";
import { STOP_RADIUS, stopRing, stopRule } from "./marks.ts";
import { type Drawing, type Shape, at } from "./shape.ts";
import { describe } from "./across.ts";
import { BEHIND, STROKES } from "./strokes.ts";
import { fit, textWidth } from "./text.ts";

/** What a chat shows of a link: read at a glance in a small frame, so of the figure only the path is left. */
export interface Unfurl {
  /** Blocked by default deny */
  readonly word: string;
  /** What comes behind the word. */
  readonly sentence: string;
  readonly figure: Figure;
  /** Cluster, time, and whether it is frozen. */
  readonly footer: string;
}

/** As Open Graph asks for it, in pixels. */
export const UNFURL = { width: 1200, height: 630 } as const;
const PAD = 48;
const BAR = 92;
const ROW = { y: 300, height: 216 } as const;
const SOURCE = { x: PAD, width: 286 } as const;
const CARD = { x: 392, width: 340 } as const;
const TARGET = { x: 846, width: UNFURL.width - PAD - 846 } as const;
const LINE_Y = ROW.y + ROW.height / 2;
/** Marks and lines are made for the figure; here they are seen from further away. */
const ENLARGED = 2;

export function drawUnfurl({ word, sentence, figure, footer }: Unfurl): Drawing {
  const tone = TONES[figure.outcome];
  const shapes: readonly Shape[] = [
    { kind: "box", x: 0, y: 0, width: UNFURL.width, height: BAR, radius: 0, fill: tone.tint },
    { kind: "box", x: 0, y: BAR - 4, width: UNFURL.width, height: 4, radius: 0, fill: tone.ink },
    { kind: "group", x: PAD + 22, y: BAR / 2 - 2, scale: 1.7, shapes: signOf(figure.outcome) },
    fit({ kind: "text", x: PAD + 62, y: BAR / 2 + 12, text: word, size: 38, bold: true, fill: tone.text }, 820),
    { kind: "text", x: UNFURL.width - PAD, y: BAR / 2 + 8, text: "Whydrop", size: 28, bold: true, anchor: "end", fill: "text-2" },
    ...wrap(sentence, UNFURL.width - 2 * PAD).map((text, index): Shape => ({ kind: "text", x: PAD, y: 156 + index * 52, text, size: SENTENCE, bold: true, fill: "text" })),
    end(figure.source, SOURCE),
    end(figure.target, TARGET),
    ...path(figure),
    ...(figure.card === null ? [] : [gate(figure.card, figure.outcome !== "allowed")]),
    fit({ kind: "text", x: PAD, y: UNFURL.height - 40, text: footer, size: 26, fill: "text-2" }, UNFURL.width - 2 * PAD),
  ];
  return { ...UNFURL, title: figure.sentence, description: describe(figure), shapes };
}

interface Tone {
  readonly tint: Ink;
  readonly ink: Ink;
  readonly text: Ink;
}

const BLOCKED: Tone = { tint: "blocked-tint", ink: "blocked", text: "blocked-text" };
const TONES: Readonly<Record<Figure["outcome"], Tone>> = {
  blocked: BLOCKED,
  rule: BLOCKED,
  dns: BLOCKED,
  partly: BLOCKED,
  allowed: { tint: "traffic-tint", ink: "traffic", text: "traffic-text" },
  unknown: { tint: "unknown-tint", ink: "unknown", text: "text" },
};

function signOf(outcome: Figure["outcome"]): readonly Shape[] {
  switch (outcome) {
    case "blocked":
    case "dns":
    case "partly":
      return stopRing();
    case "rule":
      return stopRule();
    case "allowed":
      return [
        { kind: "circle", x: 0, y: 0, radius: STOP_RADIUS, fill: "surface", stroke: "traffic", weight: 3 },
        { kind: "line", x1: -5.5, y1: 0.5, x2: -1.5, y2: 4.5, stroke: "traffic", weight: 2.5 },
        { kind: "line", x1: -1.5, y1: 4.5, x2: 6, y2: -4.5, stroke: "traffic", weight: 2.5 },
      ];
    case "unknown":
      return [
        { kind: "circle", x: 0, y: 0, radius: STOP_RADIUS, fill: "surface", stroke: "unknown", weight: 3 },
        { kind: "text", x: 0, y: 6, text: "?", size: 17, bold: true, anchor: "middle", fill: "unknown" },
      ];
  }
}

interface Across {
  readonly x: number;
  readonly width: number;
}

const INSIDE = 20;

/** The name in the middle, what it is above, where it is below. */
function end({ eyebrow, title, detail, inside }: Figure["source"], { x, width }: Across): Shape {
  const height = 148;
  const line = (y: number, text: string, size: number, more: { readonly bold?: boolean; readonly mono?: boolean; readonly fill: Ink }): Shape => fit({ kind: "text", x: INSIDE, y, text, size, ...more }, width - 2 * INSIDE);
  return at(x, LINE_Y - height / 2, [
    { kind: "box", x: 0, y: 0, width, height, radius: 14, fill: inside ? "surface" : "external-tint", stroke: inside ? "kubernetes" : "external", weight: 4 },
    line(42, calm(eyebrow), SMALL, { fill: "text-2" }),
    line(84, title, 32, { bold: true, fill: "text" }),
    ...(detail === "" ? [] : [line(122, detail, SMALL, { mono: true, fill: "text-2" })]),
  ]);
}

/** Capitals are too wide here. */
const calm = (eyebrow: string): string => eyebrow.charAt(0) + eyebrow.slice(1).toLowerCase();

const SENTENCE = 42;
const SMALL = 26;

/** The rule that comes nearest, or denies, and what follows where none allows. */
function gate({ title, side, rows }: NonNullable<Figure["card"]>, blocks: boolean): Shape {
  const { width } = CARD;
  const told = rows.filter(({ mark }) => mark !== "tier");
  const spoken = told.find(({ mark }) => mark === "near" || mark === "deny") ?? told.find(({ mark }) => mark === "allow");
  const implied = told.find(({ mark }) => mark === "implied");
  const shown = [spoken, implied].filter((row): row is CardRow => row !== undefined);
  const inkOf = ({ mark }: CardRow): Ink => (mark === "allow" ? "traffic-text" : mark === "near" ? "warning" : blocks ? "blocked-text" : "text-2");
  return at(CARD.x, ROW.y, [
    { kind: "box", x: 0, y: 0, width, height: ROW.height, radius: 14, fill: "surface", stroke: "policy", weight: 4 },
    { kind: "box", x: 5, y: 5, width: width - 10, height: 88, radius: 9, fill: "policy-tint" },
    { kind: "text", x: INSIDE, y: 38, text: side.toUpperCase(), size: SMALL, fill: "text-2" },
    fit({ kind: "text", x: INSIDE, y: 76, text: title.replace(/^[A-Z]\w+ (?=\S+$)/, ""), size: 28, bold: true, fill: "text" }, width - 2 * INSIDE),
    ...shown.map((row, index): Shape => fit({ kind: "text", x: INSIDE, y: 138 + index * 48, text: row.text, size: SMALL, fill: inkOf(row) }, width - 2 * INSIDE)),
  ]);
}

/** From the source to the card, and behind it as far as packets come. */
function path({ card, outcome }: Figure): readonly Shape[] {
  const lines = BEHIND[outcome];
  const from = SOURCE.x + SOURCE.width;
  const gateEnd = card === null ? from : CARD.x + CARD.width;
  const stopX = card === null ? (from + TARGET.x) / 2 : gateEnd + 66;
  const radius = STOP_RADIUS * ENLARGED;
  const raised = outcome === "partly" ? 34 : 0;
  return [
    ...(card === null ? [] : line("request", from, CARD.x, LINE_Y)),
    ...lines.flatMap((kind): readonly Shape[] => {
      switch (kind) {
        case "traffic":
          return line(kind, gateEnd, TARGET.x, LINE_Y - raised);
        case "unknown":
          return line(kind, gateEnd, TARGET.x, LINE_Y);
        case "blocked":
        case "rule":
          return [...line(kind, gateEnd, stopX - radius, LINE_Y + raised), { kind: "group", x: stopX, y: LINE_Y + raised, scale: ENLARGED, shapes: kind === "rule" ? stopRule() : stopRing() }];
        case "never":
          return line(kind, stopX + radius, TARGET.x, LINE_Y + raised);
      }
    }),
  ];
}

function line(kind: keyof typeof STROKES, from: number, to: number, y: number): readonly Shape[] {
  const { ink, weight, head, dash }: { readonly ink: Ink; readonly weight: number; readonly head: string; readonly dash?: readonly number[] } = STROKES[kind];
  const tip = to - 6;
  const stroke: Shape = { kind: "line", x1: from + 4, y1: y, x2: head === "triangle" ? tip - 16 : to - 4, y2: y, stroke: ink, weight: weight * ENLARGED, ...(dash && { dash: dash.map((length) => length * ENLARGED) }) };
  return head === "triangle" ? [stroke, { kind: "polygon", points: [[tip, y], [tip - 22, y - 13], [tip - 22, y + 13]], fill: ink }] : [stroke];
}

/** Two lines at most: what is longer ends where a word does. */
function wrap(text: string, width: number): readonly string[] {
  const fits = (line: string): boolean => textWidth({ text: line, size: SENTENCE, bold: true }) <= width;
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length === 0 ? word : `${lines.at(-1) ?? ""} ${word}`;
    if (lines.length === 0 || (lines.length < 3 && fits(longer))) lines[Math.max(0, lines.length - 1)] = longer;
    else lines.push(word);
  }
  const [first = "", second = ""] = lines;
  if (lines.length <= 2) return lines;
  const words = second.split(" ");
  while (words.length > 1 && !fits(`${words.join(" ")} …`)) words.pop();
  return [first, `${words.join(" ")} …`];
}
