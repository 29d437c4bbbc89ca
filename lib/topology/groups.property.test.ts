import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answer } from "#lib/check/answer.ts";
import { type Context, contextOf } from "#lib/check/context.ts";
import { parseEnd, parseTarget } from "#lib/check/ids.ts";
import { FAMILIES } from "#lib/check/situations.fixture.ts";
import { ingestText } from "#lib/cluster/documents/ingest.ts";
import type { Pod } from "#lib/cluster/facts.ts";
import { mergeTwins } from "#lib/cluster/merge.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import { judgeDeclared } from "#lib/graph/connections.ts";
import { type Address, parseAddress } from "#lib/net/address.ts";
import { ENGINES, type EngineName } from "#lib/policy/engines.ts";
import { topologyOf } from "./topology.ts";

/** `RUNS=3000 npm test -- unit lib/topology/groups` looks longer. */
const RUNS = Number(process.env["RUNS"] ?? 40);

/**
 * All pods are said to be of one workload in each namespace, so that only what policies ask for keeps them apart; and each has
 * a twin, on another node, with an address of its own and a label more.
 */
function clusterOf(documents: readonly string[], engine: EngineName): Context {
  const { facts, problems } = mergeTwins(ingestText("f.yaml", "yaml", documents.join("\n---\n")));
  const owner = { kind: "StatefulSet", name: "all" };
  const pods = facts.filter((fact) => fact.kind === "pod").map((pod): Pod => ({ ...pod, owner }));
  const twins = pods.filter(({ hostNetwork }) => !hostNetwork).map((pod, index): Pod => ({
    ...pod, name: `${pod.name}-twin`, node: "elsewhere", labels: new Map([...pod.labels, ["twin", String(index)]]),
    addresses: pod.addresses.map(({ family }) => (family === 4 ? address(`10.0.77.${String(index)}`) : address(`fd00:77::${String(index)}`))),
  }));
  return contextOf(new Snapshot([...facts.filter(({ kind }) => kind !== "pod"), ...pods, ...twins], problems), { engine: ENGINES[engine] });
}

function address(text: string): Address {
  const parsed = parseAddress(text);
  if (parsed === undefined) throw new Error(text);
  return parsed;
}

const verdict = (from: string, to: string, context: Context): readonly unknown[] => {
  const { folded, code } = answer({ from: parseEnd(from, "from"), ...parseTarget(to) }, context);
  return [folded.verdict, code];
};

describe.each(FAMILIES)("whatever is asked, all pods of a group fare alike, among $name", ({ situations }) => {
  test("as callers and as destinations, by name", () => {
    let compared = 0;
    fc.assert(fc.property(situations, ({ documents, calls, engine }) => {
      const context = clusterOf(documents, engine);
      const { groups, groupOfInhabitant } = topologyOf(context, judgeDeclared(context));
      const onNodes = new Set(context.snapshot.residents.all.filter(({ party }) => party.hostNetwork).map(({ id }) => id));
      const likes = (id: string): readonly string[] => groupOfInhabitant.get(id)?.inhabitants.filter(({ party }) => !party.hostNetwork).map((one) => one.id) ?? [];
      expect([...groups.values()].flatMap(({ inhabitants }) => inhabitants).length).toBe(context.snapshot.residents.all.length);
      for (const [from, to] of calls) {
        const [, target = "", port = ""] = /^(.*)(:[^:]+)$/.exec(to) ?? [];
        if (from === target || ![from, target].every((id) => isPlain(id) && !onNodes.has(id))) continue;
        for (const like of likes(from).filter((id) => id !== from && id !== target)) {
          compared += 1;
          expect([like, to, ...verdict(like, to, context)]).toEqual([like, to, ...verdict(from, to, context)]);
        }
        for (const like of likes(target).filter((id) => id !== target && id !== from)) {
          compared += 1;
          expect([from, like, ...verdict(from, like + port, context)]).toEqual([from, like, ...verdict(from, to, context)]);
        }
      }
    }), { numRuns: RUNS });
    expect(compared).toBeGreaterThan(0);
  });
});

/** Pods by name, and addresses outside: which node serves a Service, or is a pod's own, is no policy's doing. */
const isPlain = (id: string): boolean => /^[^:]+\/pod\/[^:]+$/.test(id) || /^(ip:|\[)203\.0\.113\./.test(id);
