import type { Row, Statements, Value } from "./database.ts";

type Run = (sql: string, values: readonly Value[]) => Promise<readonly Row[]>;

/**
 * Does `work` between its beginning and its end, alike on both databases. @throws what `work` throws, else what a statement failed
 * with: PostgreSQL refuses all that follows and forgets the whole, SQLite would go on
 */
export async function inTransaction<T>(run: Run, work: (statements: Statements) => Promise<T>): Promise<T> {
  const open = new OpenTransaction(run);
  const result = await work(open).catch(async (error: unknown) => {
    await open.end().catch(() => undefined);
    throw error;
  });
  await open.end();
  return result;
}

/** One statement after the other, none after a failed one, none after the end. */
class OpenTransaction implements Statements {
  readonly #run: Run;
  #last: Promise<unknown> = Promise.resolve();
  #failure: { readonly error: unknown } | undefined;
  #ended = false;

  constructor(run: Run) {
    this.#run = run;
  }

  async query(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    if (this.#ended) throw new Error("the transaction has ended");
    const answer = this.#last.then(() => this.#next(sql, values));
    this.#last = answer.catch(() => undefined);
    return answer;
  }

  /** Waits for what was begun. @throws what a statement failed with */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#last;
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  async #next(sql: string, values: readonly Value[]): Promise<readonly Row[]> {
    if (this.#failure !== undefined) throw this.#failure.error;
    try {
      return await this.#run(sql, values);
    } catch (error) {
      this.#failure = { error };
      throw error;
    }
  }
}
