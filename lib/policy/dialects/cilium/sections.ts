import type { Action, Direction } from "#lib/policy/algebra.ts";

/** The four lists of a rule specification. Denying ones come first: they win. */
export interface Section {
  readonly key: "egressDeny" | "egress" | "ingressDeny" | "ingress";
  readonly direction: Direction;
  readonly action: Exclude<Action, "pass">;
}

export const SECTIONS: readonly Section[] = [
  { key: "egressDeny", direction: "egress", action: "deny" },
  { key: "egress", direction: "egress", action: "allow" },
  { key: "ingressDeny", direction: "ingress", action: "deny" },
  { key: "ingress", direction: "ingress", action: "allow" },
];
