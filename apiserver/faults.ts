import type { Time } from "#server/time.ts";
import { type Asked, type Fault, type FaultAction, type FaultFilter, type FaultPoint, impossible } from "./fault.ts";

export interface InjectedFault {
  /** How often it has struck. */
  readonly struck: () => number;
  readonly remove: () => void;
}

/** A connection that a fault ended. */
export class BrokenConnection extends Error {
  readonly how: "fin" | "rst" | "garbage";
  /** As Node names such errors. */
  readonly code: string;
  readonly garbage: string;

  constructor(how: BrokenConnection["how"], { code = how === "rst" ? "ECONNRESET" : how === "fin" ? "UND_ERR_SOCKET" : "HPE_INVALID_CONSTANT", garbage = "" } = {}) {
    super({ ECONNRESET: "read ECONNRESET", UND_ERR_SOCKET: "other side closed" }[code] ?? code);
    this.name = "BrokenConnection";
    this.how = how;
    this.code = code;
    this.garbage = garbage;
  }
}

/** One answer under way. */
export interface Conversation {
  readonly asked: Asked;
  /** Ends it where it stands. */
  readonly cut: (how: "fin" | "rst") => void;
  readonly stall: () => void;
}

/** The faults that lie in wait. */
export class Faults {
  readonly #waiting = new Map<Fault, { struck: number; passed: number }>();
  readonly open = new Set<Conversation>();

  /** @throws where the action cannot happen at that point */
  inject(fault: Fault): InjectedFault {
    const problem = impossible(fault);
    if (problem !== undefined) throw new Error(problem);
    const mine = { ...fault };
    const counted = { struck: 0, passed: 0 };
    if (fault.at.kind === "at once") counted.struck = this.#strikeOpen(fault);
    else this.#waiting.set(mine, counted);
    return { struck: () => counted.struck, remove: () => this.#waiting.delete(mine) };
  }

  clear(): void {
    this.#waiting.clear();
  }

  /** The actions that happen at a point now; each counts as a stroke. */
  take(reached: (point: FaultPoint) => boolean, asked: Asked | undefined): readonly FaultAction[] {
    const struck: FaultAction[] = [];
    for (const [{ at, when = {}, action }, counted] of this.#waiting) {
      if (counted.struck >= (when.times ?? 1) || !reached(at) || !concerns(when, asked)) continue;
      if (counted.passed++ < (when.skip ?? 0)) continue;
      counted.struck++;
      struck.push(action);
    }
    return struck;
  }

  #strikeOpen({ when = {}, action }: Fault): number {
    const hit = [...this.open].filter(({ asked }) => concerns(when, asked)).slice(0, when.times ?? Infinity);
    for (const conversation of hit) {
      if (action.kind === "stall") conversation.stall();
      else conversation.cut(action.kind === "rst" ? "rst" : "fin");
    }
    return hit.length;
  }
}

function concerns({ resource, namespace, verb = "any", user }: FaultFilter, asked: Asked | undefined): boolean {
  if (asked === undefined) return true;
  return (resource ?? asked.resource) === asked.resource && (namespace ?? asked.namespace) === asked.namespace && (user ?? asked.user) === asked.user && (verb === "any" || verb === asked.verb);
}

/** Until the client leaves. @rejects with the signal's reason */
export const never = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    const leave = (): void => reject(signal.reason as Error);
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
  });

/** What waits or breaks, and says nothing. @rejects with BrokenConnection, or the signal's reason */
export async function suffer(action: FaultAction, time: Time, signal: AbortSignal): Promise<void> {
  if (action.kind === "delay") await time.sleep(action.milliseconds, signal);
  if (action.kind === "stall") await never(signal);
  if (action.kind === "fin" || action.kind === "rst") throw new BrokenConnection(action.kind);
  if (action.kind === "fail") throw new BrokenConnection("rst", { code: action.code });
}
