import fc from "fast-check";
import { expect, test } from "vitest";
import { report } from "#lib/describe/report.ts";
import { asking, cluster, contextFrom } from "./fixture.ts";
import { OUTSIDE, clusters, documentsOf, whichPort } from "./random.fixture.ts";
import { type RawCall, type RawCluster, type RawEnd, type RawPeer, type RawPolicy, type RawRule, allows } from "./reference.fixture.ts";

/** Every pair of pods, and every pod with every address outside, on one port per cluster. */
const situations = fc.tuple(clusters, whichPort).map(([raw, at]) => ({ raw, calls: everyCall(raw, at) }));

const isInside = (end: RawEnd): boolean => "namespace" in end;

function everyCall({ pods }: RawCluster, at: Pick<RawCall, "port" | "protocol">): readonly RawCall[] {
  const ends: readonly RawEnd[] = [...pods, ...OUTSIDE];
  return ends.flatMap((from) => ends.filter((to) => isInside(from) || isInside(to)).map((to): RawCall => ({ from, to, ...at })));
}

/** Asks about the pods of `raw` in a cluster that was written down as `documents`. */
function ask(raw: RawCluster, calls: readonly RawCall[], documents: readonly string[] = documentsOf(raw)) {
  const context = contextFrom(cluster(...documents));
  const id = (end: RawEnd): string => ("namespace" in end ? `${end.namespace}/pod/p${raw.pods.indexOf(end)}` : `ip:${end.ip}`);
  const target = (end: RawEnd): string => ("namespace" in end ? id(end) : `[${end.ip}]`);
  return calls.map(({ from, to, port, protocol }) => asking(context, id(from), `${target(to)}:${port}/${protocol}`));
}

const verdicts = (...asked: Parameters<typeof ask>): readonly string[] => ask(...asked).map(({ folded }) => folded.verdict);
const withPolicies = (raw: RawCluster, policies: readonly RawPolicy[]): RawCluster => ({ ...raw, policies });

function mapPeers({ namespace, spec }: RawPolicy, change: (peers: readonly RawPeer[]) => readonly RawPeer[]): RawPolicy {
  const { ingress, egress, ...rest } = spec;
  const into = (rule: RawRule): RawRule => ({ ...rule, ...(rule.from && { from: change(rule.from) }), ...(rule.to && { to: change(rule.to) }) });
  return { namespace, spec: { ...rest, ...(ingress && { ingress: ingress.map(into) }), ...(egress && { egress: egress.map(into) }) } };
}

test("the verdict on every pair is that of a second opinion", () => {
  fc.assert(fc.property(situations, ({ raw, calls }) => {
    expect(verdicts(raw, calls)).toEqual(calls.map((call) => (allows(raw, call) ? "allow" : "deny")));
  }), { numRuns: 300 });
});

/**
 * A namespace without an object: a demand for a label fails, and the absence of one may hold or not. Where both readings
 * agree that is the verdict, and where they differ it is unknown.
 */
test("with unseen namespaces the verdict is what both readings of them say, else unknown", () => {
  const NAME = "kubernetes.io/metadata.name";
  const asksForAbsence = ({ namespaceSelector }: RawPeer): boolean =>
    (namespaceSelector?.matchExpressions ?? []).some(({ key, operator }) => key !== NAME && (operator === "NotIn" || operator === "DoesNotExist"));
  const neverIn = (unseen: readonly string[]) => (peer: RawPeer): RawPeer => {
    const { matchExpressions = [], ...rest } = peer.namespaceSelector ?? {};
    return asksForAbsence(peer) ? { ...peer, namespaceSelector: { ...rest, matchExpressions: [...matchExpressions, { key: NAME, operator: "NotIn", values: unseen }] } } : peer;
  };
  const absence = fc.constantFrom({ key: "app", operator: "DoesNotExist" }, { key: "app", operator: "NotIn", values: ["one"] });
  let undecided = 0;
  fc.assert(fc.property(situations, absence, fc.subarray(["n1", "n2", "n3"], { minLength: 1 }), ({ raw: given, calls }, asked, unseen) => {
    const often = (peer: RawPeer): RawPeer => (peer.podSelector ? { ...peer, namespaceSelector: { matchExpressions: [asked] } } : peer);
    const raw = withPolicies(given, given.policies.map((policy) => mapPeers(policy, (peers) => peers.map(often))));
    const lax = { ...raw, namespaces: Object.fromEntries(Object.entries(raw.namespaces).filter(([name]) => !unseen.includes(name))) };
    const strict = withPolicies(lax, raw.policies.map((policy) => mapPeers(policy, (peers) => peers.map(neverIn(unseen)))));
    const expected = calls.map((call) => (allows(strict, call) ? "allow" : allows(lax, call) ? "unknown" : "deny"));
    undecided += expected.filter((verdict) => verdict === "unknown").length;
    expect(verdicts(lax, calls)).toEqual(expected);
  }), { numRuns: 300, seed: 11 }); // a seed under which it occurs
  expect(undecided).toBeGreaterThan(0);
});

test("the order of documents, rules, peers and ports changes neither verdict nor code", () => {
  const reversed = (policy: RawPolicy): RawPolicy => {
    const turn = (rules: readonly RawRule[]): readonly RawRule[] => rules.toReversed().map((rule) => ({ ...rule, ...(rule.ports && { ports: rule.ports.toReversed() }) }));
    const { namespace, spec } = mapPeers(policy, (peers) => peers.toReversed());
    return { namespace, spec: { ...spec, ...(spec.ingress && { ingress: turn(spec.ingress) }), ...(spec.egress && { egress: turn(spec.egress) }) } };
  };
  const shuffled = situations.chain(({ raw, calls }) => {
    const documents = documentsOf(withPolicies(raw, raw.policies.map(reversed)));
    return fc.record({ raw: fc.constant(raw), calls: fc.constant(calls), documents: fc.shuffledSubarray([...documents], { minLength: documents.length }) });
  });
  fc.assert(fc.property(shuffled, ({ raw, calls, documents }) => {
    const both = (answers: ReturnType<typeof ask>) => answers.map(({ folded, code, sides }) => [folded.verdict, code, sides.egress.code, sides.ingress.code]);
    expect(both(ask(raw, calls, documents))).toEqual(both(ask(raw, calls)));
  }), { numRuns: 100 });
});

test("a policy that stands there twice changes nothing", () => {
  fc.assert(fc.property(situations, ({ raw, calls }) => {
    expect(verdicts(withPolicies(raw, [...raw.policies, ...raw.policies]), calls)).toEqual(verdicts(raw, calls));
  }), { numRuns: 100 });
});

/** Where both isolate, each side allows what either of them allows. */
test("two policies together allow what one of them allows", () => {
  fc.assert(fc.property(situations, ({ raw, calls }) => {
    const everywhere = raw.policies.map(({ spec }): RawPolicy => ({ namespace: "n1", spec: { ...spec, podSelector: {}, policyTypes: ["Ingress", "Egress"] } }));
    const one = everywhere.slice(0, 1);
    const other = everywhere.slice(1, 2);
    fc.pre(other.length > 0);
    const sides = (policies: readonly RawPolicy[]) => ask(withPolicies(raw, policies), calls).map(({ sides: { egress, ingress } }) => [egress.verdict, ingress.verdict]);
    const [first, second] = [sides(one), sides(other)];
    const either = first.map((pair, call) => pair.map((verdict, side) => (verdict === "allow" || second[call]?.[side] === "allow" ? "allow" : "deny")));
    expect(sides([...one, ...other])).toEqual(either);
  }), { numRuns: 100 });
});

test("a side that limits and allows names the rule that allows", () => {
  fc.assert(fc.property(situations, ({ raw, calls }) => {
    for (const answer of ask(raw, calls)) {
      const { verdict, code, directions, steps } = report(answer, null);
      const codes: readonly string[] = steps.map((step) => step.code);
      const [egress, ingress] = [codes.indexOf("EGRESS_LIMITED"), codes.indexOf("INGRESS_LIMITED")];
      if (codes.includes("DST_SELF")) {
        expect(verdict).toBe("allow");
        continue; // nothing is asked of a pod that calls itself
      }
      expect([egress >= 0, ingress >= 0]).toEqual([directions.egress, directions.ingress].map(({ isolatedBy }) => isolatedBy.length > 0));
      if (code === "BLOCKED_DEFAULT") expect(Math.max(egress, ingress)).toBeGreaterThan(0);
      if (verdict === "allow" && egress >= 0) expect(codes.slice(egress, ingress < egress ? undefined : ingress)).toContain("RULE_ALLOWS");
      if (verdict === "allow" && ingress >= 0) expect(codes.slice(ingress)).toContain("RULE_ALLOWS");
    }
  }), { numRuns: 60 });
});
