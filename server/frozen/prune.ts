import type { Database } from "../store/database.ts";

/** An ended link is remembered for a week: a retry of the request that made it gives it again, and not another one. */
const REMEMBERED = 7 * 86_400_000;

/** Deletes what expired or was revoked long ago. @throws StoreFault */
export async function prune(database: Database, now: number): Promise<void> {
  await database.query("DELETE FROM frozen WHERE expires_at < $1 OR revoked_at < $1", now - REMEMBERED);
}
