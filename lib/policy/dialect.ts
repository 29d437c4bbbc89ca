import type { Cidr } from "#lib/net/cidr.ts";
import type { JsonMap } from "#lib/source/map.ts";
import type { ObjectRef, SourceObject } from "#lib/source/object.ts";
import type { Problem } from "#lib/source/problem.ts";
import type { Direction, Policy, Subject } from "./algebra.ts";
import type { EngineName } from "./engines.ts";
import type { NamePattern } from "./names.ts";
import type { Labels, Selector } from "./selector.ts";
import type { Missing } from "./uncertainty.ts";

/** What became of one policy object. Plain values: a worker thread may have read it. */
export type Reading =
  /** One object can hold several policies, each with its own subject; and parts that nobody can judge. */
  | { readonly kind: "accepted"; readonly ref: ObjectRef; readonly policies: readonly Policy[]; readonly doubts: readonly Doubt[]; readonly problems: readonly Problem[] }
  /** The API server would reject it, or its engine ignore it: it takes no part, and whoever it would have selected is told so. */
  | { readonly kind: "rejected"; readonly ref: ObjectRef; readonly touches: readonly Touches[]; readonly problems: readonly Problem[] }
  /** A draft that the API keeps and no engine enforces. */
  | { readonly kind: "staged"; readonly ref: ObjectRef; readonly problems: readonly Problem[] }
  /** No policy itself, but what policies refer to. */
  | { readonly kind: "support"; readonly ref: ObjectRef; readonly supports: readonly Support[]; readonly problems: readonly Problem[] };

/** Whom a policy could have been about, as far as its subject can be read. */
export type Touches =
  /** `subject` absent: the pods of `namespace`, or when that is "" of all but those of `except`. */
  | { readonly kind: "pods"; readonly namespace: string; readonly except?: readonly string[]; readonly subject?: Subject }
  /** Nodes, and the pods in their networks. */
  | { readonly kind: "nodes"; readonly selector: Selector };

/** A policy that may be there or may mean something, and that nobody evaluates. */
export interface Doubt {
  readonly touches: Touches;
  readonly couldChange: CouldChange;
  /** Absent: both. */
  readonly directions?: readonly Direction[];
  readonly missing: Missing;
}

/**
 * Which verdicts a policy that nobody has seen could change: `any`; `unlimited`: what the tiers up to NetworkPolicy leave open
 * (a Baseline policy); `unless-allowed`: all but what a NetworkPolicy surely allows, as they never deny (one of these);
 * `unless-denied`: all but what a rule surely denies where any deny wins (Cilium's).
 */
export type CouldChange = "any" | "unlimited" | "unless-allowed" | "unless-denied";

/** What an object that is no policy tells policies. */
export type Support = AddressList | TierDefinition | Feature;

/** A named set of addresses, such as Cilium's CiliumCIDRGroup and Calico's NetworkSet. */
export interface AddressList {
  readonly kind: "address-list";
  readonly ref: ObjectRef;
  readonly labels: Labels;
  readonly blocks: readonly { readonly cidr: Cidr; readonly except: readonly Cidr[] }[];
  readonly names: readonly NamePattern[];
  /** A part of the API without which the list does not exist; see `Feature`. */
  readonly feature?: string;
}

export interface TierDefinition {
  readonly kind: "tier";
  readonly name: string;
  /** Infinity for last. */
  readonly position: number;
  readonly end: "deny" | "next";
}

/** Evidence whether a part of an API is installed; see `Need`. */
export interface Feature {
  readonly kind: "feature";
  readonly feature: string;
  readonly installed: boolean;
}

/** A kind that an API server serves: its group and its plural. */
export interface ServedResource {
  readonly group: string;
  readonly resource: string;
}

export interface Claim {
  /** `networking.k8s.io/v1` */
  readonly apiVersion: string;
  readonly kind: string;
}

/** Whether an engine enforces an API; `untold` where releases differ and the sources do not settle it. */
export type Enforcement = "yes" | "no" | "untold";

/** One policy API: it claims objects by apiVersion and kind, never by a short name, and translates them. */
export interface Dialect {
  readonly name: string;
  readonly claims: readonly Claim[];
  /** Versions that its kinds are written under and that no server serves, each with why; `read` rejects them. */
  readonly unserved: ReadonlyMap<string, string>;
  /** By engine; semantics §2.9 and the engines' own documents. */
  readonly enforcement: (claim: Claim) => Readonly<Record<EngineName, Enforcement>>;
  /** Validates as the API does (all problems at once), applies the defaults, translates. Never throws. */
  read(source: SourceObject): Reading;
  /** What the mere fact tells that an API server serves these. */
  served?(resources: readonly ServedResource[]): readonly Support[];
  /**
   * What of an object must be kept so that `read` says the same of it later. Absent: what is `bare`.
   *
   * @param bare the object without its status, its annotations and its history (`lib/source/bare.ts`)
   */
  keep?(whole: JsonMap, bare: JsonMap): JsonMap;
  /**
   * One name for an object that two groups serve, so that it counts once; absent: the object's own.
   *
   * @returns the ref that all of its copies share, and which copy counts: the one with the higher `preference`
   */
  canonical?(ref: ObjectRef): { readonly ref: ObjectRef; readonly preference: number };
}
