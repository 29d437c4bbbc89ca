import { setImmediate as turn } from "node:timers/promises";
import type { Time } from "#server/time.ts";

interface Sleeper {
  readonly due: number;
  readonly wake: () => void;
}

/** Turns of the event loop after which nothing moves any more: chains of promises need one, code that yields a few. */
const SETTLING_TURNS = 4;
const FIRST_MOMENT = Date.UTC(2026, 3, 16, 2, 13, 40);

/** Time that stands still until a test lets it pass: the same sleepers wake in the same order, however fast the machine is. */
export class VirtualTime implements Time {
  #now = 0;
  #wallAhead: number;
  /** By when they are due; those of one moment in the order in which they lay down. */
  readonly #sleepers: Sleeper[] = [];

  constructor(wall = FIRST_MOMENT) {
    this.#wallAhead = wall;
  }

  readonly monotonic = (): number => this.#now;
  readonly wall = (): number => this.#now + this.#wallAhead;

  readonly sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error);
      const leave = (): void => {
        this.#sleepers.splice(this.#sleepers.indexOf(sleeper), 1);
        reject(signal?.reason as Error);
      };
      const sleeper: Sleeper = {
        due: this.#now + Math.max(0, milliseconds),
        wake: () => {
          signal?.removeEventListener("abort", leave);
          resolve();
        },
      };
      signal?.addEventListener("abort", leave, { once: true });
      const later = this.#sleepers.findIndex(({ due }) => due > sleeper.due);
      this.#sleepers.splice(later < 0 ? this.#sleepers.length : later, 0, sleeper);
    });

  /** How many sleep: a test of leaks counts them. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  /** The wall clock jumps; what sleeps does not notice. */
  stepWall(milliseconds: number): void {
    this.#wallAhead += milliseconds;
  }

  /** Lets everything run that waits for nothing but its turn. */
  async settle(): Promise<void> {
    for (let left = SETTLING_TURNS; left > 0; left--) await turn();
  }

  /** Lets this much time pass. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await this.settle();
    while (await this.#wakeNext(end));
    this.#now = end;
  }

  /**
   * Jumps from sleeper to sleeper until something holds.
   *
   * @returns the milliseconds that passed
   * @throws where it does not hold within `limit` milliseconds, or nothing sleeps that could bring it about
   */
  async runUntil(predicate: () => boolean, limit: number): Promise<number> {
    const start = this.#now;
    await this.settle();
    while (!predicate()) {
      if (await this.#wakeNext(start + limit)) continue;
      const asleep = this.#sleepers.length;
      throw new Error(asleep === 0 ? "nothing sleeps any more, and it does not hold" : `it does not hold within ${String(limit)} ms; ${String(asleep)} sleep on`);
    }
    return this.#now - start;
  }

  async #wakeNext(end: number): Promise<boolean> {
    const [next] = this.#sleepers;
    if (next === undefined || next.due > end) return false;
    this.#sleepers.shift();
    this.#now = Math.max(this.#now, next.due);
    next.wake();
    await this.settle();
    return true;
  }
}
