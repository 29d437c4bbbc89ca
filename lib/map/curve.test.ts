import { expect, test } from "vitest";
import { type Port, bow, isFree, relative } from "./curve.ts";

const port = (x: number, y: number, side: Port["side"]): Port => ({ at: [x, y], side });

test("an edge on one level is straight, any other leaves and enters at right angles", () => {
  expect(bow(port(0, 5, "right"), port(100, 5, "left"))).toEqual([]);
  expect(bow(port(0, 0, "right"), port(100, 80, "left"))).toEqual([[36, 0], [64, 80]]);
  expect(bow(port(100, 0, "left"), port(0, 80, "right"))).toEqual([[64, 0], [36, 80]]);
  expect(bow(port(50, 0, "bottom"), port(50, 40, "top"))).toEqual([]);
});

test.each([
  { name: "over it", card: { x: 400, y: -24, width: 176, height: 48 }, is: false },
  { name: "just beside it", card: { x: 400, y: 3, width: 176, height: 48 }, is: false },
  { name: "beside it", card: { x: 400, y: 40, width: 176, height: 48 }, is: true },
  { name: "behind its end", card: { x: 1020, y: -24, width: 176, height: 48 }, is: true },
])("a straight edge and a card: $name", ({ card, is }) => expect(isFree([0, 0], [], [1000, 0], [card])).toBe(is));

test("a point beside the way, as Cytoscape counts it", () => {
  expect(relative([50, 30], [0, 0], [100, 0])).toEqual({ weight: 0.5, distance: 30 });
});
