import { type Gap, isForUnread } from "./gaps.ts";

/** What several answers differ in. */
export type Over = "pods" | "backends" | "addresses" | "families" | "entry-nodes";

/**
 * One question can stand for many connections. `each`: all of them happen, so different verdicts are a split;
 * `one-of`: one of them is the truth and a fact is missing to say which, so different verdicts are unknown.
 */
export type Spread<T> =
  | { readonly kind: "leaf"; readonly value: T }
  | { readonly kind: "each"; readonly over: Over; readonly branches: readonly Spread<T>[] }
  | { readonly kind: "one-of"; readonly gap: Gap; readonly branches: readonly Spread<T>[] }
  | { readonly kind: "gap"; readonly gap: Gap };

export const leaf = <T>(value: T): Spread<T> => ({ kind: "leaf", value });

export const gap = <T>(missing: Gap): Spread<T> => ({ kind: "gap", gap: missing });

/** @param branches at least one; a single branch is itself */
export function each<T>(over: Over, branches: readonly Spread<T>[]): Spread<T> {
  const [only, second] = branches;
  return only && !second ? only : { kind: "each", over, branches };
}

/** @param branches at least one; a single branch is itself: nothing is missing then */
export function oneOf<T>(missing: Gap, branches: readonly Spread<T>[]): Spread<T> {
  const [only, second] = branches;
  return only && !second ? only : { kind: "one-of", gap: missing, branches };
}

/** Replaces every leaf by what it stands for. */
export function expand<T, U>(spread: Spread<T>, into: (value: T) => Spread<U>): Spread<U> {
  switch (spread.kind) {
    case "leaf":
      return into(spread.value);
    case "gap":
      return spread;
    case "each":
      return { ...spread, branches: spread.branches.map((branch) => expand(branch, into)) };
    case "one-of":
      return { ...spread, branches: spread.branches.map((branch) => expand(branch, into)) };
  }
}

/** Whether something is missing for which no leaf stands. */
export function hasGap<T>(spread: Spread<T>): boolean {
  return spread.kind === "gap" || (spread.kind !== "leaf" && spread.branches.some(hasGap));
}

export function leaves<T>(spread: Spread<T>): readonly T[] {
  const found: T[] = [];
  gather(spread, found);
  return found;
}

function gather<T>(spread: Spread<T>, into: T[]): void {
  switch (spread.kind) {
    case "leaf":
      into.push(spread.value);
      return;
    case "gap":
      return;
    case "each":
    case "one-of":
      for (const branch of spread.branches) gather(branch, into);
  }
}

export type Verdict = "allow" | "deny" | "partial" | "unknown";

export interface Folded {
  readonly verdict: Verdict;
  /** Why it is unknown; empty otherwise. */
  readonly gaps: readonly Gap[];
}

/** Many connections can lack one fact: it is missing once. */
const once = (gaps: readonly Gap[]): readonly Gap[] => (gaps.length < 2 ? gaps : [...new Map(gaps.map((missing) => [JSON.stringify(missing), missing])).values()]);

/** The one place where many verdicts become one. */
export function fold<T>(spread: Spread<T>, judge: (value: T) => Folded): Folded {
  switch (spread.kind) {
    case "leaf":
      return judge(spread.value);
    case "gap":
      return { verdict: "unknown", gaps: [spread.gap] };
    case "each":
      return foldEach(spread.branches.map((branch) => fold(branch, judge)));
    case "one-of":
      return foldOneOf(spread.gap, spread.branches.map((branch) => fold(branch, judge)));
  }
}

/** Something allowed beside something denied is a split, whatever the rest turns out to be. */
function foldEach(folded: readonly Folded[]): Folded {
  const verdicts = new Set(folded.map(({ verdict }) => verdict));
  if (verdicts.has("partial") || (verdicts.has("allow") && verdicts.has("deny"))) return { verdict: "partial", gaps: [] };
  return { verdict: verdicts.has("unknown") ? "unknown" : verdicts.has("deny") ? "deny" : "allow", gaps: once(folded.flatMap(({ gaps }) => gaps)) };
}

function foldOneOf(missing: Gap, folded: readonly Folded[]): Folded {
  const [first] = folded;
  if (first && first.verdict !== "unknown" && folded.every(({ verdict }) => verdict === first.verdict)) return { verdict: first.verdict, gaps: [] };
  const inner = folded.flatMap(({ gaps }) => gaps);
  const decided = new Set(folded.map(({ verdict }) => verdict).filter((verdict) => verdict !== "unknown"));
  const wanted = decided.size > 1 || inner.length === 0 || (decided.size > 0 && isForUnread(missing));
  return { verdict: "unknown", gaps: wanted ? once([missing, ...inner]) : once(inner) };
}
