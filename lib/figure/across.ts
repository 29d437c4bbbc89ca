import type { Figure } from "#lib/api/pages.ts";
import { FIREWALL_WIDTH, PLACE, firewallCard, placeCard, spotsAt } from "./cards.ts";
import { connect, label } from "./lines.ts";
import { STOP_RADIUS, stopRing, stopRule } from "./marks.ts";
import { type Drawing, type Point, type Shape, at } from "./shape.ts";
import { BEHIND } from "./strokes.ts";
import { fit } from "./text.ts";

const EDGE = 2;
const PAD = 22;
const TITLE = 44;
const BEFORE_CARD = 156;
const CROSSING = 34;
const TO_STOP = 48;
const AFTER_STOP = 226;
const DIRECT = 300;

/** Left to right: who asks, what the policies say, where it ends, and where it was meant to go. */
export function drawAcross(figure: Figure): Drawing {
  const { source, target, outcome, symptom } = figure;
  const lines = BEHIND[outcome];
  const stops = lines.includes("never");
  const card = figure.card === null ? undefined : firewallCard(figure.card, stops);

  const sourceX = source.inside ? EDGE + PAD : EDGE;
  const sourceEnd = sourceX + PLACE.width;
  const cardX = sourceEnd + BEFORE_CARD + (source.inside ? 0 : CROSSING);
  const gateEnd = card === undefined ? sourceEnd : cardX + FIREWALL_WIDTH;
  const stopX = gateEnd + (card === undefined ? DIRECT / 2 : TO_STOP);
  const targetX = stops ? stopX + AFTER_STOP : gateEnd + (card === undefined ? DIRECT : AFTER_STOP);
  const firstInside = source.inside ? sourceX : card === undefined ? targetX : cardX;
  const lastInside = target.inside ? targetX + PLACE.width : stops ? stopX + STOP_RADIUS : gateEnd;
  const box = { left: source.inside ? EDGE : firstInside - CROSSING, right: lastInside + (target.inside ? PAD : CROSSING) };

  const tallest = Math.max(card?.height ?? 0, PLACE.height + (card === undefined ? 40 : 70));
  const y = EDGE + TITLE + tallest / 2;
  const height = EDGE + TITLE + tallest + PAD + EDGE;
  const hangs = stops && symptom !== "" && card !== undefined;
  const requestY = hangs ? y - 12 : y;
  const redY = outcome === "partly" ? y + 16 : y;
  const place = (from: number): Point => [from, y - PLACE.height / 2];

  const shapes: Shape[] = [
    { kind: "box", x: box.left, y: EDGE, width: box.right - box.left, height: height - 2 * EDGE, radius: 10, fill: "cluster", stroke: "kubernetes", weight: 2 },
    fit({ kind: "text", x: (box.left + box.right) / 2, y: EDGE + 25, text: `KUBERNETES CLUSTER   ${figure.cluster}`, size: 11.5, bold: true, anchor: "middle", fill: "text-2" }, box.right - box.left - 2 * PAD),
    at(...place(sourceX), placeCard(source, source.inside)),
    at(...place(targetX), placeCard(target, target.inside)),
  ];

  if (card !== undefined) {
    shapes.push(at(cardX, y - card.height / 2, card.shapes));
    shapes.push(...connect("request", [sourceEnd + 1, requestY], [cardX - 1, requestY]));
    shapes.push(...label(figure.request, [(sourceEnd + cardX) / 2, requestY - 12], { fill: "traffic-text", number: 1, plate: source.inside ? "cluster" : "canvas" }));
  }
  for (const line of lines) {
    switch (line) {
      case "blocked":
      case "rule":
        shapes.push(...connect(line, [gateEnd + 1, redY], [stopX - STOP_RADIUS - (line === "rule" ? 5 : 0), redY]));
        shapes.push(at(stopX, redY, line === "rule" ? stopRule() : stopRing()));
        break;
      case "never": {
        const from = stopX + STOP_RADIUS;
        const words: Point = [((target.inside ? from : box.right) + targetX) / 2, outcome === "partly" ? redY + 24 : redY - 12];
        shapes.push(...connect(line, [from + 1, redY], [targetX - 2, redY]));
        shapes.push(...label(figure.stop, words, { fill: "blocked-text", number: 2, plate: target.inside ? "cluster" : "canvas" }));
        break;
      }
      case "traffic":
      case "unknown": {
        const lineY = outcome === "partly" ? y - 16 : y;
        const words: Point = [((target.inside ? gateEnd : Math.max(box.right, gateEnd)) + targetX) / 2, lineY - 12];
        const text = line === "unknown" ? "?  cannot tell" : card === undefined ? figure.request : "allowed";
        shapes.push(...connect(line, [gateEnd + 1, lineY], [targetX - 1, lineY]));
        shapes.push(...label(text, words, { fill: line === "unknown" ? "unknown" : "traffic-text", plate: target.inside ? "cluster" : "canvas" }));
        break;
      }
    }
  }
  if (hangs) {
    shapes.push(...connect("silence", [cardX - 2, y + 18], [sourceEnd + 2, y + 18]));
    shapes.push(...label(symptom, [(sourceEnd + cardX) / 2, y + 39], { fill: "text-2", number: 3, plate: source.inside ? "cluster" : "canvas" }));
  }
  return { width: targetX + PLACE.width + (target.inside ? PAD : 0) + EDGE, height, title: figure.sentence, description: describe(figure), shapes, spots: card === undefined ? [] : spotsAt(cardX, y - card.height / 2, card.spots) };
}

/** The same as the picture, in the picture's order. */
export function describe({ source, target, card, request, stop, symptom }: Figure): string {
  const gate = card === null ? "no policy limits the path" : `${card.eyebrow}: ${card.rows.map(({ text }) => text).join("; ")}`;
  return [`${source.title} to ${target.title}`, request, gate, stop, symptom].filter(Boolean).join(". ");
}
