import { StoreFault, type Database, type Row, type Statements, type Value } from "./database.ts";

/**
 * A store that fails at its n-th point. Points are before every statement, before every commit, and after everything that was
 * written, before it is acknowledged. To go through all of them: count them first, with `at` Infinity, then begin at 1.
 */
export class FailingDatabase implements Database {
  readonly kind: Database["kind"];
  readonly durable: boolean;
  readonly #inner: Database;
  readonly #at: number;
  readonly #act: () => void;
  #passed = 0;

  /** @param act what happens there, once: it throws, or ends the process */
  constructor(inner: Database, at: number, act: () => void = absent) {
    this.kind = inner.kind;
    this.durable = inner.durable;
    this.#inner = inner;
    this.#at = at;
    this.#act = act;
  }

  /** How many points were passed. */
  get passed(): number {
    return this.#passed;
  }

  async query(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    this.#point();
    const rows = await this.#inner.query(sql, ...values);
    this.#point();
    return rows;
  }

  async transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T> {
    const result = await this.#inner.transaction(async (statements) => {
      const done = await work({
        query: async (sql, ...values) => {
          this.#point();
          return statements.query(sql, ...values);
        },
      });
      this.#point();
      return done;
    });
    this.#point();
    return result;
  }

  close(): Promise<void> {
    return this.#inner.close();
  }

  #point(): void {
    this.#passed += 1;
    if (this.#passed === this.#at) this.#act();
  }
}

/** For a child process: nothing that comes after it in the code is done. */
export function dieHere(): never {
  process.kill(process.pid, "SIGKILL");
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
}

function absent(): never {
  throw new StoreFault("absent");
}
