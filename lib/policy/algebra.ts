import type { Cidr } from "#lib/net/cidr.ts";
import type { ObjectRef, Place } from "#lib/source/object.ts";
import type { Selector } from "./selector.ts";

/**
 * The small closed language that every policy API is translated into (ARCHITECTURE.md, "One engine").
 * Evaluation knows only this file; a dialect knows only its own API and this file.
 */
export type Direction = "egress" | "ingress";
export type Protocol = "TCP" | "UDP" | "SCTP";
export const PROTOCOLS: readonly Protocol[] = ["TCP", "UDP", "SCTP"];

export type Action = "allow" | "deny" | "pass";

export type NamespaceMatch =
  | { readonly kind: "named"; readonly name: string }
  | { readonly kind: "selected"; readonly selector: Selector };

/** Whom a rule is about. "Absent" and "empty" are told apart once, by the dialect. */
export type Peer =
  | { readonly kind: "anyone" }
  | {
      readonly kind: "cidr";
      readonly cidr: Cidr;
      readonly except: readonly Cidr[];
      /** Set where engines disagree on what the text means (IPv4-mapped IPv6). */
      readonly disputed: boolean;
    }
  | { readonly kind: "pods"; readonly namespaces: NamespaceMatch; readonly pods: Selector };

/** Which ports of the destination. A named port is resolved on each destination pod, for both directions. */
export type PortMatch =
  | { readonly kind: "anything" }
  | { readonly kind: "protocol"; readonly protocol: Protocol }
  | { readonly kind: "range"; readonly protocol: Protocol; readonly from: number; readonly to: number }
  | { readonly kind: "named"; readonly protocol: Protocol; readonly name: string };

/** Matches when any peer and any port match; an empty list of either matches nothing. */
export interface Rule {
  readonly action: Action;
  readonly peers: readonly Peer[];
  readonly ports: readonly PortMatch[];
  /** The rule in its YAML, and its number there (from 1), as the page names it. */
  readonly place: Place;
  readonly number: number;
}

export interface DirectionRules {
  /** Whether a pod that no rule of the tier allows is denied at the tier's end because of this policy. */
  readonly isolates: boolean;
  readonly rules: readonly Rule[];
}

export interface Subject {
  readonly namespaces: NamespaceMatch;
  readonly pods: Selector;
}

export interface Policy {
  readonly ref: ObjectRef;
  readonly place: Place;
  readonly tier: Tier;
  /** Order inside a ranked tier, lowest first; policies of one rank that disagree leave the verdict open. */
  readonly rank: number;
  readonly subject: Subject;
  readonly egress?: DirectionRules;
  readonly ingress?: DirectionRules;
  /** `doubtful`: an unknown field is its only fault, so a strict server rejects it and a lenient one keeps it. */
  readonly standing: "certain" | "doubtful";
}

/** One step of the order in which a cluster asks its policies: it allows, denies, or leaves it to the next. */
export interface Tier {
  readonly name: string;
  /** Lowest first. Tiers of one name have one position. */
  readonly position: number;
  /** `union`: any deny rule wins, then any allow rule. `ranked`: by rank, then by rule; the first match wins. */
  readonly order: "union" | "ranked";
  /** Traffic between a pod and its own node is never blocked by this tier. */
  readonly sparesOwnNode: boolean;
}
