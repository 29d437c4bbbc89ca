import type { Context } from "#lib/check/context.ts";
import { contextOfObjects } from "#lib/history/rebuilt.ts";
import type { Source } from "../clusters/cluster.ts";
import { type Database, type Statements, StoreFault } from "../store/database.ts";
import type { Lease } from "../store/lease.ts";
import { log } from "../log.ts";
import type { Time } from "../time.ts";
import { Effects, type Judge } from "./effects.ts";
import type { History } from "./history.ts";
import { Ledger } from "./ledger.ts";

export interface RecorderWish {
  readonly source: Source;
  readonly database: Database;
  /** What the cluster is called in the store. */
  readonly cluster: string;
  readonly history: History;
  readonly judge: Judge;
  readonly time: Time;
  /** Absent: nobody else writes there. */
  readonly lease?: Lease;
  /** Milliseconds for which changes are kept; Infinity: for ever. */
  readonly keep: number;
  /** Since when everything is known, where somebody told it before. */
  readonly since?: number;
}

/** Milliseconds between two notes that somebody still watches. */
const BEAT = 15_000;
/** Milliseconds before a store that failed is tried again; twice as long with every failure. */
const RETRY = { first: 1_000, most: 15_000 };
/** Milliseconds between two removals of what has become too old. */
const PRUNE = 3_600_000;
/** Reading and comparing may take one part in ten of the thread, but no change is told later than that, in milliseconds. */
const REST = { factor: 9, most: 2_000 };

/** Another process writes this cluster's history. */
class NotMine extends Error {}

/**
 * Writes the history of one cluster: of each revision what is different from the one before. Of a store that is away it keeps
 * nothing: it compares when the store is back, and what was missed is told as a gap.
 */
export class Recorder {
  readonly #wish: RecorderWish;
  readonly #ledger: Ledger;
  readonly #effects: Effects;
  readonly #stop = new AbortController();
  #ended: Promise<void> = Promise.resolve();
  #unsubscribe = (): void => undefined;
  #wake = (): void => undefined;
  /** When the newest revision was heard of that is not written; undefined: none. */
  #heardAt: number | undefined;
  #written: Context | undefined;
  /** Since when all that happened was seen and written; undefined: from the next revision on. */
  #since: number | undefined;
  /** What that would be where the last attempt was written and nobody knows. */
  #tried: number | undefined;
  #failed: { readonly context: Context | undefined } | undefined;
  #told = "";
  #retry = 0;
  #isOpen = false;
  #isMine: boolean;
  #beatAt = -Infinity;
  #prunedAt = -Infinity;

  constructor(wish: RecorderWish) {
    this.#wish = wish;
    this.#ledger = new Ledger(wish.database, wish.cluster);
    this.#effects = new Effects(wish.judge, wish.time);
    this.#isMine = wish.lease === undefined;
    this.#since = wish.since;
  }

  start(): void {
    const { signal } = this.#stop;
    this.#unsubscribe = this.#wish.source.subscribe(() => this.#heard());
    const kept = this.#wish.lease?.keep(signal, (held) => this.#holds(held));
    this.#ended = Promise.all([kept, this.#run(signal)]).then(() => undefined);
  }

  /** Until now somebody watched, or until what was heard last and is not written. */
  async close(): Promise<void> {
    this.#unsubscribe();
    const { time } = this.#wish;
    if (this.#since !== undefined && this.#failed === undefined) await this.#ledger.watched(this.#since, this.#heardAt === undefined ? time.wall() : this.#heardAt - 1, this.#guard).catch(() => undefined);
    this.#stop.abort();
    this.#wake();
    await this.#ended;
  }

  #heard(): void {
    this.#heardAt = this.#wish.time.wall();
    this.#wake();
  }

  #holds(held: boolean): void {
    if (held === this.#isMine) return;
    this.#isMine = held;
    if (!held) this.#forget();
    this.#heard();
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { time, source } = this.#wish;
    while (!signal.aborted) {
      await this.#somethingOrBeat(signal);
      if (signal.aborted || !this.#isMine || !source.ready) continue;
      const started = time.monotonic();
      const failure = await this.#turn().then(() => undefined, (error: unknown) => ({ error }));
      if (failure) this.#missed(failure.error);
      this.#retry = failure ? Math.min(2 * this.#retry || RETRY.first, RETRY.most) : 0;
      const rest = failure ? this.#retry : Math.min(REST.factor * (time.monotonic() - started), REST.most);
      if (rest > 0) await time.sleep(rest, signal).catch(() => undefined);
    }
  }

  async #somethingOrBeat(signal: AbortSignal): Promise<void> {
    if (this.#heardAt !== undefined && this.#isMine && this.#wish.source.ready) return;
    const woken = new AbortController();
    this.#wake = () => woken.abort();
    await this.#wish.time.sleep(BEAT, AbortSignal.any([signal, woken.signal])).catch(() => undefined);
  }

  async #turn(): Promise<void> {
    const { time, history, keep } = this.#wish;
    await this.#record();
    this.#failed = undefined;
    this.#told = "";
    if (keep === Infinity || time.monotonic() - this.#prunedAt < PRUNE) return;
    const horizon = time.wall() - keep;
    await history.prune(horizon);
    this.#since = this.#since === undefined ? undefined : Math.max(this.#since, horizon);
    this.#prunedAt = time.monotonic();
  }

  async #record(): Promise<void> {
    const heardAt = this.#heardAt ?? this.#wish.time.wall();
    this.#heardAt = undefined;
    const { context } = this.#wish.source.state;
    // Something happened while nothing could be written.
    if (this.#failed && this.#failed.context !== context) this.#since = this.#tried = undefined;
    try {
      await this.#open();
      if (context === this.#written && this.#since !== undefined) await this.#beat();
      else await this.#write(context, heardAt);
    } catch (error) {
      this.#heardAt ??= heardAt;
      this.#failed = { context };
      throw error;
    }
  }

  async #open(): Promise<void> {
    if (this.#isOpen) return;
    await this.#ledger.read();
    this.#isOpen = true;
  }

  async #write(context: Context, heardAt: number): Promise<void> {
    const { source } = this.#wish;
    const unwritten = await this.#ledger.compare(context, source.state.id);
    const changed = [...unwritten.put.keys(), ...unwritten.removed];
    // The first state was so from when it was read: links that were made of it have that second.
    const { readAt, becameAt = readAt } = source.state;
    const wasSo = this.#since === undefined && this.#tried === undefined ? Math.max(Date.parse(readAt), Date.parse(becameAt)) : NaN;
    const at = Math.max(wasSo < heardAt ? wasSo : heardAt, this.#ledger.lastAt + 1);
    if (this.#written === undefined) this.#effects.begin(changed.length === 0 || this.#ledger.isEmpty ? context : await this.#newest(context), this.#ledger.isEmpty ? at : this.#ledger.lastAt);
    if (changed.length === 0 && this.#since !== undefined && this.#written !== undefined) this.#effects.same(context);
    else {
      const step = await this.#effects.next(context, at, changed);
      const since = this.#since ?? (changed.length === 0 ? this.#tried : undefined) ?? at;
      this.#tried = since;
      await this.#ledger.write({ unwritten, at, flips: step.flips, watchedSince: since }, this.#guard);
      step.commit();
      this.#since = since;
      this.#beatAt = this.#wish.time.monotonic();
    }
    this.#written = context;
  }

  /** What was written last, to tell what flipped since. Where it is damaged nothing is told of that, and the writing goes on. */
  async #newest(present: Context): Promise<Context> {
    const objects = await this.#wish.history.newest().catch((error: unknown) => {
      if (error instanceof StoreFault && error.kind === "damaged") return undefined;
      throw error;
    });
    return objects ? contextOfObjects(objects) : present;
  }

  async #beat(): Promise<void> {
    const { time } = this.#wish;
    if (this.#since === undefined || time.monotonic() - this.#beatAt < BEAT) return;
    const step = await this.#effects.settle();
    await this.#ledger.watched(this.#since, time.wall(), this.#guard, step?.flips);
    step?.commit();
    this.#beatAt = time.monotonic();
  }

  readonly #guard = async (statements: Statements): Promise<void> => {
    const { lease } = this.#wish;
    if (lease && !(await lease.held(statements))) throw new NotMine();
  };

  #missed(error: unknown): void {
    if (error instanceof NotMine) {
      this.#isMine = false;
      return this.#forget();
    }
    // Nobody knows whether it was written: what stands there has to be read again.
    this.#isOpen = false;
    this.#written = undefined;
    const kind = error instanceof StoreFault ? error.kind : "internal";
    if (this.#told !== kind) log("error", "the history is not written", { cluster: this.#wish.cluster, kind, error });
    this.#told = kind;
  }

  /** Whoever writes next knows what stands there; this one does not any more. */
  #forget(): void {
    this.#isOpen = false;
    this.#written = undefined;
    this.#since = this.#tried = undefined;
    this.#failed = undefined;
  }
}
