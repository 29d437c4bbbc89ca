import type { SnapshotSummary } from "#lib/api/frozen.ts";
import { rfc3339 } from "#lib/api/moment.ts";
import type { Row } from "../store/database.ts";

/** The columns of a row that the list shows. */
export const SHOWN = "name, owner, cluster, title, made_at, expires_at, reason";

/** Whether its link opens still. */
export const isOpen = ({ revoked_at: revoked, expires_at: expires }: Row, now: number): boolean => revoked === null && (expires === null || Number(expires) > now);

/** A row of the table as the list shows it. */
export const summaryOf = (row: Row): SnapshotSummary => ({
  name: String(row["name"]),
  cluster: String(row["cluster"]),
  title: String(row["title"]),
  madeAt: rfc3339(Number(row["made_at"])),
  expiresAt: row["expires_at"] === null ? null : rfc3339(Number(row["expires_at"])),
  reason: row["reason"] === null ? null : String(row["reason"]),
});
