import type { Cidr } from "#lib/net/cidr.ts";
import type { ObjectRef, Place } from "#lib/source/object.ts";
import type { EngineName } from "./engines.ts";
import type { NamePattern } from "./names.ts";
import type { Selector } from "./selector.ts";
import type { Missing } from "./uncertainty.ts";

/**
 * The small closed language that every policy API is translated into (ARCHITECTURE.md, "One engine").
 * Evaluation knows only this file; a dialect knows only its own API and this file.
 */
export type Direction = "egress" | "ingress";
export const DIRECTIONS: readonly Direction[] = ["egress", "ingress"];
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
  /** Pods in networks of their own. `pods` may ask for labels of the namespace and the service account too. */
  | { readonly kind: "pods"; readonly namespaces: NamespaceMatch; readonly pods: Selector }
  /** Nodes by their labels, and the pods in their networks. */
  | { readonly kind: "nodes"; readonly nodes: Selector }
  | { readonly kind: "entity"; readonly entity: Entity }
  /** Outside addresses, by the names that lead to them. */
  | { readonly kind: "names"; readonly names: readonly NamePattern[]; readonly learnt: Learnt }
  /** Addresses that other objects list: sets and groups that are named, or selected by their labels. */
  | { readonly kind: "listed"; readonly lists: ListMatch }
  /** The backends of Services; their ports stand in the rule's `ports`. */
  | { readonly kind: "services"; readonly services: ServiceMatch }
  /** Nobody can tell from the input whom it means, such as the instances of a cloud's security group. */
  | { readonly kind: "untold"; readonly missing: Missing }
  /** None at all of `any` is nobody. */
  | { readonly kind: "any"; readonly of: readonly Peer[] }
  | { readonly kind: "all"; readonly of: readonly Peer[] }
  | { readonly kind: "not"; readonly of: Peer };

/** Places relative to the subject: everything outside the cluster, its own node, the others, who serves the API. */
export type Entity = "outside" | "own-node" | "other-nodes" | "api-server";

/** How an engine comes to know a name's addresses: from any lookup, or only from those that pass a rule for DNS queries. */
export type Learnt = "any-lookup" | "policed-lookup";

export interface ListMatch {
  /** Kinds of lists, such as `CiliumCIDRGroup`. */
  readonly kinds: readonly string[];
  /** Absent: whatever their name. */
  readonly name?: string;
  /** Absent: those of the cluster and of every namespace. `named` with "": those of the cluster alone. */
  readonly namespaces?: NamespaceMatch;
  readonly selector: Selector;
}

export type ServiceMatch =
  | { readonly kind: "named"; readonly namespace: string; readonly name: string }
  | { readonly kind: "selected"; readonly namespaces: NamespaceMatch; readonly selector: Selector };

/** Which ports of the destination. A named port is resolved on each destination pod, for both directions. */
export type PortMatch =
  | { readonly kind: "anything" }
  | { readonly kind: "protocol"; readonly protocol: Protocol }
  | { readonly kind: "range"; readonly protocol: Protocol; readonly from: number; readonly to: number }
  /** Without a protocol: of whichever protocol the pod declares it. */
  | { readonly kind: "named"; readonly protocol?: Protocol; readonly name: string }
  /** A protocol that no connection of ours speaks, such as `icmp type 8`: never matches. */
  | { readonly kind: "other"; readonly text: string }
  /** The ports that the Services of the rule's peers translate to. */
  | { readonly kind: "service-ports"; readonly services: ServiceMatch }
  | { readonly kind: "all"; readonly of: readonly PortMatch[] }
  | { readonly kind: "any"; readonly of: readonly PortMatch[] }
  | { readonly kind: "not"; readonly of: PortMatch };

/** Matches when any peer and any port match; an empty list of either matches nothing. */
export interface Rule {
  readonly action: Action;
  readonly peers: readonly Peer[];
  readonly ports: readonly PortMatch[];
  /** Who the subject itself must be, for APIs whose rules name both ends; absent: whoever the policy selects. */
  readonly self?: Peer;
  /** Facts that the rule asks for and no question tells, such as the source port: it matches perhaps, at most. */
  readonly conditions?: readonly Missing[];
  readonly beyond?: Beyond;
  /** The rule in its YAML, and its number there (from 1), as the page names it. */
  readonly place: Place;
  readonly number: number;
  /** The name that its author gave it. */
  readonly name?: string;
}

/** What a rule looks at once the connection is open: a verdict ends before that, save for the names of DNS queries. */
export type Beyond =
  | { readonly kind: "dns"; readonly names: readonly NamePattern[] }
  /** `what`: in a few words, such as `HTTP requests`. */
  | { readonly kind: "requests"; readonly what: string };

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
  /** Order inside a ranked tier, lowest first, Infinity for last; how ties end is the engine's to say. */
  readonly rank: number;
  /** Its API gives it no rank, and nobody says before or after which others of its tier it is asked (semantics §2.5). */
  readonly unplaced?: true;
  readonly subject: Subject;
  readonly egress?: DirectionRules;
  readonly ingress?: DirectionRules;
  /** `doubtful`: an unknown field is its only fault, so a strict server rejects it and a lenient one keeps it. */
  readonly standing: "certain" | "doubtful";
  /** Parts that not every installation of the API has. */
  readonly needs?: readonly Need[];
}

/** A part of an API that an installation may lack. What tells is a `Feature` of the input. */
export interface Need {
  readonly feature: string;
  /** What the policy is where the part is lacking: nothing (the server rejects it), or what pruning leaves of it. */
  readonly lacking: { readonly kind: "rejected" } | { readonly kind: "reduced"; readonly policy: Policy };
  /** What is made of an input that does not tell: taken to be there, with a note, or left open. */
  readonly untold: "assumed" | "open";
  /** Engines that have no use for the part, whatever is installed. */
  readonly lackedBy?: readonly EngineName[];
}

/** One step of the order in which a cluster asks its policies: it allows, denies, or leaves it to the next. */
export interface Tier {
  readonly name: string;
  /** As people say it: `Admin tier`, `NetworkPolicy`. */
  readonly title: string;
  /** Lowest first, then by name: Calico's orders, in which the standard tiers have places too (semantics §4.6). */
  readonly position: number;
  /** `union`: any deny rule wins, then any allow rule. `ranked`: by rank, then by rule; the first match wins. */
  readonly order: "union" | "ranked";
  /** What becomes of whom a policy isolates and no rule matches. */
  readonly end: "deny" | "next";
  /** What its API calls a rank: `priority`, `order`; empty where there is none. */
  readonly rankWord: string;
  /** Traffic between a pod and its own node is never blocked by this tier. */
  readonly sparesOwnNode: boolean;
  /** Whether position and end are told by a `TierDefinition` of the input, without which nobody knows them. */
  readonly defined: boolean;
}
