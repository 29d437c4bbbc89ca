import type { Action, Direction, Tier } from "./algebra.ts";
import type { Selecting } from "./compiled.ts";
import type { Connection } from "./endpoint.ts";
import type { Engine } from "./engines.ts";
import { type RuleOutcome, explainRule } from "./rules.ts";
import type { Missing } from "./uncertainty.ts";

/** How a tier can end: a rule or its end decides, or the next tier is asked. */
export type Ending = "allow" | "deny" | "next";

export interface PolicyOutcome {
  readonly selecting: Selecting;
  readonly isolates: boolean;
  readonly rules: readonly RuleOutcome[];
}

/** `endings` are all the ways that are possible; more than one only where a fact is missing. */
export interface TierOutcome {
  readonly tier: Tier;
  readonly policies: readonly PolicyOutcome[];
  readonly endings: ReadonlySet<Ending>;
  readonly missing: readonly Missing[];
}

export function explainTier(tier: Tier, selecting: readonly Selecting[], direction: Direction, connection: Connection, engine: Engine): TierOutcome {
  const policies = selecting.map((one): PolicyOutcome => {
    const { isolates, rules } = one.policy[direction] ?? { isolates: false, rules: [] };
    return { selecting: one, isolates, rules: rules.map((rule) => explainRule(one.policy, rule, direction, connection, engine)) };
  });
  const { endings, tied } = tier.order === "union" ? { endings: endUnion(policies), tied: [] } : endRanked(policies);
  const missing = endings.size > 1 ? [...doubts(policies), ...tied] : [];
  return { tier, policies, endings, missing };
}

/** No order: any deny rule wins over any allow rule; who is isolated and not allowed is denied. */
function endUnion(policies: readonly PolicyOutcome[]): ReadonlySet<Ending> {
  const denies = certainty(policies, "deny");
  if (denies === "certain") return new Set(["deny"]);
  const endings = new Set<Ending>(denies === "possible" ? ["deny"] : []);
  const allows = certainty(policies, "allow");
  if (allows !== "none") endings.add("allow");
  if (allows === "certain") return endings;
  for (const ending of endOf(policies)) endings.add(ending);
  return endings;
}

/** The first rule that matches decides; policies of one rank have no order, so if they disagree both readings stay. */
function endRanked(policies: readonly PolicyOutcome[]): { readonly endings: ReadonlySet<Ending>; readonly tied: readonly Missing[] } {
  const endings = new Set<Ending>();
  const byRank = [...Map.groupBy(policies, ({ selecting }) => selecting.policy.rank)].sort(([a], [b]) => a - b);
  for (const [, group] of byRank) {
    const perPolicy = group.map(firstMatches);
    const decided = perPolicy.flatMap(({ actions }) => actions);
    for (const action of decided) endings.add(action === "pass" ? "next" : action);
    if (perPolicy.some(({ certain }) => certain)) {
      const tie: Missing[] = new Set(decided).size > 1 && group.length > 1 ? [{ kind: "tied-policies", policies: group.map(({ selecting }) => selecting.policy.ref) }] : [];
      return { endings, tied: tie };
    }
  }
  for (const ending of endOf(policies)) endings.add(ending);
  return { endings, tied: [] };
}

/** The actions that could be this policy's first match, and whether one of them surely is. */
function firstMatches({ selecting, rules }: PolicyOutcome): { readonly actions: readonly Action[]; readonly certain: boolean } {
  const reachable = rules.filter(({ match }) => match !== "no");
  const firstCertain = reachable.findIndex(({ match }) => match === "yes");
  const actions = (firstCertain === -1 ? reachable : reachable.slice(0, firstCertain + 1)).map(({ rule }) => rule.action);
  return { actions, certain: firstCertain !== -1 && selecting.applies === "yes" };
}

/** What happens to whom no rule matched: denied if somebody isolates it, else left to the next tier. */
function endOf(policies: readonly PolicyOutcome[]): readonly Ending[] {
  const isolating = policies.filter(({ isolates }) => isolates);
  if (isolating.some(({ selecting }) => selecting.applies === "yes")) return ["deny"];
  // A policy that perhaps exists can only isolate by existing, and then its own certain rules count too.
  const couldDeny = isolating.some(({ rules }) => !rules.some(({ match, rule }) => match === "yes" && rule.action === "allow"));
  return couldDeny ? ["next", "deny"] : ["next"];
}

function certainty(policies: readonly PolicyOutcome[], action: Action): "certain" | "possible" | "none" {
  const matching = policies.flatMap(({ selecting, rules }) =>
    rules.filter(({ rule, match }) => rule.action === action && match !== "no").map(({ match }) => match === "yes" && selecting.applies === "yes"),
  );
  return matching.includes(true) ? "certain" : matching.length > 0 ? "possible" : "none";
}

const doubts = (policies: readonly PolicyOutcome[]): readonly Missing[] =>
  policies.flatMap(({ selecting, rules }) => [
    ...selecting.missing,
    ...rules.filter(({ match }) => match === "maybe").flatMap(({ peers }) => peers.flatMap(({ missing }) => (missing ? [missing] : []))),
  ]);
