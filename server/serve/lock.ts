import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { DatabaseSync } from "node:sqlite";

const betweenTriesMs = 200;

export interface Waiting {
  /** Called once, when another process holds the lock. */
  readonly onWait: () => void;
  readonly signal: AbortSignal;
}

/**
 * Does `work` while no other process does. SQLite's lock is the kernel's: it ends with its holder, however that ends, so
 * nothing is ever left locked.
 */
export async function withLock<T>(file: string, { onWait, signal }: Waiting, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    for (let tries = 0; !acquire(database); tries++) {
      if (tries === 0) onWait();
      await pause(betweenTriesMs);
      signal.throwIfAborted();
    }
    return await work();
  } finally {
    database.close();
  }
}

function acquire(database: DatabaseSync): boolean {
  try {
    database.exec("BEGIN EXCLUSIVE");
    return true;
  } catch (error) {
    if (error instanceof Error && /locked/.test(error.message)) return false;
    throw error;
  }
}
