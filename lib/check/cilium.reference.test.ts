import fc from "fast-check";
import { expect, test } from "vitest";
import { ENGINES } from "#lib/policy/engines.ts";
import type { Answer } from "./answer.ts";
import { type Direction, type RawCiliumCall, type RawCiliumCluster, type RawCiliumEnd, type RawCiliumPolicy, type RawCiliumRule, type RawItem, isManaged, passes, permits, rulesOf } from "./cilium.reference.fixture.ts";
import { allowItem, everyDocument, situations } from "./cilium.random.fixture.ts";
import { asking, cluster, contextFrom } from "./fixture.ts";

const idIn = ({ pods }: RawCiliumCluster, end: RawCiliumEnd): string => {
  const ends: readonly RawCiliumEnd[] = pods;
  return "namespace" in end ? `${end.namespace}/pod/p${ends.indexOf(end)}` : "node" in end ? `node:${end.node}` : `ip:${end.ip}`;
};
const targetIn = (raw: RawCiliumCluster, end: RawCiliumEnd): string => ("node" in end ? idIn(raw, end) : `[${end.ip}]`);

/** Asks about the ends of `raw` in a cluster that was written down as `documents`. */
function ask(raw: RawCiliumCluster, calls: readonly RawCiliumCall[], documents: readonly string[] = everyDocument(raw)): readonly Answer[] {
  const context = contextFrom(cluster(...documents), { engine: ENGINES.cilium });
  return calls.map(({ from, to, port, protocol }) => asking(context, idIn(raw, from), `${targetIn(raw, to)}:${port}/${protocol}`));
}

const verdicts = (...asked: Parameters<typeof ask>): readonly string[] => ask(...asked).map(({ folded }) => folded.verdict);
const decided = (...asked: Parameters<typeof ask>): readonly unknown[] =>
  ask(...asked).map(({ folded, code, sides: { egress, ingress } }) => [folded.verdict, code, egress.verdict, egress.code, ingress.verdict, ingress.code]);
const RUNS = { numRuns: 60 };

test("the verdict is that of a second opinion", () => {
  fc.assert(fc.property(situations, ([raw, calls]) => {
    const said = ask(raw, calls);
    expect(said.map(({ folded }) => folded.verdict)).toEqual(calls.map((call) => (passes(raw, call) ? "allow" : "deny")));
    const sides = (direction: Direction) => calls.map((call) => (call.from === call.to || permits(raw, direction, call) ? "allow" : "deny"));
    expect(said.map((answer) => answer.sides.egress.verdict)).toEqual(sides("egress"));
    expect(said.map((answer) => answer.sides.ingress.verdict)).toEqual(sides("ingress"));
  }), { numRuns: 150 });
});

const withRules = (raw: RawCiliumCluster, change: (rule: RawCiliumRule) => RawCiliumRule): RawCiliumCluster =>
  ({ ...raw, cilium: raw.cilium.map(({ namespace, spec, specs }): RawCiliumPolicy => ({ namespace, ...(spec && { spec: change(spec) }), ...(specs && { specs: specs.map(change) }) })) });

const SECTIONS = ["ingress", "ingressDeny", "egress", "egressDeny"] as const;
/** JSON drops what is undefined. */
const reversed = (rule: RawCiliumRule): RawCiliumRule =>
  ({ ...rule, ...Object.fromEntries(SECTIONS.map((section) => [section, rule[section]?.toReversed().map((item) => Object.fromEntries(Object.entries(item).map(([field, list]: [string, unknown]) => [field, Array.isArray(list) ? list.toReversed() : list])))])) });

test("the order of documents, items, peers and ports does not matter", () => {
  const shuffled = situations.chain(([raw, calls]) => {
    const documents = everyDocument(withRules(raw, reversed));
    return fc.tuple(fc.constant(raw), fc.constant(calls), fc.shuffledSubarray([...documents], { minLength: documents.length }));
  });
  fc.assert(fc.property(shuffled, ([raw, calls, documents]) => {
    expect(decided(raw, calls, documents)).toEqual(decided(raw, calls));
  }), RUNS);
});

test("specs written as single policies change nothing", () => {
  fc.assert(fc.property(situations, ([raw, calls]) => {
    const single = raw.cilium.flatMap((policy) => rulesOf(policy).map((spec): RawCiliumPolicy => ({ namespace: policy.namespace, spec })));
    expect(decided({ ...raw, cilium: single }, calls)).toEqual(decided(raw, calls));
  }), RUNS);
});

const withRule = (raw: RawCiliumCluster, spec: RawCiliumRule): RawCiliumCluster => ({ ...raw, cilium: [...raw.cilium, { namespace: "", spec }] });
test.each<{ direction: Direction; spec: Omit<RawCiliumRule, "endpointSelector"> }>([
  { direction: "ingress", spec: { ingressDeny: [{ fromEntities: ["all"] }] } },
  { direction: "egress", spec: { egressDeny: [{ toEntities: ["all"] }] } },
  { direction: "ingress", spec: { ingressDeny: [{ toPorts: [{ ports: [{ port: "0" }] }] }], enableDefaultDeny: { ingress: false } } },
])("whom a rule denies, nothing else lets through: $spec", ({ direction, spec }) => {
  fc.assert(fc.property(situations, ([raw, calls]) => {
    const own = ({ from, to }: RawCiliumCall): boolean => isManaged(direction === "ingress" ? to : from);
    const asked = calls.filter((call) => call.from !== call.to && own(call));
    const said = ask(withRule(raw, { endpointSelector: {}, ...spec }), asked);
    expect(said.map(({ folded, sides }) => [folded.verdict, sides[direction].code])).toEqual(asked.map(() => ["deny", "BLOCKED_RULE"]));
  }), RUNS);
});

test("a rule that denies only blocks where it does not limit", () => {
  fc.assert(fc.property(situations, allowItem.ingress, ([raw, calls], denied) => {
    const rules: RawItem = denied.toPorts ? { ...denied, toPorts: denied.toPorts.map(({ ports }) => ({ ports })) } : denied;
    const after = verdicts(withRule(raw, { endpointSelector: {}, ingressDeny: [rules], enableDefaultDeny: { ingress: false } }), calls);
    expect(verdicts(raw, calls).every((verdict, i) => verdict === "allow" || after[i] === "deny")).toBe(true);
  }), RUNS);
});

test.each(["ingress", "egress"] as const)("an allowing entry more blocks nothing where %s is limited anyway", (direction) => {
  fc.assert(fc.property(situations, allowItem[direction], ([raw, calls], item) => {
    const limited = withRules(raw, (rule) => ((rule[direction] ?? []).length > 0 ? { ...rule, enableDefaultDeny: {} } : rule));
    const widened = withRules(limited, (rule) => ((rule[direction] ?? []).length > 0 ? { ...rule, [direction]: [...(rule[direction] ?? []), item] } : rule));
    const after = verdicts(widened, calls);
    expect(verdicts(limited, calls).every((verdict, i) => verdict === "deny" || after[i] === "allow")).toBe(true);
  }), RUNS);
});

test("what is asked of a sent request changes no verdict about the connection", () => {
  fc.assert(fc.property(situations, ([raw, calls]) => {
    const plain = (items: readonly RawItem[] | undefined): readonly RawItem[] | undefined =>
      items?.map((item) => (item.toPorts ? { ...item, toPorts: item.toPorts.map(({ ports }) => ({ ports })) } : item));
    const without = withRules(raw, (rule) => ({ ...rule, ...(rule.ingress && { ingress: plain(rule.ingress) ?? [] }), ...(rule.egress && { egress: plain(rule.egress) ?? [] }) }));
    expect(decided(without, calls)).toEqual(decided(raw, calls));
  }), RUNS);
});

test("other engines take no notice of Cilium's policies", () => {
  fc.assert(fc.property(situations, ([raw, calls]) => {
    const under = (documents: readonly string[]): readonly string[] => {
      const context = contextFrom(cluster(...documents), { engine: ENGINES.kubernetes });
      return calls.map(({ from, to, port, protocol }) => asking(context, idIn(raw, from), `${targetIn(raw, to)}:${port}/${protocol}`).folded.verdict);
    };
    expect(under(everyDocument(raw))).toEqual(under(everyDocument({ ...raw, cilium: [] })));
  }), RUNS);
});
