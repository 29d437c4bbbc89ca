import { describe, expect, test } from "vitest";
import type { NamespaceMatch, Policy, Subject } from "./algebra.ts";
import { CompiledPolicies } from "./compiled.ts";
import type { Doubt, Touches } from "./dialect.ts";
import type { PodParty } from "./endpoint.ts";
import { ADMIN, BASELINE, DOUBTFUL, UNION, isolating, open, pod, policyOf, ranked, space } from "./fixture.ts";
import { EVERYTHING, type Selector } from "./selector.ts";

const app = (value: string): Selector => [{ operator: "In", key: "app", values: new Set([value]) }];
const own: NamespaceMatch = { kind: "named", name: "a" };
const everywhere: NamespaceMatch = { kind: "selected", selector: EVERYTHING };
const teamless: NamespaceMatch = { kind: "selected", selector: [{ operator: "DoesNotExist", key: "team" }] };
const team: NamespaceMatch = { kind: "selected", selector: [{ operator: "Exists", key: "team" }] };
const subject = (namespaces: NamespaceMatch, pods: Selector = EVERYTHING): Subject => ({ namespaces, pods });
const host = pod("a/web", { hostNetwork: true, node: "n1" });
const unseen = pod("b/web", { namespace: space("b", {}, false) });

describe("whom a policy selects", () => {
  test.each<{ name: string; subject: Subject; more?: Partial<Policy>; to: PodParty; applies?: "yes" | "maybe"; missing?: readonly string[] }>([
    { name: "every pod of its namespace", subject: subject(own), to: pod("a/web"), applies: "yes" },
    { name: "no pod of another", subject: subject(own), to: pod("b/web") },
    { name: "by labels", subject: subject(own, app("web")), to: pod("a/web"), applies: "yes" },
    { name: "not by other labels", subject: subject(own, app("db")), to: pod("a/web") },
    { name: "in every namespace", subject: subject(everywhere, app("web")), to: pod("b/web"), applies: "yes" },
    { name: "in namespaces by label", subject: subject(team), to: pod("b/web", { namespace: space("b", { team: "x" }) }), applies: "yes" },
    { name: "not in namespaces without the label", subject: subject(team), to: pod("b/web") },
    { name: "perhaps in an unseen namespace", subject: subject(teamless), to: unseen, applies: "maybe", missing: ["labels"] },
    { name: "not by a demand on an unseen namespace", subject: subject(team), to: unseen },
    { name: "not by other labels in an unseen namespace", subject: subject(teamless, app("db")), to: unseen },
    { name: "perhaps, where the policy perhaps exists", subject: subject(own), more: DOUBTFUL, to: pod("a/web"), applies: "maybe", missing: ["doubtful-policy"] },
    { name: "perhaps, for both reasons", subject: subject(teamless), more: DOUBTFUL, to: unseen, applies: "maybe", missing: ["labels", "doubtful-policy"] },
    { name: "nobody in a node's network", subject: subject(own), to: host },
    { name: "nobody in a node's network, in every namespace", subject: subject(everywhere), to: host },
  ])("$name", ({ subject: about, more, to, applies, missing = [] }) => {
    const policies = new CompiledPolicies([policyOf("p", UNION, { subject: about, ...more })]);
    const [selecting] = policies.selecting(to);
    expect(selecting?.applies).toBe(applies);
    expect((selecting?.missing ?? []).map(({ kind }) => kind)).toEqual(missing);
    expect(policies.selecting(to)).toBe(policies.selecting(to));
  });
});

describe("tiers", () => {
  const policies = new CompiledPolicies([ranked(BASELINE, 0, "deny"), open(""), ranked(ADMIN, 0, "pass"), isolating(""), policyOf("silent", UNION)]);
  const named = (all: ReturnType<typeof policies.tiersFor>): readonly string[] => all.map(({ tier, policies: inside }) => `${tier.name}: ${inside.map(({ policy }) => policy.ref.name).join(" ")}`);

  test("are asked by position, each with the policies that have rules for the direction", () => {
    expect(named(policies.tiersFor(pod("a/web"), "egress"))).toEqual(["Admin: Admin-0-pass", "Union: open- isolating-", "Baseline: Baseline-0-deny"]);
  });
  test("stay where they select nobody", () => {
    expect(named(policies.tiersFor(pod("b/web"), "ingress"))).toEqual(["Admin: ", "Union: ", "Baseline: "]);
  });
  test("are none without policies", () => {
    expect(new CompiledPolicies([]).tiersFor(pod("a/web"), "ingress")).toEqual([]);
  });
});

describe("doubts", () => {
  const doubt = (couldChange: Doubt["couldChange"], touches: Touches = { kind: "pods", namespace: "a" }): Doubt => ({
    touches, couldChange, missing: { kind: "unreadable-document", place: { file: "f.yaml", line: 1, path: "" }, kindNamed: "" },
  });
  test.each<{ name: string; doubt: Doubt; isolated: boolean; counts: boolean }>([
    { name: "any: of who is isolated", doubt: doubt("any"), isolated: true, counts: true },
    { name: "any: of who is not isolated", doubt: doubt("any"), isolated: false, counts: true },
    { name: "unlimited: of who is isolated", doubt: doubt("unlimited"), isolated: true, counts: false },
    { name: "unlimited: of who is not isolated", doubt: doubt("unlimited"), isolated: false, counts: true },
    { name: "about another namespace", doubt: doubt("any", { kind: "pods", namespace: "b" }), isolated: false, counts: false },
    { name: "about the other direction", doubt: { ...doubt("any"), directions: ["ingress"] }, isolated: false, counts: false },
    { name: "about every namespace", doubt: doubt("any", { kind: "pods", namespace: "" }), isolated: false, counts: true },
  ])("$name", ({ doubt: one, isolated, counts }) => {
    expect(new CompiledPolicies([], { doubts: [one] }).doubtsAbout(pod("a/web"), "egress", isolated)).toEqual(counts ? [one.missing] : []);
  });

  test.each<{ name: string; touches: Touches; to: PodParty; expected: boolean }>([
    { name: "its namespace", touches: { kind: "pods", namespace: "a" }, to: pod("a/web"), expected: true },
    { name: "another namespace", touches: { kind: "pods", namespace: "a" }, to: pod("b/web"), expected: false },
    { name: "all namespaces", touches: { kind: "pods", namespace: "" }, to: pod("b/web"), expected: true },
    { name: "its subject", touches: { kind: "pods", namespace: "a", subject: subject(own, app("web")) }, to: pod("a/web"), expected: true },
    { name: "another subject", touches: { kind: "pods", namespace: "a", subject: subject(own, app("db")) }, to: pod("a/web"), expected: false },
    { name: "a subject that perhaps is in an unseen namespace", touches: { kind: "pods", namespace: "", subject: subject(teamless) }, to: unseen, expected: true },
    { name: "nobody in a node's network", touches: { kind: "pods", namespace: "" }, to: host, expected: false },
    { name: "nodes, not pods", touches: { kind: "nodes", selector: EVERYTHING }, to: pod("a/web"), expected: false },
    { name: "nodes, and the pods in their networks", touches: { kind: "nodes", selector: EVERYTHING }, to: host, expected: true },
  ])("a policy that is not evaluated touches $name", ({ touches, to, expected }) => expect(new CompiledPolicies([]).touches(touches, to)).toBe(expected));
});
