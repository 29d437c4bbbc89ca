import type { FlipJson } from "#lib/api/history.ts";
import type { Context } from "#lib/check/context.ts";
import type { JudgedConnection } from "#lib/graph/connections.ts";
import { flipsBetween } from "#lib/history/flips.ts";
import { isPassing } from "#lib/history/lanes.ts";
import type { ObjectKey } from "#lib/history/version.ts";
import type { Time } from "../time.ts";
import type { TimedFlip } from "./ledger.ts";

export type Judge = (context: Context) => readonly JudgedConnection[] | Promise<readonly JudgedConnection[]>;

interface State {
  readonly context: Context;
  readonly at: number;
}

interface Judged {
  readonly context: Context;
  readonly connections: readonly JudgedConnection[];
}

/** What flipped, and what is to be remembered once that is written. */
export interface Step {
  readonly flips: readonly TimedFlip[];
  readonly commit: () => void;
}

/** Pods come and go all the time: judging after them may take one part in ten of the thread. */
const REST_FACTOR = 9;

/**
 * Follows the verdicts of the declared connections from state to state. After what only passes by it judges at a pace; before
 * and after everything else at once, so that a flip is told of the change that made it.
 */
export class Effects {
  readonly #judge: Judge;
  readonly #time: Time;
  #last: State | undefined;
  #judged: Judged | undefined;
  #restUntil = -Infinity;

  constructor(judge: Judge, time: Time) {
    this.#judge = judge;
    this.#time = time;
  }

  /** The first state, which nothing was before. */
  begin(context: Context, at: number): void {
    this.#last = { context, at };
    this.#judged = undefined;
  }

  /** A later state. @param changed the objects that are different in it */
  async next(context: Context, at: number, changed: readonly ObjectKey[]): Promise<Step> {
    const now = { context, at };
    const flips: TimedFlip[] = [];
    let judged = this.#judged;
    if (!changed.every(isPassing) || this.#isRested) {
      judged = await this.#upTo(this.#last, judged, flips);
      judged = await this.#upTo(now, judged, flips);
    }
    return { flips, commit: () => this.#become(now, judged) };
  }

  /** Judges what was put off, when its time has come. */
  async settle(): Promise<Step | undefined> {
    const last = this.#last;
    if (last === undefined || this.#judged?.context === last.context || !this.#isRested) return undefined;
    const flips: TimedFlip[] = [];
    const judged = await this.#upTo(last, this.#judged, flips);
    return { flips, commit: () => this.#become(last, judged) };
  }

  /** The same objects in another context: nothing flipped. */
  same(context: Context): void {
    if (this.#last === undefined) return;
    if (this.#judged?.context === this.#last.context) this.#judged = { context, connections: this.#judged.connections };
    this.#last = { context, at: this.#last.at };
  }

  get #isRested(): boolean {
    return this.#time.monotonic() >= this.#restUntil;
  }

  #become(last: State, judged: Judged | undefined): void {
    this.#last = last;
    this.#judged = judged;
  }

  async #upTo(state: State | undefined, before: Judged | undefined, flips: TimedFlip[]): Promise<Judged | undefined> {
    if (state === undefined || before?.context === state.context) return before;
    const started = this.#time.monotonic();
    const connections = await this.#judge(state.context);
    this.#restUntil = this.#time.monotonic() + REST_FACTOR * (this.#time.monotonic() - started);
    if (before) flips.push(...flipsBetween(before.connections, connections).map((flip: FlipJson) => ({ at: state.at, flip })));
    return { context: state.context, connections };
  }
}
