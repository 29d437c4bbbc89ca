import type { MapConnection } from "#lib/api/map.ts";
import { heard, verdictsOf } from "./heard.ts";

/** Milliseconds between two sentences: a cluster in motion would never let a screen reader finish one. */
export const GAP_MS = 5_000;

/** Says what becomes of verdicts: at once, then nothing for a while, and what happens meanwhile together. */
export class Teller {
  readonly #say: (words: string) => void;
  #scope: string;
  #told: ReturnType<typeof verdictsOf>;
  #newest: readonly MapConnection[];
  #rests: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (words: string) => void, scope: string, connections: readonly MapConnection[]) {
    this.#say = say;
    this.#scope = scope;
    this.#newest = connections;
    this.#told = verdictsOf(connections);
  }

  /** @param scope what is looked at: another choice is no event; @param silent nobody wants to hear of it */
  hear(connections: readonly MapConnection[], scope: string, silent: boolean): void {
    this.#newest = connections;
    if (silent || scope !== this.#scope) {
      this.#scope = scope;
      this.#told = verdictsOf(connections);
    }
    if (this.#rests === undefined) this.#tell();
  }

  stop(): void {
    clearTimeout(this.#rests);
    this.#rests = undefined;
  }

  #tell(): void {
    this.#rests = undefined;
    const verdicts = verdictsOf(this.#newest);
    const words = heard(this.#told, verdicts);
    if (words === "") return;
    this.#told = verdicts;
    this.#say(words);
    this.#rests = setTimeout(() => this.#tell(), GAP_MS);
  }
}
