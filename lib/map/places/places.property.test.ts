import fc from "fast-check";
import { expect, it } from "vitest";
import type { MapJson, Places } from "#lib/api/map.ts";
import type { Rect } from "../geometry.ts";
import { arrange } from "./arrange.ts";
import { type Kept, keep } from "./keep.ts";
import { maps, shuffled } from "./maps.fixture.ts";
import { plainOrder, wantedOrder } from "./order.ts";
import { type StoredPlaces, readStored, writeStored } from "./stored.ts";

const first = (map: MapJson): Kept => next(arrange(map, plainOrder(wantedOrder(map, undefined))), map);
const next = (stored: StoredPlaces, map: MapJson, whole = true): Kept => keep(stored, map, { order: plainOrder(wantedOrder(map, stored)), whole });

it("is the same, to the byte, whatever the order is in which the map is told", () => {
  const told = maps.chain((map) => fc.tuple(fc.constant(map), shuffled(map)));
  fc.assert(fc.property(told, ([map, other]) => {
    const [one, two] = [first(map), first(other)];
    expect(writeStored(two.stored)).toBe(writeStored(one.stored));
    expect(JSON.stringify(two.places)).toBe(JSON.stringify(one.places));
  }));
});

it("is the same, to the byte, when a refresh comes that is told in another order", () => {
  const told = fc.tuple(maps, maps).chain(([map, later]) => fc.tuple(fc.constant(map), fc.constant(later), shuffled(later)));
  fc.assert(fc.property(told, ([map, later, other]) => {
    const { stored } = first(map);
    expect(JSON.stringify(next(stored, other).places)).toBe(JSON.stringify(next(stored, later).places));
  }));
});

it("moves nobody who stays by a single pixel, over 200 refreshes with churn", () => {
  fc.assert(fc.property(fc.array(maps, { minLength: 200, maxLength: 200 }), (refreshes) => {
    let [map, kept]: [MapJson | undefined, Kept | undefined] = [undefined, undefined];
    for (const refresh of refreshes) {
      const now: Kept = kept === undefined ? first(refresh) : next(kept.stored, refresh);
      if (kept !== undefined && map !== undefined) expectSame(kept.places, now.places);
      [map, kept] = [refresh, now];
    }
  }), { numRuns: 5 });
}, 60_000);

it("writes nothing where nobody comes", () => {
  fc.assert(fc.property(maps, (map) => {
    const { stored } = first(map);
    expect(writeStored(next(stored, map).stored)).toBe(writeStored(stored));
  }));
});

it("reads again what it wrote", () => {
  fc.assert(fc.property(maps, (map) => {
    const text = writeStored(first(map).stored);
    expect(writeStored(readStored(text) ?? expect.fail("not read"))).toBe(text);
  }));
});

it("lets no two overlap, and nobody leave his box, from nothing and after refreshes", () => {
  fc.assert(fc.property(maps, fc.array(maps, { maxLength: 3 }), fc.boolean(), (map, later, whole) => {
    let kept = first(map);
    expectTidy(kept.places, map);
    for (const refresh of later) {
      kept = next(kept.stored, refresh, whole);
      expectTidy(kept.places, refresh);
    }
  }));
});

it("has a place for everybody when it is made from nothing", () => {
  fc.assert(fc.property(maps, (map) => {
    expect(first(map).places.unplaced).toEqual([]);
  }));
});

function expectSame(before: Kept["places"], now: Kept["places"]): void {
  for (const kind of ["nodes", "boxes"] as const) {
    const stayed = Object.entries(now[kind]).filter(([id]) => Object.hasOwn(before[kind], id));
    for (const [id, rect] of stayed) if (kind === "boxes" || !id.startsWith("namespace:")) expect(rect, id).toEqual(before[kind][id]);
  }
}

function expectTidy({ boxes, nodes, cluster, unplaced }: Omit<Places, "generation" | "undo">, map: MapJson): void {
  expect(new Set([...Object.keys(nodes), ...unplaced])).toEqual(new Set(map.nodes.map(({ id }) => id)));
  const own = (id: string): Rect | undefined => nodes[id];
  const cards = map.nodes.filter(({ kind }) => kind !== "namespace").flatMap(({ id }) => own(id) ?? []);
  expectApart(cards);
  expectApart(Object.values(boxes));
  for (const node of map.nodes) {
    const rect = own(node.id);
    if (rect === undefined) continue;
    if (node.place === "inside") expect(isIn(rect, boxes[node.namespace ?? ""] ?? expect.fail("no box")), `${node.id} in its box`).toBe(true);
    expect(isIn(rect, cluster), `${node.id} in the cluster`).toBe(node.place === "inside" || node.place === "system");
    if (node.place === "system") for (const box of Object.values(boxes)) expect(isApart(rect, box)).toBe(true);
  }
}

function expectApart(rects: readonly Rect[]): void {
  for (const [index, one] of rects.entries()) for (const other of rects.slice(index + 1)) expect(isApart(one, other), `${JSON.stringify(one)} and ${JSON.stringify(other)}`).toBe(true);
}

const isApart = (one: Rect, other: Rect): boolean => one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y;
const isIn = (inner: Rect, outer: Rect): boolean => inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;
