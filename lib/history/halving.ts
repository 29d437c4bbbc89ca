import type { Answer } from "#lib/check/answer.ts";
import type { Court } from "./court.ts";
import type { Step } from "./edit.ts";

/** Where the verdict was another, found by halving: the last such state that it came upon, and the steps that led from it to one that was not. */
export interface Halved {
  readonly was: Answer;
  readonly between: readonly Step[];
  /** Whether nothing newer of these steps was blocked: what was undone before belongs to them. */
  readonly isNewest: boolean;
}

/**
 * Begins at the state after the steps, and ends at the one it found.
 *
 * @param steps newest first
 * @returns undefined where it was no other before all of them
 */
export function halve(steps: readonly Step[], court: Court, isOther: (answer: Answer) => boolean): Halved | undefined {
  let undone = 0;
  const goTo = (count: number): Answer => {
    for (; undone < count; undone++) court.undo(steps[undone] ?? NOTHING);
    for (; undone > count; undone--) court.redo(steps[undone - 1] ?? NOTHING);
    return court.judge();
  };
  if (!isOther(goTo(steps.length))) return undefined;
  let [newer, older] = [0, steps.length];
  while (older - newer > 1) {
    const middle = (newer + older) >> 1;
    if (isOther(goTo(middle))) older = middle;
    else newer = middle;
  }
  while (newer > 0 && goTo(newer).folded.verdict === "unknown") newer -= 1;
  const isNewest = newer === 0 && goTo(0).folded.verdict === "unknown";
  return { was: goTo(older), between: steps.slice(newer, older), isNewest };
}

const NOTHING: Step = { at: 0, edits: [] };
