import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { inject, onTestFinished } from "vitest";
import type { Database } from "./database.ts";
import { openDatabase } from "./open.ts";
import type { StoreWish } from "./wish.ts";

export const STORE_KINDS: readonly Database["kind"][] = ["sqlite", "postgresql"];

/** @returns a store of the test's own, empty, removed with it */
export async function emptyStore(kind: Database["kind"]): Promise<StoreWish> {
  return kind === "sqlite" ? { dataDir: temporaryFolder(), databaseUrl: undefined } : { dataDir: undefined, databaseUrl: await emptyDatabase() };
}

/** @returns a connection that is closed with the test */
export const opened = (wish: StoreWish): Database => closing(openDatabase(wish));

/** @returns what was given, which is closed with the test */
export function closing<T extends { readonly close: () => Promise<void> }>(open: T): T {
  onTestFinished(() => open.close());
  return open;
}

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "whydrop-store-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function emptyDatabase(): Promise<string> {
  const name = `store_${randomUUID().replaceAll("-", "")}`;
  await administer(`CREATE DATABASE ${name}`);
  onTestFinished(() => administer(`DROP DATABASE ${name} WITH (FORCE)`));
  return address(name);
}

async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: await address("postgres") });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

async function address(database: string): Promise<string> {
  const answer = await fetch(`${inject("postgresDoor")}/${database}`);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}
