import { parseFrozen } from "#lib/frozen/parse.ts";
import { mayBeSealed } from "../frozen/id.ts";
import { isOpen } from "../frozen/row.ts";
import { wholeManifest } from "../history/body.ts";
import { type Database, type Row, type Value } from "../store/database.ts";

/** What is stored, and which of it cannot be trusted. */
export interface Examined {
  readonly snapshots: { readonly open: number; readonly ended: number; readonly damaged: readonly DamagedSnapshot[] };
  readonly histories: readonly StoredHistory[];
  /** Versions of objects whose text is not the one that was written: what rests on them is not told. */
  readonly damagedObjects: readonly { readonly cluster: string; readonly object: string }[];
}

export interface DamagedSnapshot {
  /** As in the list of snapshots; its link is known to nobody here. */
  readonly name: string;
  readonly cluster: string;
  readonly madeAt: number;
  readonly why: string;
}

export interface StoredHistory {
  readonly cluster: string;
  /** Milliseconds since 1970. */
  readonly begins: number;
  readonly until: number;
  readonly versions: number;
}

/** Reads all that is stored, and writes nothing. @throws StoreFault */
export async function examine(database: Database, now: number): Promise<Examined> {
  return { snapshots: await snapshotsIn(database, now), histories: await historiesIn(database), damagedObjects: await damagedObjectsIn(database) };
}

async function snapshotsIn(database: Database, now: number): Promise<Examined["snapshots"]> {
  let open = 0;
  let ended = 0;
  const damaged: DamagedSnapshot[] = [];
  for await (const row of allRows(database, "SELECT name, cluster, made_at, expires_at, revoked_at, content_hash, content FROM frozen", "name")) {
    if (!isOpen(row, now)) {
      ended++;
      continue;
    }
    open++;
    const why = damageOf(row);
    if (why !== undefined) damaged.push({ name: String(row["name"]), cluster: String(row["cluster"]), madeAt: Number(row["made_at"]), why });
  }
  return { open, ended, damaged };
}

function damageOf({ content, content_hash: seal }: Row): string | undefined {
  const text = String(content);
  if (!mayBeSealed(text, String(seal))) return "hash differs";
  const parsed = parseFrozen(text);
  return parsed.kind === "damaged" ? parsed.why : undefined;
}

async function historiesIn(database: Database): Promise<readonly StoredHistory[]> {
  const watched = await database.query("SELECT cluster, MIN(from_at) AS begins, MAX(until_at) AS until FROM recording GROUP BY cluster");
  const counted = await database.query("SELECT cluster, COUNT(*) AS versions FROM object_version GROUP BY cluster");
  const versions = new Map(counted.map((row) => [row["cluster"], Number(row["versions"])]));
  return watched
    .map((row) => ({ cluster: String(row["cluster"]), begins: Number(row["begins"]), until: Number(row["until"]), versions: versions.get(row["cluster"] ?? null) ?? 0 }))
    .toSorted((a, b) => (a.cluster < b.cluster ? -1 : 1));
}

async function damagedObjectsIn(database: Database): Promise<Examined["damagedObjects"]> {
  const damaged: Row[] = [];
  for await (const row of allRows(database, "SELECT hash, content FROM body", "hash")) {
    if (wholeManifest(String(row["content"]), String(row["hash"]))) continue;
    damaged.push(...(await database.query("SELECT DISTINCT cluster, object FROM object_version WHERE hash = $1", row["hash"] ?? null)));
  }
  return damaged.map((row) => ({ cluster: String(row["cluster"]), object: String(row["object"]) }));
}

const PAGE = 200;

/** A page at a time: a store may be larger than the memory. @param key a column without two equal values */
async function* allRows(database: Database, sql: string, key: string): AsyncGenerator<Row> {
  let after: Value = "";
  for (;;) {
    const rows: readonly Row[] = await database.query(`${sql} WHERE ${key} > $1 ORDER BY ${key} LIMIT ${PAGE}`, after);
    yield* rows;
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.[key] ?? "";
  }
}
