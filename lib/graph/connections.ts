import type { ConnectionJson } from "#lib/api/graph.ts";
import { type Answer, type Attempt, answer, judgeAttempt } from "#lib/check/answer.ts";
import type { Context } from "#lib/check/context.ts";
import { formatEnd } from "#lib/check/ids.ts";
import type { End } from "#lib/check/question.ts";
import { type Verdict, hasGap, leaves } from "#lib/check/spread.ts";
import { gapText } from "#lib/describe/gaps.ts";
import { policyId } from "#lib/describe/policyids.ts";
import { reason } from "#lib/describe/reason.ts";
import { shortSymptom, stopText } from "#lib/describe/symptom.ts";
import type { ObjectRef } from "#lib/source/object.ts";
import { type Declared, declaredConnections } from "./declared.ts";
import { type WorkloadIndex, indexWorkloads } from "./workloadindex.ts";

/** A declared connection with what was found out about it. Not the whole explanation: thousands are held at a time. */
export interface JudgedConnection {
  readonly declared: Declared;
  readonly json: ConnectionJson;
  /** The policies that nobody evaluates and without which this is unknown. */
  readonly awaits: readonly ObjectRef[];
  /** Ids of the pods and templates that are reached, each once; empty outside of the cluster. */
  readonly reached: readonly string[];
  /** How each of its pods fares, where they do not all fare alike. */
  readonly parts: readonly Part[];
  /** The number of the rule that denies, where one does. */
  readonly denyRule: number | undefined;
}

/** What happens between one pod and another, as ids; undefined: outside of the cluster, or whoever it is. */
export interface Part {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly verdict: Verdict;
}

/** Judges every declared connection of a snapshot. */
export const judgeDeclared = (context: Context): readonly JudgedConnection[] => [...judging(context)];

/** The same one by one, for those who do something else in between. */
export function* judging(context: Context): Generator<JudgedConnection> {
  const workloads = indexWorkloads(context.snapshot);
  for (const declared of declaredConnections(context)) yield judgeOne(declared, context, workloads);
}

export function judgeOne(declared: Declared, context: Context, workloads: WorkloadIndex): JudgedConnection {
  const answered = answer(declared, context);
  const all = leaves(answered.attempts);
  const reached = new Set(all.flatMap((attempt) => (attempt.kind === "connection" ? (attempt.judged.target.candidate.inhabitant?.id ?? []) : [])));
  const mixed = all.length > 1 && (answered.folded.verdict === "partial" || answered.folded.verdict === "unknown");
  return {
    declared,
    json: connectionJson(declared, answered, workloads),
    awaits: notEvaluated(answered),
    reached: [...reached],
    parts: mixed ? partsOf(answered.attempts) : [],
    denyRule: answered.code === "BLOCKED_RULE" ? denyRuleOf(all) : undefined,
  };
}

/** What nobody could follow to its end may be of any of the pods: none of them is called allowed then. */
function partsOf(attempts: Answer["attempts"]): readonly Part[] {
  const parts = leaves(attempts).map(partOf);
  return hasGap(attempts) ? parts.map((part) => (part.verdict === "allow" ? { ...part, verdict: "unknown" } : part)) : parts;
}

function partOf(attempt: Attempt): Part {
  const { verdict } = judgeAttempt(attempt);
  if (attempt.kind === "no-dns") return { from: attempt.source.inhabitant?.id, to: undefined, verdict };
  const { source, target } = attempt.judged;
  return { from: source.inhabitant?.id, to: target.candidate.inhabitant?.id, verdict };
}

function denyRuleOf(attempts: readonly Attempt[]): number | undefined {
  const grounds = attempts.flatMap((attempt) => (attempt.kind === "connection" ? [attempt.judged.explanation.egress, attempt.judged.explanation.ingress] : []));
  const [rule] = grounds.flatMap(({ decision, ground }) => (decision === "deny" && ground.kind === "rule" ? [ground.outcome.rule.number] : []));
  return rule;
}

function notEvaluated({ attempts }: Answer): readonly ObjectRef[] {
  const connections = leaves(attempts).flatMap((attempt) => (attempt.kind === "connection" ? [attempt.judged.explanation] : []));
  return connections.flatMap(({ egress, ingress }) => [...egress.missing, ...ingress.missing]).flatMap((missing) => (missing.kind === "not-evaluated" ? [missing.policy] : []));
}

function connectionJson(declared: Declared, answered: Answer, workloads: WorkloadIndex): ConnectionJson {
  const { id, from, to, port, protocol, declaredBy, watched } = declared;
  const side = blockingSide(answered);
  return {
    id,
    from: formatEnd(from),
    to: formatEnd(to),
    target: drawnTarget(declared, answered, workloads),
    fromTitle: titleOf(from),
    toTitle: titleOf(to),
    addresses: (answered.resolved?.addresses ?? []).map(({ address }) => address.text),
    port,
    protocol,
    verdict: answered.folded.verdict,
    code: answered.code,
    reason: reason(answered),
    symptom: shortSymptom(answered),
    stop: stopText(answered),
    side,
    why: whyText(answered, side),
    blockedBy: side === null ? [] : blockers(answered, side),
    declaredBy: [...declaredBy],
    watched: watched?.name ?? null,
    expected: watched?.expect ?? null,
  };
}

/** The node an edge ends at: the one workload behind the destination, else the destination as it was named. */
function drawnTarget({ to }: Declared, { attempts }: Answer, workloads: WorkloadIndex): string {
  const connections = leaves(attempts).filter((attempt) => attempt.kind === "connection");
  const behind = new Set(connections.map(({ judged }) => judged.target.candidate.inhabitant).map((inhabitant) => inhabitant && workloads.workloadOf(inhabitant)?.id));
  const [only] = behind;
  if (behind.size === 1 && only !== undefined) return only;
  const via = connections[0]?.judged.target.via;
  return via ? `svc:${via.namespace}/${via.name}` : formatEnd(to);
}

/** What people call an end: the bare name of what is in the cluster, the whole of what is not. */
export const titleOf = (end: End): string => ("name" in end ? end.name : formatEnd(end).replace(/^(dns|ip|cidr):/, ""));

function blockingSide({ folded, sides, code }: Answer): ConnectionJson["side"] {
  if (folded.verdict !== "deny" && folded.verdict !== "partial") return null;
  const blocks = (side: "egress" | "ingress"): boolean => sides[side].verdict === "deny" || sides[side].verdict === "partial";
  if (code !== "BLOCKED_DNS" && blocks("egress") && blocks("ingress")) return "both";
  return blocks("ingress") && !blocks("egress") ? "ingress" : "egress";
}

function blockers({ sides }: Answer, side: "egress" | "ingress" | "both"): string[] {
  const policies = side === "both" ? [...sides.egress.blockedBy, ...sides.ingress.blockedBy] : sides[side].blockedBy;
  return [...new Set(policies.map(({ ref }) => policyId(ref)))];
}

/** A few words for a table's cell. */
function whyText({ code, folded, attempts, telling }: Answer, side: ConnectionJson["side"]): string {
  switch (code) {
    case "ALLOWED":
      return "a rule allows it";
    case "OPEN":
      return "no policy limits it";
    case "NOT_ENFORCED":
      return "policies are not enforced";
    case "BLOCKED_DEFAULT":
      return side === "both" ? "no egress and no ingress rule allows it" : `no ${side ?? "egress"} rule allows it`;
    case "BLOCKED_RULE":
      return `an ${side ?? "egress"} rule denies it`;
    case "BLOCKED_DNS":
      return `the lookup is blocked: UDP 53 to ${telling?.kind === "no-dns" ? telling.dns.resolver : "the resolver"}`;
    case "PARTLY":
      return `${leaves(attempts).filter((attempt) => judgeAttempt(attempt).verdict === "deny").length} of ${leaves(attempts).length} connections are blocked`;
    case "UNKNOWN":
      return folded.gaps[0] ? gapText(folded.gaps[0]) : "a fact is missing";
  }
}
