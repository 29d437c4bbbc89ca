import { describe, expect, test } from "vitest";
import type { Figure } from "#lib/api/pages.ts";
import type { Shape } from "./shape.ts";
import { textWidth } from "./text.ts";
import { UNFURL, drawUnfurl } from "./unfurl.ts";

const OUTCOMES = ["blocked", "rule", "dns", "allowed", "partly", "unknown"] as const satisfies readonly Figure["outcome"][];
const name = "a-rather-long-name-of-a-workload-that-nobody-would-choose-7d9f6c5b4-x2k";
const figureOf = (outcome: Figure["outcome"], card: Figure["card"]): Figure => ({
  cluster: "production",
  source: { eyebrow: "DEPLOYMENT ×3 · payments-and-everything-else", title: name, detail: "registry.example/payments/api:3.2.11", inside: true },
  target: { eyebrow: "EXTERNAL · INTERNET", title: "a.very.long.name.of.a.host.example", detail: "203.0.113.4", inside: false },
  card,
  outcome,
  request: "443/tcp SYN →",
  stop: "DROPPED · no RST sent",
  symptom: "hang, then timeout",
  sentence: "Blocked",
});
const card: Figure["card"] = { side: "egress", eyebrow: "", title: `NetworkPolicy ${name}`, rows: [{ mark: "near", text: "allow → 10.0.0.0/8 except 10.1.0.0/16, port 8443", note: "" }, { mark: "implied", text: "anything else: no rule allows it at all" }], more: 3, footer: "" };

interface Placed {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly size: number;
}

function texts(shapes: readonly Shape[], x = 0, scale = 1): readonly Placed[] {
  return shapes.flatMap((shape): readonly Placed[] => {
    if (shape.kind === "group") return texts(shape.shapes, x + shape.x * scale, scale * (shape.scale ?? 1));
    if (shape.kind !== "text") return [];
    const width = textWidth(shape) * scale;
    const at = x + shape.x * scale;
    const left = shape.anchor === "end" ? at - width : shape.anchor === "middle" ? at - width / 2 : at;
    return [{ text: shape.text, left, right: left + width, size: shape.size * scale }];
  });
}

describe.each(OUTCOMES)("of an outcome %s", (outcome) => {
  test.each([card, null])("all words can be read from afar, and none leaves the picture", (gate) => {
    const sentence = "no rule allows TCP 443 to 203.0.113.4 (api.stripe.com), and this sentence goes on for much longer than two lines can hold it";
    const drawn = texts(drawUnfurl({ word: "Blocked by default deny", sentence, figure: figureOf(outcome, gate), footer: `${name} ${name} · frozen` }).shapes);
    expect(drawn.length).toBeGreaterThan(6);
    for (const { text, left, right, size } of drawn) {
      expect(size, text).toBeGreaterThanOrEqual(26);
      expect(left, text).toBeGreaterThanOrEqual(0);
      expect(right, text).toBeLessThanOrEqual(UNFURL.width);
    }
    expect(drawn.filter(({ size }) => size >= 40)).toHaveLength(2);
  });
});
