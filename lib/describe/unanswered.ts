import type { AnswerJson } from "#lib/api/answer.ts";

/** The answer to a line that is no question: unknown, and why. */
export function unanswered(fault: string, engine: AnswerJson["engine"]): AnswerJson {
  const side = { verdict: "unknown", code: "UNKNOWN", isolatedBy: [] } as const;
  return {
    query: { from: "", to: "", port: "", protocol: "TCP" },
    verdict: "unknown",
    code: "UNKNOWN",
    reason: `Cannot tell: ${fault}`,
    symptom: "not known: the question cannot be read",
    engine,
    asOf: null,
    directions: { egress: { ...side, isolatedBy: [] }, ingress: { ...side, isolatedBy: [] } },
    nearest: null,
    addresses: [],
    steps: [],
    notes: [],
    missing: [fault],
  };
}
