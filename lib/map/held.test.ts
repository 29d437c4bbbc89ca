import fc from "fast-check";
import { expect, test } from "vitest";
import type { GraphJson, GraphNode } from "#lib/api/graph.ts";
import { sceneOf } from "./elements.ts";
import { type Rect, centre } from "./geometry.ts";
import { blocked, connection, graphOf, workload } from "./graph.fixture.ts";
import { graphs } from "./graphs.fixture.ts";
import { type Held, hold } from "./held.ts";
import { type Layout, layout } from "./layout.ts";

const held = (old: Layout, after: GraphJson): Held => hold(old, layout(after), after);

test("whoever is there before and after does not move, and nobody else has a place", () => {
  fc.assert(
    fc.property(graphs, graphs, (before, after) => {
      const old = layout(before);
      const { cards } = held(old, after).layout;
      const both = after.nodes.filter(({ id }) => before.nodes.some((node) => node.id === id)).map(({ id }) => id);
      expect(cards).toEqual(Object.fromEntries(both.map((id) => [id, old.cards[id]])));
    }),
  );
});

test("every edge leads from something drawn to something drawn", () => {
  fc.assert(
    fc.property(graphs, graphs, (before, after) => {
      const { things, edges } = sceneOf(after, held(layout(before), after).layout, undefined);
      const drawn = new Set(things.map(({ id }) => id));
      for (const { from, to } of edges) expect([from, to].filter((id) => !drawn.has(id))).toEqual([]);
    }),
  );
});

test("a picture of the same graph is the same picture", () => {
  fc.assert(fc.property(graphs, (graph) => {
    const old = layout(graph);
    expect(held(old, graph)).toEqual({ layout: old, fresh: 0, gone: 0 });
  }));
});

const POD = "default/pod/api-client";
const NAME = "dns:api.stripe.com";
const incident = (over: Partial<GraphNode>, allowed = false) => graphOf([workload(POD, over), workload(NAME)], [(allowed ? connection : blocked)(POD, NAME)]);
const limited = incident({ egressLimitedBy: ["default/deny"] });
const lines = (after: ReturnType<typeof incident>): readonly string[] => sceneOf(after, held(layout(limited), after).layout, undefined).edges.map(({ line }) => line).toSorted();
const middles = (rects: Readonly<Record<string, Rect>>) => Object.values(rects).map(centre);

test("policies that become others stand where the old ones stood, and the edge turns teal behind them", () => {
  const after = incident({ egressLimitedBy: ["default/allow", "default/deny"] }, true);
  const picture = held(layout(limited), after);
  expect(middles(picture.layout.gates)).toEqual(middles(layout(limited).gates));
  expect([picture.fresh, picture.gone]).toEqual([0, 0]);
  expect(lines(after)).toEqual(["request", "traffic"]);
});

test("a policy that goes leaves its place, and the edge is one line", () => {
  const after = incident({}, true);
  const picture = held(layout(limited), after);
  expect([picture.fresh, picture.gone, picture.layout.gates]).toEqual([0, 1, {}]);
  expect(lines(after)).toEqual(["traffic"]);
});

test("a policy that comes blocks at once, before there is a place for its card", () => {
  const open = incident({}, true);
  const picture = held(layout(open), limited);
  expect([picture.fresh, picture.gone, picture.layout.gates]).toEqual([1, 0, {}]);
  expect(sceneOf(limited, picture.layout, undefined).edges.map(({ line }) => line)).toContain("blocked");
});

test("workloads that no longer share their policies: the first keeps the place, the other waits", () => {
  const two = (second: readonly string[]) => graphOf([workload("a/deploy/api", { egressLimitedBy: ["a/deny"] }), workload("a/deploy/web", { egressLimitedBy: [...second] }), workload(NAME)], [blocked("a/deploy/api", NAME), blocked("a/deploy/web", NAME)]);
  const picture = held(layout(two(["a/deny"])), two(["a/web"]));
  expect([Object.keys(picture.layout.gates), picture.fresh]).toEqual([["egress:a/deny@a/deploy/api"], 1]);
});
