import { StoreFault, type Statements } from "./database.ts";
import type { Link } from "./link.ts";
import { MIGRATIONS, type Migration } from "./migrations/order.ts";

/** Milliseconds that another one, who is migrating, is waited for. */
const PATIENCE_MS = 30_000;

/**
 * Brings the tables to this version, whole or not at all, one process at a time. Where they are there, nobody is waited for.
 * @throws StoreFault `newer`, and then nothing was written
 */
export async function migrate(link: Link, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  if (isCurrent(await versionSeen(link), migrations)) return;
  await link.transaction(async (statements) => {
    await statements.query("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)");
    const version = await versionOf(statements);
    if (isCurrent(version, migrations)) return;
    for (const sql of migrations.slice(version).flat()) await statements.query(sql);
    await statements.query("DELETE FROM schema_version");
    await statements.query("INSERT INTO schema_version (version) VALUES ($1)", migrations.length);
  }, PATIENCE_MS);
}

/** @throws StoreFault `newer` where a later version has changed the tables since */
export async function requireOwnVersion(statements: Statements): Promise<void> {
  isCurrent(await versionOf(statements), MIGRATIONS);
}

function isCurrent(version: number, migrations: readonly Migration[]): boolean {
  if (version > migrations.length) throw new StoreFault("newer");
  return version === migrations.length;
}

/** @returns 0 also where there is no table that tells: only SQL's own way to ask for one differs */
async function versionSeen(statements: Statements): Promise<number> {
  try {
    return await versionOf(statements);
  } catch (error) {
    if (error instanceof StoreFault) throw error;
    return 0;
  }
}

async function versionOf(statements: Statements): Promise<number> {
  const [row] = await statements.query("SELECT version FROM schema_version");
  return Number(row?.["version"] ?? 0);
}
