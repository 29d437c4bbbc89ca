import type { SnapshotSummary } from "#lib/api/frozen.ts";
import type { Row } from "../store/database.ts";

const timeOf = (milliseconds: unknown): string => new Date(Number(milliseconds)).toISOString().replace(/\.\d+Z$/, "Z");

/** A row of the table as the list shows it. */
export const summaryOf = (row: Row): SnapshotSummary => ({
  name: String(row["name"]),
  cluster: String(row["cluster"]),
  title: String(row["title"]),
  madeAt: timeOf(row["made_at"]),
  expiresAt: row["expires_at"] === null ? null : timeOf(row["expires_at"]),
  reason: row["reason"] === null ? null : String(row["reason"]),
});
