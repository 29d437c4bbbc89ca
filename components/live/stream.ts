import { ALIVE_PATH, BEAT_MS, EVENTS_PATH, RETRY_MS, byeSchema, revisionSchema, streamSchema, within } from "#lib/api/events.ts";
import { API } from "#lib/api/routes.ts";
import { type Heard, retryWait } from "./link.ts";

const SILENCE_MS = 3 * BEAT_MS;
/** What is heard is answered so often at most: every second beat. A timer of our own would not do, since browsers slow those of hidden tabs. */
const ALIVE_MS = 2 * BEAT_MS - 5_000;

/** The connection to the server. What breaks is opened again, later each time; silence is a break too. */
export class Stream {
  readonly #hear: (heard: Heard) => void;
  #source: EventSource | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  /** How the server names this stream, and since when the server has not heard that it is read. */
  #name: string | undefined;
  #answeredAt = 0;
  /** The first wait, as the server wants it. */
  #first: number;

  /** @param fraction from 0 to below 1, another for each client */
  constructor(hear: (heard: Heard) => void, fraction: () => number = Math.random) {
    this.#hear = hear;
    this.#first = within(RETRY_MS, fraction());
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
    source.addEventListener("stream", ({ data }: MessageEvent<string>) => {
      const { stream, retry } = streamSchema.parse(JSON.parse(data));
      this.#name = stream;
      this.#first = retry;
      this.#answeredAt = performance.now();
      this.#await();
    });
    source.addEventListener("beat", this.#answer);
    source.addEventListener("revision", ({ data }: MessageEvent<string>) => {
      this.#answer();
      this.#hear({ kind: "revision", ...revisionSchema.parse(JSON.parse(data)) });
    });
    source.addEventListener("bye", ({ data }: MessageEvent<string>) => {
      this.#first = byeSchema.parse(JSON.parse(data)).retry;
      this.#lose();
    });
    source.addEventListener("error", this.#lose);
  };

  close(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
    this.#name = undefined;
  }

  /** Tells the server that what it sends is read. Where that does not get through, the stream ends and is opened again. */
  readonly #answer = (): void => {
    this.#await();
    const now = performance.now();
    if (this.#name === undefined || now - this.#answeredAt < ALIVE_MS) return;
    this.#answeredAt = now;
    void fetch(`${API}${ALIVE_PATH}?${new URLSearchParams({ stream: this.#name }).toString()}`).catch(() => undefined);
  };

  #await(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#lose, SILENCE_MS);
  }

  readonly #lose = (): void => {
    this.close();
    const wait = retryWait(this.#failures++, this.#first);
    const at = Date.now();
    this.#hear({ kind: "lost", at, retryAt: at + wait });
    this.#timer = setTimeout(this.open, wait);
  };
}
