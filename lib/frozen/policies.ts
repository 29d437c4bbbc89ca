import type { Frozen } from "#lib/api/frozen.ts";
import type { Answer } from "#lib/check/answer.ts";
import type { NotEvaluated, PolicyFact } from "#lib/cluster/facts.ts";
import { policyId } from "#lib/describe/policyids.ts";
import { trace } from "#lib/describe/trace.ts";
import { inOrder } from "#lib/graph/policies.ts";
import { DIRECTIONS, type Direction, type Policy } from "#lib/policy/algebra.ts";
import type { Party } from "#lib/policy/endpoint.ts";
import { identityOf, kindOf } from "#lib/source/identity.ts";
import { judgedIn } from "./rests.ts";

type FrozenPolicy = Frozen["policies"][number];

/** The policies that select an end and speak of this direction, in the order in which they are asked; then those that the trace names. */
export function policiesOf(answer: Answer): FrozenPolicy[] {
  const sides = sidesOf(answer);
  const asked = [...sides.keys()].toSorted(inOrder);
  const named = new Set(trace(answer).flatMap(({ object }) => (object === undefined ? [] : [object])));
  const facts = new Map(allFacts(answer).map((fact) => [identityOf(refOf(fact)), fact]));
  const wanted = new Set([...asked.map(({ ref }) => identityOf(ref)), ...[...named].filter((identity) => facts.has(identity))]);
  const sidesBy = Map.groupBy([...sides], ([{ ref }]) => identityOf(ref));
  return [...wanted].flatMap((identity) => {
    const fact = facts.get(identity);
    if (!fact) return [];
    const of = new Set((sidesBy.get(identity) ?? []).flatMap(([, directions]) => [...directions]));
    return [{ id: policyId(refOf(fact)), kind: kindOf(refOf(fact)), side: DIRECTIONS.filter((direction) => of.has(direction)), file: fact.place.file, firstLine: fact.place.line, yaml: fact.text }];
  });
}

function sidesOf(answer: Answer): ReadonlyMap<Policy, ReadonlySet<Direction>> {
  const { policies } = answer.context;
  const found = new Map<Policy, Set<Direction>>();
  const add = (policy: Policy, direction: Direction): void => {
    if (policy[direction] !== undefined) found.set(policy, (found.get(policy) ?? new Set()).add(direction));
  };
  const seen: Readonly<Record<Direction, Set<Party>>> = { egress: new Set(), ingress: new Set() };
  for (const { source, target } of judgedIn(answer)) {
    for (const [direction, { party }] of [["egress", source], ["ingress", target.candidate]] as const) {
      if (party.kind !== "pod" || seen[direction].has(party)) continue;
      seen[direction].add(party);
      for (const { policy } of policies.selecting(party)) add(policy, direction);
      for (const policy of policies.notEnforcedFor(party, direction)) add(policy, direction);
    }
  }
  return found;
}

const refOf = (fact: PolicyFact | NotEvaluated) => (fact.kind === "policy" ? fact.reading.ref : fact.ref);

const allFacts = ({ context: { snapshot } }: Answer): readonly (PolicyFact | NotEvaluated)[] => [...snapshot.policyFacts, ...snapshot.notEvaluated];
