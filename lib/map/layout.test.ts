import fc from "fast-check";
import { expect, test } from "vitest";
import type { GraphJson } from "#lib/api/graph.ts";
import type { Rect } from "./geometry.ts";
import { blocked, connection, graphOf, workload } from "./graph.fixture.ts";
import { graphs } from "./graphs.fixture.ts";
import { layersOf } from "./layers.ts";
import { layout, sameLayout } from "./layout.ts";

const overlap = (a: Rect, b: Rect): boolean => a.x < b.x + b.width - 0.01 && b.x < a.x + a.width - 0.01 && a.y < b.y + b.height - 0.01 && b.y < a.y + a.height - 0.01;
const within = (a: Rect, b: Rect): boolean => a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;

test("nothing lies on anything else", () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const { cards, gates } = layout(graph);
      const rects = [...Object.values(cards), ...Object.values(gates)];
      rects.forEach((rect, index) => rects.slice(index + 1).forEach((other) => expect(overlap(rect, other)).toBe(false)));
    }),
  );
});

test("workloads and gates are in the cluster's box, destinations are not", () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const { cards, gates, cluster } = layout(graph);
      for (const { id, kind } of graph.nodes) expect(within(cards[id] ?? cluster, cluster)).toBe(kind === "workload");
      for (const rect of Object.values(gates)) expect(within(rect, cluster)).toBe(true);
    }),
  );
});

test("every place is a number", () => {
  fc.assert(fc.property(graphs, (graph) => !JSON.stringify(layout(graph)).includes("null")));
});

test("the order of the input does not matter", () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const turned: GraphJson = { ...graph, nodes: graph.nodes.toReversed(), connections: graph.connections.toReversed(), policies: graph.policies.toReversed(), namespaces: graph.namespaces.toReversed() };
      const [one, other] = [layout(graph), layout(turned)];
      expect(other.cards).toEqual(one.cards);
      expect(other.stops).toEqual(one.stops);
    }),
  );
});

test("a verdict that changes moves nothing", () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const allowed: GraphJson = { ...graph, connections: graph.connections.map(({ from, target }) => connection(from, target)) };
      expect(sameLayout(layout(graph), layout(allowed))).toBe(true);
    }),
  );
});

test("one pod, one policy, one name: everything stands on one line, and only the name is outside", () => {
  const pod = workload("default/pod/api-client", { egressLimitedBy: ["default/default-deny"] });
  const { cards, gates, stops, cluster, namespaces } = layout(graphOf([pod, workload("dns:api.stripe.com")], [blocked(pod.id, "dns:api.stripe.com")], ["default/default-deny"]));
  const middle = ({ y, height }: Rect): number => y + height / 2;
  const [gate] = Object.values(gates);
  const name = cards["dns:api.stripe.com"];
  if (gate === undefined || name === undefined) throw new Error("not drawn");
  const stop = stops[`egress:${pod.id}`] ?? [0, 0];
  expect([middle(gate), stop[1], middle(name)]).toEqual(Array(3).fill(middle(cards[pod.id] ?? gate)));
  expect(namespaces).toEqual({});
  expect([gate.x + gate.width < stop[0], stop[0] < cluster.x + cluster.width, cluster.x + cluster.width < name.x]).toEqual([true, true, true]);
});

test("a policy for a whole namespace of several workloads stands on its rim", () => {
  const limits = { egressLimitedBy: ["a/deny"] };
  const { gates, stops, namespaces } = layout(graphOf([workload("a/deploy/api", limits), workload("a/deploy/web", limits), workload("internet")], [blocked("a/deploy/api", "internet")], ["a/deny"]));
  const rim = namespaces["a"];
  expect(gates).toEqual({});
  expect(stops["egress:a/deploy/api"]?.[0]).toBe(rim && rim.x + rim.width);
});

test.each([
  { name: "callers are left of the called", calls: [["a", "b"], ["b", "c"]], layers: [0, 1, 2] },
  { name: "the longest way counts", calls: [["a", "b"], ["b", "c"], ["a", "c"]], layers: [0, 1, 2] },
  { name: "a cycle is cut where it returns", calls: [["a", "b"], ["b", "c"], ["c", "a"]], layers: [0, 1, 2] },
  { name: "who calls itself is no caller", calls: [["a", "a"]], layers: [0, 0, 0] },
] as const)("$name", ({ calls, layers }) => expect([...layersOf(["a", "b", "c"], calls, 5).values()]).toEqual(layers));
