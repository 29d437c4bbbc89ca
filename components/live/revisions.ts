import { API } from "#lib/api/routes.ts";

export type Link =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  /** Times in milliseconds of the wall clock. */
  | { readonly kind: "lost"; readonly since: number; readonly retryAt: number };

export interface Live {
  readonly link: Link;
  /** The newest revision that the server has told about; 0 before it did. */
  readonly revision: number;
}

const FIRST_RETRY_MS = 2_000;
const LONGEST_RETRY_MS = 30_000;

/** Listens for revisions of one cluster. A hidden page lets go of its connection: a browser has only six for one server. */
export class Revisions {
  #live: Live = { link: { kind: "connecting" }, revision: 0 };
  #source: EventSource | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  readonly #address: string;
  readonly #listeners = new Set<() => void>();

  constructor(cluster: string) {
    this.#address = `${API}/clusters/${encodeURIComponent(cluster)}/events`;
  }

  readonly current = (): Live => this.#live;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#begin();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#end();
    };
  };

  readonly retryNow = (): void => {
    this.#close();
    if (!document.hidden) this.#open();
  };

  #begin(): void {
    document.addEventListener("visibilitychange", this.#onVisibility);
    this.retryNow();
  }

  #end(): void {
    document.removeEventListener("visibilitychange", this.#onVisibility);
    this.#close();
  }

  readonly #onVisibility = (): void => (document.hidden ? this.#close() : this.retryNow());

  #open(): void {
    const source = new EventSource(this.#address);
    this.#source = source;
    source.addEventListener("open", () => {
      this.#failures = 0;
      this.#tell({ ...this.#live, link: { kind: "live" } });
    });
    source.addEventListener("revision", ({ data }: MessageEvent<string>) => this.#tell({ link: { kind: "live" }, revision: Number(data) }));
    source.addEventListener("error", () => this.#lose());
  }

  #lose(): void {
    this.#close();
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures++);
    const { link } = this.#live;
    const now = Date.now();
    this.#tell({ ...this.#live, link: { kind: "lost", since: link.kind === "lost" ? link.since : now, retryAt: now + wait } });
    this.#timer = setTimeout(() => this.#open(), wait);
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = undefined;
  }

  #tell(live: Live): void {
    this.#live = live;
    this.#listeners.forEach((listener) => listener());
  }
}
