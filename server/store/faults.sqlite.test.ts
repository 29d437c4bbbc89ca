import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { opened, closing, emptyStore } from "./stores.fixture.ts";

const insert = "INSERT INTO setting (name, content) VALUES ($1, $2)";
const names = "SELECT name FROM setting";
const PATIENCE = { timeout: 60_000 };

test("F40 a full disk: what does not fit is refused whole, reads go on, and with room it goes on by itself", async () => {
  const database = opened(await emptyStore("sqlite"));
  await database.query(insert, "before", "");
  const [pages] = await database.query("PRAGMA page_count");
  await database.query(`PRAGMA max_page_count = ${String(Number(pages?.["page_count"]) + 3)}`);
  const large = "x".repeat(100_000);
  await expect(database.query(insert, "large", large)).rejects.toMatchObject({ kind: "full" });
  await expect(database.transaction(async (statements) => {
    await statements.query(insert, "small", "");
    await statements.query(insert, "large", large);
  })).rejects.toMatchObject({ kind: "full" });
  expect(await database.query(names)).toEqual([{ name: "before" }]);
  await database.query("PRAGMA max_page_count = 1000000");
  await database.query(insert, "large", large);
  expect(await database.query(`${names} ORDER BY name`)).toEqual([{ name: "before" }, { name: "large" }]);
});

test("F42 another process that writes is waited for, then the store is slow; reads go on", async () => {
  const wish = await emptyStore("sqlite");
  const database = opened(wish);
  await database.query(insert, "before", "");
  const other = new DatabaseSync(join(String(wish.dataDir), "whydrop.db"));
  closing({ close: async () => other.close() });
  other.exec("BEGIN IMMEDIATE");
  const order: unknown[] = [];
  const tell = (fault: unknown): number => order.push(fault);
  const writing = [database.query(insert, "a", "").catch(tell), database.transaction((statements) => statements.query(insert, "b", "")).catch(tell)];
  order.push(await database.query(names));
  await Promise.all(writing);
  expect(order).toMatchObject([[{ name: "before" }], { kind: "slow" }, { kind: "slow" }]);
  other.exec("COMMIT");
  await database.query(insert, "c", "");
  expect(await database.query(names)).toEqual([{ name: "before" }, { name: "c" }]);
});

test("F42 a writer that comes to its end in time is waited for", async () => {
  const wish = await emptyStore("sqlite");
  const database = opened(wish);
  await database.query(names);
  const other = new DatabaseSync(join(String(wish.dataDir), "whydrop.db"));
  closing({ close: async () => other.close() });
  other.exec("BEGIN IMMEDIATE");
  const writing = database.query(insert, "a", "");
  // It has tried and found the other one: SQLite is asked in the same turn.
  await new Promise(setImmediate);
  other.exec("COMMIT");
  await writing;
  expect(await database.query(names)).toEqual([{ name: "a" }]);
});

test("F39 a store that was damaged at the start is used when it was put right", async () => {
  const wish = await emptyStore("sqlite");
  const file = join(String(wish.dataDir), "whydrop.db");
  writeFileSync(file, "no database".repeat(1_000));
  const database = opened(wish);
  await expect(database.query(names)).rejects.toMatchObject({ kind: "damaged" });
  rmSync(file);
  await expect.poll(() => database.query(names).catch(() => "not yet"), PATIENCE).toEqual([]);
});
