import type { Time } from "../time.ts";

/** One moment by both clocks. */
export interface Moment {
  readonly monotonic: number;
  readonly wall: number;
}

export const momentOf = (time: Time): Moment => ({ monotonic: time.monotonic(), wall: time.wall() });

/** Milliseconds since then. In a machine that sleeps the clock that only grows stands still: whichever says more counts. */
export const ageOf = ({ monotonic, wall }: Moment, time: Time): number => Math.max(time.monotonic() - monotonic, time.wall() - wall);
