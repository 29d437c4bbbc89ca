import type { Answer, Attempt } from "#lib/check/answer.ts";
import type { Candidate, Target } from "#lib/check/candidates.ts";
import { type Judged } from "#lib/check/pairs.ts";
import { leaves } from "#lib/check/spread.ts";
import { toldConnection } from "#lib/describe/reason.ts";

/** The connections that a verdict rests on, the one that is told first; lookups among them. */
export function judgedIn(answer: Answer): readonly Judged[] {
  const told = toldConnection(answer);
  const tried = leaves(answer.attempts).flatMap((attempt: Attempt) => (attempt.kind === "connection" ? [attempt.judged] : leaves(attempt.dns.judged)));
  const lookups = answer.dns?.kind === "judged" ? leaves(answer.dns.judged) : [];
  return [...(told ? [told] : []), ...tried, ...lookups];
}

/** Everybody at either end, each once, in the order of the connections. */
export const candidatesOf = (judged: readonly Judged[]): readonly Candidate[] => [...new Set(judged.flatMap(({ source, target }) => [source, target.candidate]))];

export const targetsOf = (judged: readonly Judged[]): readonly Target[] => judged.map(({ target }) => target);
