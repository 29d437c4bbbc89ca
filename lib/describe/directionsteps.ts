import type { StepCode } from "#lib/check/codes.ts";
import type { Judged } from "#lib/check/pairs.ts";
import type { Direction, Policy, Rule } from "#lib/policy/algebra.ts";
import type { DirectionExplanation } from "#lib/policy/explain.ts";
import type { Missing } from "#lib/policy/uncertainty.ts";
import { type RuleOutcome, missingOf } from "#lib/policy/rules.ts";
import { NETWORK_POLICY } from "#lib/policy/standardtiers.ts";
import { type TierOutcome, askedPolicies } from "#lib/policy/tiers.ts";
import { callText, isPlaced, peerAddressText, sourceText, targetText } from "./ends.ts";
import { missingText } from "./gaps.ts";
import { peerMissText, portMissText } from "./misses.ts";
import { withoutSets } from "./peers.ts";
import { rulesForSome } from "./pieces.ts";
import { policyText, policyTexts, ruleName, ruleText } from "./policies.ts";
import { policyId } from "./policyids.ts";
import { type Step, step } from "./step.ts";
import { decidingRule, hasOrder, tierAnswer } from "./tierorder.ts";
import { count, listOf } from "./words.ts";
import { identityOf } from "#lib/source/identity.ts";

/** The steps of one side: is it limited, what each rule said, and how it ended. */
export function directionSteps(direction: Direction, told: Judged, host: string | undefined, pieces: readonly Judged[]): readonly Step[] {
  const side = told.explanation[direction];
  const subject = direction === "egress" ? sourceText(told) : targetText(told, undefined);
  const [open, limited]: [StepCode, StepCode] = direction === "egress" ? ["EGRESS_OPEN", "EGRESS_LIMITED"] : ["INGRESS_OPEN", "INGRESS_LIMITED"];
  switch (side.ground.kind) {
    case "not-policed":
      return notPoliced(direction, side.ground.party.kind, open);
    case "loopback":
      return direction === "egress" ? [step(open, "a pod's traffic to itself never leaves it: no policy is asked")] : [];
    case "own-node":
      return [limitedStep(isLimited(side) ? limited : open, side, subject), step("RULE_ALLOWS", "traffic between a pod and its own node is always allowed")];
    case "open":
    case "rule":
    case "isolated":
    case "undecided":
      break;
  }
  const within = (direction === "egress" ? told.target.candidate : told.source).whereabouts.kind === "within";
  const forSome = within ? rulesForSome(pieces, direction) : new Set<Rule>();
  const asked = side.tiers.flatMap(({ policies }) => policies);
  if (asked.length === 0) return [step(open, `no policy limits ${direction} of ${subject}`), ...notEnforcedSteps(side, subject), ...side.missing.map((missing) => step("POLICY_NOT_EVALUATED", missingText(missing)))];
  const ordered = hasOrder(side);
  const higher = side.tiers.some(({ tier, policies }) => tier.position < NETWORK_POLICY.position && policies.length > 0);
  return [
    ...(direction === "egress" && !higher && !perhapsHigher(side) ? [step("TIER_NONE", "no policy of a higher tier selects the source")] : []),
    limitedStep(isLimited(side) ? limited : open, side, subject),
    ...side.tiers.flatMap((tier) => [...tierSteps(tier, direction, told, forSome), ...(ordered ? tierEnd(tier) : [])]),
    ...(pieces.every(({ explanation }) => explanation[direction].decision === "deny") && side.ground.kind === "isolated" ? [step("NO_RULE_ALLOWS", `no rule allows ${callText(told, host, direction)}`)] : []),
    ...side.notReached.map(({ tier, policies }) => step("TIER_NONE", `${tier.title}: not reached (${listOf(policyTexts(policies.map(({ policy }) => policy)))})`)),
    ...notEnforcedSteps(side, subject),
    ...side.missing.map((missing) => step(missing.kind === "not-evaluated" ? "POLICY_NOT_EVALUATED" : "FACT_MISSING", missingText(missing))),
  ];
}

/** Whether a higher tier would have spoken under another engine, or perhaps does. */
const perhapsHigher = ({ notEnforced, missing }: DirectionExplanation): boolean =>
  notEnforced.some(({ tier }) => tier.position < NETWORK_POLICY.position) || missing.some(({ kind }) => UNSEATED.has(kind));

const UNSEATED: ReadonlySet<Missing["kind"]> = new Set(["enforcement", "tier", "not-evaluated", "unreadable-document", "unreadable-kind"]);

const notEnforcedSteps = ({ notEnforced }: DirectionExplanation, subject: string): readonly Step[] =>
  notEnforced.map(({ ref, place }) => step("POLICY_NOT_ENFORCED", `${identityOf(ref)} selects ${subject}, but this engine does not enforce it`, ref, place));

/** How a tier ended, where there is more than one to ask. */
function tierEnd(outcome: TierOutcome): readonly Step[] {
  const { tier, policies, endings } = outcome;
  if (policies.length === 0 || endings.size > 1) return [];
  const deciding = decidingRule(outcome);
  const code: StepCode = deciding ? TIER_CODES[deciding.rule.action] : endings.has("deny") ? "TIER_DENIES" : "TIER_END";
  return [step(code, `${tier.title}: ${tierAnswer(outcome)}`, deciding?.policy.ref, deciding?.rule.place)];
}

const TIER_CODES = { allow: "TIER_ALLOWS", deny: "TIER_DENIES", pass: "TIER_PASSES" } as const;

function notPoliced(direction: Direction, party: "pod" | "node" | "outside", open: StepCode): readonly Step[] {
  if (party === "outside") return direction === "ingress" ? [step("DST_OUTSIDE", "the destination is outside: this cluster does not control its ingress")] : [];
  return [step(open, `no policy selects ${party === "node" ? "a node" : "a pod in its node's network"}`)];
}

/** Without isolation a side is limited all the same by a policy that surely stands there and denies something. */
const isLimited = ({ direction, isolatedBy, tiers }: DirectionExplanation): boolean =>
  isolatedBy.length > 0 || surePolicies(tiers).some((policy) => policy[direction]?.rules.some(({ action }) => action === "deny"));

const surePolicies = (tiers: readonly TierOutcome[]): readonly Policy[] =>
  tiers.flatMap(({ policies }) => policies.filter(({ selecting }) => selecting.applies === "yes").map(({ selecting }) => selecting.policy));

function limitedStep(code: StepCode, { direction, isolatedBy, tiers }: DirectionExplanation, subject: string): Step {
  const isolating = onePerObject(isolatedBy);
  const [first] = isolating;
  if (first) return step(code, `${count(isolating.length, "policy", "policies")} ${isolating.length === 1 ? "limits" : "limit"} ${direction} of ${subject}: ${listOf(policyTexts(isolating))}`, first.ref, first.place);
  const sure = onePerObject(surePolicies(tiers));
  if (sure.length === 0) return step(code, `no policy surely limits ${direction} of ${subject}`);
  return step(code, `${count(sure.length, "policy", "policies")} ${sure.length === 1 ? "has" : "have"} ${direction} rules for ${subject} and ${sure.length === 1 ? "does" : "do"} not isolate it: ${listOf(policyTexts(sure))}`, sure[0]?.ref, sure[0]?.place);
}

/** An object can hold several policies. */
const onePerObject = (policies: readonly Policy[]): readonly Policy[] => [...new Map(policies.map((policy) => [policyId(policy.ref), policy])).values()];

function tierSteps(tier: TierOutcome, direction: Direction, told: Judged, forSome: ReadonlySet<Rule>): readonly Step[] {
  return askedPolicies(tier).flatMap(({ selecting: { policy, applies }, rules }) =>
    rules.length === 0 ? [step("TIER_END", `${policyText(policy)} has no ${direction} rule`, policy.ref, policy.place)] : rules.map((rule) => ruleStep(rule, applies === "yes", direction, told, forSome)),
  );
}

/** @param inForce whether the policy surely exists and selects the subject */
function ruleStep(outcome: RuleOutcome, inForce: boolean, direction: Direction, told: Judged, forSome: ReadonlySet<Rule>): Step {
  const { policy, rule } = outcome;
  const line = `${ruleName(policy, rule)}: ${ruleText(rule, direction)}`;
  if (forSome.has(rule)) return forSomeStep(outcome, line, direction, told);
  const { code, why } = outcome.match === "yes" && !inForce ? ONLY_PERHAPS : ruleAnswer(outcome, direction, told);
  return step(code, why === "" ? line : `${line} · ${why}`, policy.ref, rule.place);
}

/** A rule about some addresses only: of a range it covers a part, of an address that nobody told nothing is known. */
function forSomeStep({ policy, rule }: RuleOutcome, line: string, direction: Direction, told: Judged): Step {
  const peer = peerAddressText(told, direction);
  const placed = isPlaced(direction === "egress" ? told.target.candidate : told.source);
  return step(placed ? MATCHED[rule.action] : "RULE_UNDECIDED", `${line} · ${placed ? `matches a part of ${peer}` : `depends on the address of ${peer}`}`, policy.ref, rule.place);
}

/** A rule that matches decides nothing while its policy is in doubt. */
const ONLY_PERHAPS: ReturnType<typeof ruleAnswer> = { code: "RULE_UNDECIDED", why: "matches, if the policy is in force at all" };
const MATCHED = { allow: "RULE_ALLOWS", deny: "RULE_DENIES", pass: "RULE_PASSES" } as const;

function ruleAnswer(outcome: RuleOutcome, direction: Direction, told: Judged): { readonly code: StepCode; readonly why: string } {
  const { connection } = told.explanation;
  if (outcome.match === "yes") return { code: MATCHED[outcome.rule.action], why: "matches" };
  if (outcome.match === "maybe") return { code: "RULE_UNDECIDED", why: listOf([...new Set(missingOf(outcome).map(missingText))]) };
  if (outcome.closedBy !== undefined) return { code: "RULE_PEER_MISS", why: `another rule's except closes ${outcome.closedBy}` };
  if (outcome.self?.match === "no") return { code: "RULE_PEER_MISS", why: "the pod itself is not the one that the rule means" };
  if (!outcome.lookupMatch) return { code: "RULE_PEER_MISS", why: `it does not answer queries for ${connection.lookup ?? "this name"}` };
  if (outcome.peerMatch === "no") {
    const [peer] = outcome.peers;
    const several = withoutSets(outcome.peers.map((one) => one.peer)).length;
    const family = outcome.peers.every(({ miss }) => miss?.kind === "family");
    const why = several > 1 ? `none of its ${several} peers matches ${peerAddressText(told, direction)}` : peer?.miss?.kind === "not-a-pod" && outcome.peers.length > 1 ? `${peerAddressText(told, direction)} is no pod, and in no such set` : peer ? peerMissText(peer, direction, told) : "it has no peer";
    return { code: family ? "RULE_FAMILY_MISS" : "RULE_PEER_MISS", why };
  }
  const [port] = outcome.ports;
  const protocol = outcome.ports.every(({ miss }) => miss?.kind === "protocol");
  const why = outcome.ports.length > 1 ? `none of its ports is ${connection.protocol} ${connection.port}` : port ? portMissText(port, connection) : "it has no port";
  return { code: protocol ? "RULE_PROTOCOL_MISS" : "RULE_PORT_MISS", why };
}
