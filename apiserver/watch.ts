import type { Time } from "#server/time.ts";
import type { ListOptions } from "./listoptions.ts";
import type { JsonObject, KubeObject } from "./object.ts";
import type { Quirks } from "./quirks.ts";
import type { Random } from "./random.ts";
import type { Filter } from "./selectors.ts";
import { type Refusal, tooLarge, tooOld } from "./status.ts";
import { type Change, stamped, type Store } from "./store.ts";

export type WatchEvent =
  | { readonly type: "ADDED" | "MODIFIED" | "DELETED"; readonly object: KubeObject }
  | { readonly type: "BOOKMARK"; readonly revision: bigint; readonly endsInitial: boolean }
  | { readonly type: "ERROR"; readonly status: JsonObject };

export interface WatchScope {
  readonly store: Store;
  readonly resource: string;
  readonly namespace: string | undefined;
  readonly filter: Filter | undefined;
  readonly options: ListOptions;
  readonly time: Time;
  readonly random: Random;
  /** Asked again whenever it matters: they may change. */
  readonly quirks: () => Quirks;
  /** The client leaves, or the server ends its watches. */
  readonly signal: AbortSignal;
}

/** Milliseconds, as the real watch cache has them. */
const BOOKMARK_INTERVAL = 60_000;
const BEFORE_TIMEOUT = 2_000;
const SHORTEST_TIMEOUT = 1_800_000;

/**
 * Listens from now on, whenever it is read: what happens is queued for it and outlives a compaction.
 *
 * @throws Refusal where the watch is refused as a whole
 */
export function openWatch(scope: WatchScope): AsyncGenerator<WatchEvent> {
  const { store, resource, options, quirks } = scope;
  const { resourceVersion, initialEvents } = options;
  const current = store.revision;
  if (initialEvents === true && resourceVersion !== undefined && resourceVersion > current) throw tooLarge(resourceVersion, current);
  const exact = initialEvents !== true && resourceVersion !== undefined && resourceVersion > 0n;
  const gone = quirks().history === "always compacted" || (exact && resourceVersion < store.oldest(resource));
  if (gone) {
    const refusal = tooOld(resourceVersion ?? 0n, store.oldest(resource) + 1n);
    if (quirks().gone === "status") throw refusal;
    return refused(refusal);
  }
  const queue = new ChangeQueue(store, resource, scope.signal);
  if (exact) queue.changes.push(...store.changesAfter(resource, resourceVersion));
  const standing = exact || initialEvents === false ? [] : store.all(resource);
  return events(scope, queue, standing, exact ? resourceVersion : 0n, current);
}

async function* refused({ status }: Refusal): AsyncGenerator<WatchEvent> {
  yield { type: "ERROR", status };
}

async function* events(scope: WatchScope, queue: ChangeQueue, standing: readonly KubeObject[], from: bigint, current: bigint): AsyncGenerator<WatchEvent> {
  const { options, time, signal, store } = scope;
  const quirks = (): Quirks => scope.quirks();
  const deadline = time.monotonic() + (options.timeout === undefined ? SHORTEST_TIMEOUT * (1 + scope.random.next()) : options.timeout * 1000);
  let bookmark = nextBookmark(time.monotonic(), deadline);
  try {
    for (const object of standing) {
      if (quirks().bookmarks !== "only" && isSeen(scope, object)) yield { type: "ADDED", object };
    }
    if (options.initialEvents === true && options.bookmarks && quirks().initialEvents !== "without end") yield { type: "BOOKMARK", revision: current, endsInitial: true };
    for (;;) {
      for (let change = queue.changes.shift(); change !== undefined; change = queue.changes.shift()) {
        const event = change.revision > from ? eventOf(scope, change) : undefined;
        if (event && quirks().bookmarks !== "only") yield event;
      }
      const now = time.monotonic();
      if (signal.aborted || now >= deadline) return;
      if (now >= bookmark) {
        bookmark = nextBookmark(now, deadline);
        // The real server holds back whatever is not newer than what was asked for: after a restored backup that is everything.
        const isNews = store.revision > from || quirks().bookmarks === "going back";
        if (options.bookmarks && isNews && quirks().bookmarks !== "never") yield { type: "BOOKMARK", revision: bookmarkRevision(store.revision, scope), endsInitial: false };
      } else {
        await queue.arrival(time, Math.min(bookmark, deadline) - now);
      }
    }
  } finally {
    queue.close();
  }
}

const bookmarkRevision = (revision: bigint, { quirks, random }: WatchScope): bigint => (quirks().bookmarks === "going back" ? revision - 1n - BigInt(random.below(20)) : revision);

/** Every minute, and once more when the end is near. */
function nextBookmark(now: number, deadline: number): number {
  const last = deadline - BEFORE_TIMEOUT;
  return last > now ? Math.min(now + BOOKMARK_INTERVAL, last) : now + BOOKMARK_INTERVAL;
}

const isSeen = ({ namespace, filter }: WatchScope, object: KubeObject): boolean => (namespace === undefined || object.metadata.namespace === namespace) && (filter?.(object) ?? true);

/** An object that a selector no longer matches is gone for who watches by that selector. */
function eventOf(scope: WatchScope, { before, after, revision }: Change): WatchEvent | undefined {
  const was = before !== undefined && isSeen(scope, before);
  const is = after !== undefined && isSeen(scope, after);
  if (is) return { type: was ? "MODIFIED" : "ADDED", object: after };
  return was ? { type: "DELETED", object: stamped(before, revision) } : undefined;
}

/** What happened since the watch was opened and was not yet read. */
class ChangeQueue {
  readonly changes: Change[] = [];
  readonly #unsubscribe: () => void;
  readonly #signal: AbortSignal;
  #nap: AbortController | undefined;

  constructor(store: Store, resource: string, signal: AbortSignal) {
    this.#signal = signal;
    this.#unsubscribe = store.subscribe(resource, (change) => {
      this.changes.push(change);
      this.#nap?.abort();
    });
    signal.addEventListener("abort", this.close);
  }

  /** Waits for a change or the end, at most this long. */
  async arrival(time: Time, milliseconds: number): Promise<void> {
    if (this.#signal.aborted || this.changes.length > 0) return;
    this.#nap = new AbortController();
    await time.sleep(milliseconds, this.#nap.signal).catch(() => undefined);
    this.#nap = undefined;
  }

  readonly close = (): void => {
    this.#unsubscribe();
    this.#signal.removeEventListener("abort", this.close);
    this.#nap?.abort();
  };
}
