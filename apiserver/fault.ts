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

/** @returns why it cannot be */
export function impossible({ at, when, action }: Fault): string | undefined {
  if (!POSSIBLE[at.kind].includes(action.kind)) return `\`${action.kind}\` cannot happen \`${at.kind}\``;
  const early = at.kind === "accept" || at.kind === "tls";
  const names = early && (when?.resource ?? when?.namespace ?? when?.user ?? (when?.verb === "any" ? undefined : when?.verb));
  return names ? `at \`${at.kind}\` nobody knows yet what will be asked` : undefined;
}
