import { setTimeout as wait } from "node:timers/promises";
import type { Time } from "./time.ts";

/** Node fires a timer that is longer at once. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Time as it passes. */
export const systemTime: Time = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    signal?.throwIfAborted();
    let rest = milliseconds;
    try {
      do {
        await wait(Math.min(rest, LONGEST_TIMER), undefined, signal ? { signal } : {});
        rest -= LONGEST_TIMER;
      } while (rest > 0);
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};
