import { expect, test } from "vitest";
import { Child } from "./child.fixture.ts";
import { FailingDatabase } from "./failing.fixture.ts";
import { whatIsKept, writePair } from "./pairs.fixture.ts";
import { STORE_KINDS, emptyStore, opened } from "./stores.fixture.ts";

const insert = "INSERT INTO setting (name, content) VALUES ($1, '')";

async function write(database: FailingDatabase): Promise<void> {
  await database.query(insert, "alone");
  await database.transaction(async (statements) => {
    await statements.query(insert, "first");
    await statements.query(insert, "second");
  });
}

test.each([
  { at: 1, where: "before a statement", left: 0 },
  { at: 2, where: "after it, before it is acknowledged", left: 1 },
  { at: 3, where: "before the first statement of a transaction", left: 1 },
  { at: 4, where: "between its statements", left: 1 },
  { at: 5, where: "before its commit", left: 1 },
  { at: 6, where: "after its commit, before that is acknowledged", left: 3 },
])("a fault at point $at: $where", async ({ at, left }) => {
  const database = opened(await emptyStore("sqlite"));
  const failing = new FailingDatabase(database, at);
  await expect(write(failing)).rejects.toMatchObject({ kind: "absent" });
  expect(failing.passed).toBe(at);
  expect(await database.query("SELECT COUNT(*) AS n FROM setting")).toEqual([{ n: left }]);
});

test("all points are passed where none fails", async () => {
  const failing = new FailingDatabase(opened(await emptyStore("sqlite")), Infinity);
  await write(failing);
  expect(failing.passed).toBe(6);
});

test.each(STORE_KINDS)("%s: a process that is killed at any point leaves a pair whole or none, and whole where that was acknowledged", async (kind) => {
  const wish = await emptyStore(kind);
  const database = opened(wish);
  const counting = new FailingDatabase(database, Infinity);
  await writePair(counting, "whole");
  const points = Array.from({ length: counting.passed + 1 }, (_, n) => n + 1);
  const acknowledged = ["whole"];
  for (const at of points) acknowledged.push(...(await new Child("failing.process.ts", [JSON.stringify(wish), String(at)]).lines()));
  expect(acknowledged).toEqual(["whole", String(counting.passed + 1)]);
  expect(await whatIsKept(database, acknowledged)).toEqual({ lost: [], half: [] });
});
