import fc from "fast-check";
import { expect, test } from "vitest";
import { type Direction, toward } from "./toward.ts";

const at = (x: number, y: number) => ({ x, y, width: 176, height: 48 });
const MIDDLE = at(500, 500);
const AROUND = { east: at(800, 500), west: at(200, 500), north: at(500, 300), south: at(500, 700), farEast: at(1400, 500), northEast: at(800, 200) };

test.each([
  { direction: "right", is: "east" },
  { direction: "left", is: "west" },
  { direction: "up", is: "north" },
  { direction: "down", is: "south" },
] as const)("$direction: $is", ({ direction, is }) => expect(toward(direction, MIDDLE, AROUND)).toBe(is));

test.each([
  { name: "straight ahead comes before nearer but aside", direction: "right", others: { ahead: at(900, 500), aside: at(700, 720) }, is: "ahead" },
  { name: "what is aside is found where nothing is ahead", direction: "right", others: { aside: at(800, 700) }, is: "aside" },
  { name: "what lies mostly in another direction is not gone to", direction: "right", others: { below: at(510, 900) }, is: undefined },
  { name: "nothing is there", direction: "left", others: {}, is: undefined },
  { name: "of two that are as near the first by name, always", direction: "down", others: { b: at(500, 700), a: at(500, 700) }, is: "a" },
] as const)("$name", ({ direction, others, is }) => expect(toward(direction, MIDDLE, others)).toBe(is));

test("whoever is gone to lies in that direction, and the way back leads to somebody", () => {
  const rect = fc.record({ x: fc.integer({ min: 0, max: 2_000 }), y: fc.integer({ min: 0, max: 2_000 }), width: fc.constant(176), height: fc.constant(48) });
  const back: Readonly<Record<Direction, Direction>> = { left: "right", right: "left", up: "down", down: "up" };
  fc.assert(
    fc.property(fc.array(rect, { minLength: 1, maxLength: 30 }), rect, fc.constantFrom<Direction>("left", "right", "up", "down"), (rects, from, direction) => {
      const others = Object.fromEntries(rects.map((one, index) => [String(index), one]));
      const id = toward(direction, from, others);
      if (id === undefined) return;
      const to = others[id] ?? from;
      const onward = { right: to.x - from.x, left: from.x - to.x, down: to.y - from.y, up: from.y - to.y }[direction];
      expect(onward).toBeGreaterThan(0);
      expect(toward(back[direction], to, { from })).toBe("from");
    }),
  );
});
