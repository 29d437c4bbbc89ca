import type { Row, Statements, Value } from "./database.ts";
import type { Link } from "./link.ts";
import { isReading } from "./reading.ts";

/** A connection that asks before all that it writes: while it is open, another replica may have made the tables newer. */
export class GuardedLink implements Link {
  readonly #link: Link;
  readonly #check: (statements: Statements) => Promise<void>;

  /** @param check throws where nothing may be written */
  constructor(link: Link, check: (statements: Statements) => Promise<void>) {
    this.#link = link;
    this.#check = check;
  }

  get isLost(): boolean {
    return this.#link.isLost;
  }

  query(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    return isReading(sql) ? this.#link.query(sql, ...values) : this.transaction((statements) => statements.query(sql, ...values));
  }

  transaction<T>(work: (statements: Statements) => Promise<T>, patience?: number): Promise<T> {
    return this.#link.transaction(async (statements) => {
      await this.#check(statements);
      return work(statements);
    }, patience);
  }

  close(): Promise<void> {
    return this.#link.close();
  }
}
