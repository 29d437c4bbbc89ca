import { describe, expect, test } from "vitest";
import { VirtualTime } from "#apiserver/virtualtime.ts";
import type { Database } from "./database.ts";
import { FailingDatabase } from "./failing.fixture.ts";
import { Lease } from "./lease.ts";
import { STORE_KINDS, emptyStore, opened } from "./stores.fixture.ts";

const PATIENCE = { timeout: 60_000 };
const isHeld = (database: Database, lease: Lease): Promise<boolean> => database.transaction((statements) => lease.held(statements));

describe.each(STORE_KINDS)("%s", (kind) => {
  test("one of two replicas gets it, whose clocks have nothing in common", async () => {
    const wish = await emptyStore(kind);
    const [here, there] = [opened(wish), opened(wish)];
    const [timeHere, timeThere] = [new VirtualTime(0), new VirtualTime(9e15)];
    await timeThere.advance(5_000_000);
    const [a, b] = [new Lease(here, "history", "a", timeHere), new Lease(there, "history", "b", timeThere)];
    expect((await Promise.all([a.beat(), b.beat()])).filter((held) => held)).toHaveLength(1);
    expect([await isHeld(here, a), await isHeld(there, b)].filter((held) => held)).toHaveLength(1);
    expect(await new Lease(here, "another", "c", timeHere).beat()).toBe(true);
  });

  test("it is taken over when the beat has stood still for 30 s of the other's time, and never before", async () => {
    const database = opened(await emptyStore(kind));
    const time = new VirtualTime();
    const [a, b] = [new Lease(database, "history", "a", new VirtualTime()), new Lease(database, "history", "b", time)];
    expect([await a.beat(), await b.beat()]).toEqual([true, false]);
    await time.advance(29_999);
    expect(await b.beat()).toBe(false);
    expect(await a.beat()).toBe(true);
    await time.advance(29_999);
    expect(await b.beat()).toBe(false);
    await time.advance(29_999);
    expect(await b.beat()).toBe(false);
    await time.advance(1);
    expect(await b.beat()).toBe(true);
    expect([await isHeld(database, a), await isHeld(database, b)]).toEqual([false, true]);
    expect(await a.beat()).toBe(false);
  });

  test("a transaction in which it was held ends before anybody takes it over", async () => {
    const wish = await emptyStore(kind);
    const [here, there] = [opened(wish), opened(wish)];
    const time = new VirtualTime();
    const [a, b] = [new Lease(here, "history", "a", new VirtualTime()), new Lease(there, "history", "b", time)];
    await a.beat();
    await b.beat();
    await time.advance(30_000);
    const order: string[] = [];
    let taking: Promise<unknown> = Promise.resolve();
    await here.transaction(async (statements) => {
      expect(await a.held(statements)).toBe(true);
      taking = b.beat().then((taken) => order.push(`taken: ${String(taken)}`));
      await statements.query("INSERT INTO setting (name, content) VALUES ('written', '')");
      order.push("written");
    });
    await taking;
    // The holder's statement was a beat: who watched begins anew.
    expect(order).toEqual(["written", "taken: false"]);
  });

  test("who ends in good order leaves it to the next at once", async () => {
    const database = opened(await emptyStore(kind));
    const [timeA, timeB] = [new VirtualTime(), new VirtualTime()];
    const told: boolean[] = [];
    const end = new AbortController();
    const kept = new Lease(database, "history", "a", timeA).keep(end.signal, (held) => told.push(held));
    await expect.poll(() => told, PATIENCE).toEqual([true]);
    await timeA.advance(10_000);
    await expect.poll(() => told, PATIENCE).toEqual([true, true]);
    const b = new Lease(database, "history", "b", timeB);
    expect(await b.beat()).toBe(false);
    end.abort();
    await kept;
    expect(await b.beat()).toBe(true);
  });
});

test("nothing is held of a store that is absent, and it is taken up again after", async () => {
  const time = new VirtualTime();
  const told: boolean[] = [];
  const end = new AbortController();
  const database = new FailingDatabase(opened(await emptyStore("sqlite")), 6);
  const kept = new Lease(database, "history", "a", time).keep(end.signal, (held) => told.push(held));
  await expect.poll(() => told, PATIENCE).toEqual([true]);
  await time.advance(10_000);
  await expect.poll(() => told, PATIENCE).toEqual([true, false]);
  await time.advance(10_000);
  await expect.poll(() => told, PATIENCE).toEqual([true, false, true]);
  end.abort();
  await kept;
});
