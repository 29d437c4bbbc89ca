import { timingSafeEqual } from "node:crypto";
import type { Frozen } from "#lib/api/frozen.ts";
import { parseFrozen } from "#lib/frozen/parse.ts";
import type { Database, Row } from "../store/database.ts";
import { isId, sealOf, sha256 } from "./id.ts";
import { isOpen } from "./row.ts";
import type { Provenance, Viewer } from "./viewer.ts";

/** What was stored, as it was stored. */
export interface Whole {
  readonly kind: "frozen";
  readonly frozen: Frozen;
  readonly content: string;
  readonly hash: string;
}

export type Opened =
  | Whole
  /** Unknown, expired, revoked or not for this viewer: nobody is told which. */
  | { readonly kind: "absent" }
  | { readonly kind: "damaged"; readonly why: string }
  | { readonly kind: "newer"; readonly schema: number };

/** Opens a link: one look into the store, whatever became of the snapshot, and none for what is no id. @throws StoreFault */
export async function open(database: Database, id: string, { viewer, now }: { readonly viewer: Viewer; readonly now: number }): Promise<Opened> {
  if (!isId(id)) return { kind: "absent" };
  const [row] = await database.query(
    "SELECT expires_at, revoked_at, content_hash, provenance, CASE WHEN revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2) THEN content ELSE '' END AS content FROM frozen WHERE id_hash = $1",
    sha256(id), now,
  );
  return row !== undefined && isOpen(row, now) && mayOpen(row, viewer) ? read(id, row) : { kind: "absent" };
}

function mayOpen({ provenance }: Row, viewer: Viewer): boolean {
  const told = provenanceIn(String(provenance));
  return told !== undefined && viewer.maySee(told);
}

/** @returns undefined where it is damaged: then nobody is known to have the right */
function provenanceIn(text: string): Provenance | undefined {
  try {
    const value = JSON.parse(text) as Partial<Provenance> | null;
    return typeof value?.cluster === "string" && Array.isArray(value.namespaces) ? { cluster: value.cluster, namespaces: value.namespaces.map(String) } : undefined;
  } catch {
    return undefined;
  }
}

function read(id: string, row: Row): Opened {
  const content = String(row["content"]);
  if (!isSame(String(row["content_hash"]), sealOf(id, content))) return { kind: "damaged", why: "hash differs" };
  const parsed = parseFrozen(content);
  return parsed.kind === "frozen" ? { ...parsed, content, hash: sha256(content) } : parsed;
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
