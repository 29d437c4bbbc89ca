import fc from "fast-check";
import { expect, it } from "vitest";
import { plainLayers } from "./layers.ts";
import type { Unordered } from "./order.ts";

const graph = (isOf: (from: number, to: number) => boolean): fc.Arbitrary<Unordered> =>
  fc.uniqueArray(fc.tuple(fc.nat(15), fc.nat(15)).filter(([from, to]) => isOf(from, to)), { maxLength: 40, selector: String }).map((pairs) => {
    // Names in another order than the links, so that it is not by names that it comes out right.
    const name = (number: number): string => `n${(number * 7) % 16}`;
    const links = pairs.map(([from, to]) => [name(from), name(to)] as const);
    return { ids: [...new Set(links.flat())].toSorted(), links };
  });

it("has everybody right of all who call him, where nobody calls in a ring", () => {
  fc.assert(fc.property(graph((from, to) => from < to), ({ ids, links }) => {
    const layers = plainLayers({ ids, links });
    const at = (id: string): number => layers.findIndex((layer) => layer.includes(id));
    for (const [from, to] of links) expect(at(from)).toBeLessThan(at(to));
  }));
});

it("names everybody once, rings or not", () => {
  fc.assert(fc.property(graph((from, to) => from !== to), (unordered) => {
    expect(plainLayers(unordered).flat().toSorted()).toEqual(unordered.ids);
  }));
});

it("puts whom few call beside those who do", () => {
  const called: Readonly<Record<string, string>> = { a: "z", b: "y", c: "x" };
  const [callers = [], others = []] = plainLayers({ ids: ["a", "b", "c", "x", "y", "z"], links: Object.entries(called) });
  expect(others).toEqual(callers.map((id) => called[id]));
});
