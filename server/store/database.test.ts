import { once } from "node:events";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { describe, expect, test } from "vitest";
import type { Value } from "./database.ts";
import { STORE_KINDS, emptyStore, opened, temporaryFolder } from "./stores.fixture.ts";

const insert = "INSERT INTO setting (name, content) VALUES ($1, $2)";
const all = "SELECT name, content FROM setting";
const broken = new Error("broken");

const VALUES: readonly { readonly name: string; readonly sql: string; readonly values: readonly Value[]; readonly row: unknown }[] = [
  { name: "a text as it is", sql: "SELECT CAST($1 AS TEXT) AS v", values: ["ä 🙂 ' $1 \\ \n"], row: { v: "ä 🙂 ' $1 \\ \n" } },
  { name: "nothing", sql: "SELECT CAST($1 AS TEXT) AS v", values: [null], row: { v: null } },
  { name: "the largest exact number", sql: "SELECT CAST($1 AS BIGINT) AS v", values: [Number.MAX_SAFE_INTEGER], row: { v: 9007199254740991 } },
  { name: "the smallest exact number", sql: "SELECT CAST($1 AS BIGINT) AS v", values: [Number.MIN_SAFE_INTEGER], row: { v: -9007199254740991 } },
  { name: "a whole number as text", sql: "SELECT CAST($1 AS TEXT) AS v", values: [5], row: { v: "5" } },
  { name: "a fraction", sql: "SELECT CAST($1 AS DOUBLE PRECISION) AS v", values: [0.25], row: { v: 0.25 } },
  { name: "a comparison", sql: "SELECT 1 = 1 AS v, 1 = 2 AS w", values: [], row: { v: 1, w: 0 } },
  { name: "a count and a sum", sql: "SELECT COUNT(*) AS v, SUM(x) AS w FROM (SELECT CAST($1 AS BIGINT) AS x UNION ALL SELECT 2) AS t", values: [3], row: { v: 2, w: 5 } },
  { name: "a value used twice", sql: "SELECT CAST($1 AS BIGINT) + CAST($2 AS BIGINT) + CAST($1 AS BIGINT) AS v", values: [3, 4], row: { v: 10 } },
  { name: "more than nine values", sql: "SELECT CAST($10 AS BIGINT) - CAST($1 AS BIGINT) + 0 * (CAST($2 AS BIGINT) + CAST($3 AS BIGINT) + CAST($4 AS BIGINT) + CAST($5 AS BIGINT) + CAST($6 AS BIGINT) + CAST($7 AS BIGINT) + CAST($8 AS BIGINT) + CAST($9 AS BIGINT)) AS v", values: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], row: { v: 9 } },
];

describe.each(STORE_KINDS)("%s", (kind) => {
  test("a value comes back as it was", async () => {
    const database = opened(await emptyStore(kind));
    for (const { name, sql, values, row } of VALUES) expect(await database.query(sql, ...values), name).toEqual([row]);
  });

  test.each([
    { name: "a number that is none", value: Number.NaN },
    { name: "a number without end", value: Number.POSITIVE_INFINITY },
    { name: "a text that PostgreSQL cannot keep", value: "a\0b" },
  ])("refuses $name", async ({ value }) => {
    const database = opened(await emptyStore(kind));
    await expect(database.query(insert, "a", value)).rejects.toThrow(TypeError);
    expect(await database.query(all)).toEqual([]);
  });

  test("what was written is told, also by what wrote it", async () => {
    const database = opened(await emptyStore(kind));
    expect(await database.query(`${insert} RETURNING content`, "a", "1")).toEqual([{ content: "1" }]);
    expect(await database.query("INSERT INTO setting VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET content = excluded.content RETURNING name, content", "a", "2")).toEqual([{ name: "a", content: "2" }]);
    expect(await database.query("WITH gone AS (SELECT name FROM setting) SELECT COUNT(*) AS c FROM gone")).toEqual([{ c: 1 }]);
    expect(await database.query("DELETE FROM setting WHERE name = $1 RETURNING name", "a")).toEqual([{ name: "a" }]);
    expect(await database.query(insert, "b", "3")).toEqual([]);
  });

  test("it is there for whoever opens the store after", async () => {
    const wish = await emptyStore(kind);
    const first = opened(wish);
    await first.query(insert, "a", "1");
    await first.close();
    expect(await opened(wish).query(all)).toEqual([{ name: "a", content: "1" }]);
    expect(first.durable).toBe(true);
    await expect(first.query(all)).rejects.toMatchObject({ kind: "absent" });
  });

  test("a transaction gives what its work gives, and sees its own writing", async () => {
    const database = opened(await emptyStore(kind));
    const seen = await database.transaction(async (statements) => {
      await statements.query(insert, "a", "1");
      return statements.query(all);
    });
    expect(seen).toEqual([{ name: "a", content: "1" }]);
  });

  test("what is thrown in a transaction undoes it", async () => {
    const database = opened(await emptyStore(kind));
    await expect(database.transaction(async (statements) => {
      await statements.query(insert, "a", "1");
      throw broken;
    })).rejects.toBe(broken);
    expect(await database.query(all)).toEqual([]);
    await database.query(insert, "a", "2");
  });

  test("a statement that failed undoes its transaction, even where that was caught", async () => {
    const database = opened(await emptyStore(kind));
    await expect(database.transaction(async (statements) => {
      await statements.query(insert, "a", "1");
      await statements.query(insert, "a", "2").catch(() => undefined);
      await statements.query(insert, "b", "3").catch(() => undefined);
    })).rejects.toThrow(/unique/i);
    expect(await database.query(all)).toEqual([]);
  });

  test("statements that nobody waited for belong to their transaction", async () => {
    const database = opened(await emptyStore(kind));
    await database.transaction(async (statements) => {
      for (const name of ["a", "b", "c"]) void statements.query(insert, name, "1");
    });
    expect(await database.query("SELECT COUNT(*) AS c FROM setting")).toEqual([{ c: 3 }]);
  });

  test("after its end a transaction takes nothing more", async () => {
    const database = opened(await emptyStore(kind));
    const kept = await database.transaction(async (statements) => ({ statements }));
    await expect(kept.statements.query(insert, "a", "1")).rejects.toThrow("the transaction has ended");
    expect(await database.query(all)).toEqual([]);
  });

  test("nobody's statement slips into another's transaction", async () => {
    const database = opened(await emptyStore(kind));
    const failing = database.transaction(async (statements) => {
      for (let n = 0; n < 20; n++) await statements.query(insert, `mine ${String(n)}`, "1");
      throw broken;
    });
    const others = Array.from({ length: 20 }, (_, n) => database.query(insert, `other ${String(n)}`, "1"));
    await expect(failing).rejects.toBe(broken);
    await Promise.all(others);
    expect(await database.query("SELECT COUNT(*) AS c, MIN(name) AS first FROM setting")).toEqual([{ c: 20, first: "other 0" }]);
  });

  test("what two connections count at once is counted once each", async () => {
    const wish = await emptyStore(kind);
    const connections = [opened(wish), opened(wish)];
    await connections[0]?.query(insert, "count", "0");
    await Promise.all(connections.flatMap((database) => Array.from({ length: 25 }, () => database.transaction(async (statements) => {
      const [row] = await statements.query("SELECT content FROM setting WHERE name = 'count'");
      await statements.query("UPDATE setting SET content = $1 WHERE name = 'count'", String(Number(row?.["content"]) + 1));
    }))));
    expect(await connections[1]?.query(all)).toEqual([{ name: "count", content: "50" }]);
  });

  test("what is not committed is seen by nobody else, and what is, by everybody at once", async () => {
    const wish = await emptyStore(kind);
    const [writer, reader] = [opened(wish), opened(wish)];
    await writer.transaction(async (statements) => {
      await statements.query(insert, "a", "1");
      expect(await reader.query(all)).toEqual([]);
    });
    expect(await reader.query(all)).toEqual([{ name: "a", content: "1" }]);
  });
});

test("and the same for all threads of the process", async () => {
  const wish = { dataDir: undefined, databaseUrl: undefined, memory: temporaryFolder() };
  const database = opened(wish);
  await database.query(insert, "a", "1");
  const thread = new Worker('const { workerData } = require("node:worker_threads"); import(workerData.module).then(async ({ openDatabase }) => { const database = openDatabase(workerData.wish); await database.query("UPDATE setting SET content = content || $1", "2"); await database.close(); });', {
    eval: true,
    workerData: { wish, module: join(import.meta.dirname, "open.ts") },
  });
  await once(thread, "exit");
  expect(await database.query(all)).toEqual([{ name: "a", content: "12" }]);
});

test("what is kept in memory is the same for all connections of one name, and gone with the last", async () => {
  const wish = { dataDir: undefined, databaseUrl: undefined, memory: temporaryFolder() };
  const [a, b] = [opened(wish), opened(wish)];
  await Promise.all([a.query(insert, "a", "1"), b.query(insert, "b", "2")]);
  expect(await opened({ ...wish, memory: `${wish.memory}-other` }).query(all)).toEqual([]);
  await a.close();
  expect(await b.query("SELECT COUNT(*) AS c FROM setting")).toEqual([{ c: 2 }]);
  await b.close();
  expect(await opened(wish).query(all)).toEqual([]);
  expect(a.durable).toBe(false);
});
