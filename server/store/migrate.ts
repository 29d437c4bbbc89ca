import { StoreFault, type Statements } from "./database.ts";
import type { Link } from "./link.ts";
import { MIGRATIONS, type Migration } from "./migrations/order.ts";

/** Milliseconds that another one, who is migrating, is waited for. */
const PATIENCE_MS = 30_000;

/** Brings the tables to this version, whole or not at all, one process at a time. @throws StoreFault `newer`, and then nothing was written */
export function migrate(link: Link, migrations: readonly Migration[] = MIGRATIONS): Promise<void> {
  return link.transaction(async (statements) => {
    await statements.query("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)");
    const version = await versionOf(statements);
    if (version > migrations.length) throw new StoreFault("newer");
    if (version === migrations.length) return;
    for (const sql of migrations.slice(version).flat()) await statements.query(sql);
    await statements.query("DELETE FROM schema_version");
    await statements.query("INSERT INTO schema_version (version) VALUES ($1)", migrations.length);
  }, PATIENCE_MS);
}

async function versionOf(statements: Statements): Promise<number> {
  const [row] = await statements.query("SELECT version FROM schema_version");
  return Number(row?.version ?? 0);
}
