import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { making } from "#server/frozen/fixture.ts";
import { make } from "#server/frozen/make.ts";
import { bodyOf } from "#server/history/body.ts";
import type { Database } from "#server/store/database.ts";
import { STORE_KINDS, emptyStore, opened, temporaryFolder } from "#server/store/stores.fixture.ts";
import type { StoreWish } from "#server/store/wish.ts";

const root = resolve(import.meta.dirname, "../..");

function doctor({ dataDir, databaseUrl }: Partial<StoreWish>, ...args: readonly string[]) {
  const env: NodeJS.ProcessEnv = { NODE_ENV: "test", PATH: process.env["PATH"], ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }) };
  const { status, stdout, stderr } = spawnSync(process.execPath, ["bin/main.ts", "doctor", ...(dataDir === undefined ? [] : ["--data-dir", dataDir]), ...args], { cwd: root, env, encoding: "utf8" });
  return { status, stdout, stderr };
}

const now = Date.now();

/** Two snapshots of which one was revoked, and a cluster with one object. */
async function filled(database: Database): Promise<string> {
  await make(database, making({ now }));
  const { summary: { name } } = await make(database, making({ now }));
  await database.query("UPDATE frozen SET revoked_at = $1 WHERE name <> $2", now, name);
  const { hash, content } = bodyOf({ apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } });
  await database.query("INSERT INTO body (hash, content) VALUES ($1, $2)", hash, content);
  await database.query("INSERT INTO object_version (cluster, object, from_at, until_at, hash) VALUES ($1, $2, $3, $4, $5)", "prod", "/Namespace//shop", now, Number.MAX_SAFE_INTEGER, hash);
  await database.query("INSERT INTO recording (cluster, from_at, until_at) VALUES ($1, $2, $3)", "prod", Date.parse("2026-04-16T01:30:00Z"), Date.parse("2026-04-16T02:45:00Z"));
  return name;
}

describe.each(STORE_KINDS)("%s", (kind) => {
  test("tells what is stored", async () => {
    const wish = await emptyStore(kind);
    await filled(opened(wish));
    const { status, stdout, stderr } = doctor(wish);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout.split("\n").slice(1)).toEqual(["snapshots  1 open, 1 expired or revoked", "history    prod: 1 version of objects, 2026-04-16 01:30:00Z to 2026-04-16 02:45:00Z", "nothing is damaged", ""]);
  });

  test.each([
    { name: "one letter of a snapshot", change: "UPDATE frozen SET content = REPLACE(content, 'stripe', 'strips')", told: /^damaged {4}snapshot (\S+) of shop, made [\d-]+ [\d:]+Z: hash differs$/m },
    { name: "one letter of an object", change: "UPDATE body SET content = REPLACE(content, 'shop', 'chop')", told: /^damaged {4}a version of \/Namespace\/\/shop in prod: hash differs$/m },
    { name: "an object that is no object", change: "UPDATE body SET content = 'zz'", told: /^damaged {4}a version of \/Namespace\/\/shop in prod: hash differs$/m },
  ])("F41: finds $name", async ({ change, told }) => {
    const wish = await emptyStore(kind);
    const database = opened(wish);
    const name = await filled(database);
    await database.query(change);
    const { status, stdout } = doctor(wish);
    expect(status).toBe(1);
    const [, snapshot = name] = told.exec(stdout) ?? [, "nothing was told"];
    expect(snapshot).toBe(name);
    expect(stdout).not.toContain("nothing is damaged");
  });
});

test("a program reads the same as JSON", async () => {
  const wish = await emptyStore("sqlite");
  await filled(opened(wish));
  expect(JSON.parse(doctor(wish, "-o", "json").stdout)).toMatchObject({ snapshots: { open: 1, ended: 1, damaged: [] }, histories: [{ cluster: "prod", versions: 1 }], damagedObjects: [] });
});

test.each([
  { name: "no file", wish: () => ({ dataDir: temporaryFolder() }), args: [], status: 65, stderr: /^whydrop: nothing is stored: there is no `.*whydrop\.db`\n$/ },
  { name: "no folder", wish: () => ({}), args: [], status: 65, stderr: /^whydrop: there is no data directory: give --data-dir FOLDER\n$/ },
  { name: "a database that is away", wish: () => ({ databaseUrl: "postgresql://w:hunter22@127.0.0.1:1/none" }), args: [], status: 69, stderr: /the store cannot be reached/ },
  { name: "a format that is none", wish: () => ({}), args: ["-o", "xml"], status: 64, stderr: /^whydrop: `xml` is not an output format of doctor: use text or json\n$/ },
])("$name: $status", ({ wish, args, status, stderr }) => {
  const ran = doctor(wish(), ...args);
  expect({ status: ran.status, stdout: ran.stdout }).toEqual({ status, stdout: "" });
  expect(ran.stderr).toMatch(stderr);
  expect(ran.stderr).not.toContain("hunter22");
});
