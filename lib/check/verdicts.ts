import type { Direction } from "#lib/policy/algebra.ts";
import type { DirectionExplanation } from "#lib/policy/explain.ts";
import type { Code } from "./codes.ts";
import type { Judged } from "./pairs.ts";
import type { Folded, Verdict } from "./spread.ts";

/** One concrete connection as a verdict, with the facts that its policies miss. */
export function judgeConnection({ explanation }: Judged): Folded {
  const missing = [...explanation.egress.missing, ...explanation.ingress.missing];
  return { verdict: explanation.decision, gaps: explanation.decision === "unknown" ? missing.map((one) => ({ kind: "policy", missing: one })) : [] };
}

export const judgeDirection = (direction: Direction) => ({ explanation }: Judged): Folded => {
  const { decision, missing } = explanation[direction];
  return { verdict: decision, gaps: missing.map((one) => ({ kind: "policy", missing: one })) };
};

export function codeOfConnection({ explanation }: Judged): Code {
  const { egress, ingress, decision } = explanation;
  if (decision === "deny") return codeOfDirection(egress.decision === "deny" ? egress : ingress);
  if (decision === "unknown") return "UNKNOWN";
  return egress.isolatedBy.length + ingress.isolatedBy.length === 0 && !decidedByRule(egress) && !decidedByRule(ingress) ? "OPEN" : "ALLOWED";
}

export function codeOfDirection(explanation: DirectionExplanation): Code {
  switch (explanation.decision) {
    case "deny":
      return decidedByRule(explanation) ? "BLOCKED_RULE" : "BLOCKED_DEFAULT";
    case "unknown":
      return "UNKNOWN";
    case "allow":
      return explanation.isolatedBy.length > 0 || decidedByRule(explanation) ? "ALLOWED" : "OPEN";
  }
}

const decidedByRule = ({ ground }: DirectionExplanation): boolean => ground.kind === "rule";

/** One code for all the connections of a question. @param codes of the single connections that have the verdict */
export function codeOf(verdict: Verdict, codes: readonly Code[]): Code {
  switch (verdict) {
    case "unknown":
      return "UNKNOWN";
    case "partial":
      return "PARTLY";
    case "allow":
      return codes.every((code) => code === "OPEN") ? "OPEN" : "ALLOWED";
    case "deny":
      return codes.find((code) => code.startsWith("BLOCKED")) ?? "BLOCKED_DEFAULT";
  }
}
