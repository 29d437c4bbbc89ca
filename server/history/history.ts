import type { FlipJson } from "#lib/api/history.ts";
import { notWatched, nothingStored, notYet } from "#lib/describe/gone.ts";
import type { Moment } from "#lib/api/moment.ts";
import type { Manifest } from "#lib/cluster/write/manifest.ts";
import type { Author, ObjectChange, ObjectKey, Objects, Revision } from "#lib/history/version.ts";
import type { Database, Row } from "../store/database.ts";
import { ViewError } from "../viewerror.ts";
import { Manifests } from "./manifests.ts";
import { OPEN, numberIn, selectIn, textIn } from "./rows.ts";

/** Milliseconds for which somebody still watches who told so: two beats. */
const STILL = 30_000;

/** What is stored of one cluster's past. Times are milliseconds since 1970. */
export class History {
  readonly #database: Database;
  readonly #cluster: string;
  readonly #manifests: Manifests;
  readonly #now: () => number;
  /** Whether the source brings what was before. */
  readonly brought: boolean;

  constructor(database: Database, cluster: string, now: () => number, { brought = false }: { readonly brought?: boolean } = {}) {
    this.#database = database;
    this.#cluster = cluster;
    this.#manifests = new Manifests(database);
    this.#now = now;
    this.brought = brought;
  }

  /** Whether what is stored outlives the process. */
  get durable(): boolean {
    return this.#database.durable;
  }

  /** The present. */
  get now(): number {
    return this.#now();
  }

  /** When somebody watched, in their order; the last lasts until now while somebody does. */
  async watched(): Promise<readonly Moment[]> {
    const rows = await this.#database.query("SELECT from_at, until_at FROM recording WHERE cluster = $1 ORDER BY from_at", this.#cluster);
    const spans = rows.map((row) => ({ from: numberIn(row, "from_at"), until: numberIn(row, "until_at") }));
    const last = spans.at(-1);
    return last && this.#now() - last.until <= STILL ? [...spans.slice(0, -1), { from: last.from, until: Math.max(last.until, this.#now()) }] : spans;
  }

  /** undefined: nothing is stored. */
  async begins(): Promise<number | undefined> {
    return (await this.watched())[0]?.from;
  }

  /** When nobody watched. */
  async gaps(from: number, until: number): Promise<readonly Moment[]> {
    const spans = await this.watched();
    const end = spans.at(-1)?.until;
    const between = spans.slice(1).map((span, before) => ({ from: spans[before]?.until ?? 0, until: span.from }));
    return [...between, ...(end !== undefined && end < this.#now() ? [{ from: end, until: this.#now() }] : [])].filter((gap) => gap.from < gap.until && gap.until > from && gap.from < until);
  }

  /** The cluster as it was at the end of this span, which is a moment, or a second of which nobody told the fraction. @throws ViewError `gone` */
  async stateAt(span: Moment): Promise<Objects> {
    const spans = await this.watched();
    if (span.from > this.#now()) throw new ViewError("bad_request", notYet(span.from), "at");
    const [first] = spans;
    if (first === undefined || span.until < first.from) throw new ViewError("gone", nothingStored(span.from), "at");
    const found = spans.findLast(({ from }) => from <= span.until);
    if (found && found.until < span.from) throw new ViewError("gone", notWatched(found.until, spans[spans.indexOf(found) + 1]?.from), "at");
    return this.#objectsAt(Math.min(span.until, this.#now()));
  }

  /** The newest state that was written. */
  async newest(): Promise<Objects> {
    return this.#objectsAt(OPEN - 1);
  }

  async #objectsAt(at: number): Promise<Objects> {
    const rows = await this.#database.query("SELECT object, hash FROM object_version WHERE cluster = $1 AND from_at <= $2 AND until_at > $2", this.#cluster, at);
    const manifests = await this.#manifests.read(rows.map((row) => textIn(row, "hash")));
    return new Map(rows.flatMap((row) => {
      const manifest = manifests.get(textIn(row, "hash"));
      return manifest ? [[textIn(row, "object"), manifest] as const] : [];
    }));
  }

  /** What changed after `from` and until `until`, newest first; how the cluster was when its history began is no change. */
  async revisions(from: number, until: number, limit: number): Promise<readonly Revision[]> {
    const begins = await this.begins();
    if (begins === undefined) return [];
    const rows = await this.#database.query(
      "SELECT at FROM (SELECT from_at AS at FROM object_version WHERE cluster = $1 AND from_at > $2 AND from_at <= $3 UNION SELECT at FROM removal WHERE cluster = $1 AND at > $2 AND at <= $3) AS times ORDER BY at DESC LIMIT $4",
      this.#cluster, Math.max(from, begins), until, limit);
    const times = rows.map((row) => numberIn(row, "at"));
    const [newest, oldest] = [times[0], times.at(-1)];
    if (newest === undefined || oldest === undefined) return [];
    const changes = await this.#changes(oldest, newest);
    return times.map((at) => ({ at, changes: changes.get(at) ?? [] }));
  }

  /** The revisions of these times. */
  async revisionsAt(times: readonly number[]): Promise<readonly Revision[]> {
    return Promise.all(times.map(async (at) => ({ at, changes: (await this.#changes(at, at)).get(at) ?? [] })));
  }

  /** What happened to one object at one revision; undefined: nothing. */
  async change(at: number, object: ObjectKey): Promise<ObjectChange | undefined> {
    return (await this.#changes(at, at, object)).get(at)?.[0];
  }

  async #changes(from: number, until: number, object?: ObjectKey): Promise<ReadonlyMap<number, readonly ObjectChange[]>> {
    const only = object === undefined ? "" : " AND object = $4";
    const asked = [this.#cluster, from, until, ...(object === undefined ? [] : [object])];
    const [began, ended, removed] = await Promise.all([
      this.#database.query(`SELECT object, from_at AS at, hash, author FROM object_version WHERE cluster = $1 AND from_at >= $2 AND from_at <= $3${only}`, ...asked),
      this.#database.query(`SELECT object, until_at AS at, hash FROM object_version WHERE cluster = $1 AND until_at >= $2 AND until_at <= $3${only}`, ...asked),
      this.#database.query(`SELECT object, at, author FROM removal WHERE cluster = $1 AND at >= $2 AND at <= $3${only}`, ...asked),
    ]);
    const manifests = await this.#manifests.read([...began, ...ended].map((row) => textIn(row, "hash")));
    const after = byChange(began);
    const before = byChange(ended);
    const gone = byChange(removed);
    const changes = [...new Set([...after.keys(), ...before.keys(), ...gone.keys()])].map((key): readonly [number, ObjectChange] => {
      const [now, old, end] = [after.get(key), before.get(key), gone.get(key)];
      const [is, was] = [now, old].map((row) => row && manifests.get(textIn(row, "hash")));
      const author = authorIn(now ?? end);
      return [Number(key.slice(0, key.indexOf(" "))), { object: key.slice(key.indexOf(" ") + 1), ...(was && { before: was }), ...(is && { after: is }), ...(author && { author }) }];
    });
    const sorted = changes.toSorted(([, a], [, b]) => (a.object < b.object ? -1 : 1));
    return new Map([...Map.groupBy(sorted, ([at]) => at)].map(([at, same]) => [at, same.map(([, change]) => change)]));
  }

  /** By the time of their revisions. */
  async flips(times: readonly number[]): Promise<ReadonlyMap<number, readonly FlipJson[]>> {
    const rows = times.length === 0 ? [] : await selectIn(this.#database, "SELECT at, content FROM flip WHERE cluster = $1 AND at IN", [this.#cluster], times);
    return new Map([...Map.groupBy(rows, (row) => numberIn(row, "at"))].map(([at, same]) => [at, same.map((row) => JSON.parse(textIn(row, "content")) as FlipJson)]));
  }

  /** When each connection flipped last until then. */
  async lastFlips(until: number): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#database.query("SELECT connection, MAX(at) AS at FROM flip WHERE cluster = $1 AND at <= $2 GROUP BY connection", this.#cluster, until);
    return new Map(rows.map((row) => [textIn(row, "connection"), numberIn(row, "at")]));
  }

  /** Times at which a connection flipped, newest first. */
  async flipTimes(connection: string, from: number, until: number, limit: number): Promise<readonly number[]> {
    const rows = await this.#database.query("SELECT at FROM flip WHERE cluster = $1 AND connection = $2 AND at > $3 AND at <= $4 ORDER BY at DESC LIMIT $5", this.#cluster, connection, from, until, limit);
    return rows.map((row) => numberIn(row, "at"));
  }

  /** Times at which one of these objects changed, newest first; how they were when the history began is no change. */
  async changeTimes(objects: readonly ObjectKey[], until: number): Promise<readonly number[]> {
    const begins = await this.begins();
    if (begins === undefined || objects.length === 0) return [];
    const first = [this.#cluster, begins, until];
    const rows = [
      ...(await selectIn(this.#database, "SELECT from_at AS at FROM object_version WHERE cluster = $1 AND from_at > $2 AND from_at <= $3 AND object IN", first, objects)),
      ...(await selectIn(this.#database, "SELECT at FROM removal WHERE cluster = $1 AND at > $2 AND at <= $3 AND object IN", first, objects)),
    ];
    return [...new Set(rows.map((row) => numberIn(row, "at")))].toSorted((a, b) => b - a);
  }

  /** An object as it was last, and until when it was; undefined: it never was. */
  async lastOf(object: ObjectKey, until: number): Promise<{ readonly manifest: Manifest; readonly until: number } | undefined> {
    const [row] = await this.#database.query("SELECT hash, until_at FROM object_version WHERE cluster = $1 AND object = $2 AND from_at <= $3 ORDER BY until_at DESC LIMIT 1", this.#cluster, object, until);
    const manifest = row && (await this.#manifests.read([textIn(row, "hash")])).get(textIn(row, "hash"));
    return row && manifest ? { manifest, until: numberIn(row, "until_at") } : undefined;
  }

  /** Forgets what was before; how the cluster was at that time stays. */
  async prune(horizon: number): Promise<void> {
    await this.#database.transaction(async (statements) => {
      const gone = await statements.query("DELETE FROM object_version WHERE cluster = $1 AND until_at <= $2 RETURNING hash", this.#cluster, horizon);
      await statements.query("DELETE FROM removal WHERE cluster = $1 AND at <= $2", this.#cluster, horizon);
      await statements.query("DELETE FROM flip WHERE cluster = $1 AND at <= $2", this.#cluster, horizon);
      await statements.query("DELETE FROM recording WHERE cluster = $1 AND until_at <= $2", this.#cluster, horizon);
      // Clocks that differ, or go back, leave spans that overlap: of those at the horizon one is left.
      const [cut] = await statements.query("SELECT MAX(until_at) AS until_at FROM recording WHERE cluster = $1 AND from_at <= $2", this.#cluster, horizon);
      await statements.query("DELETE FROM recording WHERE cluster = $1 AND from_at <= $2", this.#cluster, horizon);
      if (cut && numberIn(cut, "until_at") > horizon) await statements.query("INSERT INTO recording (cluster, from_at, until_at) VALUES ($1, $2, $3)", this.#cluster, horizon, numberIn(cut, "until_at"));
      if (gone.length > 0) await statements.query("DELETE FROM body WHERE NOT EXISTS (SELECT 1 FROM object_version WHERE object_version.hash = body.hash)");
    });
  }
}

const byChange = (rows: readonly Row[]): ReadonlyMap<string, Row> => new Map(rows.map((row) => [`${numberIn(row, "at")} ${textIn(row, "object")}`, row]));

function authorIn(row: Row | undefined): Author | undefined {
  const text = row?.["author"];
  return typeof text === "string" ? (JSON.parse(text) as Author) : undefined;
}
