import type { Context } from "#lib/check/context.ts";
import type { FlipJson } from "#lib/api/history.ts";
import { parseKey } from "#lib/history/key.ts";
import { type Held, heldObjects, writtenOf } from "#lib/history/objects.ts";
import type { Author, ObjectKey } from "#lib/history/version.ts";
import type { Manifest } from "#lib/cluster/write/manifest.ts";
import { Breather } from "../breather.ts";
import type { Database, Statements } from "../store/database.ts";
import { storable } from "../store/value.ts";
import { type Body, bodyOf, markOf, wholeManifest } from "./body.ts";
import { OPEN, insertAll, numberIn, textIn } from "./rows.ts";

/** What is not yet in the store of one state. */
export interface Unwritten {
  readonly put: ReadonlyMap<ObjectKey, Held & { readonly mark: string }>;
  readonly removed: readonly ObjectKey[];
}

/** A flip, and the revision at which it came. */
export interface TimedFlip {
  readonly at: number;
  readonly flip: FlipJson;
}

export interface Entry {
  readonly unwritten: Unwritten;
  readonly at: number;
  readonly flips: readonly TimedFlip[];
  /** Of every change, where whoever brought the state told it; else each object tells its own. */
  readonly author?: Author;
  /** When the watching began that this belongs to. */
  readonly watchedSince: number;
}

/** A manifest is marked once. */
const marks = new WeakMap<Manifest, string>();

/** Writes one cluster's states into the store: of each what is different from the one before. */
export class Ledger {
  readonly #database: Database;
  readonly #cluster: string;
  /** What the store holds as the newest state. */
  #marks = new Map<ObjectKey, string>();
  #lastAt = 0;

  constructor(database: Database, cluster: string) {
    this.#database = database;
    this.#cluster = cluster;
  }

  /** Whether the store holds any state. */
  get isEmpty(): boolean {
    return this.#marks.size === 0;
  }

  /** The time of the newest revision in the store; 0 where there is none. */
  get lastAt(): number {
    return this.#lastAt;
  }

  /** Learns what the store holds: at the start, and when another one may have written. */
  async read(): Promise<void> {
    const rows = await this.#database.query("SELECT object, hash FROM object_version WHERE cluster = $1 AND until_at = $2", this.#cluster, OPEN);
    const marks = new Map(rows.map((row) => [textIn(row, "object"), textIn(row, "hash")]));
    for (const [object, hash] of marks) if (parseKey(object).kind === "Cluster") marks.set(object, await this.#markIn(hash));
    const [last] = await this.#database.query("SELECT MAX(at) AS at FROM (SELECT MAX(from_at) AS at FROM object_version WHERE cluster = $1 UNION ALL SELECT MAX(at) AS at FROM removal WHERE cluster = $1) AS times", this.#cluster);
    this.#lastAt = last ? numberIn(last, "at") : 0;
    this.#marks = marks;
  }

  async #markIn(hash: string): Promise<string> {
    const [row] = await this.#database.query("SELECT content FROM body WHERE hash = $1", hash);
    const manifest = row && wholeManifest(textIn(row, "content"), hash);
    return manifest ? markOf(manifest) : "";
  }

  /** What of this state is not yet written. @param name what the cluster is called where its Cluster object does not say */
  async compare(context: Context, name: string): Promise<Unwritten> {
    const breather = new Breather();
    for (const fact of context.snapshot.facts) {
      const written = writtenOf(fact);
      if (written.kind === "manifest") markOnce(written.manifest);
      await breather.pause();
    }
    const held = heldObjects(context, name);
    const put = new Map<ObjectKey, Held & { readonly mark: string }>();
    for (const [object, one] of held) {
      const mark = markOnce(one.manifest);
      if (this.#marks.get(object) !== mark) put.set(object, { ...one, mark });
    }
    return { put, removed: [...this.#marks.keys()].filter((object) => !held.has(object)) };
  }

  /** @param guard proves within the transaction that this one may write; what it throws undoes all */
  async write(entry: Entry, guard: (statements: Statements) => Promise<void> = async () => undefined): Promise<void> {
    const { unwritten: { put, removed }, at } = entry;
    const bodies = new Map([...put].map(([object, { manifest }]) => [object, bodyOf(manifest)]));
    await this.#database.transaction(async (statements) => {
      await guard(statements);
      await this.#close(statements, [...removed, ...[...put.keys()].filter((object) => this.#marks.has(object))], at);
      await this.#open(statements, entry, bodies);
      await insertAll(statements, "removal", ["cluster", "object", "at", "author"], removed.map((object) => [this.#cluster, object, at, entry.author ? JSON.stringify(entry.author) : null]));
      await this.#flipped(statements, entry.flips);
      await this.#watched(statements, entry.watchedSince, at);
    });
    for (const object of removed) this.#marks.delete(object);
    for (const [object, { mark }] of put) this.#marks.set(object, mark);
    this.#lastAt = at;
  }

  /** Tells that somebody watched from then until now, and what was found to have flipped meanwhile. */
  async watched(since: number, until: number, guard: (statements: Statements) => Promise<void> = async () => undefined, flips: readonly TimedFlip[] = []): Promise<void> {
    await this.#database.transaction(async (statements) => {
      await guard(statements);
      await this.#flipped(statements, flips);
      await this.#watched(statements, since, until);
    });
  }

  async #flipped(statements: Statements, flips: readonly TimedFlip[]): Promise<void> {
    const rows = flips.map(({ at, flip }) => [this.#cluster, at, storable(flip.id), JSON.stringify(flip)]);
    await insertAll(statements, "flip", ["cluster", "at", "connection", "content"], rows, "ON CONFLICT (cluster, at, connection) DO UPDATE SET content = excluded.content");
  }

  async #watched(statements: Statements, since: number, until: number): Promise<void> {
    await statements.query("INSERT INTO recording (cluster, from_at, until_at) VALUES ($1, $2, $3) ON CONFLICT (cluster, from_at) DO UPDATE SET until_at = excluded.until_at", this.#cluster, since, Math.max(since, until));
  }

  async #close(statements: Statements, objects: readonly ObjectKey[], at: number): Promise<void> {
    for (const object of objects) await statements.query("UPDATE object_version SET until_at = $1 WHERE cluster = $2 AND object = $3 AND until_at = $4", at, this.#cluster, object, OPEN);
  }

  async #open(statements: Statements, { unwritten: { put }, at, author }: Entry, bodies: ReadonlyMap<ObjectKey, Body>): Promise<void> {
    const contents = new Map([...bodies.values()].map(({ hash, content }) => [hash, content]));
    await insertAll(statements, "body", ["hash", "content"], [...contents], "ON CONFLICT (hash) DO UPDATE SET content = excluded.content");
    const rows = [...put].map(([object, held]) => {
      const by = author ?? held.author;
      return [this.#cluster, object, at, OPEN, bodies.get(object)?.hash ?? "", by ? JSON.stringify(by) : null];
    });
    await insertAll(statements, "object_version", ["cluster", "object", "from_at", "until_at", "hash", "author"], rows);
  }
}

function markOnce(manifest: Manifest): string {
  const known = marks.get(manifest);
  if (known !== undefined) return known;
  const mark = markOf(manifest);
  marks.set(manifest, mark);
  return mark;
}
