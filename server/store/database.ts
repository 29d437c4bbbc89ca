export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;

/**
 * One SQL text for both kinds: `$1` placeholders, TEXT, BIGINT and SMALLINT 0/1, `ON CONFLICT`, `RETURNING`. Names of columns
 * are in lower case. PostgreSQL orders text by its own locale and compares with LIKE otherwise: order and match in code.
 */
export interface Statements {
  /** @throws StoreFault */
  query(sql: string, ...values: readonly Value[]): Promise<readonly Row[]>;
}

/** Where everything is kept that outlives a question. */
export interface Database extends Statements {
  readonly kind: "sqlite" | "postgresql";
  /** Whether what is written outlives the process. */
  readonly durable: boolean;
  /**
   * All or nothing: what `work` throws undoes it, and so does a statement that failed, even where `work` caught that. Writers wait
   * for each other, of whatever process. Only `statements` belong to the transaction; the database itself waits for its end.
   * @throws StoreFault; from a lost connection also where nobody knows whether it was written
   */
  transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export type StoreFaultKind = "absent" | "full" | "slow" | "damaged" | "newer";

const SENTENCES: Readonly<Record<StoreFaultKind, string>> = {
  absent: "the store cannot be reached",
  full: "the store has no space left",
  slow: "the store did not answer in time",
  damaged: "the store is damaged",
  newer: "the store was made by a newer version",
};

/** What the store could not do; `kind` decides what people are told. */
export class StoreFault extends Error {
  readonly kind: StoreFaultKind;

  /** @param cause for the log */
  constructor(kind: StoreFaultKind, cause?: unknown) {
    super(SENTENCES[kind], { cause });
    this.kind = kind;
  }
}
