import type { ObjectRef, Place } from "#lib/source/object.ts";

/** A fact without which a verdict is unknown. English is made of it in lib/describe. */
export type Missing =
  | { readonly kind: "namespace-labels"; readonly namespace: string; readonly key: string }
  | { readonly kind: "disputed-cidr"; readonly cidr: string }
  | { readonly kind: "doubtful-policy"; readonly policy: ObjectRef }
  | { readonly kind: "tied-policies"; readonly policies: readonly ObjectRef[] }
  | { readonly kind: "not-evaluated"; readonly policy: ObjectRef; readonly place: Place }
  | { readonly kind: "unreadable-document"; readonly place: Place; readonly kindNamed: string }
  | { readonly kind: "unreadable-kind"; readonly group: string; readonly kindNamed: string; readonly namespace: string; readonly why: string };

/** Something that was taken for granted and could have changed the verdict. */
export type Assumption =
  | { readonly kind: "namespace-without-object"; readonly namespace: string; readonly key: string }
  | { readonly kind: "own-node-not-applied"; readonly pod: string }
  | { readonly kind: "own-node-free"; readonly pod: string; readonly direction: "egress" | "ingress" }
  | { readonly kind: "ip-block-and-pods"; readonly cidr: string; readonly matches: boolean };

/** Three-valued truth: `maybe` is never rounded. */
export type Truth = "yes" | "no" | "maybe";

export const anyTrue = (truths: readonly Truth[]): Truth => (truths.includes("yes") ? "yes" : truths.includes("maybe") ? "maybe" : "no");

export const bothTrue = (a: Truth, b: Truth): Truth => (a === "no" || b === "no" ? "no" : a === "yes" && b === "yes" ? "yes" : "maybe");
