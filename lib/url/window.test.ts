import { expect, test } from "vitest";
import { isWindow, rangeOf, windowOf } from "./window.ts";

const END = "2026-04-16T02:45:00.000Z";

test.each([
  { name: "a named range ends where it is told to", window: "1h", is: { from: "2026-04-16T01:45:00.000Z", until: END } },
  { name: "days", window: "7d", is: { from: "2026-04-09T02:45:00.000Z", until: END } },
  { name: "two times mean themselves", window: "2026-04-16T01:30:00Z..2026-04-16T02:00:00Z", is: { from: "2026-04-16T01:30:00Z", until: "2026-04-16T02:00:00Z" } },
])("$name", ({ window, is }) => {
  expect(isWindow(window)).toBe(true);
  expect(rangeOf(window, END)).toEqual(is);
  expect(rangeOf(windowOf(is), "2030-01-01T00:00:00Z")).toEqual(is);
});

test("all has an end alone: it begins where the history does", () => {
  expect(isWindow("all")).toBe(true);
  expect(rangeOf("all", END)).toEqual({ until: END });
});

test.each(["", "9h", "..", "toString", "2026-04-16T02:00:00Z..", "2026-04-16T02:00:00Z..2026-04-16T01:00:00Z", "2026-04-16T01:00:00Z..2026-04-16T02:00:00Z..2026-04-16T03:00:00Z"])("no range: `%s`", (text) => {
  expect(isWindow(text)).toBe(false);
});
