import { Bucket } from "../entry/bucket.ts";

interface Limits {
  /** Links made: ten a minute. */
  readonly made: Bucket;
  /** Links that open nothing: twenty a minute. A link that opens is not counted, so nobody can be locked out of it. */
  readonly missed: Bucket;
}

/** Next holds several copies of each module; the limits are one for all. */
const KEY = Symbol.for("whydrop.frozen.limits");
const shared = globalThis as typeof globalThis & { [KEY]?: Limits };

export const limits = (): Limits => (shared[KEY] ??= makeLimits(() => performance.now()));

const makeLimits = (monotonic: () => number): Limits => ({
  made: new Bucket({ size: 10, refillMs: 6_000, monotonic }),
  missed: new Bucket({ size: 20, refillMs: 3_000, monotonic }),
});
