import type { Time } from "../time.ts";
import type { Database, Statements } from "./database.ts";
import { hasEnded } from "./holder.ts";

/** Milliseconds between two beats of the holder. */
const BEAT_MS = 10_000;
/** Milliseconds without a beat after which a lease is anybody's. */
const ABANDONED_MS = 30_000;

/**
 * Of all processes that share a store, one does something. Its holder counts beats in the store; who wants the lease watches them
 * by a clock of its own, so no two machines need the same time. A holder that was held up finds out in its next transaction.
 */
export class Lease {
  readonly #database: Database;
  readonly #name: string;
  readonly #holder: string;
  readonly #time: Time;
  #seen: { readonly holder: string; readonly beat: number; readonly since: number } | undefined;

  /** @param holder a name that no other has, as `holderName` makes it: then a process that was killed keeps nobody waiting */
  constructor(database: Database, name: string, holder: string, time: Time) {
    this.#database = database;
    this.#name = name;
    this.#holder = holder;
    this.#time = time;
  }

  /** Goes on until it is told to end, and then lets the lease go. @param tell told after each beat; of a store that is absent nobody holds anything */
  async keep(end: AbortSignal, tell: (held: boolean) => void): Promise<void> {
    while (!end.aborted) {
      tell(await this.beat().catch(() => false));
      await this.#time.sleep(BEAT_MS, end).catch(() => undefined);
    }
    await this.release().catch(() => undefined);
  }

  /** Beats, or takes the lease where it is free or abandoned. @returns whether this process holds it now. @throws StoreFault */
  async beat(): Promise<boolean> {
    return this.#database.transaction(async (statements) => (await this.held(statements)) || (await this.#takes(statements)));
  }

  /** Whether it is still held: true until the end of the transaction, whatever the others do. It counts as a beat. */
  async held(statements: Statements): Promise<boolean> {
    const beaten = await statements.query("UPDATE lease SET beat = beat + 1 WHERE name = $1 AND holder = $2 RETURNING beat", this.#name, this.#holder);
    return beaten.length > 0;
  }

  /** Nobody has to wait for a holder that ends in good order. @throws StoreFault */
  async release(): Promise<void> {
    await this.#database.query("DELETE FROM lease WHERE name = $1 AND holder = $2", this.#name, this.#holder);
  }

  async #takes(statements: Statements): Promise<boolean> {
    const [row] = await statements.query("SELECT holder, beat FROM lease WHERE name = $1", this.#name);
    if (row !== undefined && !this.#isAbandoned(String(row["holder"]), Number(row["beat"]))) return false;
    await statements.query("INSERT INTO lease (name, holder, beat) VALUES ($1, $2, 1) ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, beat = 1", this.#name, this.#holder);
    return true;
  }

  #isAbandoned(holder: string, beat: number): boolean {
    if (hasEnded(holder)) return true;
    const now = this.#time.monotonic();
    if (this.#seen?.holder !== holder || this.#seen.beat !== beat) this.#seen = { holder, beat, since: now };
    return now - this.#seen.since >= ABANDONED_MS;
  }
}
