/** Lets `size` things happen at once, and then one in every `refillMs`. */
export class Bucket {
  readonly #size: number;
  readonly #refillMs: number;
  readonly #monotonic: () => number;
  #left: number;
  #countedAt: number;

  constructor({ size, refillMs, monotonic }: { readonly size: number; readonly refillMs: number; readonly monotonic: () => number }) {
    this.#size = size;
    this.#refillMs = refillMs;
    this.#monotonic = monotonic;
    this.#left = size;
    this.#countedAt = monotonic();
  }

  /** @returns whether it may happen now */
  take(): boolean {
    const now = this.#monotonic();
    this.#left = Math.min(this.#size, this.#left + (now - this.#countedAt) / this.#refillMs);
    this.#countedAt = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
