import type { Time } from "../time.ts";
import { ApiFault } from "./fault.ts";
import { type Line, requestJson } from "./request.ts";

/** Milliseconds between two looks whether a server that could not be reached can be again. */
const PROBE = 4_000;
/** Milliseconds: not all kinds knock at once when it can. */
const SPREAD = 500;

/**
 * The waits after faults. They grow to half a minute, so one request for all kinds finds out earlier that the server is
 * back: whoever waits because it could not be reached is woken then. Whoever was told to wait by the server waits.
 */
export class Lifeline {
  readonly #line: Line;
  readonly #time: Time;
  readonly #random: () => number;
  readonly #waiting = new Set<AbortController>();
  #probing = false;
  /** By the clock that only grows: the server wants not to be asked before. */
  #notBefore = 0;

  constructor(line: Line, random: () => number) {
    this.#line = line;
    this.#time = line.time;
    this.#random = random;
  }

  /** @rejects with the signal's reason when it is aborted */
  readonly pause = async (milliseconds: number, fault: ApiFault, signal: AbortSignal): Promise<void> => {
    if (!tellsOfTheServer(fault)) return this.#time.sleep(milliseconds, signal);
    const wake = new AbortController();
    this.#waiting.add(wake);
    if (!this.#probing) void this.#probe();
    try {
      await this.#time.sleep(milliseconds, AbortSignal.any([signal, wake.signal]));
    } catch (error) {
      if (signal.aborted) throw error;
      await this.#time.sleep(this.#random() * SPREAD, signal);
    } finally {
      this.#waiting.delete(wake);
    }
  };

  /** Only a server that was seen to be away can be seen to be back: one that fails for a single kind wakes nobody. */
  async #probe(): Promise<void> {
    this.#probing = true;
    let away = false;
    while (this.#waiting.size > 0) {
      await this.#time.sleep(PROBE);
      if (this.#waiting.size === 0) break;
      if (this.#time.monotonic() < this.#notBefore) continue;
      const answers = await requestJson(this.#line, { method: "GET", path: "/version" }, new AbortController().signal).then(() => true, (error: unknown) => {
        if (error instanceof ApiFault) this.#notBefore = this.#time.monotonic() + error.retryAfter;
        return false;
      });
      if (answers && away) for (const waiting of this.#waiting) waiting.abort();
      away = !answers;
    }
    this.#probing = false;
  }
}

const tellsOfTheServer = ({ what }: ApiFault): boolean => what.kind === "unreachable" || (what.kind === "status" && what.code >= 500 && what.retryAfter === undefined);
