import { onTestFinished, vi } from "vitest";
import { VirtualTime } from "#apiserver/virtualtime.ts";
import type { Context } from "#lib/check/context.ts";
import { asking, cluster, contextFrom } from "#lib/check/fixture.ts";
import { contextOfObjects } from "#lib/history/rebuilt.ts";
import type { ClusterState } from "#lib/graph/state.ts";
import type { RevisionListener, Source } from "../clusters/cluster.ts";
import { Judged } from "../clusters/judged.ts";
import type { Database } from "../store/database.ts";
import { Lease } from "../store/lease.ts";
import { openDatabase } from "../store/open.ts";
import type { StoreWish } from "../store/wish.ts";
import { History } from "./history.ts";
import { Recorder } from "./recorder.ts";

const DAY = 86_400_000;

/** A cluster whose state a test gives. */
export class GivenSource implements Source {
  state: ClusterState;
  readonly names = undefined;
  ready = true;
  readonly up = true;
  readonly repairs = 0;
  readonly #listeners = new Set<RevisionListener>();

  constructor(...documents: readonly string[]) {
    this.state = { id: "c", context: contextFrom(cluster(...documents)), revision: 1, readAt: "" };
  }

  become(...documents: readonly string[]): void {
    this.becomeContext(contextFrom(cluster(...documents)));
  }

  becomeContext(context: Context): void {
    this.state = { ...this.state, context, revision: this.state.revision + 1 };
    for (const listener of this.#listeners) listener(this.state.revision);
  }

  subscribe(listener: RevisionListener): () => void {
    this.#listeners.add(listener);
    listener(this.state.revision);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {}
}

export interface RecordingOptions {
  readonly time?: VirtualTime;
  readonly database?: Database;
  /** Where the test looks, if that is not the recorder's own. */
  readonly seen?: Database;
  /** Whether it has to hold the lease of the history. */
  readonly holder?: string;
  readonly days?: number;
}

/** A recorder on a store of the test's, in time that passes only where the test lets it. */
export class Recording {
  readonly time: VirtualTime;
  readonly history: History;
  readonly judged = new Judged();
  readonly recorder: Recorder;
  readonly #source: GivenSource;
  readonly #seen: Database;

  constructor(wish: StoreWish, source: GivenSource, { time = new VirtualTime(), database = openDatabase(wish), seen = database, holder, days = 30 }: RecordingOptions = {}) {
    this.time = time;
    this.#source = source;
    this.#seen = seen;
    this.history = new History(seen, "c", time.wall);
    const lease = holder === undefined ? {} : { lease: new Lease(database, "history of c", holder, time) };
    this.recorder = new Recorder({ source, database, cluster: "c", history: new History(database, "c", time.wall), judge: this.judged.of, time, keep: days * DAY, ...lease });
    this.recorder.start();
    onTestFinished(async () => {
      const closed = this.recorder.close();
      await Promise.race([closed, this.#passing(closed)]);
      await Promise.all([database.close(), seen.close()]);
    });
  }

  /** The source becomes so, now; goes on when that is written. @returns when that was, in milliseconds since 1970 */
  async become(...documents: readonly string[]): Promise<number> {
    // Two revisions of one millisecond would be told one after the other.
    await this.time.advance(1);
    const at = this.time.wall();
    this.#source.become(...documents);
    await this.until(async () => (await this.times())[0] === at);
    return at;
  }

  /** Lets time pass until that is true. @param step milliseconds between two looks */
  async until(isTrue: () => Promise<boolean>, step = 100): Promise<void> {
    await vi.waitFor(async () => {
      await this.time.advance(step);
      if (!(await isTrue())) throw new Error("not yet");
    }, { timeout: 30_000, interval: 5 });
  }

  /** Lets time pass until somebody tells that he still watches. @returns until when he did, in milliseconds since 1970 */
  async beat(): Promise<number> {
    const before = this.time.wall();
    let sign = 0;
    await this.until(async () => {
      const rows = await this.#seen.query("SELECT until_at FROM recording ORDER BY until_at DESC LIMIT 1");
      sign = Number(rows[0]?.["until_at"] ?? 0);
      return sign > before;
    }, 1_000);
    return sign;
  }

  /** Of all revisions, newest first; the last is how it began. */
  async times(): Promise<readonly number[]> {
    const begins = await this.history.begins();
    return [...(await this.history.revisions(0, Number.MAX_SAFE_INTEGER, 1_000)).map(({ at }) => at), ...(begins === undefined ? [] : [begins])];
  }

  /** The verdict then, or why there is none. */
  async verdictAt(milliseconds: number, from = "a/web", to = "203.0.113.4:443"): Promise<string> {
    try {
      const objects = await this.history.stateAt({ from: milliseconds, until: milliseconds });
      return asking(contextOfObjects(objects), from, to).folded.verdict;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  async #passing(closed: Promise<void>): Promise<void> {
    let isClosed = false;
    void closed.then(() => (isClosed = true));
    await vi.waitFor(async () => {
      await this.time.advance(1_000);
      if (!isClosed) throw new Error("not yet");
    }, { timeout: 30_000, interval: 5 });
  }
}
