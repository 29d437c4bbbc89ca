import type { SnapshotSummary } from "#lib/api/frozen.ts";
import { rfc3339 } from "#lib/api/moment.ts";
import type { Row } from "../store/database.ts";

/** A row of the table as the list shows it. */
export const summaryOf = (row: Row): SnapshotSummary => ({
  name: String(row["name"]),
  cluster: String(row["cluster"]),
  title: String(row["title"]),
  madeAt: rfc3339(Number(row["made_at"])),
  expiresAt: row["expires_at"] === null ? null : rfc3339(Number(row["expires_at"])),
  reason: row["reason"] === null ? null : String(row["reason"]),
});
