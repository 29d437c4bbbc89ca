import type { Answer } from "#lib/check/answer.ts";
import type { Settings } from "#lib/check/context.ts";
import type { Gap } from "#lib/check/gaps.ts";
import type { Question } from "#lib/check/question.ts";
import type { Fact } from "#lib/cluster/facts.ts";
import type { BlameDoubt } from "#lib/describe/blame.ts";
import { Court } from "./court.ts";
import { culpritsOf } from "./culprits.ts";
import type { Step } from "./edit.ts";
import { halve } from "./halving.ts";
import { Holding } from "./holding.ts";
import { type Culprit, toldChange } from "./told.ts";
import type { ObjectKey } from "./version.ts";

export interface Past {
  /** The newest state. */
  readonly newest: Iterable<readonly [ObjectKey, readonly Fact[]]>;
  /** What led to it, newest first. */
  readonly steps: AsyncIterable<Step>;
  /** When nobody watched; milliseconds since 1970. */
  readonly gaps?: readonly Unwatched[];
}

export interface Unwatched {
  readonly from: number;
  readonly until: number;
}

/** Why a connection is blocked, as a change. Times in milliseconds since 1970. */
export type Blame = Searched &
  (
    | { readonly kind: "not-blocked" | "unknown" }
    /** `came`: when the one that is asked about began to exist, where nothing older can be told for that. */
    | { readonly kind: "none"; readonly came?: { readonly id: string; readonly at: number } }
    /** Blocked since then, and not to be told before. */
    | { readonly kind: "lost"; readonly at: number; readonly missing: readonly Gap[] }
    | { readonly kind: "found"; readonly was: Answer; readonly together: readonly Culprit[] }
  );

interface Searched {
  readonly is: Answer;
  /** How often the question was judged. */
  readonly evaluated: number;
  /** The oldest change that was looked at. */
  readonly since: number | undefined;
  readonly doubts: readonly BlameDoubt[];
}

/** Beyond that many judgements the rest is halved. */
const LIMIT = 2_000;

/** What is looked for: why something is blocked, or why it is what it is, whatever that be. */
export type Sought = "blocked" | "change";

/** Walks back from the newest state, undoing change by change, until the verdict is another than now. */
export async function blame(question: Question, { newest, steps, gaps = [] }: Past, settings: Settings = {}, { sought = "blocked", limit = LIMIT }: { readonly sought?: Sought; readonly limit?: number } = {}): Promise<Blame> {
  const court = new Court(question, new Holding(newest), settings);
  const is = court.judge();
  const { verdict } = is.folded;
  const isAllowed = verdict === "allow" && sought === "blocked";
  if (verdict === "unknown" || isAllowed) return { kind: isAllowed ? "not-blocked" : "unknown", is, evaluated: court.evaluated, since: undefined, doubts: [] };
  const isOther = ({ folded, code }: Answer): boolean => folded.verdict !== "unknown" && (sought === "change" ? code !== is.code : folded.verdict !== verdict);

  let since: number | undefined;
  // Since the last state that was as now, newest first: one step, unless it could not be told in between.
  let span: readonly Step[] = [];
  let missing: readonly Gap[] = [];
  const rest: Step[] = [];
  let isHalved = false;
  const ended = <Kind extends object>(kind: Kind, doubts: readonly BlameDoubt[] = []): Kind & Searched => {
    const halved: readonly BlameDoubt[] = isHalved && rest[0] ? [{ kind: "halved", before: rest[0].at, judged: limit }] : [];
    return { ...kind, is, evaluated: court.evaluated, since, doubts: [...doubts, ...halved] };
  };
  const found = (was: Answer): Blame => {
    const { together, alike, untried } = culpritsOf(span, court, was, isOther);
    return ended({ kind: "found", was, together } as const, doubtsOf({ span, missing, together, alike, untried, gaps }));
  };

  for await (const step of steps) {
    since = step.at;
    if (isHalved) {
      rest.push(step);
      continue;
    }
    court.undo(step);
    const was = court.judge();
    if (isOther(was)) {
      span = [...span, step];
      return found(was);
    }
    if (was.folded.verdict !== "unknown") [span, missing] = [[], []];
    else {
      if (span.length === 0) missing = was.folded.gaps;
      span = [...span, step];
    }
    isHalved = court.evaluated >= limit;
  }
  const halved = halve(rest, court, isOther);
  if (halved) {
    span = halved.isNewest ? [...span, ...halved.between] : halved.between;
    return found(halved.was);
  }
  const [blocked] = span;
  if (!blocked) return ended({ kind: "none" } as const);
  const absent = missing.find((gap) => gap.kind === "not-found");
  return absent ? ended({ kind: "none", came: { id: absent.id, at: blocked.at } } as const) : ended({ kind: "lost", at: blocked.at, missing } as const);
}

interface Found {
  readonly span: readonly Step[];
  readonly missing: readonly Gap[];
  readonly together: readonly Culprit[];
  readonly alike: readonly Culprit[];
  readonly untried: number;
  readonly gaps: readonly Unwatched[];
}

function doubtsOf({ span, missing, together, alike, untried, gaps }: Found): readonly BlameDoubt[] {
  const [newest, oldest] = [span[0], span.at(-1)];
  const unwatched = gaps.filter(({ from, until }) => together.some(({ at }) => from < at && at <= until));
  return [
    ...(newest && oldest && newest !== oldest ? [{ kind: "unknown-between", from: oldest.at, until: newest.at, missing } as const] : []),
    ...unwatched.map(({ from, until }) => ({ kind: "unwatched", from, until }) as const),
    ...(alike.length > 0 ? [{ kind: "alike", changes: alike.map(toldChange) } as const] : []),
    ...(untried > 0 ? [{ kind: "many", changes: untried } as const] : []),
  ];
}
