import type { Answer } from "#lib/check/answer.ts";
import type { Fact } from "#lib/cluster/facts.ts";
import type { Court } from "./court.ts";
import type { Edit, Step } from "./edit.ts";
import { saysSame } from "./same.ts";
import type { Culprit } from "./told.ts";

/** Which edits of some steps a verdict rests on. */
export interface Blamed {
  /** Those without which it would be another, all together: the first is the one to name. */
  readonly together: readonly Culprit[];
  /** Others that explain it alone as well. */
  readonly alike: readonly Culprit[];
  /** How many there were to choose from, where they were too many to try. */
  readonly untried: number;
}

/** More than that at once are a new cluster, or a day nobody watched. */
const MANY = 500;

/**
 * Finds the edits that made the verdict what it is. The state is that before the steps, and is so again at the end.
 *
 * @param steps newest first: what lies between the last other verdict and this one
 * @param was what was judged before them
 * @param explains whether an answer is another than that after them
 */
export function culpritsOf(steps: readonly Step[], court: Court, was: Answer, explains: (answer: Answer) => boolean): Blamed {
  const older = court.facts;
  for (const step of steps.toReversed()) court.redo(step);
  court.judge();
  const touched = (edit: Edit): boolean => [...edit.before, ...edit.after].some((fact) => older.has(fact) || court.facts.has(fact));
  const merged = mergedEdits(steps);
  const candidates = merged.filter(touched).toSorted((a, b) => laneOf(a) - laneOf(b));
  const others = { edits: merged.filter((edit) => !candidates.includes(edit)) };
  const found = candidates.length > MANY ? { together: candidates.slice(0, 1), alike: [], untried: candidates.length } : among(candidates, others, court, was, explains);
  const dated = { ...found, together: found.together.map((culprit) => latestOf(culprit, steps, court, explains)) };
  for (const step of steps) court.undo(step);
  return dated;
}

function among(candidates: readonly Culprit[], others: { readonly edits: readonly Edit[] }, court: Court, was: Answer, explains: (answer: Answer) => boolean): Blamed {
  const alone = candidates.map((culprit) => ({ culprit, answer: court.without([culprit]) })).filter(({ answer }) => explains(answer));
  const same = ({ answer }: (typeof alone)[number]): number => (answer.code === was.code ? 0 : answer.folded.verdict === was.folded.verdict ? 1 : 2);
  const [first, ...alike] = alone.toSorted((a, b) => same(a) - same(b));
  if (first) return { together: [first.culprit], alike: alike.map(({ culprit }) => culprit), untried: 0 };
  return { together: needed(candidates, others, court, explains), alike: [], untried: 0 };
}

/** None alone: from the older state one after the other is made again, and those stay undone without which the verdict would be back. */
function needed(candidates: readonly Culprit[], others: { readonly edits: readonly Edit[] }, court: Court, explains: (answer: Answer) => boolean): readonly Culprit[] {
  const undone = new Set(candidates);
  court.undo({ edits: candidates });
  // What no verdict rested on can only matter beside what is undone.
  const restore = explains(court.judge()) ? undefined : others;
  if (restore) court.undo(restore);
  for (const culprit of candidates.toReversed()) {
    court.redo({ edits: [culprit] });
    if (explains(court.judge())) undone.delete(culprit);
    else court.undo({ edits: [culprit] });
  }
  court.redo({ edits: [...undone] });
  if (restore) court.redo(restore);
  return candidates.filter((culprit) => undone.has(culprit));
}

/** Each object's edits as one, from its oldest state to its newest; none where it came back to what it was. */
function mergedEdits(steps: readonly Step[]): readonly Culprit[] {
  const merged = new Map<string, Culprit>();
  for (const { at, edits } of steps) {
    for (const edit of edits) {
      const newer = merged.get(edit.object);
      merged.set(edit.object, newer ? { ...newer, before: edit.before } : { ...edit, at });
    }
  }
  return [...merged.values()].filter(({ before, after }) => !saysSame(before, after));
}

/** Of an object's several edits the newest without which, and all later ones, the verdict would be another. */
function latestOf(culprit: Culprit, steps: readonly Step[], court: Court, explains: (answer: Answer) => boolean): Culprit {
  const own = steps.flatMap(({ at, edits }) => edits.filter(({ object }) => object === culprit.object).map((edit): Culprit => ({ ...edit, at })));
  if (own.length < 2) return culprit;
  const found = own.find(({ object, before }) => explains(court.without([{ object, before, after: culprit.after }])));
  return found ?? culprit;
}

/** Policies are named before what they select, and that before what comes and goes by itself. */
function laneOf({ before, after }: Edit): number {
  return Math.min(...[...before, ...after].map(({ kind }) => LANES[kind] ?? 5));
}

const LANES: Readonly<Partial<Record<Fact["kind"], number>>> = { policy: 0, "not-evaluated": 0, namespace: 1, workload: 2, service: 3, cluster: 4, pod: 6, endpointslice: 7, node: 7 };
