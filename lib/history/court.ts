import { type Answer, answer } from "#lib/check/answer.ts";
import { type Settings, contextOf } from "#lib/check/context.ts";
import type { Question } from "#lib/check/question.ts";
import type { Fact } from "#lib/cluster/facts.ts";
import { mergeTwins } from "#lib/cluster/merge.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import type { Edit, Step } from "./edit.ts";
import { withLookups } from "./facts.ts";
import type { Holding } from "./holding.ts";
import { relevantFacts } from "./relevant.ts";

/** Judges one question in one state after the other; a state in which nothing is different that it rests on is not judged again. */
export class Court {
  readonly #question: Question;
  readonly #settings: Settings;
  readonly #holding: Holding;
  #judged: { readonly facts: ReadonlySet<Fact>; readonly answer: Answer } | undefined;
  /** How often the question was judged. */
  evaluated = 0;

  constructor(question: Question, holding: Holding, settings: Settings) {
    this.#question = question;
    this.#holding = holding;
    this.#settings = settings;
  }

  judge(): Answer {
    const facts = relevantFacts(this.#question, this.#holding, this.#settings);
    if (this.#judged && sameSet(this.#judged.facts, facts)) return this.#judged.answer;
    const inOrder = withLookups(mergeTwins({ facts: this.#holding.inOrder(facts), problems: [] }).facts);
    const answered = answer(this.#question, contextOf(new Snapshot(inOrder, []), this.#settings));
    this.evaluated += 1;
    this.#judged = { facts, answer: answered };
    return answered;
  }

  /** What the last judgement rests on. */
  get facts(): ReadonlySet<Fact> {
    return this.#judged?.facts ?? new Set();
  }

  undo({ edits }: Pick<Step, "edits">): void {
    for (const { object, before } of edits) this.#holding.put(object, before);
  }

  redo({ edits }: Pick<Step, "edits">): void {
    for (const { object, after } of edits) this.#holding.put(object, after);
  }

  /** The verdict with these alone undone, after which the state is as before. */
  without(edits: readonly Edit[]): Answer {
    this.undo({ edits });
    const answered = this.judge();
    this.redo({ edits });
    return answered;
  }
}

function sameSet(one: ReadonlySet<Fact>, other: ReadonlySet<Fact>): boolean {
  if (one.size !== other.size) return false;
  for (const fact of one) if (!other.has(fact)) return false;
  return true;
}
