import type { AnswerJson } from "#lib/api/answer.ts";
import { type Answer, judgeAttempt } from "#lib/check/answer.ts";
import { formatEnd } from "#lib/check/ids.ts";
import { nearMisses } from "#lib/check/nearest.ts";
import { fold, leaves } from "#lib/check/spread.ts";
import { sideThatDecides } from "./ends.ts";
import { engineJson } from "./engine.ts";
import { gapText } from "./gaps.ts";
import { askedText } from "./lookups.ts";
import { nearMissText, nearestRuleText } from "./misses.ts";
import { notes } from "./notes.ts";
import { policyName, policyTexts } from "./policies.ts";
import { reason, toldConnection } from "./reason.ts";
import { symptom } from "./symptom.ts";
import { tierOrderText } from "./tierorder.ts";
import type { Direction } from "#lib/policy/algebra.ts";
import { trace } from "./trace.ts";

/** An answer as other programs get it: `-o json`, jsonl and HTTP alike. @param asOf when the input was captured or read */
export function report(answer: Answer, asOf: string | null): AnswerJson {
  const { question, folded, code, sides, context } = answer;
  const told = toldConnection(answer);
  const side = (direction: Direction): AnswerJson["directions"]["egress"] => {
    const { verdict, code: sideCode, isolatedBy } = sides[direction];
    const order = told && tierOrderText(told.explanation[direction]);
    return { verdict, code: sideCode, isolatedBy: [...policyTexts(isolatedBy, policyName)], ...(order !== undefined && { order }) };
  };
  return {
    query: { from: formatEnd(question.from), to: formatEnd(question.to), port: question.port, protocol: question.protocol },
    verdict: folded.verdict,
    code,
    reason: reason(answer),
    symptom: symptom(answer),
    engine: engineJson(context),
    asOf: context.snapshot.cluster?.capturedAt ?? asOf,
    directions: { egress: side("egress"), ingress: side("ingress") },
    nearest: nearestOf(answer),
    addresses: addressesOf(answer),
    steps: [...trace(answer)],
    notes: [...notes(answer)],
    missing: [...new Set(folded.gaps.map(gapText))],
  };
}


function nearestOf(answer: Answer): AnswerJson["nearest"] {
  const told = toldConnection(answer);
  if (!told || told.explanation.decision !== "deny") return null;
  const direction = sideThatDecides(told);
  if (told.explanation[direction].ground.kind === "rule") return null;
  const [nearest] = nearMisses(told.explanation[direction]);
  if (!nearest) return null;
  const { policy, rule } = nearest.rule;
  return {
    policy: policyName(policy),
    path: rule.place.path,
    allows: nearestRuleText(nearest),
    differs: nearMissText(nearest, direction, told),
    file: rule.place.file,
    line: rule.place.line,
  };
}

/** The addresses of a name, each with its own verdict; empty where no name was asked about. */
function addressesOf({ resolved, attempts }: Answer): AnswerJson["addresses"] {
  return (resolved?.addresses ?? []).map(({ address, source, at, by }) => {
    const same = leaves(attempts).filter((attempt) => attempt.kind === "connection" && attempt.judged.targetSpan === address.text);
    const { verdict } = fold({ kind: "each", over: "addresses", branches: same.map((value) => ({ kind: "leaf", value })) }, judgeAttempt);
    return { address: address.text, verdict: same.length > 0 ? verdict : leaves(attempts).length > 0 ? "deny" : "unknown", source, ...(by && { by: askedText(by) }), at: at ?? null };
  });
}
