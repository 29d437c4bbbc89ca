import type { LookedUp } from "#lib/check/lookedup.ts";
import type { Time } from "#server/time.ts";
import type { Ask, Outcome } from "./ask.ts";

const LEAST_MS = 5_000;
const MOST_MS = 3_600_000;
/** What did not resolve, or not for both families, is asked again soon: it may be mended. */
const FAULT_MS = 30_000;
const KEPT = 2_000;

/** An answer, and when it has to be asked for again. */
export interface Kept {
  readonly lookedUp: LookedUp;
  /** On the monotonic clock, in milliseconds. */
  readonly until: number;
}

/** Keeps answers for as long as their TTL allows. A name is asked for once at a time, whoever wants it. */
export class AnswerKeeper {
  readonly #ask: Ask;
  readonly #time: Time;
  /** The oldest first. */
  readonly #kept = new Map<string, Kept>();
  readonly #underWay = new Map<string, Promise<Kept>>();

  constructor(ask: Ask, time: Time) {
    this.#ask = ask;
    this.#time = time;
  }

  /** @param host as `isOutsideName` has it */
  async lookUp(host: string): Promise<Kept> {
    const kept = this.#kept.get(host);
    if (kept && this.#time.monotonic() < kept.until) return kept;
    const underWay = this.#underWay.get(host);
    if (underWay) return underWay;
    const asked = this.#renew(host);
    this.#underWay.set(host, asked);
    return asked.finally(() => this.#underWay.delete(host));
  }

  async #renew(host: string): Promise<Kept> {
    const answer = await this.#ask(host);
    const kept = { lookedUp: answer.lookedUp, until: this.#time.monotonic() + keptFor(answer) };
    this.#kept.delete(host);
    this.#kept.set(host, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return kept;
  }
}

function keptFor({ lookedUp, ttl }: Outcome): number {
  if (lookedUp.kind === "unresolved" || ttl === undefined) return FAULT_MS;
  return Math.min(Math.max(ttl * 1000, LEAST_MS), lookedUp.untold ? FAULT_MS : MOST_MS);
}
