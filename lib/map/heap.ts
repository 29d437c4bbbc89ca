/** Numbers by cost, the least first. */
export class Heap {
  readonly #costs: number[] = [];
  readonly #values: number[] = [];

  push(value: number, cost: number): void {
    let at = this.#values.length;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if ((this.#costs[up] ?? 0) <= cost) break;
      this.#costs[at] = this.#costs[up] ?? 0;
      this.#values[at] = this.#values[up] ?? 0;
      at = up;
    }
    this.#costs[at] = cost;
    this.#values[at] = value;
  }

  pop(): number | undefined {
    const first = this.#values[0];
    const [value, cost] = [this.#values.pop(), this.#costs.pop()];
    const count = this.#values.length;
    if (value === undefined || cost === undefined || count === 0) return first;
    let at = 0;
    for (;;) {
      let down = 2 * at + 1;
      if (down >= count) break;
      if (down + 1 < count && (this.#costs[down + 1] ?? 0) < (this.#costs[down] ?? 0)) down++;
      if ((this.#costs[down] ?? 0) >= cost) break;
      this.#costs[at] = this.#costs[down] ?? 0;
      this.#values[at] = this.#values[down] ?? 0;
      at = down;
    }
    this.#costs[at] = cost;
    this.#values[at] = value;
    return first;
  }
}
