import { Backoff } from "../backoff.ts";
import { type Decode, type Entry, isOlder } from "./entry.ts";
import { ApiFault, isStatus } from "./fault.ts";
import { standingOf } from "./history.ts";
import { list } from "./list.ts";
import { type Line, asFault } from "./request.ts";
import { type Resource, resourceName } from "./resource.ts";
import { Silence, watch } from "./watch.ts";
import type { WatchEvent } from "./watchevents.ts";

/** Hears what a reflector learns of its kind. */
export interface Sink {
  /** All objects there are. Whatever was held before and is not among them is gone. */
  replace(entries: ReadonlyMap<string, Entry>): void;
  put(entry: Entry): void;
  remove(entry: Entry): void;
  /** What is held under the key, where it is the same object. */
  held(key: string, uid: string): Entry | undefined;
  /** The object that was changed last; undefined where there is none, or versions are no numbers. */
  newest(): Entry | undefined;
  /** What is held was true so many milliseconds ago. */
  alive(ago: number): void;
  loading(loaded: number, remaining: number | undefined): void;
  /** Something went wrong; the next attempt is made in so many milliseconds. */
  failing(fault: ApiFault, retryIn: number): void;
}

/** What the reflectors of one server share. */
export interface Server extends Line {
  /** In [0, 1). */
  readonly random: () => number;
  /** When its history was last seen to have gone back, as after a restored backup; milliseconds since 1970. */
  historyWentBack: number | undefined;
  /** Whether the server can send what exists at the head of a watch; found out once. */
  watchLists: boolean;
  /** Waits as long, or until a server that could not be reached can be again. */
  /** @param crowd of many that read parts of one kind, and share what may be asked of a server that is ill */
  readonly pause: (milliseconds: number, fault: ApiFault, signal: AbortSignal, crowd?: string) => Promise<void>;
  /** One of a crowd is well again. */
  readonly well: (crowd: string) => void;
}

/** Why a reflector ended by itself: somebody else has to tell when to begin again. */
export type Ended = "not-permitted" | "not-served";

/** What to do next; `from` of a list: a revision that it must not be older than. */
type Next = { readonly kind: "list"; readonly from: string | undefined } | { readonly kind: "watch"; readonly from: string };

/** Milliseconds without a byte that are still no silence: while everything is sent at once, and later. */
const PATIENCE = { initial: 10_000, following: 40_000 };
/**
 * Seconds. That a watch begins proves nothing of what is held, and an event may have been under way for long: only that the
 * server ends the watch in its time tells that there was no more. So turns are short, and after an interruption comes a very short one.
 */
const TURN = { proof: [1, 1], usual: [30, 35] } as const;
/** Milliseconds. A list that took longer is old when it has come: the next turn proves it. */
const LONG_LIST = 10_000;
/** Milliseconds by which a server may end a turn early. */
const EARLY = 500;
/** Milliseconds. A server, or a proxy, that closes watches at once must not be asked in a loop. */
const SHORTEST_WATCH = 1_000;

/**
 * Keeps a copy of one kind, of the whole cluster or of one namespace, by the rules of client-go's reflector: list, watch
 * from the list's revision, resume after faults, and list again only where the server has forgotten the revision.
 */
export class Reflector {
  readonly #server: Server;
  readonly #resource: Resource;
  readonly #namespace: string;
  readonly #decode: Decode;
  readonly #sink: Sink;
  readonly #backoff: Backoff;
  #next: Next = { kind: "list", from: undefined };
  #turn: keyof typeof TURN = "usual";
  #doubt = new AbortController();
  /** A revision that a bookmark was older than: the next list tells whether the server went back, or the bookmark was wrong. */
  #overtaken: string | undefined;
  #believesBookmarks = true;
  /** An object that the server did not have after an interruption, and whose deletion has not been heard of yet. */
  #doubted: Entry | undefined;
  /** What was known of the server's history when everything was read last. */
  #history: number | undefined;
  #isIll = false;
  readonly #crowd: string | undefined;

  constructor(server: Server, resource: Resource, namespace: string, decode: Decode, sink: Sink) {
    this.#server = server;
    this.#resource = resource;
    this.#namespace = namespace;
    this.#decode = decode;
    this.#sink = sink;
    this.#backoff = new Backoff(server.time, server.random);
    this.#crowd = namespace === "" ? undefined : resourceName(resource);
  }

  /** The revision up to which every change has been heard; undefined before everything has been read. */
  get version(): string | undefined {
    return this.#next.kind === "watch" ? this.#next.from : undefined;
  }
  /** Reads everything anew: what is held was found to differ from the server. */
  distrust(): void {
    this.#doubt.abort();
  }

  /** @rejects with the signal's reason when it is aborted, and with nothing else */
  async run(signal: AbortSignal): Promise<Ended> {
    for (;;) {
      signal.throwIfAborted();
      try {
        await this.#step(AbortSignal.any([signal, this.#doubt.signal]));
      } catch (error) {
        if (this.#doubt.signal.aborted && !signal.aborted) {
          this.#doubt = new AbortController();
          this.#next = { kind: "list", from: undefined };
          continue;
        }
        const fault = asFault(error, signal);
        if (!(fault instanceof ApiFault)) throw fault;
        if (isStatus(fault, 403)) return "not-permitted";
        if (isStatus(fault, 404)) return "not-served";
        await this.#recover(fault, signal);
      }
    }
  }

  async #step(signal: AbortSignal): Promise<void> {
    // Of another kind it was found out: what came back by it is heard of by nobody.
    if (this.#history !== this.#server.historyWentBack) this.#next = { kind: "list", from: undefined };
    if (this.#next.kind === "watch" && this.#turn === "proof") await this.#compareHistories(this.#next.from, signal);
    const next = this.#next;
    if (next.kind === "list") this.#history = this.#server.historyWentBack;
    if (next.kind === "watch" || (this.#server.watchLists && next.from === undefined)) return this.#watch(next.from, signal);
    const started = this.#server.time.monotonic();
    const { entries, version } = await list(this.#server, {
      resource: this.#resource, namespace: this.#namespace, notOlderThan: next.from, decode: this.#decode,
      onPage: (loaded, remaining) => this.#sink.loading(loaded, remaining),
    }, signal);
    const took = this.#server.time.monotonic() - started;
    this.#accept(entries, version, took);
    this.#turn = took > LONG_LIST ? "proof" : "usual";
  }

  #alive(ago: number): void {
    this.#sink.alive(ago);
    if (this.#isIll && this.#crowd !== undefined) this.#server.well(this.#crowd);
    this.#isIll = false;
  }

  /** @throws ApiFault where everything has to be read anew */
  async #compareHistories(version: string, signal: AbortSignal): Promise<void> {
    const newest = this.#sink.newest();
    const standing = await standingOf(this.#server, { resource: this.#resource, namespace: this.#namespace, version, newest }, signal);
    this.#doubted = standing === "gone" ? newest : undefined;
    if (standing !== "another") return;
    this.#tellOfAnotherHistory();
    throw new ApiFault({ kind: "too-new" }, "the API server's history went back");
  }

  /** Once for all kinds: whoever finds the same has not read since. */
  #tellOfAnotherHistory(): void {
    if (this.#history === this.#server.historyWentBack) this.#server.historyWentBack = this.#server.time.wall();
    this.#history = this.#server.historyWentBack;
  }

  /** @param took milliseconds from the question to here: what came is as old as that at most */
  #accept(entries: ReadonlyMap<string, Entry>, version: string, took: number): void {
    this.#sink.replace(entries);
    this.#alive(took);
    if (this.#overtaken !== undefined) {
      if (isOlder(version, this.#overtaken)) this.#tellOfAnotherHistory();
      else this.#believesBookmarks = false;
      this.#overtaken = undefined;
    }
    this.#next = { kind: "watch", from: version };
  }

  /** @param from undefined: everything that exists comes first, and nothing is taken for the truth before it is complete */
  async #watch(from: string | undefined, signal: AbortSignal): Promise<void> {
    const { time, random } = this.#server;
    const started = time.monotonic();
    const turn = from === undefined ? "usual" : this.#turn;
    const [shortest, longest] = TURN[turn];
    const timeout = Math.round(shortest + random() * (longest - shortest));
    this.#turn = "proof";
    const initial = new Map<string, Entry>();
    const complete = (): boolean => this.#next.kind === "watch";
    let changes = 0;
    try {
      for await (const event of watch(this.#server, {
        resource: this.#resource, namespace: this.#namespace, from, decode: this.#decode,
        timeout,
        patience: () => (complete() ? PATIENCE.following : PATIENCE.initial),
      }, signal)) {
        if (this.#next.kind === "list") {
          this.#gather(event, initial, time.monotonic() - started);
          continue;
        }
        if (event.kind !== "bookmark") changes += 1;
        this.#next = { kind: "watch", from: this.#follow(event, this.#next.from) };
      }
    } catch (error) {
      if (complete() || !(error instanceof Silence || isStatus(error, 400, 422))) throw error;
    }
    const lasted = time.monotonic() - started;
    // Refused, not ended by its bookmark, or not understood: this server is asked by lists.
    if (!complete()) this.#server.watchLists = false;
    else if (changes === 0 && initial.size === 0 && lasted < SHORTEST_WATCH) throw new ApiFault({ kind: "unreachable" }, "the API server, or a proxy before it, closes watches at once");
    if (lasted < timeout * 1_000 - EARLY) return;
    const doubted = this.#doubted;
    this.#doubted = undefined;
    if (doubted !== undefined && this.#sink.held(doubted.key, doubted.uid)?.version === doubted.version) this.#next = { kind: "list", from: undefined };
    else if (complete()) this.#alive(Math.max(0, lasted - timeout * 1_000));
    this.#turn = "usual";
  }

  #gather(event: WatchEvent, initial: Map<string, Entry>, took: number): void {
    switch (event.kind) {
      case "put":
        initial.set(event.entry.key, event.entry);
        this.#sink.loading(initial.size, undefined);
        break;
      case "remove":
        initial.delete(event.entry.key);
        break;
      case "bookmark":
        if (event.initialEnd) this.#accept(initial, event.version, took);
    }
  }

  /** @returns the revision that is known now; it never goes back @throws ApiFault for events that cannot be in order */
  #follow(event: WatchEvent, version: string): string {
    if (event.kind === "bookmark") return this.#reach(event.version, version);
    const { entry } = event;
    if (entry.version === version || isOlder(entry.version, version)) {
      if (this.#isKnown(event.kind, entry)) return version;
      this.#next = { kind: "list", from: undefined };
      throw new ApiFault({ kind: "garbled" }, `the API server sent changes of ${this.#resource.resource} out of order`);
    }
    if (event.kind === "put") this.#sink.put(entry);
    else this.#sink.remove(entry);
    return entry.version === "" ? version : entry.version;
  }

  #reach(bookmark: string, version: string): string {
    if (!isOlder(bookmark, version)) return bookmark;
    if (!this.#believesBookmarks) return version;
    this.#overtaken = version;
    throw new ApiFault({ kind: "too-new" }, "the API server's history went back");
  }

  /** An event that came twice, or whose object has been overtaken by a later state. */
  #isKnown(kind: "put" | "remove", { key, uid, version }: Entry): boolean {
    const held = this.#sink.held(key, uid);
    return kind === "remove" ? held === undefined : held !== undefined && !isOlder(held.version, version);
  }

  async #recover(fault: ApiFault, signal: AbortSignal): Promise<void> {
    const { what } = fault;
    if (what.kind === "expired") this.#next = { kind: "list", from: this.#next.kind === "watch" ? this.#next.from : undefined };
    if (what.kind === "too-new") this.#next = { kind: "list", from: undefined };
    // A connection that fell silent is tried again at once: only a second silence tells of the server.
    const wait = fault instanceof Silence && this.#next.kind === "watch" ? 0 : Math.max(fault.retryAfter, this.#backoff.next());
    this.#sink.failing(fault, wait);
    this.#isIll = true;
    if (wait > 0) await this.#server.pause(wait, fault, signal, this.#crowd);
  }
}
