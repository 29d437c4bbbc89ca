import type { Figure } from "#lib/api/pages.ts";
import { describe } from "./across.ts";
import { FIREWALL_WIDTH, PLACE, firewallCard, placeCard, spotsAt } from "./cards.ts";
import { connect, label } from "./lines.ts";
import { STOP_RADIUS, stopRing, stopRule } from "./marks.ts";
import { type Drawing, type Point, type Shape, at } from "./shape.ts";
import { BEHIND } from "./strokes.ts";
import { fit } from "./text.ts";

const EDGE = 2;
const WIDTH = 384;
const TITLE = 42;
const GAP = 62;
const TO_STOP = 44;
const AFTER_STOP = 92;
const PAD = 22;

/** Top to bottom, for narrow screens. */
export function drawDown(figure: Figure): Drawing {
  const { source, target, outcome } = figure;
  const lines = BEHIND[outcome];
  const stops = lines.includes("never");
  const card = figure.card === null ? undefined : firewallCard(figure.card, stops);
  const x = WIDTH / 2;

  const sourceY = source.inside ? EDGE + TITLE : EDGE;
  const sourceEnd = sourceY + PLACE.height;
  const cardY = sourceEnd + GAP + (source.inside ? 0 : TITLE);
  const gateEnd = card === undefined ? sourceEnd : cardY + card.height;
  const stopY = gateEnd + TO_STOP;
  const targetY = stops ? stopY + AFTER_STOP : gateEnd + AFTER_STOP;
  const top = source.inside ? EDGE : (card === undefined ? targetY : cardY) - TITLE;
  const bottom = target.inside ? targetY + PLACE.height + PAD : (stops ? stopY + STOP_RADIUS : gateEnd) + PAD;
  const redX = outcome === "partly" ? x - 24 : x;
  const words = (y: number): Point => [x + 14, y];

  const shapes: Shape[] = [
    { kind: "box", x: EDGE, y: top, width: WIDTH - 2 * EDGE, height: bottom - top, radius: 10, fill: "cluster", stroke: "kubernetes", weight: 2 },
    fit({ kind: "text", x, y: top + 25, text: `KUBERNETES CLUSTER   ${figure.cluster}`, size: 11.25, bold: true, anchor: "middle", fill: "text-2" }, WIDTH - 40),
    at(x - PLACE.width / 2, sourceY, placeCard(source, source.inside)),
    at(x - PLACE.width / 2, targetY, placeCard(target, target.inside)),
  ];
  if (card !== undefined) {
    shapes.push(at(x - FIREWALL_WIDTH / 2, cardY, card.shapes));
    shapes.push(...connect("request", [x, sourceEnd + 1], [x, cardY - 1]));
    shapes.push(...label(figure.request, words(sourceEnd + 30), { fill: "traffic-text", number: 1, plate: source.inside ? "cluster" : "canvas", anchor: "start" }));
  }
  for (const line of lines) {
    switch (line) {
      case "blocked":
      case "rule":
        shapes.push(...connect(line, [redX, gateEnd + 1], [redX, stopY - STOP_RADIUS - (line === "rule" ? 5 : 0)]));
        shapes.push(at(redX, stopY, line === "rule" ? stopRule() : stopRing()));
        break;
      case "never":
        shapes.push(...connect(line, [redX, stopY + STOP_RADIUS + 1], [redX, targetY - 2]));
        shapes.push(...label(figure.stop, words(stopY + 56), { fill: "blocked-text", number: 2, plate: target.inside ? "cluster" : "canvas", anchor: "start" }));
        break;
      case "traffic":
      case "unknown": {
        const text = line === "unknown" ? "?  cannot tell" : card === undefined ? figure.request : "allowed";
        const lineX = outcome === "partly" ? x + 24 : x;
        shapes.push(...connect(line, [lineX, gateEnd + 1], [lineX, targetY - 1]));
        if (outcome !== "partly") shapes.push(...label(text, words(gateEnd + 50), { fill: line === "unknown" ? "unknown" : "traffic-text", plate: target.inside ? "cluster" : "canvas", anchor: "start" }));
        break;
      }
    }
  }
  return { width: WIDTH, height: Math.max(bottom, targetY + PLACE.height) + EDGE, title: figure.sentence, description: describe(figure), shapes, spots: card === undefined ? [] : spotsAt(x - FIREWALL_WIDTH / 2, cardY, card.spots) };
}
