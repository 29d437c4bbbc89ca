import type { Answer } from "#lib/check/answer.ts";
import type { Judged } from "#lib/check/pairs.ts";
import { leaves } from "#lib/check/spread.ts";
import type { Direction, Rule } from "#lib/policy/algebra.ts";

/** All connections that the told one stands for: between the same two parties, differing in nothing but addresses. */
export function piecesOf({ attempts, folded }: Answer, told: Judged): readonly Judged[] {
  if (folded.verdict === "partial") return [told];
  const same = leaves(attempts).flatMap((attempt) => (attempt.kind === "connection" ? [attempt.judged] : []))
    .filter(({ source, target }) => source.label === told.source.label && target.candidate.label === told.target.candidate.label && target.port === told.target.port);
  return same.length > 0 ? same : [told];
}

/** The rules that match some of the pieces and not others. */
export function rulesForSome(pieces: readonly Judged[], direction: Direction): ReadonlySet<Rule> {
  const seen = new Map<Rule, string>();
  const mixed = new Set<Rule>();
  for (const { rule, match } of pieces.flatMap(({ explanation }) => explanation[direction].tiers.flatMap(({ policies }) => policies.flatMap(({ rules }) => rules)))) {
    if (seen.has(rule) && seen.get(rule) !== match) mixed.add(rule);
    seen.set(rule, match);
  }
  return mixed;
}
