import { setTimeout as wait } from "node:timers/promises";
import type { Time } from "./time.ts";

/** Time as it passes. */
export const systemTime: Time = {
  monotonic: () => performance.now(),
  wall: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    try {
      // Node fires a longer timer at once.
      for (let rest = milliseconds; rest > 0 || rest === milliseconds; rest -= LONGEST_TIMER) await wait(Math.min(rest, LONGEST_TIMER), undefined, signal ? { signal } : {});
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    }
  },
};

const LONGEST_TIMER = 2 ** 31 - 1;
