import type { Direction } from "./algebra.ts";
import type { TierPolicies } from "./compiled.ts";
import { type Connection, type Oriented, type PolicedPod, isOwnNode, untoldOf } from "./endpoint.ts";
import type { Engine } from "./engines.ts";
import { withHidden } from "./hidden.ts";
import type { Asking } from "./rules.ts";
import { type TierOutcome, explainTier, sparing } from "./tiers.ts";
import type { Missing } from "./uncertainty.ts";

/** Whether tiers that spare a pod's own node let a connection through, as between the two or as a pod's with itself. */
export type Freedom =
  | { readonly kind: "none" | "own-node" | "itself" }
  /** Who the other is could not be read: the own node, or somebody else. */
  | { readonly kind: "perhaps"; readonly missing: Missing };

export function freedomOf(direction: Direction, pod: PolicedPod, { hairpin }: Connection, { peer }: Oriented, { ownNodeIsFree }: Engine): Freedom {
  if (hairpin) return { kind: "itself" };
  const ownNode = isOwnNode(pod, peer.party);
  if (ownNode === "no" || !ownNodeIsFree[direction]) return { kind: "none" };
  const missing = untoldOf(pod) ?? untoldOf(peer.party);
  return ownNode === "yes" ? { kind: "own-node" } : missing ? { kind: "perhaps", missing } : { kind: "none" };
}

/** What a tier says. `spared`: it would deny, and is overruled. */
export function askTier({ tier, policies, hidden }: TierPolicies, asking: Asking, freedom: Freedom): { readonly outcome: TierOutcome; readonly spared: boolean } {
  const seen = explainTier(tier, policies, asking);
  const policed = withHidden(seen, hidden, false);
  const denies = seen.endings.has("deny");
  const overruled = denies ? sparing(seen) : seen;
  if (!tier.sparesOwnNode) return { outcome: policed, spared: false };
  switch (freedom.kind) {
    case "none":
      return { outcome: policed, spared: false };
    case "itself":
      return { outcome: withoutDeny(policed), spared: denies };
    case "own-node":
      return { outcome: withHidden(overruled, hidden, true), spared: overruled !== seen };
    case "perhaps":
      return { outcome: orElse(policed, withHidden(overruled, hidden, true), freedom.missing), spared: false };
  }
}

/** A pod that reaches itself, in the reading in which nothing denies that. */
function withoutDeny(outcome: TierOutcome): TierOutcome {
  const endings = new Set([...outcome.endings].map((ending) => (ending === "deny" ? "allow" : ending)));
  return { ...outcome, endings };
}

/** One of the two; which of them, the missing fact would tell. */
function orElse(one: TierOutcome, other: TierOutcome, missing: Missing): TierOutcome {
  const endings = one.endings.union(other.endings);
  const told = [...one.missing, ...other.missing];
  return { ...one, endings, missing: endings.size > Math.max(one.endings.size, other.endings.size) ? [...told, missing] : told };
}
