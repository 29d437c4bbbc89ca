import type { Time } from "./time.ts";

const FIRST_MS = 800;
const LONGEST_MS = 30_000;
/** After so long without a fault the next one is the first again (as client-go's reflector). */
const GOOD_MS = 120_000;

/** How long to wait after faults: 0.8 s, doubled to 30 s, each with jitter so that many do not knock together. */
export class Backoff {
  readonly #time: Time;
  readonly #random: () => number;
  #step = FIRST_MS;
  #last = -Infinity;

  /** @param random in [0, 1) */
  constructor(time: Time, random: () => number) {
    this.#time = time;
    this.#random = random;
  }

  /** Milliseconds to wait before the next attempt. */
  next(): number {
    const now = this.#time.monotonic();
    if (now - this.#last > GOOD_MS) this.#step = FIRST_MS;
    const wait = this.#step * (0.5 + this.#random() / 2);
    this.#step = Math.min(LONGEST_MS, this.#step * 2);
    this.#last = now + wait;
    return wait;
  }
}
