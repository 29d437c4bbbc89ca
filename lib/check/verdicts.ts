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
  const codes = [codeOfDirection(egress), codeOfDirection(ingress)];
  return codes.includes("ALLOWED") ? "ALLOWED" : codes.includes("NOT_ENFORCED") ? "NOT_ENFORCED" : "OPEN";
}

export function codeOfDirection(explanation: DirectionExplanation): Code {
  switch (explanation.decision) {
    case "deny":
      return decidedByRule(explanation) ? "BLOCKED_RULE" : "BLOCKED_DEFAULT";
    case "unknown":
      return "UNKNOWN";
    case "allow":
      if (explanation.isolatedBy.length > 0 || decidedByRule(explanation)) return "ALLOWED";
      return explanation.notEnforced.length > 0 ? "NOT_ENFORCED" : "OPEN";
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
      if (codes.includes("ALLOWED")) return "ALLOWED";
      return codes.includes("NOT_ENFORCED") ? "NOT_ENFORCED" : "OPEN";
    case "deny":
      return codes.find((code) => code.startsWith("BLOCKED")) ?? "BLOCKED_DEFAULT";
  }
}
