import type { Statements } from "./database.ts";

/** An open connection. */
export interface Link extends Statements {
  /** Whether the store was out of reach when it was last needed. */
  readonly isLost: boolean;
  /** @param patience milliseconds that other writers are waited for; absent: as long as a reader would wait */
  transaction<T>(work: (statements: Statements) => Promise<T>, patience?: number): Promise<T>;
  close(): Promise<void>;
}

/** Milliseconds that a writer waits for another one. */
export const LOCK_MS = 500;
/** Milliseconds that anything may take. */
export const PATIENCE_MS = 3_000;
