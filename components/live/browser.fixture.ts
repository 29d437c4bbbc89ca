import { vi } from "vitest";

/** What tabs of one browser share, as far as revisions need it: locks, a channel, connections, and events of the page. */
export class Browser {
  /** Connections that are open now. */
  readonly open = new Set<FakeSource>();
  opened = 0;
  /** The streams that the server was told are read, one for each time. */
  readonly alive: string[] = [];
  readonly #locks = new Locks();
  readonly #channels = new Set<FakeChannel>();

  constructor() {
    const [page, view] = [Object.assign(new EventTarget(), { hidden: false }), new EventTarget()];
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- the classes below stand for globals, which are made without it
    const browser = this;
    vi.stubGlobal("document", page);
    vi.stubGlobal("window", view);
    vi.stubGlobal("navigator", { locks: this.#locks });
    vi.stubGlobal("EventSource", class extends FakeSource { constructor() { super(browser); } });
    vi.stubGlobal("fetch", async (path: string) => {
      const { pathname, searchParams } = new URL(path, "http://localhost");
      if (pathname === "/api/v1/events/alive") this.alive.push(searchParams.get("stream") ?? "");
      return new Response(null, { status: 204 });
    });
    vi.stubGlobal("BroadcastChannel", class extends FakeChannel { constructor() { super(browser.#channels); } });
  }

  /** Somebody outside of the test's tabs has the lock and sleeps. */
  sleepWithTheLock(): void {
    void this.#locks.request("whydrop-revisions", {}, () => new Promise<void>(() => undefined)).catch(() => undefined);
  }

  say(cluster: string, revision: number): void {
    this.event("revision", { cluster, revision });
  }

  event(name: "stream" | "revision" | "beat" | "bye", told: unknown): void {
    for (const source of [...this.open]) source.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(told) }));
  }

  breakAll(): void {
    for (const source of [...this.open]) source.dispatchEvent(new Event("error"));
  }

  hide(hidden: boolean): void {
    Object.assign(document, { hidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }
}

class FakeSource extends EventTarget {
  readonly #browser: Browser;

  constructor(browser: Browser) {
    super();
    this.#browser = browser;
    browser.opened += 1;
    browser.open.add(this);
    queueMicrotask(() => browser.open.has(this) && this.dispatchEvent(new Event("open")));
  }

  close(): void {
    this.#browser.open.delete(this);
  }
}

class FakeChannel {
  onmessage: ((event: { data: unknown }) => void) | null = null;
  readonly #all: Set<FakeChannel>;

  constructor(all: Set<FakeChannel>) {
    this.#all = all;
    all.add(this);
  }

  postMessage(data: unknown): void {
    for (const other of this.#all) if (other !== this) queueMicrotask(() => this.#all.has(other) && other.onmessage?.({ data: structuredClone(data) }));
  }

  close(): void {
    this.#all.delete(this);
  }
}

interface Request {
  readonly turn: () => Promise<void>;
  readonly done: () => void;
  readonly refused: (why: Error) => void;
}

/** One lock, by the rules of the Web Locks API. */
class Locks {
  #holder: Request | undefined;
  #queue: Request[] = [];

  request(_: string, { steal = false, signal }: { steal?: boolean; signal?: AbortSignal }, turn: () => Promise<void>): Promise<void> {
    return new Promise((done, refused) => {
      const request = { turn, done, refused };
      signal?.addEventListener("abort", () => {
        if (!this.#queue.includes(request)) return;
        this.#queue = this.#queue.filter((one) => one !== request);
        refused(signal.reason as Error);
      });
      if (steal) {
        this.#holder?.refused(new DOMException("stolen", "AbortError"));
        this.#holder = undefined;
        this.#queue.unshift(request);
      } else this.#queue.push(request);
      queueMicrotask(() => this.#grant());
    });
  }

  #grant(): void {
    if (this.#holder !== undefined) return;
    const next = this.#queue.shift();
    if (next === undefined) return;
    this.#holder = next;
    void next.turn().then(() => {
      next.done();
      if (this.#holder !== next) return;
      this.#holder = undefined;
      this.#grant();
    });
  }
}
