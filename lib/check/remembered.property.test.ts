import fc from "fast-check";
import { expect, test } from "vitest";
import { DIRECTIONS } from "#lib/policy/algebra.ts";
import { ENGINES, ENGINE_NAMES } from "#lib/policy/engines.ts";
import { type DirectionExplanation, explainDirection } from "#lib/policy/explain.ts";
import { asking, cluster, contextFrom } from "./fixture.ts";
import { clusters, documentsOf, whichPort } from "./random.fixture.ts";
import { FAMILIES, type Situation } from "./situations.fixture.ts";
import { leaves } from "./spread.ts";

/**
 * Asks all of it of one context, which remembers, and explains each connection anew.
 *
 * @returns in how many explanations two pods shared one
 */
function compare({ documents, calls, engine }: Situation): number {
  const context = contextFrom(cluster(...documents), { engine: ENGINES[engine] });
  const owners = new Map<DirectionExplanation, Set<string>>();
  for (const [from, to] of calls) {
    for (const attempt of leaves(asking(context, from, to).attempts)) {
      if (attempt.kind !== "connection") continue;
      const { explanation } = attempt.judged;
      for (const direction of DIRECTIONS) {
        const remembered = explanation[direction];
        expect(remembered).toEqual(explainDirection(direction, explanation.connection, context.policies));
        owners.set(remembered, (owners.get(remembered) ?? new Set()).add(`${attempt.judged.source.label} ${attempt.judged.target.candidate.label}`));
      }
    }
  }
  return [...owners.values()].filter(({ size }) => size > 1).length;
}

/** Everybody who calls, to everybody who is called, on one port where it is a number: so that much is alike. */
function everyCall({ documents, calls, engine }: Situation): Situation {
  const numbered = /:\d+\/\w+$/;
  const [port = ""] = calls.flatMap(([, target]) => numbered.exec(target) ?? []);
  const targets = new Set(calls.map(([, target]) => target.replace(numbered, port)));
  return { documents, engine, calls: [...new Set(calls.map(([from]) => from))].flatMap((from) => [...targets].map((target) => [from, target] as const)) };
}

test.each(FAMILIES)("$name: what is remembered is what would be explained anew", ({ situations }) => {
  fc.assert(fc.property(situations, (situation) => void compare(everyCall(situation))), { numRuns: 30 });
});

test("pods of few templates share theirs, whatever the engine and the blocks", () => {
  let shared = 0;
  fc.assert(fc.property(clusters, whichPort, fc.constantFrom(...ENGINE_NAMES), (drawn, { port, protocol }, engine) => {
    const [one = drawn.pods[0], other = one] = drawn.pods;
    const pods = drawn.pods.map(({ ip }, index) => ({ ip, namespace: one?.namespace ?? "", labels: { ...(index % 2 === 0 ? one : other)?.labels }, ports: (index % 4 < 2 ? one : other)?.ports ?? [] }));
    const ids = [...pods.map((pod, index) => `${pod.namespace}/pod/p${index}`), "ip:203.0.113.4", "ip:10.0.0.200"];
    const calls = ids.flatMap((from) => ids.filter((to) => to.includes("/") || from.includes("/")).map((to) => [from, `${to}:${port}/${protocol}`] as const));
    shared += compare({ documents: documentsOf({ ...drawn, pods }), calls, engine });
  }), { numRuns: 100 });
  expect(shared).toBeGreaterThan(50);
});
