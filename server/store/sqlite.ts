import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Time } from "../time.ts";
import { StoreFault, type Row, type Statements, type Value } from "./database.ts";
import { LOCK_MS, type Link } from "./link.ts";
import { Queue } from "./queue.ts";
import { isBusy, sqliteFault } from "./sqlitefault.ts";
import { inTransaction } from "./transaction.ts";
import { checkedValue } from "./value.ts";

/** SQLite's own waiting would hold up the whole thread. */
const PAUSE_MS = 5;
const MOST_PREPARED = 200;
/** What the log may keep on the disk after a large transaction, in bytes. */
const LOG_BYTES = 16 * 1024 * 1024;

/** One connection, and all that use it in a queue: nobody's statement slips into another's transaction. */
export class SqliteLink implements Link {
  readonly #database: DatabaseSync;
  readonly #time: Time;
  readonly #queue: Queue;
  readonly #prepared = new Map<string, StatementSync>();
  #lost = false;

  /** @param name a path, or the URI of a database in memory. @throws StoreFault */
  static async open(name: string, time: Time): Promise<SqliteLink> {
    const link = new SqliteLink(opened(name), time);
    try {
      // Every commit is on the disk before it is acknowledged, also where the power goes.
      for (const pragma of ["journal_mode = WAL", "synchronous = FULL", `journal_size_limit = ${String(LOG_BYTES)}`]) await link.query(`PRAGMA ${pragma}`);
      return link;
    } catch (error) {
      await link.close();
      throw error;
    }
  }

  private constructor(database: DatabaseSync, time: Time) {
    this.#database = database;
    this.#time = time;
    this.#queue = new Queue(1, time);
  }

  get isLost(): boolean {
    return this.#lost;
  }

  query(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    return this.#patiently(() => this.#queue.take(async () => this.#run(sql, values)), LOCK_MS);
  }

  /** Another process that writes is waited for outside the queue: who only reads goes on. */
  transaction<T>(work: (statements: Statements) => Promise<T>, patience: number = LOCK_MS): Promise<T> {
    return this.#patiently(() => this.#queue.take(async () => {
      this.#run("BEGIN IMMEDIATE", []);
      return this.#begun(work, patience);
    }), patience);
  }

  async close(): Promise<void> {
    await this.#queue.take(async () => {
      if (this.#database.isOpen) this.#database.close();
    }, Infinity);
  }

  async #begun<T>(work: (statements: Statements) => Promise<T>, patience: number): Promise<T> {
    const wait = (sql: string, values: readonly Value[]): Promise<readonly Row[]> => this.#patiently(async () => this.#run(sql, values), patience);
    try {
      const result = await inTransaction(wait, work);
      await wait("COMMIT", []);
      return result;
    } finally {
      if (this.#database.isOpen && this.#database.isTransaction) this.#database.exec("ROLLBACK");
    }
  }

  async #patiently<T>(attempt: () => Promise<T>, patience: number): Promise<T> {
    const until = this.#time.monotonic() + patience;
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (!isBusy(error) || this.#time.monotonic() >= until) throw this.#fault(error);
      }
      await this.#time.sleep(PAUSE_MS);
    }
  }

  /** @throws SQLite's own errors */
  #run(sql: string, values: readonly Value[]): readonly Row[] {
    if (!this.#database.isOpen) throw new StoreFault("absent");
    const bound = Object.fromEntries(values.map((value, index) => [`$${String(index + 1)}`, stored(value)]));
    return this.#prepare(sql).all(bound).map((row) => ({ ...row }) as Row);
  }

  /** What is a fault already is not SQLite's word: it was told before, or is of the transaction's own work. */
  #fault(error: unknown): unknown {
    if (error instanceof StoreFault) return error;
    const fault = sqliteFault(error);
    this.#lost ||= fault instanceof StoreFault && fault.kind === "absent";
    return fault;
  }

  #prepare(sql: string): StatementSync {
    const known = this.#prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    if (this.#prepared.size >= MOST_PREPARED) this.#prepared.clear();
    this.#prepared.set(sql, statement);
    return statement;
  }
}

function opened(name: string): DatabaseSync {
  try {
    return new DatabaseSync(name, { timeout: 0 });
  } catch (error) {
    throw sqliteFault(error);
  }
}

/** A whole number stays one: bound as a number it would be 1.0 in a column of text. */
function stored(value: Value): Value | bigint {
  const checked = checkedValue(value);
  return typeof checked === "number" && Number.isSafeInteger(checked) ? BigInt(checked) : checked;
}
