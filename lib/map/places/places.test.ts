import { describe, expect, it } from "vitest";
import type { MapJson, Places } from "#lib/api/map.ts";
import { arrange } from "./arrange.ts";
import { type Kept, keep } from "./keep.ts";
import { type Drawn, mapOf } from "./maps.fixture.ts";
import { plainOrder, wantedOrder } from "./order.ts";
import { ASPECT, boxSize, gridFor } from "./sizes.ts";
import { type StoredPlaces, crowdsIn } from "./stored.ts";

const first = (map: MapJson): Kept => next(arrange(map, plainOrder(wantedOrder(map, undefined))), map);
const next = (stored: StoredPlaces, map: MapJson, whole = true): Kept => keep(stored, map, { order: plainOrder(wantedOrder(map, stored)), whole });
const groups = (count: number, prefix = "g"): string[] => Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(3, "0")}`);
const rectOf = ({ nodes }: Pick<Places, "nodes">, id: string) => nodes[id] ?? expect.fail(`${id} has no place`);

const SHOP: Drawn = {
  namespaces: { data: { open: true, groups: ["db"] }, edge: { open: true, groups: ["gateway"] }, shop: { open: true, groups: ["api", "cron", "web"] } },
  callers: ["ip:0.0.0.0"],
  destinations: ["dns:a.example", "dns:z.example"],
  system: ["svc:dns", "svc:api"],
  links: [["edge/deploy/gateway", "shop/deploy/web"], ["shop/deploy/web", "shop/deploy/api"], ["shop/deploy/api", "data/deploy/db"], ["data/deploy/db", "dns:a.example"], ["ip:0.0.0.0", "edge/deploy/gateway"]],
};

describe("a box", () => {
  it.each([0, 1, 2, 5, 20, 75, 300])("of %i groups has cells for a quarter more, and a row more", (count) => {
    const { columns, rows } = gridFor(count);
    expect(columns * rows).toBeGreaterThanOrEqual(count * 1.25);
    expect(columns * (rows - 1)).toBeGreaterThanOrEqual(count);
  });

  it.each([20, 75, 300])("of %i groups is about as wide as it should be", (count) => {
    const { width, height } = boxSize(gridFor(count));
    expect(Math.abs(Math.log(width / height / ASPECT))).toBeLessThan(Math.log(1.2));
  });

  it("is where it was, and as large, when it is opened and closed", () => {
    const closed = mapOf({ ...SHOP, namespaces: { ...SHOP.namespaces, shop: { open: false, groups: ["api", "cron", "web"] } } });
    const { stored, places } = first(closed);
    const opened = next(stored, mapOf(SHOP));
    expect(rectOf(places, "namespace:shop")).toEqual(places.boxes.shop);
    expect(opened.places.boxes).toEqual(places.boxes);
    expect(opened.places.unplaced).toEqual([]);
    const again = next(next(opened.stored, closed).stored, mapOf(SHOP));
    expect(again.places).toEqual(opened.places);
  });

  it("that is full has no place for one more, and the next arrangement makes it", () => {
    const room = gridFor(3).columns * gridFor(3).rows;
    const crowded = mapOf({ ...SHOP, namespaces: { ...SHOP.namespaces, shop: { open: true, groups: ["api", "cron", "web", ...groups(room)] } } });
    // As the pods of a group are: the namespace does not have more groups for it.
    const pods = { ...crowded, boxes: mapOf(SHOP).boxes };
    const { stored, places } = next(first(mapOf(SHOP)).stored, pods, false);
    expect(places.unplaced).toHaveLength(3);
    const rearranged = arrange(mapOf(SHOP), plainOrder(wantedOrder(mapOf(SHOP), undefined)), crowdsIn(stored));
    expect(next(rearranged, pods, false).places.unplaced).toEqual([]);
  });

  it("gives the cell of who is gone only to who needs it", () => {
    const room = gridFor(3).columns * gridFor(3).rows;
    const shop = (names: readonly string[]): MapJson => mapOf({ namespaces: { shop: { open: true, groups: names } } });
    const before = first(shop(["api", "cron", "web"]));
    const gone = next(before.stored, shop(["api", "web", ...groups(room - 3)]));
    expect(gone.stored.boxes["shop"]?.cells).toContain("shop/deploy/cron");
    const back = next(gone.stored, shop(["api", "cron", "web"]));
    expect(rectOf(back.places, "shop/deploy/cron")).toEqual(rectOf(before.places, "shop/deploy/cron"));
    const needed = next(gone.stored, shop(["api", "web", ...groups(room - 2)]));
    expect(needed.places.unplaced).toEqual([]);
    expect(rectOf(needed.places, `shop/deploy/g${String(room - 3).padStart(3, "0")}`)).toEqual(rectOf(before.places, "shop/deploy/cron"));
  });

  it("gives nobody's cell away while a filter hides some", () => {
    const room = gridFor(3).columns * gridFor(3).rows;
    const full = mapOf({ namespaces: { shop: { open: true, groups: ["api", "cron", "web"] } } });
    const filtered = { ...mapOf({ namespaces: { shop: { open: true, groups: ["api", ...groups(room)] } } }), boxes: mapOf({ namespaces: { shop: { open: true, groups: groups(room + 3) } } }).boxes };
    const { stored, places } = next(first(full).stored, filtered, false);
    expect(places.unplaced).not.toEqual([]);
    expect(stored.boxes["shop"]?.cells).toEqual(expect.arrayContaining(["shop/deploy/cron", "shop/deploy/web"]));
  });
});

describe("the reading direction", () => {
  const { places } = first(mapOf(SHOP));
  const x = (id: string): number => rectOf(places, id).x;

  it("leads from callers on the left to whom they call on the right", () => {
    expect(x("ip:0.0.0.0")).toBeLessThan(places.cluster.x);
    expect(x("shop/deploy/web")).toBeLessThan(x("shop/deploy/api"));
    expect(x("dns:a.example")).toBeGreaterThan(places.cluster.x + places.cluster.width);
    const { boxes } = places;
    const before = (one: string, other: string): boolean => {
      const [a, b] = [boxes[one] ?? expect.fail(one), boxes[other] ?? expect.fail(other)];
      return a.x < b.x || (a.x === b.x && a.y < b.y);
    };
    expect([before("edge", "shop"), before("shop", "data")]).toEqual([true, true]);
  });

  it("leads a chain of groups through the columns of its box", () => {
    const names = groups(6);
    const chain = first(mapOf({ namespaces: { shop: { open: true, groups: names } }, links: names.slice(1).map((name, index) => [`shop/deploy/${names[index] ?? ""}`, `shop/deploy/${name}`]) }));
    const at = names.map((name) => rectOf(chain.places, `shop/deploy/${name}`));
    const steps = at.slice(1).map((rect, index) => ({ before: at[index] ?? expect.fail(), rect }));
    expect(steps.filter(({ before, rect }) => rect.x < before.x)).toEqual([]);
  });

  it("puts what belongs to the system in a row below all boxes", () => {
    const below = ["svc:dns", "svc:api"].map((id) => rectOf(places, id).y);
    expect(new Set(below).size).toBe(1);
    for (const { y, height } of Object.values(places.boxes)) expect(below[0]).toBeGreaterThanOrEqual(y + height);
  });
});

describe("a column outside", () => {
  const namespaces = Object.fromEntries(groups(6, "ns").map((name) => [name, { open: false, groups: groups(8) }]));
  const callers = Object.keys(namespaces);
  const destinations = callers.map((name) => `dns:${name}`).toReversed();
  const map = mapOf({ namespaces, destinations, links: callers.map((name) => [`namespace:${name}`, `dns:${name}`]) });

  it("has its destinations in the order of the heights of their callers, in one column", () => {
    const { places } = first(map);
    const middle = (id: string): number => rectOf(places, id).y + rectOf(places, id).height / 2;
    const sorted = callers.toSorted((one, other) => middle(`namespace:${one}`) - middle(`namespace:${other}`));
    const heights = sorted.map((name) => middle(`dns:${name}`));
    expect(heights).toEqual(heights.toSorted((one, other) => one - other));
    expect(new Set(destinations.map((id) => rectOf(places, id).x)).size).toBe(1);
  });

  it("takes another one near to its callers, and moves nobody", () => {
    const before = first(map);
    const after = next(before.stored, { ...mapOf({ namespaces, destinations: [...destinations, "dns:new"], links: [["namespace:ns005", "dns:new"]] }) });
    expect(after.places.nodes).toMatchObject(before.places.nodes);
    const box = after.places.boxes["ns005"] ?? expect.fail();
    expect(Math.abs(rectOf(after.places, "dns:new").y - box.y - box.height / 2)).toBeLessThan(2 * 68);
  });

  it("has a place for any number", () => {
    const { stored } = first(map);
    const many = mapOf({ namespaces, destinations: [...destinations, ...groups(140, "ip:")] });
    expect(next(stored, many, false).places.unplaced).toEqual([]);
  });
});

describe("a namespace that comes", () => {
  const namespaces = Object.fromEntries(groups(9, "ns").map((name) => [name, { open: false, groups: groups(5) }]));

  it("stands at the edge of what is there, and what is outside stays", () => {
    const before = first(mapOf({ ...SHOP, namespaces }));
    const after = next(before.stored, mapOf({ ...SHOP, namespaces: { ...namespaces, huge: { open: true, groups: groups(60) }, tiny: { open: true, groups: ["a"] } } }));
    expect(after.places.nodes).toMatchObject(before.places.nodes);
    expect(after.places.boxes).toMatchObject(before.places.boxes);
    expect(after.places.unplaced).toEqual([]);
    expect(after.places.cluster).toMatchObject({ x: before.places.cluster.x, width: before.places.cluster.width });
  });

  it("takes the place of one that is gone before the picture grows", () => {
    const before = first(mapOf({ namespaces }));
    const { ns004, ...rest } = namespaces;
    const after = next(before.stored, mapOf({ namespaces: { ...rest, other: ns004 ?? expect.fail() } }));
    expect(after.places.boxes["other"]).toEqual(before.places.boxes["ns004"]);
    expect(after.places.cluster).toEqual(before.places.cluster);
  });
});

describe("who stands outside", () => {
  it("keeps the place of one whose lines are left out, however many come", () => {
    const column = (...destinations: readonly string[]): MapJson => mapOf({ ...SHOP, destinations, links: [] });
    const partly = (map: MapJson): MapJson => ({ ...map, total: 50 });
    const closer = column("dns:a.example", "dns:z.example");
    let kept = first(closer);
    const place = rectOf(kept.places, "dns:z.example");
    for (let count = 1; count <= 40; count += 1) kept = next(kept.stored, partly(column(...groups(count, "dns:"))));
    expect(rectOf(next(kept.stored, closer, false).places, "dns:z.example")).toEqual(place);
  });
});
