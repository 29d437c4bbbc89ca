/** Time as the server takes it: injected, so that tests let a day pass in seconds. */
export interface Time {
  /** Milliseconds that only grow, for durations: the wall clock jumps. */
  readonly monotonic: () => number;
  /** Milliseconds since 1970, for people. */
  readonly wall: () => number;
  /** @rejects with the signal's reason when it is aborted */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}
