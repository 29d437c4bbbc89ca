import { setImmediate as turn } from "node:timers/promises";
import type { Time } from "#server/time.ts";

interface Sleeper {
  readonly at: number;
  readonly wake: () => void;
}

/** Time that passes only when it is told to. */
export class VirtualTime implements Time {
  readonly #start = Date.parse("2026-04-16T02:13:00Z");
  readonly #sleepers = new Set<Sleeper>();
  #now = 0;

  readonly monotonic = (): number => this.#now;
  readonly wall = (): number => this.#start + this.#now;

  readonly sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const sleeper: Sleeper = { at: this.#now + milliseconds, wake: resolve };
      this.#sleepers.add(sleeper);
      signal?.addEventListener("abort", () => {
        this.#sleepers.delete(sleeper);
        reject(signal.reason as Error);
      }, { once: true });
    });

  /** How many wait. */
  get sleepers(): number {
    return this.#sleepers.size;
  }

  /** Lets time pass, and all that waits for it happen in its order. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      await settled();
      const next = [...this.#sleepers].filter(({ at }) => at <= end).toSorted((one, other) => one.at - other.at)[0];
      if (!next) break;
      this.#sleepers.delete(next);
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
    this.#now = end;
    await settled();
  }
}

/** Everything that needs no time has happened: promises that follow each other, some turns long. */
async function settled(): Promise<void> {
  for (let i = 0; i < 5; i++) await turn();
}
