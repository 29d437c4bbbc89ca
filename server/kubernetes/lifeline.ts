import type { Time } from "../time.ts";
import { ApiFault } from "./fault.ts";
import { type Line, requestJson } from "./request.ts";

/** Milliseconds between two looks whether a server that could not be reached can be again. */
const PROBE = 4_000;
/** Milliseconds: not all kinds knock at once when it can. */
const SPREAD = 500;
/** Milliseconds between two attempts of one crowd, however many they are. */
const GAP = 4_000;
/** How many of a crowd try at once when one of them got through; each of these calls as many. */
const CALLED = 4;

interface Waiting {
  readonly wake: AbortController;
  readonly crowd: string | undefined;
  readonly tellsOfTheServer: boolean;
}

/**
 * The waits after faults. They grow to half a minute, so one request for all kinds finds out earlier that the server is
 * back: whoever waits because it could not be reached is woken then. Whoever was told to wait by the server waits.
 */
export class Lifeline {
  readonly #line: Line;
  readonly #time: Time;
  readonly #random: () => number;
  readonly #waiting = new Set<Waiting>();
  /** When the next of a crowd may try, by the clock that only grows. */
  readonly #turns = new Map<string, number>();
  #probing = false;
  /** By the clock that only grows: the server wants not to be asked before. */
  #notBefore = 0;

  constructor(line: Line, random: () => number) {
    this.#line = line;
    this.#time = line.time;
    this.#random = random;
  }

  /** @rejects with the signal's reason when it is aborted */
  readonly pause = async (milliseconds: number, fault: ApiFault, signal: AbortSignal, crowd?: string): Promise<void> => {
    if (fault.retryAfter > 0) {
      await this.#time.sleep(milliseconds, signal);
      return this.#time.sleep(this.#untilTurn(crowd), signal);
    }
    const waiting: Waiting = { wake: new AbortController(), crowd, tellsOfTheServer: tellsOfTheServer(fault) };
    const either = AbortSignal.any([signal, waiting.wake.signal]);
    this.#waiting.add(waiting);
    if (waiting.tellsOfTheServer && !this.#probing) void this.#probe();
    try {
      await this.#time.sleep(milliseconds, either);
      await this.#time.sleep(this.#untilTurn(crowd), either);
    } catch (error) {
      if (signal.aborted) throw error;
      await this.#time.sleep(this.#random() * SPREAD, signal);
    } finally {
      this.#waiting.delete(waiting);
    }
  };

  /** One of a crowd got through: the others may soon try too. */
  readonly well = (crowd: string): void => {
    for (const { wake } of [...this.#waiting].filter((one) => one.crowd === crowd).slice(0, CALLED)) wake.abort();
  };

  #untilTurn(crowd: string | undefined): number {
    if (crowd === undefined) return 0;
    const now = this.#time.monotonic();
    const turn = Math.max(now, this.#turns.get(crowd) ?? 0);
    this.#turns.set(crowd, turn + GAP);
    return turn - now;
  }

  get #isAwaited(): boolean {
    return [...this.#waiting].some((one) => one.tellsOfTheServer);
  }

  /** Only a server that was seen to be away can be seen to be back: one that fails for a single kind wakes nobody. */
  async #probe(): Promise<void> {
    this.#probing = true;
    let away = false;
    while (this.#isAwaited) {
      await this.#time.sleep(PROBE);
      if (!this.#isAwaited) break;
      if (this.#time.monotonic() < this.#notBefore) continue;
      const answers = await requestJson(this.#line, { method: "GET", path: "/version" }, new AbortController().signal).then(() => true, (error: unknown) => {
        if (error instanceof ApiFault) this.#notBefore = this.#time.monotonic() + error.retryAfter;
        return false;
      });
      if (answers && away) for (const one of this.#waiting) if (one.tellsOfTheServer) one.wake.abort();
      away = !answers;
    }
    this.#probing = false;
  }
}

const tellsOfTheServer = ({ what }: ApiFault): boolean => what.kind === "unreachable" || (what.kind === "status" && what.code >= 500 && what.retryAfter === undefined);
