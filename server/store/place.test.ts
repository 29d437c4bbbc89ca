import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { placeOf } from "./place.ts";
import { opened, temporaryFolder } from "./stores.fixture.ts";

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

test("a folder and its files are the user's alone", async () => {
  const dataDir = join(temporaryFolder(), "state", "whydrop");
  const database = opened({ dataDir, databaseUrl: undefined });
  await database.query("INSERT INTO setting (name, content) VALUES ('a', '')");
  expect([dataDir, ...["whydrop.db", "whydrop.db-wal", "whydrop.db-shm"].map((name) => join(dataDir, name))].map(modeOf)).toEqual(["700", "600", "600", "600"]);
  expect([database.kind, database.durable]).toEqual(["sqlite", true]);
});

test("a commit is on the disk before it is acknowledged", async () => {
  const database = opened({ dataDir: temporaryFolder(), databaseUrl: undefined });
  expect(await database.query("PRAGMA journal_mode")).toEqual([{ journal_mode: "wal" }]);
  // FULL: https://www.sqlite.org/pragma.html#pragma_synchronous
  expect(await database.query("PRAGMA synchronous")).toEqual([{ synchronous: 2 }]);
});

test("a folder that is there stays as it is", () => {
  const dataDir = join(temporaryFolder(), "shared");
  mkdirSync(dataDir, { mode: 0o755 });
  expect(placeOf({ dataDir, databaseUrl: undefined })).toEqual({ kind: "file", file: join(dataDir, "whydrop.db") });
  expect(modeOf(dataDir)).toBe("755");
});

test("without a folder things are kept in memory, and it is known why", () => {
  expect(placeOf({ dataDir: undefined, databaseUrl: undefined })).toEqual({ kind: "memory", name: "whydrop", why: { kind: "noFolder" } });
});

test("also below a folder in which nothing can be made and everything is said to be missing", () => {
  const dataDir = "/proc/whydrop/state";
  expect(placeOf({ dataDir, databaseUrl: undefined })).toMatchObject({ kind: "memory", why: { kind: "notWritable", folder: dataDir } });
});

test("so they are where the folder cannot be written", async () => {
  const file = join(temporaryFolder(), "a file");
  writeFileSync(file, "");
  const wish = { dataDir: join(file, "folder"), databaseUrl: undefined, memory: file };
  expect(placeOf(wish)).toEqual({ kind: "memory", name: file, why: { kind: "notWritable", folder: wish.dataDir } });
  const database = opened(wish);
  expect(database.durable).toBe(false);
  expect(await database.query("SELECT name FROM setting")).toEqual([]);
});

test("a database wins over the folder, which is not even made", () => {
  const dataDir = join(temporaryFolder(), "state");
  expect(placeOf({ dataDir, databaseUrl: "postgresql://db/whydrop" })).toEqual({ kind: "postgresql", url: "postgresql://db/whydrop" });
  expect(() => statSync(dataDir)).toThrow("ENOENT");
});
