/** The values that were asked for last, so many of them. */
export class Recent<Value> {
  readonly #most: number;
  readonly #held = new Map<string, Promise<Value>>();

  constructor(most: number) {
    this.#most = most;
  }

  /** What could not be made is made again when it is asked for again. */
  of(key: string, make: () => Promise<Value>): Promise<Value> {
    const held = this.#held.get(key) ?? make();
    this.#held.delete(key);
    this.#held.set(key, held);
    held.catch(() => this.#held.get(key) === held && this.#held.delete(key));
    for (const oldest of [...this.#held.keys()].slice(0, -this.#most)) this.#held.delete(oldest);
    return held;
  }
}
