import fc from "fast-check";
import { expect, test } from "vitest";
import { ENGINES } from "#lib/policy/engines.ts";
import { adminClusters, adminDocumentsOf, callsIn, clusterPolicy, idIn, targetIn } from "./admin.random.fixture.ts";
import { type AdminCall, type AdminCluster, type AdminEnd, type RawAction, type RawAdminPolicy, adminVerdict, isPoliced } from "./admin.reference.fixture.ts";
import type { Answer } from "./answer.ts";
import { asking, cluster, contextFrom } from "./fixture.ts";

const situations = adminClusters.chain((raw) => fc.tuple(fc.constant(raw), fc.array(callsIn(raw), { minLength: 10, maxLength: 10 })));
const RUNS = { numRuns: 60 };
/** For tests that want to see each verdict at least once: what is rare does not come by itself. */
const SEED = 11;

function ask(raw: AdminCluster, calls: readonly AdminCall[], documents: readonly string[] = adminDocumentsOf(raw)): readonly Answer[] {
  const context = contextFrom(cluster(...documents), { engine: ENGINES.kubernetes });
  return calls.map((call) => asking(context, idIn(raw, call.from), targetIn(raw, call)));
}

const verdicts = (...asked: Parameters<typeof ask>): readonly string[] => ask(...asked).map(({ folded }) => folded.verdict);
const decided = (...asked: Parameters<typeof ask>): readonly unknown[] =>
  ask(...asked).map(({ folded, code, sides: { egress, ingress } }) => [folded.verdict, code, egress.verdict, egress.code, ingress.verdict, ingress.code]);
const expectedOf = (raw: AdminCluster, call: AdminCall): string => {
  const verdict = adminVerdict(raw, call);
  return verdict === "tie" ? "unknown" : verdict;
};

test("the verdict is that of a second opinion", () => {
  const seen = new Set<string>();
  fc.assert(fc.property(situations, ([raw, calls]) => {
    const expected = calls.map((call) => expectedOf(raw, call));
    for (const verdict of expected) seen.add(verdict);
    expect(verdicts(raw, calls)).toEqual(expected);
  }), { numRuns: 150 });
  expect([...seen].toSorted()).toEqual(["allow", "deny", "unknown"]);
});

test("the order of documents does not matter", () => {
  fc.assert(fc.property(situations.chain(([raw, calls]) => {
    const documents = adminDocumentsOf(raw);
    return fc.tuple(fc.constant(raw), fc.constant(calls), fc.shuffledSubarray([...documents], { minLength: documents.length }));
  }), ([raw, calls, documents]) => {
    expect(decided(raw, calls, documents)).toEqual(decided(raw, calls));
  }), RUNS);
});

test("what policies are called does not matter", () => {
  fc.assert(fc.property(situations, ([raw, calls]) => {
    expect(decided(raw, calls, adminDocumentsOf(raw, (place) => `z${9 - place}`))).toEqual(decided(raw, calls));
  }), RUNS);
});

test("a policy about nobody changes nothing", () => {
  const nobody = fc.constantFrom<RawAdminPolicy["spec"]["subject"]>(
    { namespaces: { matchLabels: { "kubernetes.io/metadata.name": "elsewhere" } } },
    { pods: { namespaceSelector: {}, podSelector: { matchExpressions: [{ key: "app", operator: "Exists" }, { key: "app", operator: "DoesNotExist" }] } } },
  );
  fc.assert(fc.property(situations, clusterPolicy, nobody, ([raw, calls], policy, subject) => {
    expect(decided(withPolicy(raw, { ...policy, spec: { ...policy.spec, subject } }), calls)).toEqual(decided(raw, calls));
  }), RUNS);
});

/** `raw` with one more policy in the Admin tier, about everybody and everywhere, that is asked before all others. */
function first(raw: AdminCluster, action: RawAction, directions: readonly ("ingress" | "egress")[] = ["ingress", "egress"]): AdminCluster {
  const later = raw.admin.map((policy): RawAdminPolicy => {
    const { priority } = policy.spec;
    return priority === undefined ? policy : { ...policy, spec: { ...policy.spec, priority: Math.min(priority + 1, 1000) } };
  });
  const rules = {
    ingress: [{ action, from: [{ namespaces: {} }] }],
    egress: [{ action, to: [{ namespaces: {} }, { networks: ["0.0.0.0/0", "::/0"] }] }],
  };
  const spec = { tier: "Admin", priority: 0, subject: { namespaces: {} }, ...Object.fromEntries(directions.map((direction) => [direction, rules[direction]])) } as const;
  return { ...raw, admin: [{ kind: "ClusterNetworkPolicy", spec }, ...later] };
}

const withPolicy = (raw: AdminCluster, policy: RawAdminPolicy): AdminCluster => ({ ...raw, admin: [...raw.admin, policy] });
const isToItself = ({ from, to }: AdminCall): boolean => from === to;
/** A rule for ingress is about pods alone, one for egress about every address. */
const isAbout = (direction: "ingress" | "egress", { from, to }: AdminCall): boolean => (direction === "egress" ? isPoliced(from) : isPoliced(to) && isPoliced(from));

test("a Deny that is asked first denies whatever else there is, and nobody whom it is not about", () => {
  fc.assert(fc.property(situations, ([raw, calls]) => {
    const before = verdicts(raw, calls);
    const expected = calls.map((call, i) => (!isToItself(call) && (isAbout("egress", call) || isAbout("ingress", call)) ? "deny" : before[i]));
    expect(verdicts(first(raw, "Deny"), calls)).toEqual(expected);
  }), RUNS);
});

test.each(["ingress", "egress"] as const)("an Accept of %s that is asked first decides that side and leaves the other", (direction) => {
  const other = direction === "ingress" ? "egress" : "ingress";
  fc.assert(fc.property(situations, ([raw, calls]) => {
    const [before, after] = [ask(raw, calls), ask(first(raw, "Accept", [direction]), calls)];
    expect(after.map(({ sides }) => sides[other].verdict)).toEqual(before.map(({ sides }) => sides[other].verdict));
    expect(after.map(({ sides }) => sides[direction].verdict)).toEqual(calls.map((call, i) => (isAbout(direction, call) ? "allow" : before[i]?.sides[direction].verdict)));
  }), RUNS);
});

test("a Pass that is asked first leaves what there is without the Admin tier", () => {
  const isBaseline = ({ kind, spec }: RawAdminPolicy): boolean => kind === "BaselineAdminNetworkPolicy" || spec.tier === "Baseline";
  fc.assert(fc.property(situations, ([raw, calls]) => {
    const about = calls.filter((call) => isAbout("egress", call) === isPoliced(call.from) && isAbout("ingress", call) === isPoliced(call.to));
    expect(decided(first(raw, "Pass"), about)).toEqual(decided({ ...raw, admin: raw.admin.filter(isBaseline) }, about));
  }), RUNS);
});

test("a pod without an address is judged as with it, or not at all", () => {
  let undecided = 0;
  fc.assert(fc.property(situations, ([raw, calls]) => {
    const found = verdicts(raw, calls, adminDocumentsOf(raw).map((document) => document.replace(/"podIP":"[^"]*",/, "")));
    const possible = calls.map((call, i) => (found[i] === "unknown" ? found[i] : expectedOf(raw, call)));
    undecided += calls.filter((call, i) => found[i] !== expectedOf(raw, call)).length;
    expect(found).toEqual(possible);
  }), { ...RUNS, seed: SEED });
  expect(undecided).toBeGreaterThan(0);
});

/** Which address of an end belongs to a family; a pod that has one of each is called in both. */
const addressIn = (end: AdminEnd, family: 4 | 6): string | undefined =>
  [end.ip, ...("also" in end && end.also !== undefined ? [end.also] : [])].find((address) => address.includes(":") === (family === 6));

test("each family is judged alone, and different verdicts are partial", () => {
  const second = (ip: string): string => (ip.includes(":") ? ip.replace("fd00::", "10.0.0.6") : ip.replace("10.0.0.", "fd00::6"));
  const doubled = (raw: AdminCluster): AdminCluster => ({ ...raw, pods: raw.pods.map((pod) => (pod.hostNetwork ? pod : { ...pod, also: second(pod.ip) })) });
  const split = adminClusters.map(doubled).chain((raw) => fc.tuple(fc.constant(raw), fc.array(callsIn(raw), { minLength: 10, maxLength: 10 })));
  const expectedWith = (raw: AdminCluster, call: AdminCall): string => {
    const families = ([4, 6] as const).filter((family) => addressIn(call.from, family) !== undefined && addressIn(call.to, family) !== undefined);
    const found = new Set(families.map((family) => {
      const alone = <End extends AdminEnd>(end: End): End => ({ ...end, ip: addressIn(end, family) ?? end.ip });
      const from = alone(call.from);
      return expectedOf(raw, { ...call, from, to: isToItself(call) ? from : alone(call.to) });
    }));
    return found.has("allow") && found.has("deny") ? "partial" : found.has("unknown") ? "unknown" : found.has("deny") ? "deny" : "allow";
  };
  const seen = new Set<string>();
  fc.assert(fc.property(split, ([raw, calls]) => {
    const expected = calls.map((call) => expectedWith(raw, call));
    for (const verdict of expected) seen.add(verdict);
    expect(verdicts(raw, calls)).toEqual(expected);
  }), { numRuns: 150, seed: SEED });
  expect([...seen].toSorted()).toEqual(["allow", "deny", "partial", "unknown"]);
});
