import { describe, expect, test } from "vitest";
import type { MapJson, PlacedMap } from "#lib/api/map.ts";
import { type Drawn, mapOf } from "#lib/map/places/maps.fixture.ts";
import { plainOrder } from "#lib/map/places/order.ts";
import { type Database, StoreFault } from "../store/database.ts";
import { STORE_KINDS, emptyStore, opened } from "../store/stores.fixture.ts";
import { MapPlaces, type Placing } from "./mapplaces.ts";

const NOW: Placing = { at: undefined, whole: undefined };
const SHOP: Drawn = {
  namespaces: { shop: { open: true, groups: ["api", "web"] }, data: { open: true, groups: ["db"] }, infra: { open: false, groups: ["dns"] } },
  destinations: ["dns:a.example", "dns:b.example"],
  links: [["shop/deploy/web", "shop/deploy/api"], ["shop/deploy/api", "data/deploy/db"], ["shop/deploy/api", "dns:b.example"]],
};
const with_ = (namespaces: Drawn["namespaces"], destinations: readonly string[] = []): MapJson =>
  mapOf({ ...SHOP, namespaces: { ...SHOP.namespaces, ...namespaces }, destinations: [...(SHOP.destinations ?? []), ...destinations] });
const shop = mapOf(SHOP);
const grown = with_({ shop: { open: true, groups: ["aaa", "api", "web"] }, aa: { open: true, groups: ["x"] } }, ["dns:0.example"]);

const replica = (store: Database, told: StoreFault[] = []): MapPlaces => new MapPlaces(store, (wanted) => Promise.resolve(plainOrder(wanted)), (fault) => told.push(fault));

const AWAY: Database = { kind: "sqlite", durable: true, query: () => Promise.reject(new StoreFault("absent")), transaction: () => Promise.reject(new StoreFault("absent")), close: () => Promise.resolve() };

/** Counts the writes, and fails all while it is told to. */
function watched(inner: Database): Database & { away: boolean; writes: number } {
  const store = {
    kind: inner.kind,
    durable: inner.durable,
    away: false,
    writes: 0,
    query: (...asked: Parameters<Database["query"]>) => (store.away ? AWAY.query("") : inner.query(...asked)),
    transaction<T>(work: Parameters<typeof inner.transaction<T>>[0]): Promise<T> {
      store.writes += 1;
      return store.away ? AWAY.transaction(work) : inner.transaction(work);
    },
    close: () => inner.close(),
  };
  return store;
}

const standing = ({ places }: PlacedMap) => ({ nodes: places.nodes, boxes: places.boxes });

describe.each(STORE_KINDS)("%s", (kind) => {
  test("who looks first arranges, and everybody else sees the same; nothing more is written", async () => {
    const wish = await emptyStore(kind);
    const [one, two] = [watched(opened(wish)), watched(opened(wish))];
    const first = await replica(one).placed("c", shop, NOW);
    expect(first.places).toMatchObject({ generation: 1, undo: false, unplaced: [] });
    expect(await replica(two).placed("c", shop, NOW)).toEqual(first);
    expect([one.writes, two.writes]).toEqual([1, 0]);
  });

  test("of replicas that look at once, all show what one of them arranged", async () => {
    const wish = await emptyStore(kind);
    const maps = [shop, grown, shop, grown];
    const shown = await Promise.all(maps.map((map) => replica(opened(wish)).placed("c", map, NOW)));
    const last = standing(await replica(opened(wish)).placed("c", grown, NOW));
    for (const one of shown) expect(last).toMatchObject(standing(one));
  });

  test("who comes is placed once, and nobody moves for him", async () => {
    const store = watched(opened(await emptyStore(kind)));
    const before = await replica(store).placed("c", shop, NOW);
    const after = await replica(store).placed("c", grown, NOW);
    expect(standing(after)).toMatchObject(standing(before));
    expect(Object.keys(after.places.nodes)).toEqual(expect.arrayContaining(["shop/deploy/aaa", "aa/deploy/x", "dns:0.example"]));
    expect(after.places.generation).toBe(1);
    expect(await replica(store).placed("c", shop, NOW)).toEqual(before);
    expect(await replica(store).placed("c", grown, NOW)).toEqual(after);
    expect(store.writes).toBe(2);
  });

  test("somebody who looks first through a filter has the places of somebody who does not", async () => {
    const [filtered, whole] = [opened(await emptyStore(kind)), opened(await emptyStore(kind))];
    const part = mapOf({ namespaces: { data: { open: true, groups: ["db"] } } });
    const shown = await replica(filtered).placed("c", part, { at: undefined, whole: () => Promise.resolve(shop) });
    expect(standing(await replica(whole).placed("c", shop, NOW))).toMatchObject(standing(shown));
    expect(standing(await replica(filtered).placed("c", shop, NOW))).toMatchObject(standing(shown));
  });

  test("a past state stands where the present does, and writes nothing", async () => {
    const store = watched(opened(await emptyStore(kind)));
    const past: Placing = { at: "2026-04-16T02:13:40Z", whole: undefined };
    expect((await replica(store).placed("c", shop, past)).places.generation).toBe(0);
    const present = await replica(store).placed("c", shop, NOW);
    const before = await replica(store).placed("c", grown, past);
    expect(standing(before)).toMatchObject(standing(present));
    expect(before.places.unplaced).toEqual([]);
    expect(store.writes).toBe(1);
  });

  test("a cluster that is being read for the first time is arranged when it was", async () => {
    const store = opened(await emptyStore(kind));
    const kinds: MapJson["cluster"]["kinds"] = [{ group: "", resource: "pods", kind: "Pod", namespace: "", count: 0, asOf: null, state: "loading", expected: null, why: "", retryAt: null }];
    const reading = mapOf({ namespaces: { data: { open: true, groups: ["db"] } } });
    expect((await replica(store).placed("c", { ...reading, cluster: { ...reading.cluster, kinds } }, NOW)).places.generation).toBe(0);
    expect((await replica(store).placed("c", mapOf({ namespaces: {} }), NOW)).places.generation).toBe(0);
    const after = await replica(store).placed("c", shop, NOW);
    expect(after).toEqual(await replica(opened(await emptyStore(kind))).placed("c", shop, NOW));
  });

  test("another cluster of the same name is arranged anew", async () => {
    const store = opened(await emptyStore(kind));
    const other = mapOf({ namespaces: { other: { open: true, groups: ["x"] } } });
    await replica(store).placed("c", other, NOW);
    expect(standing(await replica(store).placed("c", shop, NOW))).toEqual(standing(await replica(opened(await emptyStore(kind))).placed("c", shop, NOW)));
  });

  test("rearranging is a new generation, and undoing gives back who stood where", async () => {
    const store = opened(await emptyStore(kind));
    const places = replica(store);
    await places.placed("c", shop, NOW);
    const before = await places.placed("c", grown, NOW);
    expect(await places.rearrange("c", 1, grown)).toBe(2);
    const after = await places.placed("c", grown, NOW);
    expect(after.places).toMatchObject({ generation: 2, undo: true });
    expect(standing(after)).not.toEqual(standing(before));
    expect(standing(after)).toEqual(standing(await replica(opened(await emptyStore(kind))).placed("c", grown, NOW)));
    expect(await places.undo("c", 2)).toBe(3);
    expect((await places.placed("c", grown, NOW)).places).toEqual({ ...before.places, generation: 3, undo: false });
    await expect(places.undo("c", 3)).rejects.toMatchObject({ code: "not_found" });
  });

  test("of two who ask at once, one rearranges; of two who undo, one does", async () => {
    const wish = await emptyStore(kind);
    const [one, two] = [replica(opened(wish)), replica(opened(wish))];
    await one.placed("c", shop, NOW);
    expect(await Promise.all([one.rearrange("c", 1, grown), two.rearrange("c", 1, grown)])).toEqual([2, 2]);
    expect(await one.rearrange("c", 2, shop)).toBe(3);
    expect(await Promise.all([one.undo("c", 3), two.undo("c", 3)])).toEqual([4, 4]);
    expect((await one.placed("c", shop, NOW)).places).toMatchObject({ generation: 4, undo: true });
  });

  test("five arrangements can be gone back to, and no more are kept", async () => {
    const store = opened(await emptyStore(kind));
    const places = replica(store);
    await places.placed("c", shop, NOW);
    for (let generation = 1; generation <= 9; generation++) await places.rearrange("c", generation, shop);
    expect(await store.query("SELECT COUNT(*) AS n FROM map_places")).toEqual([{ n: 6 }]);
    for (let generation = 10; generation < 15; generation++) expect(await places.undo("c", generation)).toBe(generation + 1);
    await expect(places.undo("c", 15)).rejects.toMatchObject({ code: "not_found" });
  });

  test("while the store is away nobody moves and nothing is said to be kept; after it the kept places are true", async () => {
    const store = watched(opened(await emptyStore(kind)));
    const told: StoreFault[] = [];
    const places = replica(store, told);
    await places.placed("c", shop, NOW);
    const before = await places.placed("c", grown, NOW);
    expect(standing(before)).not.toEqual(standing(await replica(AWAY).placed("c", grown, NOW)));
    store.away = true;
    expect(await places.placed("c", grown, NOW)).toEqual({ ...before, places: { ...before.places, generation: 0, undo: false } });
    await expect(places.rearrange("c", 1, grown)).rejects.toMatchObject({ code: "not_saved", message: "not saved: the store cannot be reached" });
    expect(told.map(({ message }) => message)).toEqual(["the store cannot be reached", "the store cannot be reached"]);
    store.away = false;
    expect(await places.placed("c", grown, NOW)).toEqual(before);
  });

  test("what was damaged in the store is made anew", async () => {
    const store = opened(await emptyStore(kind));
    const first = await replica(store).placed("c", shop, NOW);
    await store.query("UPDATE map_places SET content = '{'");
    expect(await replica(store).placed("c", shop, NOW)).toEqual(first);
  });
});

test("without any store there are places, the same each time", async () => {
  const told: StoreFault[] = [];
  const first = await replica(AWAY, told).placed("c", shop, NOW);
  expect(first.places).toMatchObject({ generation: 0, undo: false, unplaced: [] });
  expect(await replica(AWAY, told).placed("c", shop, NOW)).toEqual(first);
  expect(told.map(({ kind }) => kind)).toEqual(["absent", "absent"]);
});
