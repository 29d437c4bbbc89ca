import type { DirectionExplanation } from "#lib/policy/explain.ts";
import type { RuleOutcome } from "#lib/policy/rules.ts";
import type { TierOutcome } from "#lib/policy/tiers.ts";
import type { Action } from "#lib/policy/algebra.ts";
import { policyText, rankedText } from "./policies.ts";
import { listOf } from "./words.ts";

const DOES: Readonly<Record<Action, string>> = { allow: "allows", deny: "denies", pass: "passes" };

/** Whether the order of tiers has a part in the answer: Kubernetes' own policies alone are a union, wherever they stand. */
export function hasOrder({ tiers, notReached }: DirectionExplanation): boolean {
  const speaking = [...tiers.map(({ policies }) => policies.map(({ selecting }) => selecting)), ...notReached.map(({ policies }) => policies)].filter((policies) => policies.length > 0);
  return speaking.length > 1 || speaking.flat().some(({ policy }) => policy.tier.rankWord !== "" && policy.ref.apiVersion !== NETWORK_POLICIES);
}

const NETWORK_POLICIES = "networking.k8s.io/v1";

export function tierOrderText(side: DirectionExplanation): string | undefined {
  if (!hasOrder(side)) return undefined;
  const asked = side.tiers.filter(({ policies }) => policies.length > 0).map((tier) => `${tier.tier.title}: ${tierAnswer(tier)}`);
  return [...asked, ...side.notReached.map(({ tier }) => `${tier.title}: not reached`)].join(" → ");
}

/** What one tier says. */
export function tierAnswer(outcome: TierOutcome): string {
  const { endings, policies } = outcome;
  if (endings.size > 1) return "not decided";
  const deciding = decidingRule(outcome);
  if (deciding) return `${rankedText(deciding.policy)} rule ${deciding.rule.number} ${DOES[deciding.rule.action]}`;
  if (!endings.has("deny")) return endings.has("allow") ? "the pod's own node is free" : policies.some(({ rules }) => rules.some(({ match }) => match !== "no")) ? "left to the next tier, whatever is in doubt" : "no rule matches";
  const isolating = policies.filter(({ isolates, selecting }) => isolates && selecting.applies === "yes").map(({ selecting }) => policyText(selecting.policy));
  return `isolated by ${listOf([...new Set(isolating)])}; no rule allows`;
}

/** The rule that ends a tier: in a ranked one the first that matches, in a union a denying one before an allowing one. */
export function decidingRule({ tier, policies, endings }: TierOutcome): RuleOutcome | undefined {
  const matching = policies.filter(({ selecting }) => selecting.applies === "yes").flatMap(({ rules }) => rules.filter(({ match }) => match === "yes"));
  if (tier.order === "ranked") return matching[0];
  return matching.find(({ rule }) => rule.action === "deny") ?? matching.find(({ rule }) => endings.has("allow") && rule.action === "allow");
}
