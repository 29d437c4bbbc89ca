import type { Tier } from "./algebra.ts";
import type { Doubt } from "./dialect.ts";
import type { Engine } from "./engines.ts";
import { BASELINE } from "./standardtiers.ts";
import { type Ending, type TierOutcome, certainty, surelyMatchesBefore } from "./tiers.ts";
import type { Missing } from "./uncertainty.ts";

/** Policies that nobody saw, in a tier that is known: what they could say there. */
export interface Hidden {
  readonly tier: Tier;
  /** Of a ranked tier; absent: they could be asked before all others. */
  readonly rank?: number;
  readonly says: readonly Ending[];
  /** Whether they could close whom no rule of the tier allows. */
  readonly isolates: boolean;
  readonly missing: Missing;
}

/** @returns undefined where they could be asked before everything */
export function hiddenBy({ couldChange, missing }: Doubt, engine: Engine): Hidden | undefined {
  switch (couldChange) {
    case "any":
      return undefined;
    case "unlimited":
      return { tier: { ...BASELINE, sparesOwnNode: engine.ownNodeIsFreeInEveryTier }, says: ["allow", "deny", "next"], isolates: false, missing };
    case "unless-allowed":
      return { ...engine.networkPolicies, says: ["allow"], isolates: true, missing };
    case "unless-denied":
      return engine.networkPolicies.tier.order === "union" ? { ...engine.networkPolicies, says: ["allow", "deny"], isolates: true, missing } : undefined;
  }
}

/**
 * The ways in which a tier could end if there were such policies too.
 * @param spared whether the tier lets the connection through unless a rule denies it: between a pod and its own node
 */
export function withHidden(outcome: TierOutcome, hidden: readonly Hidden[], spared: boolean): TierOutcome {
  if (hidden.length === 0) return outcome;
  let { endings, missing } = outcome;
  for (const one of hidden) {
    if (isSettled(outcome, one, spared)) continue;
    endings = new Set([...endings, ...couldAdd(outcome, one, spared)]);
    missing = [...missing, one.missing];
  }
  return endings.size > 1 ? { ...outcome, endings, missing } : outcome;
}

/** Whether what is known of the tier decides, whatever else is there. */
function isSettled({ tier, policies, endings }: TierOutcome, { rank, says }: Hidden, spared: boolean): boolean {
  if (tier.order === "ranked") return rank !== undefined && surelyMatchesBefore(policies, rank);
  if (certainty(policies, "deny") === "certain") return true;
  return !says.includes("deny") && !endings.has("next") && (spared || certainty(policies, "allow") === "certain");
}

/** Where any deny wins, one that nobody saw does too; where the first match decides, what is spared is never denied. */
function couldAdd({ tier, policies, endings }: TierOutcome, { says, isolates }: Hidden, spared: boolean): readonly Ending[] {
  if (tier.order === "ranked" && spared) return says.map((ending) => (ending === "deny" ? "allow" : ending));
  const isAllowed = tier.order === "union" && !endings.has("next") && (spared || certainty(policies, "allow") === "certain");
  const closes = isolates && !spared && endings.has("next");
  return [...says.filter((ending) => ending !== "allow" || !isAllowed), ...(closes ? ["deny" as const] : [])];
}
