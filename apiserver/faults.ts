import type { Time } from "#server/time.ts";
import type { JsonObject } from "./object.ts";

/** Where in the life of a connection something goes wrong. Events and bytes are counted in one answer's body, from 0. */
export type FaultPoint =
  | { readonly kind: "accept" }
  | { readonly kind: "tls" }
  | { readonly kind: "before headers" }
  | { readonly kind: "after headers" }
  | { readonly kind: "after bytes"; readonly bytes: number }
  /** Before that event of a watch; without a number before each. */
  | { readonly kind: "between events"; readonly event?: number }
  /** Amid a name, in that event of a watch (in a list: that piece); without a number in the next. */
  | { readonly kind: "inside a string"; readonly event?: number }
  | { readonly kind: "at close" }
  /** Now, on all that is open. */
  | { readonly kind: "at once" };

export type FaultAction =
  | { readonly kind: "delay"; readonly milliseconds: number }
  /** Nothing more comes, and the connection stays. */
  | { readonly kind: "stall" }
  | { readonly kind: "slow"; readonly bytesPerSecond: number }
  | { readonly kind: "fin" }
  | { readonly kind: "rst" }
  /** No connection, for a reason of the client's machine: `ENOTFOUND`, `ECONNREFUSED`, `CERT_HAS_EXPIRED`. A socket can only be reset instead. */
  | { readonly kind: "fail"; readonly code: string }
  | { readonly kind: "status"; readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: JsonObject | string }
  | { readonly kind: "garbage"; readonly text: string }
  | { readonly kind: "duplicate" }
  | { readonly kind: "reorder" }
  | { readonly kind: "drop" };

/** Which requests; what is left out does not matter. */
export interface FaultFilter {
  /** `pods`, `networkpolicies.networking.k8s.io`. */
  readonly resource?: string;
  readonly namespace?: string;
  readonly verb?: Verb | "any";
  readonly user?: string;
}

export type Verb = "get" | "list" | "watch" | "create" | "update" | "patch" | "delete" | "deletecollection" | "discovery";

export interface Fault {
  readonly at: FaultPoint;
  readonly when?: FaultFilter & {
    /** How often it strikes; once, where nothing is said. */
    readonly times?: number;
    /** How often it could strike and does not, first. */
    readonly skip?: number;
  };
  readonly action: FaultAction;
}

/** What is asked in one request, as far as a fault cares. */
export interface Asked {
  readonly verb: Verb;
  readonly resource: string | undefined;
  readonly namespace: string | undefined;
  readonly user: string | undefined;
}

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

const BREAKS = ["stall", "fin", "rst"];
const POSSIBLE: Readonly<Record<FaultPoint["kind"], readonly string[]>> = {
  accept: [...BREAKS, "delay", "fail"],
  tls: [...BREAKS, "delay", "fail", "garbage"],
  "before headers": [...BREAKS, "delay", "status", "garbage"],
  "after headers": [...BREAKS, "delay", "garbage", "slow"],
  "after bytes": [...BREAKS, "delay", "garbage", "slow"],
  "between events": [...BREAKS, "delay", "garbage", "slow", "duplicate", "reorder", "drop"],
  "inside a string": [...BREAKS, "delay", "garbage", "slow"],
  "at close": [...BREAKS, "delay", "garbage"],
  "at once": BREAKS,
};

function impossible({ at, when, action }: Fault): string | undefined {
  if (!POSSIBLE[at.kind].includes(action.kind)) return `\`${action.kind}\` cannot happen \`${at.kind}\``;
  const early = at.kind === "accept" || at.kind === "tls";
  const names = early && (when?.resource ?? when?.namespace ?? when?.user ?? (when?.verb === "any" ? undefined : when?.verb));
  return names ? `at \`${at.kind}\` nobody knows yet what will be asked` : undefined;
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
