import { describe, expect, test } from "vitest";
import type { Direction, Policy, Rule } from "./algebra.ts";
import { CompiledPolicies } from "./compiled.ts";
import type { Doubt } from "./dialect.ts";
import type { Party } from "./endpoint.ts";
import { ENGINES } from "./engines.ts";
import { type DirectionExplanation, explainDirection } from "./explain.ts";
import { ADMIN, ANYONE, ANYTHING, BASELINE, DOUBTFUL, OUTSIDE, UNION, call, isolating, node, pod, policyOf, ranked } from "./fixture.ts";
import { exactPattern } from "./names.ts";
import type { Selector } from "./selector.ts";
import { NOTHING_AROUND } from "./surroundings.ts";

const web = pod("a/web", { node: "n1" });
const host = (more: Partial<Parameters<typeof pod>[1]> = {}): Party => pod("a/agent", { hostNetwork: true, ...more });
const zone = (value: string): Selector => [{ operator: "In", key: "zone", values: new Set([value]) }];
const nodes = new Map([["n1", { name: "n1", labels: new Map([["zone", "x"]]), known: true }], ["n2", { name: "n2", labels: new Map([["zone", "y"]]), known: true }]]);

/** Nodes, and pods in their networks: only policies about nodes could limit them, and those are doubts (semantics §3.1). */
describe("who is not policed", () => {
  const about = (selector: Selector, more: Partial<Doubt> = {}): Doubt => ({
    touches: { kind: "nodes", selector }, couldChange: "any", missing: { kind: "host-policy", policy: { apiVersion: "x/v1", kind: "P", namespace: "", name: "p" } }, ...more,
  });
  test.each<{ name: string; subject: Party; doubts: readonly Doubt[]; open: boolean }>([
    { name: "a node, and no policy about nodes", subject: node("n1"), doubts: [], open: false },
    { name: "a node that a policy selects", subject: node("n1"), doubts: [about(zone("x"))], open: true },
    { name: "a node that it does not", subject: node("n2"), doubts: [about(zone("x"))], open: false },
    { name: "a node without an object, and a demand", subject: node("n9"), doubts: [about(zone("x"))], open: false },
    { name: "a node without an object, and an absence", subject: node("n9"), doubts: [about([{ operator: "DoesNotExist", key: "zone" }])], open: true },
    { name: "a pod in the network of a node that it selects", subject: host({ node: "n1" }), doubts: [about(zone("x"))], open: true },
    { name: "a pod in the network of another", subject: host({ node: "n2" }), doubts: [about(zone("x"))], open: false },
    { name: "a pod in the network of nobody knows which node", subject: host(), doubts: [about(zone("x"))], open: true },
    { name: "a doubt about the other direction", subject: node("n1"), doubts: [about([], { directions: ["egress"] })], open: false },
    { name: "a doubt about pods of every namespace", subject: node("n1"), doubts: [about([], { touches: { kind: "pods", namespace: "" } })], open: false },
    { name: "outside is nobody's node", subject: OUTSIDE, doubts: [about([])], open: false },
  ])("$name", ({ subject, doubts, open }) => {
    const policies = new CompiledPolicies([isolating("")], { doubts, around: { ...NOTHING_AROUND, nodes } });
    const { decision, ground, missing, tiers } = explainDirection("ingress", call(web, subject), policies);
    expect([decision, ground.kind, missing.map(({ kind }) => kind), tiers]).toEqual(open ? ["unknown", "undecided", ["host-policy"], []] : ["allow", "not-policed", [], []]);
  });
  test("a policy about nodes says nothing of a pod on one", () => {
    const policies = new CompiledPolicies([isolating("")], { doubts: [about([])], around: { ...NOTHING_AROUND, nodes } });
    expect(explainDirection("ingress", call(OUTSIDE, web), policies).decision).toBe("deny");
  });
});

const ask = (policies: readonly Policy[], more: Partial<ConstructorParameters<typeof CompiledPolicies>[1]> = {}, direction: Direction = "ingress"): DirectionExplanation =>
  explainDirection(direction, direction === "ingress" ? call(OUTSIDE, web) : call(web, OUTSIDE), new CompiledPolicies(policies, more));

describe("tiers that were not reached", () => {
  const far: Partial<Policy> = { subject: { namespaces: { kind: "named", name: "b" }, pods: [] } };
  test.each<{ name: string; policies: readonly Policy[]; reached: readonly string[]; not: readonly string[] }>([
    { name: "all are, where none decides", policies: [ranked(ADMIN, 0, "!allow"), ranked(BASELINE, 0, "deny")], reached: ["Admin", "Baseline"], not: [] },
    { name: "those after an allow", policies: [ranked(ADMIN, 0, "allow"), isolating(""), ranked(BASELINE, 0, "deny")], reached: ["Admin"], not: ["Union", "Baseline"] },
    { name: "those after isolation", policies: [isolating(""), ranked(BASELINE, 0, "allow")], reached: ["Union"], not: ["Baseline"] },
    { name: "none, where it perhaps goes on", policies: [ranked(ADMIN, 0, "allow?"), isolating("")], reached: ["Admin", "Union"], not: [] },
    { name: "not those without a policy about the pod", policies: [ranked(ADMIN, 0, "deny"), isolating("", far), ranked(BASELINE, 0, "deny")], reached: ["Admin"], not: ["Baseline"] },
  ])("$name", ({ policies, reached, not }) => {
    const { tiers, notReached } = ask(policies);
    expect([tiers.map(({ tier }) => tier.name), notReached.map(({ tier }) => tier.name)]).toEqual([reached, not]);
  });
});

describe("policies that the engine does not enforce", () => {
  const ref = { apiVersion: "policy.networking.k8s.io/v1alpha1", kind: "AdminNetworkPolicy", namespace: "", name: "p" };
  const denies = (more: Partial<Policy> = {}): Policy => ranked(ADMIN, 0, "deny", { ref, ...more });
  const without = { engine: ENGINES.cilium } as const;
  test.each<{ name: string; policies: readonly Policy[]; more?: Parameters<typeof ask>[1]; decision: string; not: number }>([
    { name: "take no part, and are named", policies: [denies()], more: without, decision: "allow", not: 1 },
    { name: "are not named of other pods", policies: [denies({ subject: { namespaces: { kind: "named", name: "b" }, pods: [] } })], more: without, decision: "allow", not: 0 },
    { name: "leave it to those that are enforced", policies: [denies(), isolating("allow")], more: without, decision: "allow", not: 1 },
    { name: "decide under an engine that does", policies: [denies()], decision: "deny", not: 0 },
    { name: "leave it open under one that was guessed", policies: [denies()], more: { ...without, engineIsTold: false }, decision: "unknown", not: 0 },
  ])("$name", ({ policies, more, decision, not }) => {
    const explained = ask(policies, more);
    expect([explained.decision, explained.notEnforced.length]).toEqual([decision, not]);
  });
  test("are named only for their directions", () => {
    const { ingress } = denies();
    const ingressOnly = policyOf("p", ADMIN, { ref, ...(ingress && { ingress }) });
    expect((["ingress", "egress"] as const).map((direction) => ask([ingressOnly], without, direction).notEnforced.length)).toEqual([1, 0]);
  });
  test("are named of a pod that calls itself too", () => {
    expect(explainDirection("ingress", call(web, web, { loopback: true }), new CompiledPolicies([denies()], without)).notEnforced.length).toBe(1);
  });
});

/** Semantics §3.9. The rule for DNS queries may stand in another policy, one that perhaps does not apply. */
describe("rules by name learn from rules for DNS queries", () => {
  const place = { file: "p.yaml", line: 1, path: "" };
  const egress = (name: string, rule: Partial<Rule>, more: Partial<Policy> = {}): Policy =>
    policyOf(name, UNION, { egress: { isolates: true, rules: [{ action: "allow", peers: [ANYONE], ports: [ANYTHING], place, number: 1, ...rule }] }, ...more });
  const byName = egress("names", { peers: [{ kind: "names", names: [exactPattern("a.io")], learnt: "policed-lookup" }] });
  const dns = (name: string, more: Partial<Policy> = {}): Policy => egress("dns", { ports: [], beyond: { kind: "dns", names: [exactPattern(name)] } }, more);
  test.each<{ name: string; policies: readonly Policy[]; decision: string; missing?: readonly string[] }>([
    { name: "none", policies: [byName], decision: "deny" },
    { name: "one for the name", policies: [byName, dns("a.io")], decision: "allow" },
    { name: "one for another name", policies: [byName, dns("b.io")], decision: "deny" },
    { name: "one of another pod", policies: [byName, dns("a.io", { subject: { namespaces: { kind: "named", name: "b" }, pods: [] } })], decision: "deny" },
    { name: "one that perhaps applies", policies: [byName, dns("a.io", DOUBTFUL)], decision: "unknown", missing: ["doubtful-policy"] },
  ])("$name", ({ policies, decision, missing = [] }) => {
    const connection = call(web, OUTSIDE);
    const explained = explainDirection("egress", { ...connection, target: { ...connection.target, name: "a.io" } }, new CompiledPolicies(policies));
    expect([explained.decision, [...new Set(explained.missing.map(({ kind }) => kind))]]).toEqual([decision, missing]);
  });
});
