import { EVENTS_PATH, EVENTS_REPEATED_MS, revisionSchema } from "#lib/api/events.ts";
import { API } from "#lib/api/routes.ts";
import { type Heard, retryWait } from "./link.ts";

const SILENCE_MS = 3 * EVENTS_REPEATED_MS;

/** The connection to the server. What breaks is opened again, later each time; silence is a break too. */
export class Stream {
  readonly #hear: (heard: Heard) => void;
  #source: EventSource | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;

  constructor(hear: (heard: Heard) => void) {
    this.#hear = hear;
  }

  readonly open = (): void => {
    this.close();
    const source = new EventSource(API + EVENTS_PATH);
    this.#source = source;
    this.#await();
    source.addEventListener("open", () => {
      this.#failures = 0;
      this.#hear({ kind: "open" });
    });
    source.addEventListener("revision", ({ data }: MessageEvent<string>) => {
      this.#await();
      this.#hear({ kind: "revision", ...revisionSchema.parse(JSON.parse(data)) });
    });
    source.addEventListener("error", this.#lose);
  };

  close(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
  }

  #await(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#lose, SILENCE_MS);
  }

  readonly #lose = (): void => {
    this.close();
    const wait = retryWait(this.#failures++);
    const at = Date.now();
    this.#hear({ kind: "lost", at, retryAt: at + wait });
    this.#timer = setTimeout(this.open, wait);
  };
}
