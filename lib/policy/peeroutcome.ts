import type { Peer } from "./algebra.ts";
import type { Endpoint } from "./endpoint.ts";
import type { NamePattern } from "./names.ts";
import type { Assumption, Missing, Truth } from "./uncertainty.ts";
import type { World } from "./world.ts";

/** Why a peer does not match. */
export type PeerMiss =
  | { readonly kind: "family" }
  | { readonly kind: "outside-cidr" }
  | { readonly kind: "excepted"; readonly by: string }
  | { readonly kind: "not-by-address" } // the engine does not match this party by address
  | { readonly kind: "not-a-pod" }
  | { readonly kind: "host-network" }
  | { readonly kind: "namespace" }
  | { readonly kind: "labels" }
  | { readonly kind: "namespace-and-labels" }
  | { readonly kind: "not-a-node" }
  | { readonly kind: "node-labels" }
  | { readonly kind: "elsewhere" } // an entity that the party is not
  | { readonly kind: "not-by-name" } // names lead to addresses outside the cluster
  | { readonly kind: "other-name" }
  | { readonly kind: "lookup-not-policed" } // the engine never sees the lookup of the name
  | { readonly kind: "nobody" } // an empty list
  | { readonly kind: "unlisted" } // no list or Service that is meant contains it
  | { readonly kind: "negated" } // what the rule leaves out
  | { readonly kind: "none-of" }; // none of several

export interface PeerOutcome {
  readonly peer: Peer;
  readonly match: Truth;
  readonly miss?: PeerMiss;
  readonly missing: readonly Missing[];
  readonly assumed: readonly Assumption[];
}

/** Who meets whom, as one side's policies see it. */
export interface Meeting {
  /** Whom the policies are about. */
  readonly subject: Endpoint;
  /** Whose match is asked. */
  readonly other: Endpoint;
  readonly world: World;
  /** The names whose lookups the engine sees, by the subject's own rules for DNS queries. */
  readonly lookups: () => readonly Lookup[];
}

/** Names whose lookups the engine sees; `missing`: why it perhaps does not. */
export interface Lookup {
  readonly pattern: NamePattern;
  readonly missing: readonly Missing[];
}

export const yes = (peer: Peer, ...assumed: readonly Assumption[]): PeerOutcome => ({ peer, match: "yes", missing: [], assumed });
export const no = (peer: Peer, kind: Exclude<PeerMiss["kind"], "excepted">, ...assumed: readonly Assumption[]): PeerOutcome => ({ peer, match: "no", miss: { kind }, missing: [], assumed });
export const maybe = (peer: Peer, ...missing: readonly Missing[]): PeerOutcome => ({ peer, match: "maybe", missing, assumed: [] });
