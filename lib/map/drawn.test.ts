import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { INKS } from "#lib/figure/inks.ts";
import type { Shape, Text } from "#lib/figure/shape.ts";
import { drawn } from "./drawn.ts";
import { closedMap, largeMap, middleMap } from "./large.fixture.ts";
import { mapSvg } from "./mapsvg.ts";
import { edge } from "./placedmap.fixture.ts";
import { sceneOf } from "./scene.ts";
import { smallMap } from "./small.fixture.ts";
import { targetsOf } from "./targets.ts";

interface Written extends Text {
  /** With the scale of all groups around it. */
  readonly effective: number;
}

function textsIn(shapes: readonly Shape[], zoom: number): readonly Written[] {
  return shapes.flatMap((shape) => (shape.kind === "group" ? textsIn(shape.shapes, zoom * (shape.scale ?? 1)) : shape.kind === "text" ? [{ ...shape, effective: shape.size * zoom }] : []));
}

const written = (map: Parameters<typeof sceneOf>[0], zoom: number, selected?: string): readonly Written[] => textsIn(drawn(sceneOf(map, { selected }), zoom).flatMap(({ shapes }) => shapes), zoom);
const fitZoom = (map: Parameters<typeof sceneOf>[0]): number => Math.min(1440 / sceneOf(map).bounds.width, 800 / sceneOf(map).bounds.height);

test.each(["light", "dark"] as const)("all that a map can have on it, %s", async (theme) => {
  await expect(`${mapSvg(sceneOf(smallMap, { ghosts: [{ x: 380, y: 238, width: 176, height: 48 }] }), theme, "2 of 13 connections are blocked")}\n`).toMatchFileSnapshot(`golden/small-${theme}.svg`);
});

test("a picture that stands alone says what it is, and has no colour but the theme's", () => {
  const svg = readFileSync(new URL("golden/small-dark.svg", import.meta.url), "utf8");
  expect(svg).toContain("<desc id=\"desc\">2 of 13 connections are blocked</desc>");
  const known = new Set<string>(Object.values(INKS.dark));
  expect([...svg.matchAll(/#[0-9a-f]{6}/g)].filter(([colour]) => !known.has(colour))).toEqual([]);
});

describe("words can be read", () => {
  test.each([0.25, 0.4, 0.55, 0.7, 1, 2])("labels of what is blocked, at %d", (zoom) => {
    const red = written(largeMap, zoom).filter(({ fill, text }) => fill === "blocked-text" && text.includes("/tcp"));
    expect(red.length).toBeGreaterThan(50);
    expect(red.filter(({ effective }) => effective < 9)).toEqual([]);
  });

  test("a closed namespace's, with all of the map in sight", () => {
    const zoom = fitZoom(closedMap);
    const names = new Set(closedMap.boxes.map(({ namespace }) => namespace));
    const titles = written(closedMap, zoom).filter(({ bold, fill }) => bold && fill === "text");
    expect(titles).toHaveLength(names.size + 12);
    expect(titles.filter(({ text, effective }) => names.has(text) && effective < 12)).toEqual([]);
  });

  test.each([0.62, 0.8, 1, 1.5])("both lines of cards, at %d", (zoom) => {
    const small = written(middleMap, zoom).filter(({ text }) => text.startsWith("Deployment"));
    expect(small).toHaveLength(35);
    expect(small.filter(({ effective }) => effective < 9)).toEqual([]);
  });

  test("where both do not fit, a card says its title alone, larger", () => {
    const titles = written(middleMap, 0.4).filter(({ text }) => text === "orders-3");
    expect(titles.map(({ effective }) => effective >= 9)).toEqual([true]);
    expect(written(middleMap, 0.4).filter(({ text }) => text.startsWith("Deployment"))).toEqual([]);
  });
});

describe("labels that are neither red nor of the selection", () => {
  const missing = "name not resolved";
  const many = { ...largeMap, edges: [edge(largeMap.nodes[0]!.id, largeMap.nodes[1]!.id, "unknown", { label: missing, selects: "that" })] };
  const says = (map: Parameters<typeof sceneOf>[0], zoom: number, selected?: string): boolean => written(map, zoom, selected).some(({ text }) => text === missing);

  test.each([
    { name: "with 40 nodes or fewer: always", map: smallMap, zoom: 0.5, selected: undefined, is: true },
    { name: "with more, where they can be read", map: many, zoom: 1, selected: undefined, is: true },
    { name: "with more, where they cannot: not", map: many, zoom: 0.5, selected: undefined, is: false },
    { name: "with more, where they cannot, of the selection", map: many, zoom: 0.5, selected: "that", is: true },
  ])("$name", ({ map, zoom, selected, is }) => expect(says(map, zoom, selected)).toBe(is));
});

test("ports of what is allowed are said of the selection only", () => {
  const port = "8080/tcp";
  expect([undefined, "web"].map((selected) => written(smallMap, 1, selected).some(({ text }) => text === port))).toEqual([false, true]);
});

test.each([0.05, 0.3, 1, 3])("a finger hits everything, at %d", (zoom) => {
  const small = targetsOf(sceneOf(smallMap), zoom).filter(({ rect }) => Math.min(rect.width, rect.height) * zoom < 24 - 1e-6);
  expect(small).toEqual([]);
});

test("marks and rims can be pointed at", () => {
  const selects = targetsOf(sceneOf(smallMap), 1).map(({ id, selects }) => `${id} ${selects}`);
  expect(selects).toContain("stop:egress:default/deploy/api-client:ring default/deploy/api-client~dns:api.stripe.com~443-tcp");
  expect(selects).toContain("rim:payments:payments/deny-all policy:payments/deny-all");
});
