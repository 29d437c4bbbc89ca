/** How well one kind of a live cluster is known, in the whole cluster or in one namespace. Times are RFC 3339, UTC. */
export interface KindState {
  /** "" for the core group. */
  readonly group: string;
  /** As the server calls it: `networkpolicies`. */
  readonly resource: string;
  readonly kind: string;
  /** "": the whole cluster. */
  readonly namespace: string;
  /** Objects that are held. */
  readonly count: number;
  /** Until when what is held is known to be true; undefined before the first list ended. */
  readonly asOf?: string;
  readonly state: KindCondition;
}

export type KindCondition =
  | { readonly kind: "live" }
  /** `expected` is what the server said remains, and may be absent. */
  | { readonly kind: "loading"; readonly expected?: number; readonly why?: string; readonly retryAt?: string }
  /** No proof of life since then. Up to a minute nothing is said to be wrong. */
  | { readonly kind: "stale"; readonly since: string; readonly why: string; readonly retryAt?: string }
  | { readonly kind: "not-permitted"; readonly why: string }
  /** The server does not serve it: there are none. */
  | { readonly kind: "not-installed" };
