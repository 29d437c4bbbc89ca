import type { SnapshotSummary } from "#lib/api/frozen.ts";
import type { Database } from "../store/database.ts";
import { SHOWN, summaryOf } from "./row.ts";
import type { Viewer } from "./viewer.ts";

/** The snapshots that a viewer may revoke and that can be opened, the newest first. @throws StoreFault */
export async function list(database: Database, { viewer, now }: { readonly viewer: Viewer; readonly now: number }): Promise<SnapshotSummary[]> {
  const rows = await database.query(`SELECT ${SHOWN} FROM frozen WHERE revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $1) ORDER BY made_at DESC, name`, now);
  return rows.filter(({ owner }) => viewer.mayManage(String(owner))).map(summaryOf);
}
