import fc from "fast-check";
import { expect, test } from "vitest";
import { report } from "#lib/describe/report.ts";
import type { Answer } from "./answer.ts";
import type { Context } from "./context.ts";
import { asking, cluster, contextFrom } from "./fixture.ts";
import { callsIn, clusters, documentsOf, egressRule, ingressRule, policies } from "./random.fixture.ts";
import { type RawCall, type RawCluster, type RawEnd, type RawPolicy, allows } from "./reference.fixture.ts";

const contextOf = (raw: RawCluster): Context => contextFrom(cluster(...documentsOf(raw)));
const idIn = ({ pods }: RawCluster, end: RawEnd): string => ("namespace" in end ? `${end.namespace}/pod/p${pods.indexOf(end)}` : `ip:${end.ip}`);
const targetIn = (raw: RawCluster, { to, port, protocol }: RawCall): string => `${"namespace" in to ? idIn(raw, to) : `[${to.ip}]`}:${port}/${protocol}`;
const asked = (context: Context, raw: RawCluster, call: RawCall): Answer => asking(context, idIn(raw, call.from), targetIn(raw, call));
const verdicts = (raw: RawCluster, calls: readonly RawCall[]): readonly string[] => {
  const context = contextOf(raw);
  return calls.map((call) => asked(context, raw, call).folded.verdict);
};

const situations = clusters.chain((raw) => fc.tuple(fc.constant(raw), fc.array(callsIn(raw), { minLength: 5, maxLength: 12 })));
const RUNS = { numRuns: 80 };

test("the verdict is that of a second opinion", () => {
  fc.assert(fc.property(situations, ([raw, calls]) => {
    expect(verdicts(raw, calls)).toEqual(calls.map((call) => (allows(raw, call) ? "allow" : "deny")));
  }), { numRuns: 300 });
});

test("the order of documents and rules does not matter", () => {
  const reversed = (policy: RawPolicy): RawPolicy => {
    const { ingress, egress, ...rest } = policy.spec;
    return { ...policy, spec: { ...rest, ...(ingress && { ingress: ingress.toReversed() }), ...(egress && { egress: egress.toReversed() }) } };
  };
  fc.assert(fc.property(situations, fc.infiniteStream(fc.nat()), ([raw, calls], numbers) => {
    const weights = [...numbers.take(documentsOf(raw).length)];
    const shuffled = documentsOf({ ...raw, policies: raw.policies.map(reversed) }).map((text, i) => ({ text, weight: weights[i] ?? 0 })).toSorted((a, b) => a.weight - b.weight);
    const context = contextFrom(cluster(...shuffled.map(({ text }) => text)));
    expect(calls.map((call) => asked(context, raw, call).folded.verdict)).toEqual(verdicts(raw, calls));
  }), RUNS);
});

test("one more rule of a policy that isolates anyway blocks nothing", () => {
  fc.assert(fc.property(situations, ingressRule, egressRule, ([raw, calls], from, to) => {
    const widened = raw.policies.map((policy): RawPolicy => {
      const { policyTypes = [], ingress = [], egress = [] } = policy.spec;
      return policyTypes.length === 0 ? policy : { ...policy, spec: { ...policy.spec, ingress: [...ingress, from], egress: [...egress, to] } };
    });
    const [before, after] = [verdicts(raw, calls), verdicts({ ...raw, policies: widened }, calls)];
    expect(before.every((verdict, i) => verdict === "deny" || after[i] === "allow")).toBe(true);
  }), RUNS);
});

test("one more policy without rules opens nothing", () => {
  fc.assert(fc.property(situations, fc.constantFrom("n1", "n2"), ([raw, calls], namespace) => {
    const closed = { ...raw, policies: [...raw.policies, { namespace, spec: { policyTypes: ["Ingress", "Egress"] } }] };
    const [before, after] = [verdicts(raw, calls), verdicts(closed, calls)];
    expect(before.every((verdict, i) => verdict === "allow" || after[i] === "deny")).toBe(true);
  }), RUNS);
});

test("policies that isolate the same pods allow what any of them allows", () => {
  fc.assert(fc.property(situations, policies, ([raw, calls], some) => {
    const everywhere = some.map(({ spec }): RawPolicy => ({ namespace: "n1", spec: { ...spec, podSelector: {}, policyTypes: ["Ingress", "Egress"] } }));
    fc.pre(everywhere.length > 0);
    const ingressOf = (limits: readonly RawPolicy[]): readonly boolean[] => {
      const context = contextOf({ ...raw, policies: limits });
      return calls.map((call) => asked(context, raw, call).sides.ingress.verdict === "allow");
    };
    const alone = everywhere.map((policy) => ingressOf([policy]));
    expect(ingressOf(everywhere)).toEqual(calls.map((_, i) => alone.some((allowed) => allowed[i])));
  }), RUNS);
});

test("what is said never contradicts the verdict", () => {
  fc.assert(fc.property(situations, ([raw, calls]) => {
    const context = contextOf(raw);
    for (const call of calls) {
      const { verdict, code, reason, directions, steps, missing, nearest } = report(asked(context, raw, call), null);
      const codes = new Set(steps.map((step) => step.code));
      const sides = [directions.egress.verdict, directions.ingress.verdict];
      expect(verdict).toBe(sides.includes("deny") ? "deny" : sides.includes("unknown") ? "unknown" : "allow");
      expect(codes.has("NO_RULE_ALLOWS")).toBe(code === "BLOCKED_DEFAULT");
      expect(missing.length > 0).toBe(verdict === "unknown");
      expect(code === "OPEN").toBe(verdict === "allow" && directions.egress.isolatedBy.length + directions.ingress.isolatedBy.length === 0);
      if (nearest !== null) expect(verdict).toBe("deny");
      if (verdict === "deny") expect(codes.has(directions.egress.verdict === "deny" ? "EGRESS_LIMITED" : "INGRESS_LIMITED")).toBe(true);
      expect(reason).toMatch(verdict === "deny" ? /^Blocked by default deny: / : /^(Allowed|Open): /);
      expect(reason).not.toMatch(/undefined|\[object|\s{2}|(, |: |; )$|\(\)/);
    }
  }), RUNS);
});
