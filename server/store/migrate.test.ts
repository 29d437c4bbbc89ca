import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { systemTime } from "../systemtime.ts";
import { Child } from "./child.fixture.ts";
import type { Link } from "./link.ts";
import { migrate } from "./migrate.ts";
import { MIGRATIONS } from "./migrations/order.ts";
import { PostgresqlLink } from "./postgresql.ts";
import { SqliteLink } from "./sqlite.ts";
import { STORE_KINDS, closing, emptyStore, opened } from "./stores.fixture.ts";
import type { StoreWish } from "./wish.ts";

const FIRST = ["CREATE TABLE a (x TEXT)", "INSERT INTO a (x) VALUES ('1')"];
const SECOND = ["CREATE TABLE b (x TEXT)", "INSERT INTO b (x) SELECT x FROM a"];
const BROKEN = ["CREATE TABLE b (x TEXT)", "INSERT INTO nowhere (x) VALUES ('1')"];

/** A connection without any table. */
async function bare({ dataDir, databaseUrl }: StoreWish): Promise<Link> {
  return closing(await (databaseUrl === undefined ? SqliteLink.open(join(String(dataDir), "whydrop.db"), systemTime) : PostgresqlLink.open(databaseUrl, systemTime)));
}

describe.each(STORE_KINDS)("%s", (kind) => {
  test("every migration is made once, in order, and those of before stay", async () => {
    const link = await bare(await emptyStore(kind));
    await migrate(link, [FIRST]);
    await migrate(link, [FIRST]);
    await link.query("INSERT INTO a (x) VALUES ('2')");
    await migrate(link, [FIRST, SECOND]);
    expect(await link.query("SELECT COUNT(*) AS n FROM b")).toEqual([{ n: 2 }]);
    expect(await link.query("SELECT version FROM schema_version")).toEqual([{ version: 2 }]);
  });

  test("one that fails leaves nothing behind, and may be tried again", async () => {
    const link = await bare(await emptyStore(kind));
    await migrate(link, [FIRST]);
    await expect(migrate(link, [FIRST, BROKEN])).rejects.toThrow("nowhere");
    expect(await link.query("SELECT version FROM schema_version")).toEqual([{ version: 1 }]);
    await migrate(link, [FIRST, SECOND]);
    expect(await link.query("SELECT x FROM b")).toEqual([{ x: "1" }]);
  });

  test("a store of a newer version is refused, and nothing is written", async () => {
    const wish = await emptyStore(kind);
    const link = await bare(wish);
    await migrate(link, [...MIGRATIONS, FIRST]);
    const before = await link.query("SELECT version FROM schema_version");
    const database = opened(wish);
    await expect(database.query("SELECT name FROM setting")).rejects.toMatchObject({ kind: "newer" });
    await expect(database.query("INSERT INTO setting (name, content) VALUES ('a', '')")).rejects.toMatchObject({ kind: "newer" });
    expect(await link.query("SELECT name FROM setting")).toEqual([]);
    expect(await link.query("SELECT version FROM schema_version")).toEqual(before);
  });

  test("a replica of before an upgrade writes nothing any more, and reads on", async () => {
    const wish = await emptyStore(kind);
    const old = opened(wish);
    await old.query("INSERT INTO setting (name, content) VALUES ('a', '')");
    await migrate(await bare(wish), [...MIGRATIONS, FIRST]);
    await expect(old.query("INSERT INTO setting (name, content) VALUES ('b', '')")).rejects.toMatchObject({ kind: "newer" });
    await expect(old.transaction((statements) => statements.query("DELETE FROM setting"))).rejects.toMatchObject({ kind: "newer" });
    expect(await old.query("SELECT name FROM setting")).toEqual([{ name: "a" }]);
  });

  test("of many processes that start at once, one makes the tables, and all work", async () => {
    const wish = await emptyStore(kind);
    const children = Array.from({ length: 4 }, () => new Child("open.process.ts", [JSON.stringify(wish)]));
    expect(await Promise.all(children.map((child) => child.line()))).toEqual(children.map(() => "here"));
    for (const child of children) child.tell("go\n");
    const rows = JSON.stringify([{ version: MIGRATIONS.length }]);
    expect(await Promise.all(children.map(async (child) => [await child.line(), child.errors]))).toEqual(children.map(() => [rows, ""]));
  });
});

test("what is no database is damaged, and stays as it is", async () => {
  const wish = await emptyStore("sqlite");
  const file = join(String(wish.dataDir), "whydrop.db");
  const garbage = Buffer.alloc(8192, "no database ");
  writeFileSync(file, garbage);
  const database = opened(wish);
  await expect(database.query("SELECT name FROM setting")).rejects.toMatchObject({ kind: "damaged" });
  await expect(database.query("INSERT INTO setting (name, content) VALUES ('a', '')")).rejects.toMatchObject({ kind: "damaged" });
  expect(readFileSync(file).equals(garbage)).toBe(true);
});
