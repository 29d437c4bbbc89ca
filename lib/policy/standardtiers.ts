import type { Tier } from "./algebra.ts";

/**
 * The order of the standard APIs (semantics §2.5). Positions are the orders that Calico gives the same three (§4.6), so that
 * its own tiers find their places between them.
 */
export const ADMIN: Tier = {
  name: "kube-admin", title: "Admin tier", position: 1_000, order: "ranked", end: "next", rankWord: "priority", sparesOwnNode: false, defined: true,
};

export const NETWORK_POLICY: Tier = {
  name: "NetworkPolicy", title: "NetworkPolicy", position: 1_000_000, order: "union", end: "deny", rankWord: "", sparesOwnNode: true, defined: true,
};

export const BASELINE: Tier = {
  name: "kube-baseline", title: "Baseline tier", position: 10_000_000, order: "ranked", end: "next", rankWord: "priority", sparesOwnNode: false, defined: true,
};
