import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answer } from "#lib/check/answer.ts";
import { contextOf } from "#lib/check/context.ts";
import { parseEnd, parseTarget } from "#lib/check/ids.ts";
import type { Question } from "#lib/check/question.ts";
import { FAMILIES, type Situation } from "#lib/check/situations.fixture.ts";
import { type Hiding, hidingOf, stale } from "#lib/check/unread.fixture.ts";
import { ingestText } from "#lib/cluster/documents/ingest.ts";
import type { Fact } from "#lib/cluster/facts.ts";
import { mergeTwins } from "#lib/cluster/merge.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import { reason } from "#lib/describe/reason.ts";
import { ENGINES } from "#lib/policy/engines.ts";
import { Holding } from "./holding.ts";
import { relevantFacts } from "./relevant.ts";

/** `RUNS=3000 npm test -- unit lib/history/relevant` looks longer. */
const RUNS = Number(process.env["RUNS"] ?? 40);

const asked = ([from, to]: readonly [string, string]): Question => ({ from: parseEnd(from, "from"), ...parseTarget(to) });
const factsOf = (documents: readonly string[]): readonly Fact[] => mergeTwins(ingestText("f.yaml", "yaml", documents.join("\n---\n"))).facts;
const holdingOf = (facts: readonly Fact[]): Holding => new Holding(facts.map((fact, i) => [String(i).padStart(4), [fact]]));

function told(question: Question, facts: readonly Fact[], engine: Situation["engine"] | undefined): unknown {
  const answered = answer(question, contextOf(new Snapshot(facts, []), engine && { engine: ENGINES[engine] }));
  return { verdict: answered.folded.verdict, code: answered.code, reason: reason(answered) };
}

/** The end that a question names may be asked in other ways: by its block, by its node, by everything. */
const WIDER: readonly (readonly [string, string])[] = [
  ["cidr:10.0.0.0/29", "[10.0.0.1]:80"], ["internet", "svc:n1/s0:80"], ["n1/pod/p0", "10.0.0.0/30:80"], ["n2/p1", "internet:443"], ["n1/p0", "dns:example.org:80"],
  ["n1/p0", "dns:s1.n2:80"], ["n3/p2", "dns:s0:80"], ["node:node-a", "n1/p0:80"], ["ip:203.0.113.9", "node:node-b:30080"], ["n2/p1", "ip:10.0.9.1:8080"], ["n1/p0", "svc:default/kubernetes:443"],
];

describe.each(FAMILIES)("what the relevant facts say is what all say, among $name", ({ situations, kinds }) => {
  const spaces = ["n1", "n2", "n3", "kube-system", "default"];
  const hiding = fc.oneof({ weight: 2, arbitrary: fc.constant<readonly Hiding[]>([]) }, { weight: 1, arbitrary: hidingOf(kinds, spaces).map((one) => [one]) });

  test.each([{ name: "under a given engine", isGiven: true }, { name: "under the engine that is told", isGiven: false }])("$name", ({ isGiven }) => {
    fc.assert(fc.property(situations, hiding, fc.subarray([...WIDER]), (situation, hidings, wider) => {
      const facts = factsOf(hidings.length > 0 ? stale(situation.documents, ...hidings) : situation.documents);
      const engine = isGiven ? situation.engine : undefined;
      const holding = holdingOf(facts);
      for (const call of [...situation.calls, ...wider]) {
        const question = asked(call);
        const relevant = holding.inOrder(relevantFacts(question, holding, engine && { engine: ENGINES[engine] }));
        expect([call, told(question, relevant, engine)]).toEqual([call, told(question, facts, engine)]);
      }
    }), { numRuns: RUNS });
  });
});
