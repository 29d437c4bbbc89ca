import type pg from "pg";
import { StoreFault, type Row, type Value } from "./database.ts";
import { postgresqlFault } from "./postgresqlfault.ts";
import { checkedValue } from "./value.ts";

/** Milliseconds after which a server without a word is taken for gone: its own limit would have come first. */
export const SILENT_MS = 5_000;
/** Types that SQLite tells as numbers: https://www.postgresql.org/docs/current/catalog-pg-type.html, `oid`. */
const BOOL = 16;
const NUMBERS: readonly number[] = [20, 21, 23, 700, 701, 1700];

/** One connection while somebody has it; one that failed does not return to the pool. */
export class PooledConnection {
  readonly #client: pg.PoolClient;
  #gone = false;

  /** @throws StoreFault */
  static async take(pool: pg.Pool): Promise<PooledConnection> {
    try {
      return new PooledConnection(await pool.connect());
    } catch (error) {
      const fault = postgresqlFault(error);
      throw fault instanceof StoreFault ? fault : new StoreFault("absent", error);
    }
  }

  private constructor(client: pg.PoolClient) {
    this.#client = client;
    client.on("error", this.#onError);
  }

  /** Whether it can no longer be used. */
  get isGone(): boolean {
    return this.#gone;
  }

  /** @param patience milliseconds; absent: as for everybody */
  async run(sql: string, values: readonly Value[], patience?: number): Promise<readonly Row[]> {
    return (await this.#ask<Row>(sql, values.map(checkedValue), patience)).rows;
  }

  /** @param writer the advisory lock to be had @param patience milliseconds that the lock, and then every statement, may take */
  async begin(writer: number, patience: number | undefined): Promise<void> {
    const limits = patience === undefined ? "" : `SET LOCAL lock_timeout = ${String(patience)}; SET LOCAL statement_timeout = ${String(patience)};`;
    await this.#ask(`BEGIN; ${limits} SELECT pg_advisory_xact_lock(${String(writer)})`, [], patience);
  }

  /** Of a transaction that had failed before PostgreSQL says nothing but that it was rolled back. */
  async commit(): Promise<void> {
    if ((await this.#ask("COMMIT", [])).command !== "COMMIT") throw new StoreFault("slow");
  }

  async rollback(): Promise<void> {
    if (!this.#gone) await this.#ask("ROLLBACK", []).catch(() => (this.#gone = true));
  }

  release(): void {
    this.#client.removeListener("error", this.#onError);
    this.#client.release(this.#gone);
  }

  readonly #onError = (): void => {
    this.#gone = true;
  };

  async #ask<R extends Row>(text: string, values: readonly Value[], patience = SILENT_MS): Promise<pg.QueryResult<R>> {
    // The type of the client does not name the limit for one query: https://node-postgres.com/apis/client
    const query: pg.QueryConfig & { readonly query_timeout: number } = { text, values: [...values], query_timeout: Math.max(patience, SILENT_MS) };
    try {
      return await this.#client.query<R>(query);
    } catch (error) {
      const fault = postgresqlFault(error);
      this.#gone ||= fault instanceof StoreFault && fault.kind === "absent";
      throw fault;
    }
  }
}

/** @returns how a type of PostgreSQL is read from its text */
export function parserOf(type: number): (text: string) => Value {
  if (type === BOOL) return (text) => (text === "t" ? 1 : 0);
  return NUMBERS.includes(type) ? Number : String;
}
