import pg from "pg";
import type { Time } from "../time.ts";
import type { Row, Statements, Value } from "./database.ts";
import { LOCK_MS, PATIENCE_MS, type Link } from "./link.ts";
import { PooledConnection, SILENT_MS, parserOf } from "./pooledconnection.ts";
import { Queue } from "./queue.ts";
import { isReading } from "./reading.ts";
import { inTransaction } from "./transaction.ts";

const CONNECTIONS = 4;
const CONNECT_MS = 2_000;
/** Every writer of every replica holds this advisory lock. Made of nothing but chance. */
const WRITER = 7_219_461_803;

/** A pool of connections. All that write wait for each other, as with SQLite, so that one text of code is right on both. */
export class PostgresqlLink implements Link {
  readonly #pool: pg.Pool;
  readonly #all: Queue;
  /** One at a time of this process: the others would only sit on connections that readers need. */
  readonly #writers: Queue;
  #lost = false;

  /** @throws StoreFault where the server cannot be reached */
  static async open(url: string, time: Time): Promise<PostgresqlLink> {
    const link = new PostgresqlLink(url, time);
    try {
      await link.query("SELECT 1");
      return link;
    } catch (error) {
      await link.close();
      throw error;
    }
  }

  private constructor(url: string, time: Time) {
    this.#all = new Queue(CONNECTIONS, time);
    this.#writers = new Queue(1, time);
    this.#pool = new pg.Pool({
      connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: CONNECT_MS, query_timeout: SILENT_MS, statement_timeout: PATIENCE_MS, lock_timeout: LOCK_MS,
      idle_in_transaction_session_timeout: 2 * SILENT_MS, keepAlive: true, application_name: "whydrop", types: { getTypeParser: parserOf },
    });
    // A connection that breaks while nobody uses it is told here, and without a listener that would end the process.
    this.#pool.on("error", () => undefined);
  }

  get isLost(): boolean {
    return this.#lost;
  }

  query(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    if (!isReading(sql)) return this.transaction((statements) => statements.query(sql, ...values));
    return this.#connected((connection) => connection.run(sql, values), () => true);
  }

  transaction<T>(work: (statements: Statements) => Promise<T>, patience?: number): Promise<T> {
    let begun = false;
    return this.#writers.take(() => this.#connected(async (connection) => {
      try {
        await connection.begin(WRITER, patience);
        begun = true;
        const result = await inTransaction((sql, values) => connection.run(sql, values, patience), work);
        await connection.commit();
        return result;
      } catch (error) {
        await connection.rollback();
        throw error;
      }
    }, () => !begun), patience);
  }

  async close(): Promise<void> {
    if (!this.#pool.ending) await this.#pool.end();
  }

  /** A connection may have died since it was last used: what can be repeated is, once, on another one. */
  #connected<T>(ask: (connection: PooledConnection) => Promise<T>, mayRepeat: () => boolean): Promise<T> {
    return this.#all.take(async () => {
      try {
        return await this.#once(ask);
      } catch (error) {
        if (!this.#lost || !mayRepeat()) throw error;
      }
      return await this.#once(ask);
    });
  }

  async #once<T>(ask: (connection: PooledConnection) => Promise<T>): Promise<T> {
    const connection = await PooledConnection.take(this.#pool).catch((fault: unknown) => {
      this.#lost = true;
      throw fault;
    });
    try {
      return await ask(connection);
    } finally {
      this.#lost = connection.isGone;
      connection.release();
    }
  }
}

