import { expect, test } from "vitest";
import { policy } from "#lib/check/fixture.ts";
import { mapIn, replica, spaces, topologyIn, watching } from "./yaml.fixture.ts";

const twoSinks = [
  ...spaces("a", "b"), policy("b/in", "podSelector: {matchLabels: {v: two}}, ingress: []"), watching(["a/sts/web", "b/sts/db", 80]),
  replica("a/web-1", ""), replica("b/db-1", "v: one"), replica("b/db-2", "v: two", { ip: "10.0.1.4" }),
];

test("of a workload in parts, of which one cannot be reached, the caller counts a connection that is partly blocked", () => {
  const { counts } = topologyIn(...twoSinks);
  expect([...counts]).toEqual([
    ["a/sts/web", { blocked: 0, partly: 1, allowed: 0, unknown: 0 }],
    ["b/sts/db@v=one", { blocked: 0, partly: 0, allowed: 1, unknown: 0 }],
    ["b/sts/db@v=two", { blocked: 1, partly: 0, allowed: 0, unknown: 0 }],
  ]);
});

test("what is blocked within a part is told, though the other parts of the connection are drawn and allowed", () => {
  const map = mapIn([
    ...spaces("a"), watching(["a/sts/web", "a/sts/web", 80]),
    policy("a/one", "podSelector: {matchLabels: {v: one}}, ingress: [{from: [{podSelector: {matchLabels: {v: two}}}]}]"),
    policy("a/two", "podSelector: {matchLabels: {v: two}}, ingress: [{from: [{podSelector: {matchLabels: {v: one}}}]}]"),
    replica("a/web-1", "v: one"), replica("a/web-2", "v: two", { ip: "10.0.1.4" }), replica("a/web-3", "v: two", { ip: "10.0.1.5" }),
  ]);
  expect(map.edges.map(({ look }) => look)).toEqual(["allowed", "allowed"]);
  expect(map.sentences).toEqual(["1 blocked connection stays inside a workload that is drawn as one. The table lists it."]);
  expect(map.nodes.map(({ id, partly, allowed }) => [id, partly, allowed])).toEqual([["a/sts/web@v=one", 0, 1], ["a/sts/web@v=two", 1, 0]]);
});
