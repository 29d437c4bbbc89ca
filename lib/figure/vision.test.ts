import { describe, expect, test } from "vitest";
import { INKS, type Ink } from "./inks.ts";
import { VISIONS, ciede2000, differenceOf } from "./vision.fixture.ts";

describe("the measure", () => {
  // Sharma, Wu and Dalal, “The CIEDE2000 Color-Difference Formula”, 2005, table 1: the pairs that implementations get wrong.
  test.each([
    { pair: 1, one: [50, 2.6772, -79.7751], other: [50, 0, -82.7485], is: 2.0425 },
    { pair: 7, one: [50, 0, 0], other: [50, -1, 2], is: 2.3669 },
    { pair: 9, one: [50, 2.49, -0.001], other: [50, -2.49, 0.0009], is: 7.1792 },
    { pair: 14, one: [50, -0.001, 2.49], other: [50, 0.0011, -2.49], is: 4.7461 },
    { pair: 17, one: [50, 2.5, 0], other: [73, 25, -18], is: 27.1492 },
    { pair: 25, one: [60.2574, -34.0099, 36.2677], other: [60.4626, -34.1751, 39.4387], is: 1.2644 },
    { pair: 34, one: [2.0776, 0.0795, -1.135], other: [0.9033, -0.0636, -0.5514], is: 0.9082 },
  ] as const)("pair $pair", ({ one, other, is }) => expect(ciede2000(one, other)).toBeCloseTo(is, 4));

  test("black and white are as far apart as can be, for everybody", () => {
    for (const vision of VISIONS) expect(differenceOf("#000000", "#ffffff", vision)).toBeCloseTo(100, 1);
  });
});

/** What cannot be told has the grey of traffic for deutans: its dots and its question mark tell it. */
const LINES = ["blocked", "traffic", "kubernetes", "external", "policy"] as const satisfies readonly Ink[];

describe.each(["light", "dark"] as const)("%s", (theme) => {
  const inks = INKS[theme];

  test.each(VISIONS)("blocked and traffic are told apart with %s vision", (vision) => expect(differenceOf(inks.blocked, inks.traffic, vision)).toBeGreaterThanOrEqual(20));

  test.each(VISIONS)("no two colours of the map are alike with %s vision", (vision) => {
    const near = LINES.flatMap((one, index) => LINES.slice(index + 1).map((other) => ({ pair: `${one}–${other}`, apart: differenceOf(inks[one], inks[other], vision) }))).filter(({ apart }) => apart < 11);
    expect(near).toEqual([]);
  });
});
