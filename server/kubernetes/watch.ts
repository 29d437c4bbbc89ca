import type { Decode } from "./entry.ts";
import { ApiFault } from "./fault.ts";
import { type Line, asFault, send } from "./request.ts";
import { type Resource, collectionPath } from "./resource.ts";
import { type WatchEvent, watchEvents } from "./watchevents.ts";

export interface WatchWish {
  readonly resource: Resource;
  readonly namespace: string;
  /** undefined: what exists comes first, as events, up to a bookmark that says so (WatchList). */
  readonly from: string | undefined;
  /** Seconds after which the server ends the watch by itself. */
  readonly timeout: number;
  /** Milliseconds without a byte after which the connection counts as dead, asked again and again. */
  readonly patience: () => number;
  readonly decode: Decode;
}

/** A connection that carried data and then fell silent; it may be half-open, so it is left. */
export class Silence extends ApiFault {
  constructor(message: string) {
    super({ kind: "unreachable" }, message);
    this.name = "Silence";
  }
}

/** The events of one watch until the server ends it. @throws ApiFault; `Silence` where nothing came for too long */
export async function* watch(line: Line, wish: WatchWish, signal: AbortSignal): AsyncGenerator<WatchEvent> {
  const { from, resource, namespace } = wish;
  const dog = new Watchdog(line, wish, signal);
  try {
    const path = collectionPath(resource, namespace, {
      watch: "true",
      allowWatchBookmarks: "true",
      timeoutSeconds: String(wish.timeout),
      ...(from === undefined ? { sendInitialEvents: "true", resourceVersionMatch: "NotOlderThan" } : { resourceVersion: from }),
    });
    const { body } = await send(line, { method: "GET", path }, dog.signal);
    dog.pet();
    yield* watchEvents(body, resource, wish.decode, () => dog.pet());
  } catch (error) {
    throw asFault(error, signal, dog.silence);
  } finally {
    dog.stop();
  }
}

/** Milliseconds after which a watch that the server must have ended is only what the way to it held back. */
const LATE = 15_000;

/** Ends a connection on which nothing comes any more, or only what is old. */
class Watchdog {
  readonly #line: Line;
  readonly #patience: () => number;
  readonly #silent = new AbortController();
  readonly #done = new AbortController();
  readonly #callers: AbortSignal;
  readonly #end: number;
  #heard: number;

  constructor(line: Line, { patience, timeout }: WatchWish, callers: AbortSignal) {
    this.#line = line;
    this.#patience = patience;
    this.#callers = callers;
    this.#heard = line.time.monotonic();
    this.#end = this.#heard + timeout * 1_000 + LATE;
    void this.#guard().catch(() => undefined);
  }

  /** Of the request: aborted by the caller, or by silence. */
  get signal(): AbortSignal {
    return AbortSignal.any([this.#callers, this.#silent.signal]);
  }

  get silence(): AbortSignal {
    return this.#silent.signal;
  }

  pet(): void {
    this.#heard = this.#line.time.monotonic();
  }

  stop(): void {
    this.#done.abort();
  }

  async #guard(): Promise<void> {
    const ended = AbortSignal.any([this.#callers, this.#done.signal]);
    const { time } = this.#line;
    for (;;) {
      const left = Math.min(this.#heard + this.#patience(), this.#end) - time.monotonic();
      if (left <= 0) break;
      await time.sleep(left, ended);
    }
    this.#silent.abort(new Silence(time.monotonic() < this.#end ? `no sign of life from the API server for ${this.#patience() / 1_000} s` : "what the API server sends comes too late"));
  }
}
