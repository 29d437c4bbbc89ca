import { type LookedUp, sameAnswer } from "#lib/check/lookedup.ts";
import { isOutsideName } from "#lib/check/outsidenames.ts";
import type { Time } from "#server/time.ts";
import { type Ask, asking } from "./ask.ts";
import { AnswerKeeper } from "./keeper.ts";
import { Turns } from "./turns.ts";

const AT_A_TIME = 16;
const WANTED = 1_000;
/** So that the first answers for many names are one change. */
const GATHERED_MS = 100;

/** The names that matter to one cluster, kept looked up, and those that a question asks for. */
export class Names {
  readonly #time: Time;
  readonly #keeper: AnswerKeeper;
  /** Apart, so that nobody waits for a thousand names behind a resolver that is silent. */
  readonly #questions = new Turns(AT_A_TIME);
  readonly #background = new Turns(AT_A_TIME);
  readonly #wanted = new Map<string, AbortController>();
  readonly #listeners = new Set<() => void>();
  readonly #stop = new AbortController();
  readonly #answers = new Map<string, LookedUp>();
  #known: ReadonlyMap<string, LookedUp> | undefined;
  #gathering = false;
  #leftOut = 0;

  constructor(ask: Ask, time: Time) {
    this.#keeper = new AnswerKeeper(ask, time);
    this.#time = time;
  }

  /** @param resolver as `parseResolver` writes it; else those of the machine are asked */
  static from(resolver: string | undefined, time: Time): Names {
    return new Names(asking(resolver, time), time);
  }

  /** The last answer for every wanted name that has had one. The map does not change: a later one is another map. */
  get known(): ReadonlyMap<string, LookedUp> {
    return (this.#known ??= new Map(this.#answers));
  }

  /** How many of the wanted names are beyond the bound, and never looked up. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** Looks these names up, again whenever an answer's time is over, and no others any more. Those of a cluster's own are left out. */
  want(hosts: Iterable<string>): void {
    if (this.#stop.signal.aborted) return;
    const all = [...new Set(hosts)].filter(isOutsideName);
    const wanted = new Set(all.slice(0, WANTED));
    this.#leftOut = all.length - wanted.size;
    for (const [host, watch] of this.#wanted) if (!wanted.has(host)) this.#drop(host, watch);
    for (const host of wanted) if (!this.#wanted.has(host)) void this.#keep(host);
  }

  /** For a question: what is kept, or is asked for now. @returns undefined for a name that is never sent out */
  async lookUp(host: string): Promise<LookedUp | undefined> {
    return isOutsideName(host) ? (await this.#questions.take(() => this.#keeper.lookUp(host))).lookedUp : undefined;
  }

  /** Calls the listener, gathered, when an answer for a wanted name says something else; not where only its time is another. @returns takes it back */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Asks for no wanted name any more, and calls nobody. */
  stop(): void {
    this.#stop.abort();
    for (const [host, watch] of this.#wanted) this.#drop(host, watch);
    this.#listeners.clear();
  }

  #drop(host: string, watch: AbortController): void {
    watch.abort();
    this.#wanted.delete(host);
    this.#answers.delete(host);
    this.#known = undefined;
  }

  async #keep(host: string): Promise<void> {
    const { signal } = this.#watch(host);
    while (!signal.aborted) {
      const kept = await this.#background.take(async () => (signal.aborted ? undefined : this.#keeper.lookUp(host)));
      if (!kept || signal.aborted) return;
      this.#learn(host, kept.lookedUp);
      await this.#time.sleep(Math.max(kept.until - this.#time.monotonic(), 0), signal).catch(() => undefined);
    }
  }

  #watch(host: string): AbortController {
    const watch = new AbortController();
    this.#wanted.set(host, watch);
    return watch;
  }

  #learn(host: string, lookedUp: LookedUp): void {
    const before = this.#answers.get(host);
    this.#answers.set(host, lookedUp);
    this.#known = undefined;
    if (!sameAnswer(before, lookedUp)) void this.#tell();
  }

  async #tell(): Promise<void> {
    if (this.#gathering) return;
    this.#gathering = true;
    await this.#time.sleep(GATHERED_MS, this.#stop.signal).catch(() => undefined);
    this.#gathering = false;
    for (const listener of this.#listeners) listener();
  }
}
