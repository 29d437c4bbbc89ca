import type { Time } from "../time.ts";
import { StoreFault } from "./database.ts";
import { PATIENCE_MS } from "./link.ts";

/** Lets so many work at once, in the order in which they came; who waits too long is told that the store is slow. */
export class Queue {
  readonly #time: Time;
  readonly #waiting = new Set<() => void>();
  #free: number;

  constructor(width: number, time: Time) {
    this.#free = width;
    this.#time = time;
  }

  /** @throws StoreFault `slow`, and then `work` was not begun */
  async take<T>(work: () => Promise<T>, patience: number = PATIENCE_MS): Promise<T> {
    if (this.#free > 0) this.#free -= 1;
    else await this.#wait(patience);
    try {
      return await work();
    } finally {
      this.#leave();
    }
  }

  async #wait(patience: number): Promise<void> {
    const called = new AbortController();
    const wake = (): void => called.abort();
    this.#waiting.add(wake);
    await this.#time.sleep(patience, called.signal).catch(() => undefined);
    if (called.signal.aborted) return;
    this.#waiting.delete(wake);
    throw new StoreFault("slow");
  }

  /** Whoever is next gets the place, without its ever being free for somebody else. */
  #leave(): void {
    const [next] = this.#waiting;
    if (next === undefined) {
      this.#free += 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }
}
