import { expect, test } from "vitest";
import { VirtualTime } from "#apiserver/virtualtime.ts";
import { StoreFault } from "./database.ts";
import type { Link } from "./link.ts";
import { Reconnecting } from "./reconnecting.ts";

/** A store that is there or not, and counts who comes. */
class Store {
  readonly time = new VirtualTime();
  readonly told: string[] = [];
  there = true;
  connections = 0;
  closed = 0;
  fault: StoreFault = new StoreFault("absent");

  readonly database = new Reconnecting({
    kind: "postgresql",
    durable: true,
    connect: () => this.#connect(),
    time: this.time,
    random: () => 1,
    onLost: ({ kind }) => this.told.push(kind),
    onBack: () => this.told.push("back"),
  });

  async #connect(): Promise<Link> {
    if (!this.there) throw this.fault;
    this.connections += 1;
    const query = async (): Promise<readonly never[]> => {
      if (!this.there) throw new StoreFault("absent");
      return [];
    };
    const isLost = (): boolean => !this.there;
    return {
      get isLost() {
        return isLost();
      },
      query,
      transaction: (work) => work({ query }),
      close: async () => {
        this.closed += 1;
      },
    };
  }
}

test("it connects at first use, once for all", async () => {
  const store = new Store();
  const { database } = store;
  expect(store.connections).toBe(0);
  await Promise.all([database.query("SELECT 1"), database.query("SELECT 1"), database.transaction((statements) => statements.query("SELECT 1"))]);
  expect(store.connections).toBe(1);
});

test("a store that is absent at the start is there for who comes when it is", async () => {
  const store = new Store();
  store.there = false;
  await expect(store.database.query("SELECT 1")).rejects.toMatchObject({ kind: "absent" });
  store.there = true;
  // Nobody is kept waiting meanwhile: no time passes.
  await expect(store.database.query("SELECT 1")).rejects.toMatchObject({ kind: "absent" });
  expect(store.time.monotonic()).toBe(0);
  await store.time.advance(800);
  expect(await store.database.query("SELECT 1")).toEqual([]);
  expect(store.told).toEqual(["absent", "back"]);
});

test("one that is lost is looked for at once, then at longer and longer times", async () => {
  const store = new Store();
  await store.database.query("SELECT 1");
  store.there = false;
  await expect(store.database.query("SELECT 1")).rejects.toMatchObject({ kind: "absent" });
  await expect(store.database.transaction(async () => undefined)).rejects.toMatchObject({ kind: "absent" });
  await store.time.advance(800 + 1_600 + 3_200 - 1);
  store.there = true;
  await expect(store.database.query("SELECT 1")).rejects.toMatchObject({ kind: "absent" });
  await store.time.advance(1);
  await store.database.query("SELECT 1");
  expect([store.connections, store.closed]).toEqual([2, 1]);
  expect(store.told).toEqual(["absent", "back"]);
});

test("it says what is wrong now, not what was at first", async () => {
  const store = new Store();
  store.there = false;
  await expect(store.database.query("SELECT 1")).rejects.toMatchObject({ kind: "absent" });
  store.fault = new StoreFault("newer");
  await store.time.advance(800);
  await expect(store.database.query("SELECT 1")).rejects.toMatchObject({ kind: "newer" });
});

test("what a transaction's own work throws, even of another store, does not lose this one", async () => {
  const store = new Store();
  await expect(store.database.transaction(() => Promise.reject(new StoreFault("absent")))).rejects.toMatchObject({ kind: "absent" });
  await store.database.query("SELECT 1");
  expect([store.connections, store.told]).toEqual([1, []]);
});

test("who waits for tables that are being made does not wait for ever", async () => {
  const time = new VirtualTime();
  const database = new Reconnecting({ kind: "sqlite", durable: true, connect: () => new Promise<never>(() => undefined), time, random: () => 1, onLost: () => undefined, onBack: () => undefined });
  const refused = expect(database.query("SELECT 1")).rejects.toMatchObject({ kind: "slow" });
  await time.advance(3_000);
  await refused;
});

test("once closed it looks for nothing any more", async () => {
  const store = new Store();
  store.there = false;
  await expect(store.database.query("SELECT 1")).rejects.toMatchObject({ kind: "absent" });
  await store.database.close();
  store.there = true;
  await store.time.advance(60_000);
  await expect(store.database.query("SELECT 1")).rejects.toMatchObject({ kind: "absent" });
  expect([store.connections, store.time.sleeping]).toEqual([0, 0]);
});
