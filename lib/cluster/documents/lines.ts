/** Line numbers of a piece of a file, found on first use. */
export class Lines {
  readonly #text: string;
  readonly #first: number;
  #starts: readonly number[] | undefined;

  /** @param first the line of the file (from 1) on which `text` begins */
  constructor(text: string, first: number) {
    this.#text = text;
    this.#first = first;
  }

  at(offset: number): number {
    const starts = (this.#starts ??= lineStarts(this.#text));
    let low = 0;
    let high = starts.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return this.#first + low;
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}
