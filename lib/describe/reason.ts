import { type Answer, type Attempt, judgeAttempt } from "#lib/check/answer.ts";
import { formatEnd } from "#lib/check/ids.ts";
import { type NearMiss, nearMisses } from "#lib/check/nearest.ts";
import type { Candidate } from "#lib/check/candidates.ts";
import type { Judged } from "#lib/check/pairs.ts";
import { type Verdict, fold, leaves } from "#lib/check/spread.ts";
import type { Direction, Policy } from "#lib/policy/algebra.ts";
import type { Inhabitant } from "#lib/cluster/inhabitants.ts";
import { differenceText } from "./alike.ts";
import { callText, sideThatDecides, sourceText, targetText } from "./ends.ts";
import { gapText } from "./gaps.ts";
import { nearMissText, nearestRuleText } from "./misses.ts";
import { policyTexts, rankedText, ruleName } from "./policies.ts";
import { piecesOf } from "./pieces.ts";
import { HEADLINES, count, listOf } from "./words.ts";

/** The connection whose explanation is told: of a blocked lookup, the one to the resolver. */
export function toldConnection({ telling, folded }: Answer): Judged | undefined {
  if (telling?.kind === "connection") return folded.verdict === "partial" ? telling.judged : asWhole(telling.judged);
  const lookups = telling ? leaves(telling.dns.judged) : [];
  return lookups.find(({ explanation }) => explanation.decision === "deny") ?? lookups[0];
}

/** Where all of a range has one verdict, the range is what is spoken of, not the piece that was judged for it. */
function asWhole(judged: Judged): Judged {
  const whole = ({ label, whereabouts }: Candidate, span: string): string => (whereabouts.kind === "within" && whereabouts.meaning === "each" ? label.replace(/^internet$/, "the internet") : span);
  return { ...judged, sourceSpan: whole(judged.source, judged.sourceSpan), targetSpan: whole(judged.target.candidate, judged.targetSpan) };
}

/** The host that the told connection goes to; none where that is a lookup. */
export const calledHost = (answer: Answer): string | undefined => (answer.telling?.kind === "no-dns" ? undefined : hostOf(answer));

/** The host that was asked about, where it is not an id of something in the cluster. */
export const hostOf = ({ question, resolved }: Answer): string | undefined => (question.to.kind === "host" ? question.to.host : resolved?.host);

/** Verdict first, subject, port, protocol and address together: the title of a page. */
export const headline = (answer: Answer): string => `${HEADLINES[answer.code]}: ${clause(answer)}`;

/** The headline's clause: what is so. */
function clause(answer: Answer): string {
  const told = toldConnection(answer);
  const host = hostOf(answer);
  if (answer.code === "UNKNOWN" || !told || !answer.telling) return answer.folded.gaps[0] ? gapText(answer.folded.gaps[0]) : "nothing to judge";
  switch (answer.code) {
    case "BLOCKED_DEFAULT": {
      const side = sideThatDecides(told);
      return `no ${side === "ingress" ? `ingress rule of ${targetText(told, undefined)}` : "rule"} allows ${callText(told, host, side)}`;
    }
    case "BLOCKED_RULE":
      return deniedText(told, host);
    case "BLOCKED_DNS":
      if (answer.telling.kind === "no-dns" && answer.telling.dns.nameRefused) return `no rule for DNS queries answers for ${host ?? "the name"}, so it cannot be resolved`;
      return `UDP 53 to ${answer.telling.kind === "no-dns" ? answer.telling.dns.resolver : "the resolver"} is not allowed, so ${host ?? "the name"} cannot be resolved`;
    case "PARTLY":
      return partsText(answer);
    case "OPEN":
      if (told.source.party.kind === "node" && told.target.candidate.party.kind === "outside") return `no policy limits what a node sends, here ${callText(told, host, "egress")}`;
      return told.explanation.egress.ground.kind === "not-policed"
        ? `no policy limits ingress of ${targetText(told, host)}`
        : `no policy limits ${callText(told, host, "egress")}`;
    case "NOT_ENFORCED":
      return `${listOf(policyTexts(notEnforced(told)))} would limit ${callText(told, host, "egress")}, but ${answer.context.engine.title} does not enforce ${notEnforced(told).length === 1 ? "it" : "them"}`;
    case "ALLOWED":
      return allowedText(answer, told, host);
  }
}

/** Which rule denies, and where it stands in the order. */
function deniedText(told: Judged, host: string | undefined): string {
  const side = sideThatDecides(told);
  const { ground } = told.explanation[side];
  if (ground.kind !== "rule") return `a rule denies ${callText(told, host, side)}`;
  const { policy, rule } = ground.outcome;
  const where = policy.tier.rankWord === "" ? "" : ` of the ${policy.tier.title.replace(/^tier /, "Calico tier ")}`;
  const twice = policy[side]?.rules.some((other) => other !== rule && other.number === rule.number) && rule.name !== undefined; // allowing and denying ones are counted apart
  return `${rankedText(policy)} rule ${rule.number}${twice ? ` (${rule.name})` : ""}${where} denies ${callText(told, host, side)}`;
}

const notEnforced = ({ explanation: { egress, ingress } }: Judged): readonly Policy[] => [...new Set([...egress.notEnforced, ...ingress.notEnforced])];

function allowedText(answer: Answer, told: Judged, host: string | undefined): string {
  const { egress, ingress } = told.explanation;
  for (const side of [egress, ingress]) {
    if (side.ground.kind === "rule") {
      const grounds = piecesOf(answer, told).map(({ explanation }) => explanation[side.direction].ground);
      const rules = [...new Set(grounds.flatMap((ground) => (ground.kind === "rule" ? [ruleName(ground.outcome.policy, ground.outcome.rule)] : [])))];
      return `${listOf(rules)} ${rules.length === 1 ? "allows" : "together allow"} ${callText(told, host, side.direction)}`;
    }
    if (side.ground.kind === "open" && side.isolatedBy.length > 0) return `the policies that limit ${side.direction} of ${side.direction === "egress" ? sourceText(told) : targetText(told, undefined)} pass ${callText(told, host, side.direction)} on, and no later one denies it`;
    if (side.ground.kind === "own-node") return `traffic between a pod and its own node is always allowed`;
    if (side.ground.kind === "loopback") return `a pod's traffic to itself never leaves it`;
  }
  return `no policy limits ${callText(told, host, "egress")}`;
}

/** The whole answer in one sentence: headline, the policies that limit, and the nearest rule. */
export function reason(answer: Answer): string {
  const told = toldConnection(answer);
  if (!told) return headline(answer);
  switch (answer.code) {
    case "BLOCKED_DEFAULT":
      return `${HEADLINES[answer.code]}: ${blockedText(told, hostOf(answer))}`;
    case "BLOCKED_DNS":
      return `${headline(answer)}; ${limitsText(told, sideThatDecides(told))}`;
    case "PARTLY":
      return `${headline(answer)}: ${splitText(answer)}; ${told.explanation[sideThatDecides(told)].ground.kind === "rule" ? deniedText(told, hostOf(answer)) : blockedText(told, hostOf(answer))}`;
    case "UNKNOWN":
      return [headline(answer), ...furtherGaps(answer)].join("; also ");
    case "BLOCKED_RULE":
    case "OPEN":
    case "NOT_ENFORCED":
    case "ALLOWED":
      return headline(answer);
  }
}

/** Both sides can miss one fact: it is said once. */
function furtherGaps({ folded }: Answer): readonly string[] {
  const [, ...more] = new Set(folded.gaps.map(gapText));
  return more.length === 0 ? [] : [listOf(more)];
}

/** "default-deny and allow-dns select default/api-client; neither allows TCP 443 to …; nearest: …". */
function blockedText(told: Judged, host: string | undefined): string {
  const side = sideThatDecides(told);
  const blocked = told.explanation[side];
  const subject = side === "egress" ? sourceText(told) : targetText(told, undefined);
  const isolating = blocked.ground.kind === "isolated" && blocked.ground.by.length > 0 ? blocked.ground.by : blocked.isolatedBy;
  const names = policyTexts(isolating);
  const none = names.length === 1 ? "it does not allow" : names.length === 2 ? "neither allows" : "none allows";
  const both = side === "egress" && told.explanation.ingress.decision === "deny" ? "; ingress of the target blocks it too" : "";
  const [nearest] = nearMisses(blocked);
  return `${listOf(names)} ${names.length === 1 ? "selects" : "select"} ${subject}; ${none} ${callText(told, host, side)}${nearest ? `; nearest: ${nearestText(nearest, side, told)}` : ""}${both}`;
}

export function nearestText(nearest: NearMiss, side: Direction, told: Judged): string {
  const { policy, rule } = nearest.rule;
  return `${ruleName(policy, rule)} allows ${nearestRuleText(nearest)}, but ${nearMissText(nearest, side, told)}`;
}

const limitsText = (told: Judged, side: Direction): string => {
  const names = policyTexts(told.explanation[side].isolatedBy);
  return `${listOf(names)} ${names.length === 1 ? "limits" : "limit"} ${side} of ${side === "egress" ? sourceText(told) : targetText(told, undefined)}`;
};

/** "4 of 9 connections on TCP 443 to 0.0.0.0/0". */
function partsText({ attempts, question }: Answer): string {
  const all = parts(attempts);
  const blocked = all.filter((verdict) => verdict === "deny");
  return `${blocked.length} of ${count(all.length, "connection")} on ${question.protocol} ${question.port} to ${formatEnd(question.to).replace(/^\w+:/, "").replace(/^internet$/, "the internet")}`;
}

/** The verdicts of all that happens: of an address that nobody told, one, whatever it could be. */
function parts(spread: Answer["attempts"]): readonly Verdict[] {
  if (spread.kind === "each") return spread.branches.flatMap(parts);
  if (spread.kind === "gap") return [];
  const { verdict } = fold(spread, judgeAttempt);
  const [first] = spread.kind === "one-of" ? spread.branches : [];
  return verdict === "partial" && first ? parts(first) : [verdict];
}

/** "blocked for 203.0.113.0/24; allowed for 10.0.0.0/8", or "blocked for 2 of 3 pods: pod …x2k4q lacks label tier=web": whose answers differ, and how. */
function splitText({ attempts, context }: Answer): string {
  const all = leaves(attempts);
  const blocked = all.filter((attempt) => judgeAttempt(attempt).verdict === "deny");
  const allowed = all.filter((attempt) => judgeAttempt(attempt).verdict === "allow");
  const name = tellingName(blocked, allowed);
  const [refused, passed] = [podsOf(blocked), podsOf(allowed)];
  if (name === sourceName && refused.length > 0 && passed.length > 0) {
    const why = differenceText(refused, passed, context.policies);
    if (why !== undefined) return `blocked for ${refused.length} of ${count(refused.length + passed.length, "pod")}: ${why}`;
  }
  return `blocked for ${listOf([...new Set(blocked.map(name))])}; allowed for ${listOf([...new Set(allowed.map(name))])}`;
}

/** The pods that call, each once. */
const podsOf = (attempts: readonly Attempt[]): readonly Inhabitant[] =>
  [...new Set(attempts.flatMap((attempt) => (attempt.kind === "no-dns" ? attempt.source : attempt.judged.source).inhabitant ?? []))];

/** Names what differs: the targets where they tell the two apart, else the sources, else both together. */
function tellingName(blocked: readonly Attempt[], allowed: readonly Attempt[]): (attempt: Attempt) => string {
  const apart = (name: (attempt: Attempt) => string): boolean => new Set(blocked.map(name)).isDisjointFrom(new Set(allowed.map(name)));
  return [targetName, sourceName].find(apart) ?? ((attempt) => `${sourceName(attempt)} → ${targetName(attempt)}`);
}

const targetName = (attempt: Attempt): string => (attempt.kind === "no-dns" ? attempt.dns.resolver : targetText(attempt.judged, undefined));
const sourceName = (attempt: Attempt): string => (attempt.kind === "no-dns" ? attempt.source.label : sourceText(attempt.judged));
