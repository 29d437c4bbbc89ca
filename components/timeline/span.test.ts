import { describe, expect, test } from "vitest";
import { WHOLE, between, isWide, moved, rangeIn } from "./span.ts";

const RANGE = { from: "2026-04-16T01:00:00.000Z", until: "2026-04-16T02:40:00.000Z" };

describe("a drag", () => {
  test.each([
    { name: "to the right", from: 20, to: 60, is: { start: 20, end: 60 } },
    { name: "to the left", from: 60, to: 20, is: { start: 20, end: 60 } },
    { name: "beyond the axis", from: -10, to: 130, is: { start: 0, end: 100 } },
  ])("$name", ({ from, to, is }) => expect(between(from, to)).toEqual(is));
  test("that hardly moved chooses nothing", () => expect(isWide(between(40, 40.5))).toBe(false));
});

describe("an end that is moved", () => {
  test.each([
    { name: "by a step", which: "start", by: 1, is: { start: 21, end: 60 } },
    { name: "stops at the axis' beginning", which: "start", by: -100, is: { start: 0, end: 60 } },
    { name: "stops before the other end", which: "start", by: 100, is: { start: 59, end: 60 } },
    { name: "stops after the other end", which: "end", by: -100, is: { start: 20, end: 21 } },
    { name: "stops at the axis' end", which: "end", by: 100, is: { start: 20, end: 100 } },
  ] as const)("$name", ({ which, by, is }) => expect(moved({ start: 20, end: 60 }, which, by)).toEqual(is));
});

describe("the time of a span", () => {
  test.each([
    { name: "is told to the second", span: { start: 25.0001, end: 50 }, is: { from: "2026-04-16T01:25:00Z", until: "2026-04-16T01:50:00Z" } },
    { name: "up to the axis' end", span: { start: 50, end: 100 }, is: { from: "2026-04-16T01:50:00Z", until: "2026-04-16T02:40:00Z" } },
    { name: "of the whole axis is no choice", span: WHOLE, is: undefined },
  ])("$name", ({ span, is }) => expect(rangeIn(span, RANGE)).toEqual(is));
  test("shorter than a second is no choice", () => expect(rangeIn({ start: 10, end: 11 }, { from: "2026-04-16T01:00:00Z", until: "2026-04-16T01:00:02Z" })).toBeUndefined());
});
