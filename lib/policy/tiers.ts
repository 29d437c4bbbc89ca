import type { Action, Policy, Tier } from "./algebra.ts";
import type { Selecting } from "./compiled.ts";
import { orient } from "./endpoint.ts";
import { closedByExcept } from "./excepts.ts";
import { type Asking, type RuleOutcome, explainRule, missingOf } from "./rules.ts";
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

export function explainTier(tier: Tier, selecting: readonly Selecting[], asking: Asking): TierOutcome {
  const byName = asking.world.engine.ties === "by-name";
  const asked = tier.order === "ranked" ? selecting.toSorted((a, b) => compareRanks(a.policy, b.policy) || (byName ? compareNames(a.policy, b.policy) : 0)) : selecting;
  const policies = closing(asked.map((one): PolicyOutcome => {
    const { isolates, rules } = one.policy[asking.direction] ?? { isolates: false, rules: [] };
    return { selecting: one, isolates, rules: rules.map((rule) => explainRule(one.policy, rule, asking)) };
  }), asking);
  const { endings, tied } = tier.order === "union" ? { endings: endUnion(policies), tied: [] } : endRanked(policies, byName);
  const missing = endings.size > 1 ? [...doubts(policies), ...tied] : [];
  return { tier, policies, endings, missing };
}

/** The rules of a tier that are asked: in a ranked one, none after the first that surely matches, save those of policies tied with it. */
export function askedPolicies({ tier, policies, missing }: Pick<TierOutcome, "tier" | "policies" | "missing">): readonly PolicyOutcome[] {
  if (tier.order === "union") return policies;
  const first = policies.findIndex(({ selecting, rules }) => selecting.applies === "yes" && rules.some(({ match }) => match === "yes"));
  if (first === -1) return policies;
  const rank = policies[first]?.selecting.policy.rank;
  const last = missing.some(({ kind }) => kind === "tied-policies") ? policies.findLastIndex(({ selecting }) => selecting.policy.rank === rank) : first;
  return policies.slice(0, last + 1).map((policy, i) => (i < first ? policy : { ...policy, rules: untilMatch(policy.rules) }));
}

const untilMatch = (rules: readonly RuleOutcome[]): readonly RuleOutcome[] => {
  const first = rules.findIndex(({ match }) => match === "yes");
  return first === -1 ? rules : rules.slice(0, first + 1);
};

/** Infinity minus itself is no number. */
const compareRanks = (a: Policy, b: Policy): number => (a.rank === b.rank ? 0 : a.rank - b.rank);

const compareNames = (a: Policy, b: Policy): number => (tieName(a) < tieName(b) ? -1 : 1);

/** Calico gives Kubernetes' policies this name among its own, then looks at the kind and the namespace (semantics §4.1, §4.6). */
const tieName = ({ ref: { apiVersion, kind, namespace, name } }: Policy): string => `${apiVersion === "networking.k8s.io/v1" ? "knp.default." : ""}${name} ${kind} ${namespace}`;

/**
 * Where a tier would deny a pod its own node, it allows, whatever is doubtful about its policies. Among rules without an
 * order those that deny stay: there this is one more that allows (Cilium enters it as such, semantics §3.3, §3.6).
 */
export function sparing(outcome: TierOutcome): TierOutcome {
  const denies = outcome.tier.order === "union" ? certainty(outcome.policies, "deny") : "none";
  if (denies === "certain") return outcome;
  const allowed = [...outcome.endings].map((ending) => (ending === "deny" ? "allow" : ending));
  const endings = new Set<Ending>(denies === "possible" ? [...allowed, "deny"] : allowed);
  return { ...outcome, endings, missing: endings.size > 1 ? doubts(outcome.policies) : outcome.missing };
}

/** Rules whose address another rule's `except` closes match no more, where the engine has it so; perhaps, where that rule perhaps exists. */
function closing(policies: readonly PolicyOutcome[], { direction, connection, world }: Asking): readonly PolicyOutcome[] {
  if (!world.engine.exceptOverrides) return policies;
  const rulesOf = (some: readonly PolicyOutcome[]): readonly RuleOutcome[] => some.flatMap(({ rules }) => rules);
  const certain = rulesOf(policies.filter(({ selecting }) => selecting.applies === "yes"));
  const closedBy = (rule: RuleOutcome, others: readonly RuleOutcome[]): string | undefined => closedByExcept(rule, others, orient(direction, connection), world);
  return policies.map((policy) => ({ ...policy, rules: policy.rules.map((rule): RuleOutcome => {
    const closed = closedBy(rule, certain);
    if (closed !== undefined) return { ...rule, match: "no", closedBy: closed };
    return closedBy(rule, rulesOf(policies)) === undefined ? rule : { ...rule, match: "maybe" };
  }) }));
}

/** No order: any deny rule wins over any allow rule; who is isolated and not allowed is denied. */
function endUnion(policies: readonly PolicyOutcome[]): ReadonlySet<Ending> {
  const denies = certainty(policies, "deny");
  if (denies === "certain") return new Set(["deny"]);
  const endings = new Set<Ending>(denies === "possible" ? ["deny"] : []);
  const allows = certainty(policies, "allow");
  if (allows !== "none") endings.add("allow");
  if (allows === "certain") return endings;
  for (const ending of endOf(policies, (action) => action === "allow")) endings.add(ending);
  return endings;
}

/**
 * The first rule that matches decides; policies of one rank have no order, so if they disagree both readings stay. What is
 * unplaced could be asked before all others and after them.
 * @param policies in the order of their ranks; `byName`: and of their names, which settle ties
 */
function endRanked(policies: readonly PolicyOutcome[], byName: boolean): { readonly endings: ReadonlySet<Ending>; readonly tied: readonly Missing[] } {
  const placed = policies.filter(({ selecting: { policy } }) => !policy.unplaced);
  const groups = byName ? placed.map((one) => [one]) : [...Map.groupBy(placed, ({ selecting: { policy } }) => policy.rank).values()];
  const anywhere = policies.filter(({ selecting: { policy } }) => policy.unplaced).map(firstMatches);
  const endings = new Set(anywhere.flatMap(({ actions }) => actions.map(endingOf)));
  const tied: Missing[] = [];
  for (const group of groups) {
    const firsts = group.map(firstMatches);
    for (const action of firsts.flatMap(({ actions }) => actions)) endings.add(endingOf(action));
    tied.push(...tieOf([...anywhere, ...firsts]));
    if (firsts.some(({ certain }) => certain)) return { endings, tied };
  }
  if (anywhere.some(({ certain }) => certain)) return { endings, tied };
  for (const ending of endOf(policies, () => true)) endings.add(ending);
  return { endings, tied };
}

const endingOf = (action: Action): Ending => (action === "pass" ? "next" : action);

/** The actions that could be a policy's first match, and whether one of them surely is. */
interface FirstMatch {
  readonly policy: Policy;
  readonly actions: readonly Action[];
  readonly certain: boolean;
}

function firstMatches({ selecting, rules }: PolicyOutcome): FirstMatch {
  const reachable = rules.filter(({ match }) => match !== "no");
  const firstCertain = reachable.findIndex(({ match }) => match === "yes");
  const actions = (firstCertain === -1 ? reachable : reachable.slice(0, firstCertain + 1)).map(({ rule }) => rule.action);
  return { policy: selecting.policy, actions, certain: firstCertain !== -1 && selecting.applies === "yes" };
}

/** Policies of one rank that could disagree with each other; one that could match in two ways is no tie. */
function tieOf(firsts: readonly FirstMatch[]): readonly Missing[] {
  const differ = (a: FirstMatch, b: FirstMatch): boolean => a !== b && a.actions.some((action) => b.actions.some((other) => other !== action));
  const tied = firsts.filter((one) => firsts.some((other) => differ(one, other)));
  return tied.length > 0 ? [{ kind: "tied-policies", policies: tied.map(({ policy }) => policy.ref) }] : [];
}

/**
 * What happens to whom no rule matched: denied if somebody isolates it, else left to the next tier.
 * @param decides actions that keep the tier's end from being reached
 */
function endOf(policies: readonly PolicyOutcome[], decides: (action: Action) => boolean): readonly Ending[] {
  const isolating = policies.filter(({ isolates }) => isolates);
  if (isolating.some(({ selecting }) => selecting.applies === "yes")) return ["deny"];
  // A policy that perhaps exists can only isolate by existing, and then its own certain rules count too.
  const couldDeny = isolating.some(({ rules }) => !rules.some(({ match, rule }) => match === "yes" && decides(rule.action)));
  return couldDeny ? ["next", "deny"] : ["next"];
}

export function certainty(policies: readonly PolicyOutcome[], action: Action): "certain" | "possible" | "none" {
  const matching = policies.flatMap(({ selecting, rules }) =>
    rules.filter(({ rule, match }) => rule.action === action && match !== "no").map(({ match }) => match === "yes" && selecting.applies === "yes"),
  );
  return matching.includes(true) ? "certain" : matching.length > 0 ? "possible" : "none";
}

/** Whether a rule of a lower rank matches for sure, so that those of this rank are never asked. */
export const surelyMatchesBefore = (policies: readonly PolicyOutcome[], rank: number): boolean =>
  policies.some(({ selecting: { policy, applies }, rules }) => !policy.unplaced && policy.rank < rank && applies === "yes" && rules.some(({ match }) => match === "yes"));

const doubts = (policies: readonly PolicyOutcome[]): readonly Missing[] =>
  policies.flatMap(({ selecting, rules }) => [
    ...selecting.missing,
    ...rules.flatMap(missingOf),
  ]);
