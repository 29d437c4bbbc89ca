/** What can be asked in a filter, as it is written before the colon. */
export const FIELDS = ["ns", "pod", "policy", "from", "to", "ip", "port", "verdict", "side", "label", "changed", "is"] as const;
export type Field = (typeof FIELDS)[number];

/** One term of a filter: `ns:web,api` holds where any value does, `-ns:web` where none does. */
export interface Term {
  readonly field: Field | "text";
  readonly values: readonly string[];
  readonly negated: boolean;
  /** As it was written. */
  readonly written: string;
}

/** All terms hold together. */
export type Query = readonly Term[];

export interface QueryFault {
  readonly written: string;
  readonly expected: string;
}

/** What a filter is asked about: one connection, with what is known of its ends. */
export interface Subject {
  readonly namespaces: readonly string[];
  /** Names of pods and workloads at either end. */
  readonly pods: readonly string[];
  readonly fromTitle: string;
  readonly from: string;
  readonly toTitle: string;
  readonly to: string;
  readonly addresses: readonly string[];
  /** Ids of the policies that select either end or block it. */
  readonly policies: readonly string[];
  readonly port: number;
  readonly verdict: "allow" | "deny" | "partial" | "unknown";
  readonly side: "egress" | "ingress" | "both" | null;
  /** `key=value` of either end. */
  readonly labels: readonly string[];
  /** Milliseconds since its verdict changed; undefined: not within what is remembered. */
  readonly changedAgo: number | undefined;
  readonly watched: boolean;
  /** No policy limits the source's egress. */
  readonly open: boolean;
}
