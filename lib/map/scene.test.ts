import { describe, expect, test } from "vitest";
import type { MapEdge, PlacedMap } from "#lib/api/map.ts";
import { STROKES } from "#lib/figure/strokes.ts";
import { traced } from "./curve.ts";
import { closedMap, largeMap, middleMap } from "./large.fixture.ts";
import { LOOKS } from "./looks.ts";
import { box, boxAt, card, cell, edge, mapOf, node } from "./placedmap.fixture.ts";
import { type Scene, sceneOf } from "./scene.ts";
import { smallMap } from "./small.fixture.ts";

const [API, DB, OUT] = ["shop/deploy/api", "shop/sts/db", "dns:api.stripe.com"];

/** Two in a box, and one outside right of it. */
const mapWith = (edges: readonly MapEdge[]): PlacedMap =>
  mapOf([node(API), node(DB), node(OUT)], edges, [box("shop")], { boxes: { shop: boxAt(0, 0, 2, 2) }, nodes: { [API]: cell(0, 0, 0, 0), [DB]: cell(0, 0, 1, 0), [OUT]: card(760, 60) }, cluster: { x: -40, y: -56, width: 640, height: 330 } });
const linesOf = (scene: Scene): readonly string[] => scene.edges.flatMap(({ stretches }) => stretches.map(({ line }) => line));

test.each([
  { name: "blocked at the caller: up to the mark, and what was never sent", one: edge(API, DB, "blocked"), lines: ["blocked", "never"], marks: ["egress ring"] },
  { name: "blocked at the called: the same, only that the mark stands there", one: edge(API, DB, "blocked", { side: "ingress" }), lines: ["blocked", "never"], marks: ["ingress ring"] },
  { name: "blocked at both", one: edge(API, DB, "blocked", { side: "both" }), lines: ["blocked", "never", "never"], marks: ["egress ring", "ingress ring"] },
  { name: "a deny rule has a line and a mark of its own", one: edge(API, OUT, "rule"), lines: ["rule", "never"], marks: ["egress rule"] },
  { name: "partly: both beside each other", one: edge(API, OUT, "partly"), lines: ["traffic", "blocked", "never"], marks: ["egress ring"] },
  { name: "never declared: a hollow mark", one: edge(API, OUT, "undeclared"), lines: ["undeclared", "never"], marks: ["egress hollow"] },
  { name: "cannot tell has no mark of an end", one: edge(API, OUT, "unknown"), lines: ["unknown"], marks: [] },
  { name: "allowed", one: edge(API, OUT), lines: ["traffic"], marks: [] },
  { name: "what a rule allows", one: edge(API, DB, "allow-rule"), lines: ["allow-rule"], marks: [] },
])("$name", ({ one, lines, marks }) => {
  const scene = sceneOf(mapWith([one]));
  expect(linesOf(scene)).toEqual(lines);
  expect(scene.stops.map(({ side, mark }) => `${side} ${mark}`)).toEqual(marks);
});

test("the mark stands right of who may not send and left of who may not be reached", () => {
  const scene = sceneOf(mapWith([edge(API, DB, "blocked", { side: "both" })]));
  const [egress, ingress] = scene.stops.map(({ at }) => at[0]);
  const [api, db] = [cell(0, 0, 0, 0), cell(0, 0, 1, 0)];
  expect([egress! > api.x + api.width, egress! < ingress!, ingress! < db.x]).toEqual([true, true, true]);
});

test("many that end at one place share its mark, and what is selected of them is the worst", () => {
  const scene = sceneOf(mapWith([edge(API, DB, "blocked", { selects: "first" }), edge(API, OUT, "blocked", { selects: "second" })]));
  expect(scene.stops.map(({ edges, selects }) => [edges.length, selects])).toEqual([[2, "first"]]);
});

test("without colours, dash, end and mark tell what is blocked from what is allowed", () => {
  const seen = (look: MapEdge["look"]): string => {
    const { whole, blocked } = LOOKS[look];
    const line = blocked?.line ?? whole ?? "traffic";
    return JSON.stringify([STROKES[line], blocked?.mark], (key, value: unknown) => (key === "ink" ? undefined : value));
  };
  const blocked = (["blocked", "rule", "undeclared", "partly"] as const).map(seen);
  const passed = (["allowed", "allow-rule", "unknown"] as const).map(seen);
  expect(blocked.filter((one) => passed.includes(one))).toEqual([]);
  expect(new Set([...blocked.slice(0, 3), ...passed]).size).toBe(6);
});

describe("what a selection has nothing to do with fades", () => {
  const map = mapWith([edge(API, DB), edge(API, OUT, "blocked", { connections: ["one", "two"] })]);
  test.each([
    { selected: undefined, faded: [] },
    { selected: API, faded: [] },
    { selected: DB, faded: [OUT, `${API}>${OUT}:blocked`, `stop:egress:${API}:ring`] },
    { selected: "two", faded: [DB, `${API}>${DB}:allowed`] },
    { selected: "nobody", faded: [] },
  ])("$selected", ({ selected, faded }) => {
    const { nodes, edges, stops } = sceneOf(map, { selected });
    const gone = [...nodes.filter((one) => one.faded).map((one) => one.node.id), ...edges.filter((one) => one.faded).map((one) => one.edge.id), ...stops.filter((one) => one.faded).map(({ id }) => id)];
    expect(gone.toSorted()).toEqual(faded.toSorted());
  });

  test("a policy: whom it selects, and what it blocks", () => {
    const limited = mapOf(map.nodes.map((one) => (one.id === API ? { ...one, egressLimitedBy: ["shop/deny"] } : one)), map.edges, map.boxes, map.places);
    expect(sceneOf(limited, { selected: "policy:shop/deny" }).nodes.filter(({ faded }) => !faded).map((one) => one.node.id)).toEqual([API]);
  });
});

test.each(Object.entries({ smallMap, middleMap, largeMap, closedMap }))("no line of %s runs through what is no end of it", (_, map) => {
  const { nodes, edges } = sceneOf(map);
  const through = edges.flatMap(({ edge, stretches }) => stretches.flatMap(({ start, via, end }) => {
    const points = traced(start, via, end);
    return nodes.filter(({ node, rect }) => node.id !== edge.from && node.id !== edge.to && points.some(([x, y]) => x > rect.x && x < rect.x + rect.width && y > rect.y && y < rect.y + rect.height)).map(({ node }) => `${edge.id} through ${node.id}`);
  }));
  expect(through).toEqual([]);
});

test("nothing moves when something is selected", () => {
  const still = (scene: Scene): unknown => [scene.bounds, scene.stops.map(({ at }) => at), scene.nodes.map(({ rect }) => rect), new Map(scene.edges.map(({ edge, stretches }) => [edge.id, stretches]))];
  expect(still(sceneOf(middleMap, { selected: middleMap.edges[0]?.selects }))).toEqual(still(sceneOf(middleMap)));
});

test("an edge whose end has no place is left out, whatever else is drawn", () => {
  expect(linesOf(sceneOf(mapWith([edge(API, "dns:nowhere"), edge(API, DB)])))).toEqual(["traffic"]);
});
