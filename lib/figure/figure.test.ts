import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Figure } from "#lib/api/pages.ts";
import { drawAcross } from "./across.ts";
import { drawDown } from "./down.ts";
import { figureSvg } from "./figure.ts";
import { INKS } from "./inks.ts";
import type { Shape, Text } from "./shape.ts";
import { fit } from "./text.ts";

const blocked: Figure = {
  cluster: "production · us-east-1 · v1.30",
  source: { eyebrow: "POD · default", title: "api-client", detail: "api-client:1.4", inside: true },
  target: { eyebrow: "EXTERNAL · INTERNET", title: "api.stripe.com", detail: "203.0.113.4", inside: false },
  card: { side: "egress", eyebrow: "EGRESS · 1 policy selects this pod", title: "NetworkPolicy default-deny", rows: [{ mark: "allow", text: "allow → 10.0.0.0/8" }, { mark: "implied", text: "anything else: no rule", note: "implied by policyTypes: [Egress], not a rule" }], more: 0, footer: "" },
  outcome: "blocked", request: "443/tcp SYN →", stop: "DROPPED · no RST sent", symptom: "hang, then timeout", sentence: "Blocked by default deny",
};

const flat = (shapes: readonly Shape[]): readonly Shape[] => shapes.flatMap((shape) => (shape.kind === "group" ? flat(shape.shapes) : [shape]));
const inks = (figure: Figure): ReadonlySet<string> => new Set(flat(drawAcross(figure).shapes).flatMap((shape) => (shape.kind === "line" ? [shape.stroke] : [])));

test.each([
  { outcome: "blocked", red: true, teal: true },
  { outcome: "rule", red: true, teal: true },
  { outcome: "dns", red: true, teal: true },
  { outcome: "partly", red: true, teal: true },
  { outcome: "allowed", red: false, teal: true },
] as const)("$outcome draws red: $red", ({ outcome, red, teal }) => {
  const used = inks({ ...blocked, outcome });
  expect([used.has("blocked"), used.has("traffic")]).toEqual([red, teal]);
});

test("cannot tell is drawn neither as blocked nor as allowed behind the card", () => {
  const used = inks({ ...blocked, outcome: "unknown", card: null });
  expect([used.has("blocked"), used.has("traffic"), used.has("unknown")]).toEqual([false, false, true]);
});

test("a deny rule is solid, default deny is dashed", () => {
  const red = (figure: Figure) => flat(drawAcross(figure).shapes).flatMap((shape) => (shape.kind === "line" && shape.stroke === "blocked" && shape.y1 === shape.y2 ? [shape.dash] : []));
  expect(red(blocked)).toEqual([[10, 6]]);
  expect(red({ ...blocked, outcome: "rule" })).toEqual([undefined]);
});

test("the cluster's box ends before a destination outside, and behind one inside", () => {
  const box = (figure: Figure) => drawAcross(figure).shapes.find((shape) => shape.kind === "box");
  const end = (figure: Figure) => { const found = box(figure); return found?.kind === "box" ? found.x + found.width : 0; };
  expect(end(blocked)).toBeLessThan(drawAcross(blocked).width - 170);
  const inside = { ...blocked, target: { ...blocked.target, inside: true } };
  expect(end(inside)).toBeGreaterThan(drawAcross(inside).width - 5);
});

test("whatever a cluster is called, the document stays well-formed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (title) => {
      const svg = figureSvg({ ...blocked, cluster: title, sentence: title, source: { ...blocked.source, title } });
      const tags = svg.replace(/<\/?(svg|title|desc|rect|circle|line|polygon|text|g)(\s[^<>]*)?\/?>/g, "");
      return !/[<>]/.test(tags) && !/&(?!amp;|lt;|gt;|quot;|#39;)/.test(tags);
    }),
  );
});

test("nothing is drawn outside of the picture", () => {
  for (const draw of [drawAcross, drawDown]) {
    const { width, height, shapes } = draw(blocked);
    for (const shape of shapes) if (shape.kind === "box") expect([shape.x + shape.width <= width, shape.y + shape.height <= height]).toEqual([true, true]);
  }
});

test("at 1024 px no text is smaller than 9 px, and what every figure says is not cut", () => {
  // The rail, the page's and the figure's own margins, and a scroll bar.
  const room = 1024 - 64 - 48 - 14 - 15;
  const inside: Figure = { ...blocked, target: { ...blocked.target, inside: true }, card: blocked.card && { ...blocked.card, eyebrow: "INGRESS · 2 policies select the destination", footer: "enforced by the CNI · as of 02:13:40Z" } };
  for (const figure of [blocked, inside]) {
    const { width, shapes } = drawAcross(figure);
    const texts = flat(shapes).flatMap((shape) => (shape.kind === "text" ? [shape] : []));
    expect(Math.min(...texts.map(({ size }) => size)) * (room / width)).toBeGreaterThanOrEqual(9);
    expect(texts.filter(({ text }) => text.includes("…"))).toEqual([]);
  }
});

test("a rule's row leads to its line, wherever the card stands; what is implied leads nowhere", () => {
  const card = blocked.card && { ...blocked.card, rows: blocked.card.rows.map((row) => (row.mark === "allow" ? { ...row, policy: "default/default-deny", line: 44 } : row)) };
  for (const draw of [drawAcross, drawDown]) {
    const { spots = [], width, height } = draw({ ...blocked, card });
    expect(spots.map(({ label, policy, line }) => [label, policy, line])).toEqual([["allow → 10.0.0.0/8", "default/default-deny", 44]]);
    for (const spot of spots) expect([spot.x > 0, spot.y > 0, spot.x + spot.width < width, spot.y + spot.height < height]).toEqual([true, true, true, true]);
  }
});

test("long names are cut in the middle", () => {
  const line: Text = { kind: "text", x: 0, y: 0, text: "api-client-7d9f8c6b5d-x2k4q", size: 10, mono: true, fill: "text" };
  expect(fit(line, 78).text).toBe("api-cl…-x2k4q");
});

test("the browser's tokens are the same colours", () => {
  const css = readFileSync(new URL("../../components/tokens.css", import.meta.url), "utf8");
  const declared = [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [name, light, dark]);
  expect(declared).toEqual(Object.keys(INKS.light).map((ink) => [ink, INKS.light[ink as keyof typeof INKS.light], INKS.dark[ink as keyof typeof INKS.dark]]));
});
