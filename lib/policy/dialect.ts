import type { ObjectRef, SourceObject } from "#lib/source/object.ts";
import type { Problem } from "#lib/source/problem.ts";
import type { Policy, Subject } from "./algebra.ts";

/** What became of one policy object. */
export type Reading =
  | { readonly kind: "accepted"; readonly policy: Policy; readonly problems: readonly Problem[] }
  /** The API server would reject it: it does not exist, and whoever it would have selected is told so. */
  | { readonly kind: "rejected"; readonly ref: ObjectRef; readonly touches: Touches; readonly problems: readonly Problem[] };

/** Whom a policy that is not evaluated could have been about; `subject` absent: the pods of `namespace`, or of all when "". */
export interface Touches {
  readonly namespace: string;
  readonly subject?: Subject;
}

/** One policy API: it claims objects by apiVersion and kind, never by a short name, and translates them. */
export interface Dialect {
  /** `networking.k8s.io/v1` */
  readonly apiVersion: string;
  readonly kinds: readonly string[];
  /** Versions that the kinds are written under and that no server serves, each with why; `read` rejects them. */
  readonly unserved: ReadonlyMap<string, string>;
  /** Validates as the API server does (all problems at once), applies the defaults, translates. Never throws. */
  read(source: SourceObject): Reading;
}
