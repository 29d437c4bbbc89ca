import { describe, expect, test } from "vitest";
import type { Direction, Policy, Tier } from "./algebra.ts";
import { CompiledPolicies } from "./compiled.ts";
import type { Doubt } from "./dialect.ts";
import type { Party } from "./endpoint.ts";
import { ENGINES } from "./engines.ts";
import { type Decision, type Ground, explainConnection, explainDirection } from "./explain.ts";
import { ADMIN, BASELINE, DOUBTFUL, OUTSIDE, UNION, call, isolating, node, open, pod, ranked } from "./fixture.ts";

const { kubernetes, calico } = ENGINES;
const web = pod("a/web", { node: "n1" });
const admin = (text: string, more: Partial<Policy> = {}): Policy => ranked(ADMIN, 0, text, more);
const baseline = (text: string): Policy => ranked(BASELINE, 0, text);
const ask = (policies: readonly Policy[], peer: Party = OUTSIDE, more: { doubts?: readonly Doubt[]; engine?: typeof calico; direction?: Direction; loopback?: boolean; subject?: Party } = {}) => {
  const { doubts = [], engine = kubernetes, direction = "ingress", loopback = false, subject = web } = more;
  const connection = direction === "ingress" ? call(peer, subject, { loopback }) : call(subject, peer, { loopback });
  return explainDirection(direction, connection, new CompiledPolicies(policies, { doubts, engine }));
};

/** Ranked above united above ranked, as Admin policies, NetworkPolicy and Baseline policies are. */
describe("three tiers", () => {
  test.each<{ name: string; policies: readonly Policy[]; decision: Decision; ground: Ground["kind"] }>([
    { name: "no policy at all", policies: [], decision: "allow", ground: "open" },
    { name: "an allow above is final", policies: [admin("allow"), isolating(""), baseline("deny")], decision: "allow", ground: "rule" },
    { name: "a deny above is final", policies: [admin("deny"), isolating("allow"), baseline("allow")], decision: "deny", ground: "rule" },
    { name: "a pass leaves it to who isolates: denied", policies: [admin("pass deny"), isolating(""), baseline("allow")], decision: "deny", ground: "isolated" },
    { name: "a pass leaves it to who isolates: allowed", policies: [admin("pass deny"), isolating("allow"), baseline("deny")], decision: "allow", ground: "rule" },
    { name: "a pass, nobody isolates: denied below", policies: [admin("pass"), baseline("deny")], decision: "deny", ground: "rule" },
    { name: "a pass, nobody isolates: allowed below", policies: [admin("pass"), baseline("allow deny")], decision: "allow", ground: "rule" },
    { name: "a pass, nobody isolates, a pass below: open", policies: [admin("pass"), baseline("pass deny")], decision: "allow", ground: "open" },
    { name: "no match above is as a pass: denied by isolation", policies: [admin("!allow"), isolating("!allow"), baseline("allow")], decision: "deny", ground: "isolated" },
    { name: "no match above: allowed in the middle", policies: [admin("!deny"), isolating("allow"), baseline("deny")], decision: "allow", ground: "rule" },
    { name: "who does not isolate leaves it to the one below", policies: [open("!allow"), baseline("deny")], decision: "deny", ground: "rule" },
    { name: "isolation keeps the one below from being asked", policies: [isolating("allow"), baseline("deny")], decision: "allow", ground: "rule" },
    { name: "no match anywhere", policies: [admin("!deny"), open("!deny"), baseline("!deny")], decision: "allow", ground: "open" },
    { name: "an undecided deny above what denies anyway", policies: [admin("deny?"), isolating("")], decision: "deny", ground: "isolated" },
    { name: "an undecided deny above what allows", policies: [admin("deny?"), isolating("allow")], decision: "unknown", ground: "undecided" },
    { name: "an undecided allow above what allows anyway", policies: [admin("allow?"), isolating("allow")], decision: "allow", ground: "rule" },
    { name: "an undecided allow above isolation", policies: [admin("allow?"), isolating("")], decision: "unknown", ground: "undecided" },
    { name: "an undecided pass before an allow, and open below", policies: [admin("pass? allow")], decision: "allow", ground: "rule" },
    { name: "an undecided pass before an allow, and denied below", policies: [admin("pass? allow"), baseline("deny")], decision: "unknown", ground: "undecided" },
    { name: "an undecided allow in the middle, and open below", policies: [open("allow?")], decision: "allow", ground: "open" },
    { name: "an undecided allow in the middle, and denied below", policies: [open("allow?"), baseline("deny")], decision: "unknown", ground: "undecided" },
    { name: "a policy that perhaps isolates, over a deny", policies: [isolating("", DOUBTFUL), baseline("deny")], decision: "deny", ground: "rule" },
    { name: "a policy that perhaps isolates, over an allow", policies: [isolating("", DOUBTFUL), baseline("allow")], decision: "unknown", ground: "undecided" },
    { name: "a policy that perhaps exists and allows what it isolates", policies: [isolating("allow", DOUBTFUL)], decision: "allow", ground: "open" },
    { name: "and over a deny", policies: [isolating("allow", DOUBTFUL), baseline("deny")], decision: "unknown", ground: "undecided" },
    { name: "tied policies above what one of them says", policies: [admin("pass"), admin("deny"), isolating("")], decision: "deny", ground: "isolated" },
    { name: "tied policies above what only one of them says", policies: [admin("pass"), admin("deny"), isolating("allow")], decision: "unknown", ground: "undecided" },
  ])("$name", ({ policies, decision, ground }) => {
    for (const direction of ["ingress", "egress"] as const) {
      for (const given of [policies, policies.toReversed()]) {
        const explained = ask(given, OUTSIDE, { direction });
        expect([explained.decision, explained.ground.kind]).toEqual([decision, ground]);
        expect(explained.missing.length > 0).toBe(decision === "unknown");
        expect(explained.isolatedBy.every(({ standing, [direction]: rules }) => standing === "certain" && rules?.isolates)).toBe(true);
      }
    }
  });

  test("what is decided above is not asked below", () => {
    expect(ask([admin("deny"), isolating("allow"), baseline("allow")]).tiers.map(({ tier }) => tier.name)).toEqual(["Admin"]);
  });
  test("the rule that settled it is named, with its number", () => {
    const { ground } = ask([admin("pass"), isolating("!allow allow")]);
    expect(ground.kind === "rule" && [ground.outcome.policy.tier.name, ground.outcome.rule.number]).toEqual(["Union", 2]);
  });
});

test("of several ranks that deny, the first is named", () => {
  const { ground, tiers } = ask([ranked(ADMIN, 9, "deny"), ranked(ADMIN, 1, "deny")]);
  expect(ground.kind === "rule" && ground.outcome.policy.rank).toBe(1);
  expect(tiers.flatMap(({ policies }) => policies.map(({ selecting }) => selecting.policy.rank))).toEqual([1, 9]);
});

describe("who is not asked", () => {
  test.each<{ name: string; subject: Party; loopback?: boolean; ground: Ground["kind"]; isolated: number }>([
    { name: "outside", subject: OUTSIDE, ground: "not-policed", isolated: 0 },
    { name: "a node", subject: node("n1"), ground: "not-policed", isolated: 0 },
    { name: "a pod in its node's network", subject: pod("a/web", { hostNetwork: true }), ground: "not-policed", isolated: 0 },
    { name: "a pod that calls itself", subject: web, loopback: true, ground: "loopback", isolated: 1 },
  ])("$name", ({ subject, loopback, ground, isolated }) => {
    const explained = ask([isolating("")], web, { subject, ...(loopback && { loopback }) });
    expect([explained.decision, explained.ground.kind, explained.isolatedBy.length]).toEqual(["allow", ground, isolated]);
  });
});

/** A tier says whether it spares traffic with the pod's own node, an engine whether it does so in this direction. */
describe("the own node", () => {
  const sparing: Tier = { ...ADMIN, sparesOwnNode: true };
  const host = (name?: string): Party => pod("a/agent", { hostNetwork: true, ...(name !== undefined && { node: name }) });
  const nowhere = pod("a/web");
  test.each<{ name: string; policies: readonly Policy[]; peer: Party; subject?: Party; engine?: typeof calico; direction?: Direction; decision: Decision; ground: Ground["kind"]; assumed?: string }>([
    { name: "is spared by a tier that says so", policies: [isolating("")], peer: node("n1"), decision: "allow", ground: "own-node", assumed: "own-node-free" },
    { name: "is not spared from a rule that denies, where rules have no order", policies: [isolating("deny")], peer: node("n1"), decision: "deny", ground: "rule" },
    { name: "is spared from one that does not match", policies: [isolating("!deny")], peer: node("n1"), decision: "allow", ground: "own-node", assumed: "own-node-free" },
    { name: "and perhaps from one that perhaps matches", policies: [isolating("deny?")], peer: node("n1"), decision: "unknown", ground: "undecided" },
    { name: "is not spared by a tier that does not say so", policies: [admin("deny")], peer: node("n1"), decision: "deny", ground: "rule" },
    { name: "is not spared by the tier below either", policies: [baseline("deny")], peer: node("n1"), decision: "deny", ground: "rule" },
    { name: "is spared by the tier in the middle and not by the one above", policies: [admin("deny"), isolating("")], peer: node("n1"), decision: "deny", ground: "rule" },
    { name: "is spared by a ranked tier that says so", policies: [ranked(sparing, 0, "deny")], peer: node("n1"), decision: "allow", ground: "own-node", assumed: "own-node-free" },
    { name: "needs no favour where a rule allows", policies: [isolating("allow")], peer: node("n1"), decision: "allow", ground: "rule" },
    { name: "needs no favour where nobody isolates", policies: [open("!allow")], peer: node("n1"), decision: "allow", ground: "open" },
    { name: "is also who shares its network", policies: [isolating("")], peer: host("n1"), decision: "allow", ground: "own-node", assumed: "own-node-free" },
    { name: "is not another node", policies: [isolating("")], peer: node("n2"), decision: "deny", ground: "isolated" },
    { name: "is not who shares another's network", policies: [isolating("")], peer: host("n2"), decision: "deny", ground: "isolated" },
    { name: "is not a pod on it", policies: [isolating("")], peer: pod("a/other", { node: "n1" }), decision: "deny", ground: "isolated" },
    { name: "is not outside", policies: [isolating("")], peer: OUTSIDE, decision: "deny", ground: "isolated" },
    { name: "is not applied where the pod's node is not known", policies: [isolating("")], subject: nowhere, peer: node("n1"), decision: "deny", ground: "isolated", assumed: "own-node-not-applied" },
    { name: "is not applied where the caller's node is not known", policies: [isolating("")], peer: host(), decision: "deny", ground: "isolated", assumed: "own-node-not-applied" },
    { name: "is free outwards", policies: [isolating("")], peer: node("n1"), direction: "egress", decision: "allow", ground: "own-node", assumed: "own-node-free" },
    { name: "is not free outwards for Calico", policies: [isolating("")], peer: node("n1"), direction: "egress", engine: calico, decision: "deny", ground: "isolated" },
    { name: "is free inwards for Calico", policies: [isolating("")], peer: node("n1"), engine: calico, decision: "allow", ground: "own-node", assumed: "own-node-free" },
    { name: "is free whatever is doubtful in the tier that spares it", policies: [isolating("", DOUBTFUL)], peer: node("n1"), decision: "allow", ground: "own-node", assumed: "own-node-free" },
    { name: "and not where a tier below could still deny", policies: [isolating("", DOUBTFUL), baseline("deny")], peer: node("n1"), decision: "unknown", ground: "undecided" },
  ])("$name", ({ policies, peer, subject, engine, direction, decision, ground, assumed }) => {
    const explained = ask(policies, peer, { ...(subject && { subject }), ...(engine && { engine }), ...(direction && { direction }) });
    expect([explained.decision, explained.ground.kind]).toEqual([decision, ground]);
    expect(explained.missing.length > 0).toBe(decision === "unknown");
    expect(explained.assumptions.map(({ kind }) => kind)).toEqual(assumed === undefined ? [] : [assumed]);
  });
});

describe("what nobody evaluates", () => {
  const doubt = (couldChange: Doubt["couldChange"], namespace = "a"): Doubt => ({
    touches: { kind: "pods", namespace }, couldChange, missing: { kind: "unreadable-document", place: { file: "f.yaml", line: 1, path: "" }, kindNamed: "" },
  });
  test.each<{ name: string; policies: readonly Policy[]; doubts: readonly Doubt[]; decision: Decision }>([
    { name: "any: over an allow", policies: [isolating("allow")], doubts: [doubt("any")], decision: "unknown" },
    { name: "any: over a deny", policies: [isolating("")], doubts: [doubt("any")], decision: "unknown" },
    { name: "any: over nothing", policies: [], doubts: [doubt("any")], decision: "unknown" },
    { name: "any: about other pods", policies: [isolating("")], doubts: [doubt("any", "b")], decision: "deny" },
    { name: "unlimited: where nobody isolates", policies: [], doubts: [doubt("unlimited")], decision: "unknown" },
    { name: "unlimited: where somebody isolates and allows", policies: [isolating("allow")], doubts: [doubt("unlimited")], decision: "allow" },
    { name: "unlimited: where somebody isolates and denies", policies: [isolating("")], doubts: [doubt("unlimited")], decision: "deny" },
    { name: "unlimited: where somebody only perhaps isolates", policies: [isolating("allow", DOUBTFUL)], doubts: [doubt("unlimited")], decision: "unknown" },
  ])("$name", ({ policies, doubts, decision }) => {
    const explained = ask(policies, OUTSIDE, { doubts });
    expect(explained.decision).toBe(decision);
    expect(explained.missing.length > 0).toBe(decision === "unknown");
  });
});

describe("both ends decide", () => {
  const TEXT = { allow: "allow", deny: "", unknown: "allow?" } as const;
  test.each<{ egress: Decision; ingress: Decision; decision: Decision }>([
    { egress: "allow", ingress: "allow", decision: "allow" },
    { egress: "allow", ingress: "deny", decision: "deny" },
    { egress: "deny", ingress: "allow", decision: "deny" },
    { egress: "deny", ingress: "unknown", decision: "deny" },
    { egress: "unknown", ingress: "deny", decision: "deny" },
    { egress: "unknown", ingress: "allow", decision: "unknown" },
    { egress: "allow", ingress: "unknown", decision: "unknown" },
    { egress: "unknown", ingress: "unknown", decision: "unknown" },
    { egress: "deny", ingress: "deny", decision: "deny" },
  ])("$egress out, $ingress in: $decision", ({ egress, ingress, decision }) => {
    const only = (direction: Direction, namespace: string, text: string): Policy => {
      const { egress: out, ingress: into, ...rest } = isolating(text, { subject: { namespaces: { kind: "named", name: namespace }, pods: [] } });
      return direction === "egress" ? { ...rest, ...(out && { egress: out }) } : { ...rest, ...(into && { ingress: into }) };
    };
    const policies = new CompiledPolicies([only("egress", "a", TEXT[egress]), only("ingress", "b", TEXT[ingress])]);
    const explained = explainConnection(call(pod("a/client"), pod("b/web")), policies);
    expect([explained.egress.decision, explained.ingress.decision, explained.decision]).toEqual([egress, ingress, decision]);
  });
});

test("a tier of one name has one position, whoever brings it", () => {
  const again: Tier = { ...UNION };
  expect(ask([isolating(""), isolating("allow", { tier: again })]).decision).toBe("allow");
});
