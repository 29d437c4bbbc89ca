import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { figureOf } from "#lib/describe/figure.ts";
import { report } from "#lib/describe/report.ts";
import { ENGINES } from "#lib/policy/engines.ts";
import type { Answer } from "./answer.ts";
import { asking, cluster, contextFrom } from "./fixture.ts";
import { servicesSituations } from "./services.random.fixture.ts";
import { CORE, FAMILIES, SPACES, type Situation } from "./situations.fixture.ts";
import type { Verdict } from "./spread.ts";
import { type Hiding, hidden, hidingOf, stale } from "./unread.fixture.ts";

/** What whoever may read one namespace cannot read. */
const elsewhere = (kinds: readonly string[], namespace: string): readonly Hiding[] =>
  kinds.map((text) => {
    const [group = "", kind = ""] = text.replace("*", "").split("/");
    return text.startsWith("*") ? { group, kind } : { group, kind, except: [namespace] };
  });

/** `RUNS=3000 npm test -- unit lib/check/unread.property` looks longer. */
const RUNS = Number(process.env["RUNS"] ?? 12);

function answersTo({ calls, engine }: Situation, documents: readonly string[]): readonly Answer[] {
  const context = contextFrom(cluster(...documents), { engine: ENGINES[engine] });
  return calls.map(([from, to]) => asking(context, from, to));
}

/** The share of what is asked that stays decided, in the long run about twice as much. A few kinds decide nearly everything. */
const FLOORS: readonly (readonly [RegExp, number])[] = [
  [/one namespace/, 0.005], [/two/, 0.15], [/^.Pod/, 0.08], [/Staged|Account|Slice|Set|Group$|Namespace$/, 0.5], [/Service$|Node$/, 0.25], [/Global|Clusterwide|Admin|ClusterNetwork/, 0.06], [/./, 0.12],
];
const floorOf = (name: string): number => FLOORS.find(([pattern]) => pattern.test(name))?.[1] ?? 0;

describe.each(FAMILIES)("with a kind that could not be read, among $name", ({ situations, kinds }) => {
  const spaces = kinds === CORE ? [...SPACES, "kube-system", "default"] : SPACES;
  const rows = [
    ...kinds.map((kind) => ({ name: kind, hidings: hidingOf([kind], spaces).map((hiding): readonly Hiding[] => [hiding]) })),
    { name: "two of them", hidings: fc.tuple(hidingOf(kinds, spaces), hidingOf(kinds, spaces)) },
    { name: "all but one namespace", hidings: fc.constantFrom(...spaces).map((namespace) => elsewhere(kinds, namespace)) },
  ];

  test.each(rows)("what is said is so, and what is missing is named: $name", ({ hidings }) => {
    fc.assert(fc.property(situations, hidings, fc.boolean(), (situation, hiding, isHeld) => {
      const documents = isHeld ? stale(situation.documents, ...hiding) : hidden(situation.documents, ...hiding);
      const whole = answersTo(situation, situation.documents).map(({ folded }) => folded.verdict);
      answersTo(situation, documents).forEach((answer, i) => {
        const { verdict } = answer.folded;
        if (verdict !== "unknown") expect([situation.calls[i], verdict]).toEqual([situation.calls[i], whole[i]]);
        else if (whole[i] !== "unknown") expect(report(answer, null).missing.join("\n")).toContain("could not be read: forbidden");
      });
    }), { numRuns: RUNS });
  }, RUNS * 5_000);

  test.each(rows)("something is said all the same: $name", ({ name, hidings }) => {
    const verdicts: Verdict[] = [];
    fc.assert(fc.property(situations, hidings, (situation, hiding) => {
      verdicts.push(...answersTo(situation, hidden(situation.documents, ...hiding)).map(({ folded }) => folded.verdict));
    }), { numRuns: 24, seed: 1 });
    expect(verdicts.filter((verdict) => verdict !== "unknown").length / verdicts.length).toBeGreaterThan(floorOf(name));
  });
});

test("what is said beside a verdict is whole", () => {
  const hidings = fc.constantFrom(...SPACES).map((namespace) => elsewhere(CORE, namespace));
  fc.assert(fc.property(servicesSituations, hidings, fc.subarray([0, 1, 2, 3, 4, 5, 6]), (situation, all, some) => {
    const hiding = all.filter((_, i) => some.includes(i));
    for (const answer of answersTo({ ...situation, engine: "kubernetes" }, hidden(situation.documents, ...hiding))) {
      const { verdict, missing, ...said } = report(answer, null);
      expect(missing.length > 0).toBe(verdict === "unknown");
      expect(faultsIn(JSON.stringify([said, missing, figureOf(answer, "c", "2026-01-01T00:00:00Z")]))).toEqual([]);
    }
  }), { numRuns: RUNS });
});

const faultsIn = (text: string): readonly string[] => text.match(/.{0,30}(?:undefined|\[object|\S {2,}\S| \(\)).{0,30}/g) ?? [];
