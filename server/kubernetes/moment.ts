import type { Time } from "../time.ts";

/** One moment by both clocks. */
export interface Moment {
  readonly monotonic: number;
  readonly wall: number;
}

/** @param ago milliseconds */
export const momentOf = (time: Time, ago = 0): Moment => ({ monotonic: time.monotonic() - ago, wall: time.wall() - ago });

/** Milliseconds since then. In a machine that sleeps the clock that only grows stands still: whichever says more counts. */
export const ageOf = ({ monotonic, wall }: Moment, time: Time): number => Math.max(time.monotonic() - monotonic, time.wall() - wall);
