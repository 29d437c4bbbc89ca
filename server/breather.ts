import { setImmediate as turn } from "node:timers/promises";

/** Milliseconds of work after which others have their turn. */
const SLICE = 15;

/** Breaks for long work: pages that ask in between are not held up. */
export class Breather {
  #since = performance.now();

  /** To be called often: mostly it does nothing. */
  async pause(): Promise<void> {
    if (performance.now() - this.#since < SLICE) return;
    await turn();
    this.#since = performance.now();
  }
}
