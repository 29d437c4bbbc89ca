import { describe, expect, test } from "vitest";
import { foldedOf } from "./folds.ts";
import { effectOf, marksOf } from "./marks.ts";
import { ticksOf } from "./ticks.ts";
import { at, change, flip, revision } from "./timeline.fixture.ts";

const RANGE = { from: at("02:00:00"), until: at("03:00:00") };

describe("marks of a lane", () => {
  test("stand where their time is, oldest first, and only in their lane", () => {
    const label = revision("02:45:00", { changes: [change({ lane: "labels" })] });
    expect(marksOf([label, revision("02:30:00"), revision("02:00:00")], "policies", RANGE).map(({ at: time, x }) => [time, x])).toEqual([[at("02:00:00"), 0], [at("02:30:00"), 50]]);
  });
  test("what is too near is one mark, which leads to its newest and shows the effect of any", () => {
    const near = [revision("02:30:20"), revision("02:30:10", { flips: [flip()] }), revision("02:30:00")];
    expect(marksOf(near, "policies", RANGE)).toEqual([{ at: at("02:30:20"), x: 50, changes: 3, effect: "blocked" }]);
  });
  test.each([
    { name: "blocked", flips: [flip()], effect: "blocked" },
    { name: "partly blocked counts as blocked", flips: [flip({ is: "PARTLY" })], effect: "blocked" },
    { name: "allowed again", flips: [flip({ was: "BLOCKED_RULE", is: "OPEN" })], effect: "allowed" },
    { name: "one each", flips: [flip(), flip({ was: "UNKNOWN", is: "ALLOWED" })], effect: "both" },
    { name: "from one block to another: no mark of its own", flips: [flip({ was: "BLOCKED_DEFAULT", is: "BLOCKED_RULE" })], effect: "none" },
    { name: "not declared any more", flips: [flip({ is: null })], effect: "none" },
  ])("$name", ({ flips, effect }) => expect(effectOf(flips)).toBe(effect));
});

test.each([
  { name: "an hour by ten minutes", range: RANGE, ticks: ["02:10Z", "02:20Z", "02:30Z", "02:40Z", "02:50Z"] },
  { name: "a day says where it begins", range: { from: "2026-04-15T14:00:00Z", until: "2026-04-16T14:00:00Z" }, ticks: ["15:00Z", "18:00Z", "21:00Z", "04-16", "03:00Z", "06:00Z", "09:00Z", "12:00Z"] },
  { name: "a month by days", range: { from: "2026-03-17T02:00:00Z", until: "2026-04-16T02:00:00Z" }, ticks: ["03-18", "03-23", "03-28", "04-02", "04-07", "04-12"] },
  { name: "a moment has none", range: { from: "2026-04-16T02:00:01Z", until: "2026-04-16T02:00:02Z" }, ticks: [] },
])("ticks: $name", ({ range, ticks }) => expect(ticksOf(range).map(({ text }) => text)).toEqual(ticks));

test("what had no effect folds into one line each time", () => {
  const [a, b, c, d] = [revision("02:40:00"), revision("02:30:00"), revision("02:20:00", { flips: [flip()] }), revision("02:10:00")];
  expect(foldedOf([a, b, c, d])).toEqual([{ kind: "quiet", revisions: [a, b] }, { kind: "change", revision: c }, { kind: "quiet", revisions: [d] }]);
});
