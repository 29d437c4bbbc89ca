import { type Known, type Live, NOTHING_HEARD, after, taken } from "./link.ts";
import { type Sharing, shareOrNot } from "./sharing.ts";
import { Stream } from "./stream.ts";

/** What the server tells of revisions, for as long as something on the page wants to know. */
export class Revisions {
  #live = NOTHING_HEARD;
  #sharing: Sharing | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #stream = new Stream((heard) => {
    const known = after(this.#live, heard);
    if (known === this.#live) return;
    this.#hear(known);
    this.#sharing?.tell({ link: known.link, revisions: known.revisions });
  });

  readonly current = (): Live => this.#live;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    this.#sharing ??= shareOrNot({ stream: this.#stream, known: this.current, hear: this.#hear });
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#sharing?.end();
      this.#sharing = undefined;
    };
  };

  readonly retryNow = (): void => this.#sharing?.retryNow();

  readonly #hear = (known: Known): void => {
    this.#live = taken(this.#live, known);
    this.#listeners.forEach((listener) => listener());
  };
}

/** One for the tab, whatever clusters it shows. */
export const revisions = new Revisions();
