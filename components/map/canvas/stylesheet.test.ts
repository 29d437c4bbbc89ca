import cytoscape, { type Core } from "cytoscape";
import { describe, expect, test } from "vitest";
import type { MapEdge } from "#lib/api/map.ts";
import { penOf } from "#lib/figure/fading.ts";
import { INKS, type Ink, type Inks, type Theme } from "#lib/figure/inks.ts";
import { type Line, STROKES } from "#lib/figure/strokes.ts";
import { detailAt } from "#lib/map/detail.ts";
import { box, boxAt, card, cell, edge, mapOf, node } from "#lib/map/placedmap.fixture.ts";
import { sceneOf } from "#lib/map/scene.ts";
import { strokeShapes } from "#lib/map/strokeshapes.ts";
import { elementsOf } from "./elements.ts";
import { POINTED, stylesheetOf } from "./stylesheet.ts";

const [API, OUT, DB] = ["shop/deploy/api", "dns:api.stripe.com", "shop/sts/db"];

interface Drawn {
  readonly ink: Ink;
  readonly width: number;
  readonly dash: string;
  readonly end: string;
}

const NEVER: Drawn = { ink: "blocked-thin", width: 1.5, dash: "4 8", end: "none" };
const BLOCKED: Drawn = { ink: "blocked", width: 3, dash: "10 6", end: "none" };
const ALLOWED: Drawn = { ink: "traffic", width: 2, dash: "solid", end: "triangle" };
const LOOKS: Readonly<Record<MapEdge["look"], readonly Drawn[]>> = {
  blocked: [BLOCKED, NEVER],
  rule: [{ ink: "blocked", width: 3, dash: "solid", end: "tee" }, NEVER],
  undeclared: [{ ink: "blocked", width: 2, dash: "2 5", end: "tee" }, NEVER],
  partly: [ALLOWED, BLOCKED, NEVER],
  unknown: [{ ink: "unknown", width: 2, dash: "2 4", end: "none" }],
  allowed: [ALLOWED],
  "allow-rule": [{ ink: "traffic", width: 1.25, dash: "solid", end: "triangle" }],
};

/** Cytoscape itself with these edges, as it would draw them. */
function drawnBy(edges: readonly MapEdge[], theme: Theme, { zoom = 1, selected }: { readonly zoom?: number; readonly selected?: string } = {}): Core {
  const map = mapOf([node(API), node(DB), node(OUT)], edges, [box("shop")], { boxes: { shop: boxAt(0, 0, 2, 2) }, nodes: { [API]: cell(0, 0, 0, 0), [DB]: cell(0, 0, 1, 0), [OUT]: card(760, 60) }, cluster: { x: -40, y: -56, width: 640, height: 330 } });
  const scene = sceneOf(map, { selected });
  return cytoscape({ headless: true, styleEnabled: true, style: stylesheetOf(penOf(INKS[theme]), detailAt(zoom, 3)), elements: [...elementsOf(scene, zoom)] });
}

const rgb = (colour: string): string => `rgb(${[1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)).join(",")})`;
const painted = (one: cytoscape.EdgeSingular): object => ({
  line: one.style("line-color") as string,
  head: one.style("target-arrow-color") as string,
  width: one.numericStyle("width") as number,
  dash: one.style("line-style") === "dashed" ? (one.style("line-dash-pattern") as string) : (one.style("line-style") as string),
  end: one.style("target-arrow-shape") as string,
  opacity: one.numericStyle("opacity") as number,
});
const wanted = (inks: Inks) => ({ ink, ...rest }: Drawn): object => ({ ...rest, line: rgb(inks[ink]), head: rgb(inks[ink]), opacity: 1 });

describe.each(["light", "dark"] as const)("%s", (theme) => {
  test.each(Object.entries(LOOKS) as [MapEdge["look"], readonly Drawn[]][])("%s: dash, width, end and colour", (look, lines) => {
    expect(drawnBy([edge(API, OUT, look)], theme).edges("[line]").map(painted)).toEqual(lines.map(wanted(INKS[theme])));
  });

  test("what fades is paler and never transparent, and no more so when it is pointed at", () => {
    const cy = drawnBy([edge(API, DB), edge(API, OUT, "blocked")], theme, { selected: DB });
    const blocked = cy.edges("[line]").filter((one) => one.data("line") === "blocked");
    expect(blocked.map(painted)).toEqual([wanted(penOf(INKS[theme]).faded.shapes)(BLOCKED)]);
    blocked.addClass(POINTED);
    expect(blocked.map(painted)).toEqual([wanted(INKS[theme])(BLOCKED)]);
  });
});

test("another theme restyles what is there", () => {
  const cy = drawnBy([edge(API, OUT, "blocked")], "light");
  cy.style(stylesheetOf(penOf(INKS.dark), detailAt(1, 3)));
  expect(cy.edges("[line]").map(painted)).toEqual([BLOCKED, NEVER].map(wanted(INKS.dark)));
});

test("only what is selected has a band", () => {
  const cy = drawnBy([edge(API, DB), edge(API, OUT, "blocked")], "light", { selected: DB });
  expect(cy.edges("[line]").map((one) => [one.data("line") as string, one.numericStyle("underlay-opacity") as number])).toEqual([["blocked", 0], ["never", 0], ["traffic", 1]]);
});

test.each([1, 0.25])("pictures in files have the same lines, at %d", (zoom) => {
  const detail = detailAt(zoom, 3);
  const pen = penOf(INKS.light);
  const cy = cytoscape({ headless: true, styleEnabled: true, style: stylesheetOf(pen, detail), elements: [{ data: { id: "a", level: 2, width: 1, height: 1 } }, { data: { id: "b", level: 2, width: 1, height: 1 } }] });
  for (const line of Object.keys(STROKES) as Line[]) {
    const [curve] = strokeShapes({ line, start: [0, 0], via: [], end: [300, 0] }, detail);
    const one = cy.add({ data: { id: line, line, source: "a", target: "b", rank: 0, start: [0, 0], end: [300, 0], weights: [], distances: [] } });
    const dash = curve?.kind === "curve" ? (curve.dash?.join(" ") ?? "solid") : "none";
    expect(painted(one as unknown as cytoscape.EdgeSingular)).toMatchObject(curve?.kind === "curve" ? { line: rgb(INKS.light[curve.stroke]), width: curve.weight, dash } : { line: "a curve" });
  }
});

test("every line is touched as wide as ever, and by an edge that is not drawn", () => {
  const cy = drawnBy([edge(API, DB), edge(API, OUT, "blocked")], "light");
  const [drawn, touched] = [cy.edges("[line]"), cy.edges("[^line]")];
  const endsOf = (one: cytoscape.EdgeSingular): string => JSON.stringify([one.data("start"), one.data("end")]);
  expect(touched.map(endsOf)).toEqual(drawn.map(endsOf));
  expect(touched.map((one): readonly unknown[] => [one.style("events"), one.numericStyle("opacity"), one.numericStyle("width")])).toEqual([["yes", 0, 6], ["yes", 0, 6], ["yes", 0, 6]]);
  expect(drawn.map((one) => one.style("events") as string)).toEqual(["no", "no", "no"]);
});

test("what is blocked lies over what is allowed, and cards over both", () => {
  const cy = drawnBy([edge(API, OUT, "blocked"), edge(API, DB)], "light");
  const heightOf = (id: string): number => cy.getElementById(id).numericStyle("z-index") as number;
  const blocked = cy.edges("[line]").filter((one) => one.data("line") === "blocked");
  const allowed = cy.edges("[line]").filter((one) => one.data("line") === "traffic");
  expect([heightOf("box:shop"), allowed[0]?.numericStyle("z-index"), blocked[0]?.numericStyle("z-index"), heightOf(API)]).toEqual([0, 100_000, 100_001, 200_000]);
});
