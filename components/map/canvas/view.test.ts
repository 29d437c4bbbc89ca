import { expect, test } from "vitest";
import { fitting, intoSight, lieOf, onScreen, rounded, viewOf } from "./view.ts";

const SIZE = { width: 1000, height: 600 };

test("a view lies somewhere, and is read from there", () => {
  const view = { zoom: 0.5, x: 320, y: -40 };
  expect(viewOf(lieOf(view, SIZE), SIZE)).toEqual(view);
});

test("the middle of a view is in the middle of any surface", () => {
  const point = { x: 320, y: -40, width: 0, height: 0 };
  for (const size of [SIZE, { width: 390, height: 700 }]) expect(onScreen(point, lieOf({ zoom: 0.5, x: 320, y: -40 }, size))).toEqual({ x: size.width / 2, y: size.height / 2, width: 0, height: 0 });
});

test.each([
  { name: "wide", bounds: { x: -40, y: -56, width: 3000, height: 400 } },
  { name: "high", bounds: { x: 0, y: 900, width: 300, height: 4000 } },
  { name: "small: no larger than it can be looked at", bounds: { x: 0, y: 0, width: 100, height: 50 } },
])("all of it is in sight: $name", ({ bounds }) => {
  const view = fitting(bounds, SIZE);
  const { x, y, width, height } = onScreen(bounds, lieOf(view, SIZE));
  expect([x >= 0, y >= 0, x + width <= SIZE.width, y + height <= SIZE.height, view.zoom <= 1.15]).toEqual([true, true, true, true, true]);
});

test.each([
  { name: "in sight", rect: { x: 400, y: 300, width: 100, height: 40 }, move: { x: 0, y: 0 } },
  { name: "left of it", rect: { x: -50, y: 300, width: 100, height: 40 }, move: { x: 78, y: 0 } },
  { name: "below it", rect: { x: 400, y: 590, width: 100, height: 40 }, move: { x: 0, y: -84 } },
  { name: "larger than the surface: its beginning", rect: { x: -300, y: 300, width: 2000, height: 40 }, move: { x: 328, y: 0 } },
])("the map moves no further than it must: $name", ({ rect, move }) => expect(intoSight(rect, SIZE)).toEqual(move));

test("links say it in few digits", () => expect(rounded({ zoom: 0.123456, x: 3.4, y: -7.6 })).toEqual({ zoom: 0.123, x: 3, y: -8 }));
