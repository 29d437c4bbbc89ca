import { afterAll, beforeAll, expect, test } from "vitest";
import pg from "pg";
import { requirePostgres } from "../../scripts/test/postgres.ts";
import { PostgresServer } from "../../scripts/test/postgresserver.ts";
import type { Database } from "./database.ts";
import { whatIsKept, writePair } from "./pairs.fixture.ts";
import { closing, opened } from "./stores.fixture.ts";

const insert = "INSERT INTO setting (name, content) VALUES ($1, '')";
const names = "SELECT name FROM setting";
const PATIENCE = { timeout: 60_000 };
const CRASHES = 3;
const PAIRS = 25;

let server: PostgresServer;
let made = 0;

beforeAll(async () => {
  // Its own: it is stopped and killed.
  server = await PostgresServer.start(await requirePostgres(), []);
}, 120_000);

afterAll(() => server.remove());

async function emptyDatabase(): Promise<string> {
  made += 1;
  const name = `faults_${String(made)}`;
  await server.query("postgres", `CREATE DATABASE ${name}`);
  return server.url(name);
}

const open = async (): Promise<Database> => opened({ dataDir: undefined, databaseUrl: await emptyDatabase() });
const isBack = (database: Database): Promise<void> => expect.poll(() => database.query("SELECT 1 AS one").catch(() => "not yet"), PATIENCE).toEqual([{ one: 1 }]);

test("F39 absent at the start: it fails at once, and is used when it is there", async () => {
  const databaseUrl = await emptyDatabase();
  await server.stop();
  const database = opened({ dataDir: undefined, databaseUrl });
  await expect(database.query(names)).rejects.toMatchObject({ kind: "absent" });
  await expect(database.transaction((statements) => statements.query(insert, "a"))).rejects.toMatchObject({ kind: "absent" });
  await server.start();
  await isBack(database);
  await database.query(insert, "b");
  expect(await database.query(names)).toEqual([{ name: "b" }]);
});

test("F39 lost mid-run: nothing is half made, and it is found again", async () => {
  const database = await open();
  await database.query(insert, "before");
  await expect(database.transaction(async (statements) => {
    await statements.query(insert, "first half");
    await server.stop();
    await statements.query(insert, "second half");
  })).rejects.toMatchObject({ kind: "absent" });
  await expect(database.query(names)).rejects.toMatchObject({ kind: "absent" });
  await expect(database.query(insert, "meanwhile")).rejects.toMatchObject({ kind: "absent" });
  await server.start();
  await isBack(database);
  await database.query(insert, "after");
  expect(await database.query(names)).toEqual([{ name: "before" }, { name: "after" }]);
});

test("F39 a server that was restarted while nobody asked is no fault for who only reads or begins", async () => {
  const database = await open();
  await database.query(insert, "before");
  await server.stop();
  await server.start();
  await database.query(insert, "after");
  expect(await database.query(names)).toEqual([{ name: "before" }, { name: "after" }]);
});

test("F40 a full disk: refused whole, reads go on, and with room it goes on by itself", async () => {
  const database = await open();
  await database.query(insert, "before");
  await database.query("CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION USING ERRCODE = ''53100'', MESSAGE = ''could not extend file''; END'");
  await database.query("CREATE TRIGGER full_disk BEFORE INSERT ON setting FOR EACH ROW WHEN (NEW.name = 'large') EXECUTE FUNCTION full_disk()");
  await expect(database.query(insert, "large")).rejects.toMatchObject({ kind: "full" });
  await expect(database.transaction(async (statements) => {
    await statements.query(insert, "small");
    await statements.query(insert, "large");
  })).rejects.toMatchObject({ kind: "full" });
  expect(await database.query(names)).toEqual([{ name: "before" }]);
  await database.query("DROP TRIGGER full_disk ON setting");
  await database.query(insert, "large");
});

test("F42 a locked table is waited for half a second, and what does not need it is served", async () => {
  const database = await open();
  await database.query(names);
  const other = new pg.Client({ connectionString: server.url(`faults_${String(made)}`) });
  await other.connect();
  closing({ close: () => other.end() });
  await other.query("BEGIN; LOCK TABLE setting IN ACCESS EXCLUSIVE MODE");
  const refused = [...Array.from({ length: 8 }, () => database.query(names)), ...Array.from({ length: 3 }, (_, n) => database.query(insert, String(n)))];
  const kinds = Promise.all(refused.map((asked) => asked.then(() => "answered", (fault: unknown) => fault)));
  expect(await database.query("SELECT name FROM lease")).toEqual([]);
  for (const fault of await kinds) expect(fault).toMatchObject({ kind: "slow", cause: { code: "55P03" } });
  await other.query("ROLLBACK");
  await database.query(insert, "after");
  expect(await database.query(names)).toEqual([{ name: "after" }]);
});

test("F42 another replica that writes is waited for, then the store is slow; reads go on", async () => {
  const databaseUrl = await emptyDatabase();
  const [here, there] = [opened({ dataDir: undefined, databaseUrl }), opened({ dataDir: undefined, databaseUrl })];
  await Promise.all([here.query(names), there.query(names)]);
  await here.transaction(async (statements) => {
    await statements.query(insert, "here");
    await expect(there.query(insert, "there")).rejects.toMatchObject({ kind: "slow", cause: { code: "55P03" } });
    expect(await there.query(names)).toEqual([]);
  });
  await there.query(insert, "there");
});

test("F42 a statement ends after three seconds", async () => {
  const database = await open();
  await expect(database.query("SELECT pg_sleep(60)")).rejects.toMatchObject({ kind: "slow", cause: { code: "57014" } });
  expect(await database.query(names)).toEqual([]);
});

test("F44 PostgreSQL killed in mid-write: nothing acknowledged is lost, nothing is half there", async () => {
  const database = await open();
  const acknowledged: string[] = [];
  for (let crash = 0; crash < CRASHES; crash++) {
    let killing: Promise<void> | undefined;
    let faults = 0;
    for (let n = 0; faults === 0; n++) {
      if (n === PAIRS) killing = server.kill();
      const name = `${String(crash)}-${String(n)}`;
      await writePair(database, name).then(() => acknowledged.push(name), () => faults++);
    }
    await killing;
    await expect(database.query(names)).rejects.toMatchObject({ kind: "absent" });
    await server.start();
    await isBack(database);
    expect(await whatIsKept(database, acknowledged)).toEqual({ lost: [], half: [] });
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(CRASHES * PAIRS);
});
