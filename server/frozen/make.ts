import type { FreezeRequest, SnapshotSummary } from "#lib/api/frozen.ts";
import type { Database, Row } from "../store/database.ts";
import { secretOf } from "../store/secret.ts";
import { storable } from "../store/value.ts";
import { idOf, randomId, randomName, requestText, sealOf, sha256 } from "./id.ts";
import { SHOWN, summaryOf } from "./row.ts";
import type { Provenance } from "./viewer.ts";

export interface Making {
  /** The canonical document. */
  readonly content: string;
  readonly title: string;
  readonly provenance: Provenance;
  readonly owner: string;
  readonly request: FreezeRequest;
  /** The request's Idempotency-Key: the same request with the same key gives the same link. */
  readonly key: string | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface Made {
  /** Told now, and never again: the store has only its hash. */
  readonly id: string;
  readonly summary: SnapshotSummary;
}

const DAY = 86_400_000;
const LIFETIMES = { "24h": DAY, "7d": 7 * DAY, "30d": 30 * DAY, kept: undefined } as const satisfies Record<FreezeRequest["expiry"], number | undefined>;

/** Stores one document, or finds it where the same request had stored it. @throws StoreFault; then nothing of it is stored, or all */
export async function make(database: Database, { content, title, provenance, owner, request, key, now }: Making): Promise<Made> {
  const again = key === undefined ? undefined : requestText(owner, key, { ...request, cluster: provenance.cluster });
  const id = again === undefined ? randomId() : idOf(await secretOf(database, "frozen"), again);
  const requestHash = sha256(again ?? randomId());
  const lifetime = LIFETIMES[request.expiry];
  const expiresAt = lifetime === undefined ? null : now + lifetime;
  const summary = await database.transaction(async (statements) => {
    const [known] = await statements.query(`SELECT ${SHOWN} FROM frozen WHERE request_hash = $1`, requestHash);
    if (known !== undefined) return summaryOf(known);
    const row = { name: randomName(), owner, cluster: provenance.cluster, title: storable(title), made_at: now, expires_at: expiresAt, reason: request.reason === undefined ? null : storable(request.reason) } satisfies Row;
    await statements.query(
      "INSERT INTO frozen (name, owner, cluster, title, made_at, expires_at, reason, id_hash, request_hash, content_hash, content, provenance) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      ...Object.values(row), sha256(id), requestHash, sealOf(id, content), content, JSON.stringify(provenance),
    );
    return summaryOf(row);
  });
  return { id, summary };
}
