import fc from "fast-check";
import { expect, test } from "vitest";
import { answer } from "#lib/check/answer.ts";
import type { Question } from "#lib/check/question.ts";
import { FAMILIES, type Situation } from "#lib/check/situations.fixture.ts";
import type { Verdict } from "#lib/check/spread.ts";
import { type Blame, blame } from "./blame.ts";
import { asked, pastOf, recorded, timeOf } from "./past.fixture.ts";
import { contextOfObjects } from "./rebuilt.ts";
import type { Objects } from "./version.ts";

/** `RUNS=2000 npm test -- unit lib/history/blame.property` looks longer. */
const RUNS = Number(process.env["RUNS"] ?? 15);

const identity = (document: string): string => {
  const { kind, metadata } = JSON.parse(document) as { readonly kind: string; readonly metadata: { readonly namespace?: string; readonly name: string } };
  return `${kind} ${metadata.namespace ?? ""} ${metadata.name}`;
};

interface Document {
  readonly kind: string;
  readonly metadata: { readonly labels?: object };
}

/** Pods stay, with other labels: most questions are about them. Of everything else some are those of another cluster, and some are missing. */
function statesOf(one: readonly string[], other: readonly string[], picks: readonly (readonly number[])[]): readonly (readonly string[])[] {
  const documents = [...one, ...other].map((text) => ({ text, name: identity(text), document: JSON.parse(text) as Document }));
  const pods = documents.filter(({ document }) => document.kind === "Pod");
  const variants = Map.groupBy(documents.filter(({ document }, i) => document.kind !== "Pod" || i < one.length), ({ name }) => name);
  const names = [...variants.keys()];
  const state = new Map(one.map((text) => [identity(text), text]));
  return [one, ...picks.map((changed) => {
    for (const number of changed) {
      const name = names[number % names.length] ?? "";
      const [first, second] = variants.get(name) ?? [];
      const turn = Math.floor(number / names.length);
      if (first?.document.kind === "Pod") {
        const { labels = {} } = pods[turn % pods.length]?.document.metadata ?? {};
        state.set(name, JSON.stringify({ ...first.document, metadata: { ...first.document.metadata, labels } }));
      } else {
        const next = [first, second, undefined][turn % 3];
        if (next) state.set(name, next.text);
        else state.delete(name);
      }
    }
    return [...state.values()];
  })];
}

interface Expected {
  readonly kind: Blame["kind"][];
  /** The states between which the last flip lies: of the older one the verdict was another, the newer one is as now. */
  readonly between?: readonly [number, number];
}

/** By judging every state as a whole. */
function exhaustively(verdicts: readonly Verdict[]): Expected {
  const is = verdicts.at(-1);
  if (is === undefined || is === "allow" || is === "unknown") return { kind: [is === "unknown" ? "unknown" : "not-blocked"] };
  const older = verdicts.findLastIndex((verdict) => verdict !== is && verdict !== "unknown");
  if (older === -1) return { kind: verdicts[0] === is ? ["none"] : ["none", "lost"] };
  return { kind: ["found"], between: [older, verdicts.findIndex((verdict, i) => i > older && verdict === is)] };
}

const picks = fc.noBias(fc.array(fc.array(fc.nat({ max: 10_000 }), { minLength: 1, maxLength: 3 }), { minLength: 8, maxLength: 12 }));

/** @returns how often a change was found */
async function compare(situations: fc.Arbitrary<Situation>, runs: fc.Parameters<unknown>): Promise<number> {
  let found = 0;
  await fc.assert(fc.asyncProperty(situations, situations, picks, async (one, other, changed) => {
    const whole = recorded(statesOf(one.documents, other.documents, changed));
    const contexts = whole.states.map(contextOfObjects);
    for (const call of one.calls.slice(0, 12)) {
      const question = asked(...call);
      const all = contexts.map((context) => answer(question, context).folded.verdict);
      // Asked while it is blocked, where it ever was.
      const last = all.findLastIndex((verdict) => verdict === "deny" || verdict === "partial");
      const verdicts = last === -1 ? all : all.slice(0, last + 1);
      const history = { states: whole.states.slice(0, verdicts.length), revisions: whole.revisions.slice(0, verdicts.length - 1) };
      const { kind, between } = exhaustively(verdicts);
      const blamed = await blame(question, pastOf(history));
      expect(kind).toContain(blamed.kind);
      if (blamed.kind !== "found" || !between) continue;
      found += 1;
      const [older, newer] = between;
      expect(blamed.was.folded.verdict).toBe(verdicts[older]);
      expect(blamed.together.length).toBeGreaterThan(0);
      for (const { at } of blamed.together) expect([older, newer, at > timeOf(older) && at <= timeOf(newer)]).toEqual([older, newer, true]);
      if (newer === older + 1) expectNeeded(blamed.together.map(({ object }) => object), question, history.states[older] ?? new Map(), history.states[newer] ?? new Map());
    }
  }), runs);
  return found;
}

/** Without those changes the verdict would be another; with one of them made again it would not. */
function expectNeeded(names: readonly string[], question: Question, before: Objects, after: Objects): void {
  const verdictIn = (objects: Objects): Verdict => answer(question, contextOfObjects(objects)).folded.verdict;
  const without = (objects: readonly string[]): Verdict => {
    const state = new Map(after);
    for (const object of objects) {
      const old = before.get(object);
      if (old) state.set(object, old);
      else state.delete(object);
    }
    return verdictIn(state);
  };
  const unexplained = [verdictIn(after), "unknown"];
  expect(unexplained).not.toContain(without(names));
  for (const name of names) expect(unexplained).toContain(without(names.filter((one) => one !== name)));
}

test.each(FAMILIES)("the change that is found is what every state judged as a whole tells, among $name", async ({ situations }) => {
  await compare(situations, { numRuns: RUNS });
});

test("in such histories there is something to find", async () => {
  const [family] = FAMILIES.filter(({ name }) => name.startsWith("Cilium"));
  expect(await compare(family?.situations ?? fc.constant({ documents: [], calls: [], engine: "cilium" }), { numRuns: 12, seed: 1 })).toBeGreaterThan(5);
});
