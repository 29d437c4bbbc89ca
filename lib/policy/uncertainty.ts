import type { ObjectRef, Place } from "#lib/source/object.ts";

/** A fact without which a verdict is unknown. English is made of it in lib/describe. */
export type Missing =
  | { readonly kind: "labels"; readonly of: "namespace" | "service account" | "node"; readonly name: string; readonly key: string }
  | { readonly kind: "disputed-cidr"; readonly cidr: string }
  | { readonly kind: "doubtful-policy"; readonly policy: ObjectRef }
  | { readonly kind: "tied-policies"; readonly policies: readonly ObjectRef[] }
  | { readonly kind: "not-evaluated"; readonly policy: ObjectRef; readonly place: Place }
  | { readonly kind: "unreadable-document"; readonly place: Place; readonly kindNamed: string }
  /** `namespace` "": in the whole cluster, but for `except`. */
  | { readonly kind: "unreadable-kind"; readonly group: string; readonly kindNamed: string; readonly namespace: string; readonly except?: readonly string[]; readonly why: string }
  /** Whether the engine enforces policies of this kind. */
  | { readonly kind: "enforcement"; readonly policy: ObjectRef; readonly engine: string }
  /** Whether the installation has a part of the API that the policy uses. */
  | { readonly kind: "feature"; readonly policy: ObjectRef; readonly feature: string }
  | { readonly kind: "tier"; readonly policy: ObjectRef; readonly tier: string }
  | { readonly kind: "host-policy"; readonly policy: ObjectRef }
  /** Which addresses a name, or the names of a pattern, have. */
  | { readonly kind: "addresses-of-names"; readonly pattern: string }
  | { readonly kind: "node-of-pod"; readonly pod: string }
  | { readonly kind: "api-server" }
  /** Which address the dialled Service has. */
  | { readonly kind: "service-address" }
  | { readonly kind: "source-port" }
  | { readonly kind: "authentication" }
  /** A group of the cloud's, such as `AWS security group sg-1`. */
  | { readonly kind: "cloud-group"; readonly group: string };

/** Something that was taken for granted and could have changed the verdict. */
export type Assumption =
  | { readonly kind: "without-object"; readonly of: "namespace" | "service account" | "node"; readonly name: string; readonly key: string }
  | { readonly kind: "own-node-not-applied"; readonly pod: string }
  | { readonly kind: "own-node-free"; readonly pod: string; readonly direction: "egress" | "ingress" }
  | { readonly kind: "ip-block-and-pods"; readonly cidr: string; readonly matches: boolean }
  | { readonly kind: "feature"; readonly policy: ObjectRef; readonly feature: string }
  /** A part of the API that an engine, or the installation, is without: what is left of the policy was judged. */
  | { readonly kind: "feature-lacking"; readonly policy: ObjectRef; readonly feature: string; readonly by: string }
  /** The engine leaves this label out of what it knows a pod by. */
  | { readonly kind: "label-left-out"; readonly key: string }
  /** A name that leads here by a lookup: somebody has to make it, and its answer may change. */
  | { readonly kind: "name-was-looked-up"; readonly pattern: string }
  /** Another name's addresses are not known: they are taken not to be the destination's. */
  | { readonly kind: "name-leads-elsewhere"; readonly pattern: string }
  /** The name was asked about, but no rule lets the engine see its lookup. */
  | { readonly kind: "lookup-not-policed"; readonly pattern: string }
  | { readonly kind: "named-port"; readonly name: string; readonly why: "numbers-differ" | "one-for-all" | "first-container" | "container-kind" | "no-pod-peer" }
  | { readonly kind: "sctp-off" }
  /** A label peer that matches this pod in its node's network admits the whole node. */
  | { readonly kind: "node-by-labels"; readonly pod: string }
  | { readonly kind: "except-overrides"; readonly cidr: string };

/** Three-valued truth: `maybe` is never rounded. */
export type Truth = "yes" | "no" | "maybe";

export const anyTrue = (truths: readonly Truth[]): Truth => (truths.includes("yes") ? "yes" : truths.includes("maybe") ? "maybe" : "no");

export const bothTrue = (a: Truth, b: Truth): Truth => (a === "no" || b === "no" ? "no" : a === "yes" && b === "yes" ? "yes" : "maybe");

export const notTrue = (truth: Truth): Truth => (truth === "yes" ? "no" : truth === "no" ? "yes" : "maybe");
