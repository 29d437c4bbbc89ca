import type { Action, Direction, Need } from "#lib/policy/algebra.ts";
import type { ObjectRef, SourceObject } from "#lib/source/object.ts";

/** What every part of one object is read with. */
export interface Author {
  readonly source: SourceObject;
  readonly ref: ObjectRef;
  /** Where its selectors are at home: a CiliumClusterwideNetworkPolicy in no namespace. */
  readonly scope: Scope;
  /** Collects the options that parts of the object ask for, and whose setting the input does not tell. */
  readonly needs: Set<Need>;
}

export type Scope = { readonly kind: "namespace"; readonly name: string } | { readonly kind: "cluster" };

/** One of the four lists of a rule. */
export interface Section {
  readonly name: "ingress" | "ingressDeny" | "egress" | "egressDeny";
  readonly direction: Direction;
  readonly action: Extract<Action, "allow" | "deny">;
}

export const SECTIONS: readonly Section[] = [
  { name: "ingressDeny", direction: "ingress", action: "deny" },
  { name: "ingress", direction: "ingress", action: "allow" },
  { name: "egressDeny", direction: "egress", action: "deny" },
  { name: "egress", direction: "egress", action: "allow" },
];

/** Whom the rule of a section is about. */
export interface Subjected {
  readonly section: Section;
  readonly host: boolean;
  /** Whether the rule selects endpoints whose labels are not known yet. */
  readonly selectsInit: boolean;
  readonly author: Author;
}
