import { expect, test } from "vitest";
import { FailingDatabase } from "./failing.fixture.ts";
import { emptyStore, opened } from "./stores.fixture.ts";

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
