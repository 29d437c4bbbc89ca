import { describe, expect, test } from "vitest";
import { parseAddress } from "#lib/net/address.ts";
import { cidr } from "#lib/net/cidr.ts";
import type { Action, Peer, Policy, Rule, Tier } from "./algebra.ts";
import { CompiledPolicies } from "./compiled.ts";
import type { Endpoint, PodParty } from "./endpoint.ts";
import { ENGINES } from "./engines.ts";
import { type Decision, explainConnection } from "./explain.ts";

const address = (text: string) => parseAddress(text) ?? expect.unreachable(text);
const place = { file: "p.yaml", line: 1, path: "" };
const pod = (name: string, ip: string): Endpoint & { readonly party: PodParty } => ({
  address: address(ip),
  party: { kind: "pod", id: `a/pod/${name}`, namespace: { name: "a", labels: new Map(), known: true }, labels: new Map([["name", name]]), serviceAccount: { name: "default", labels: new Map(), known: true }, hostNetwork: false, node: "n1", ports: [] },
});
const SOURCE: Endpoint = { party: { kind: "outside", servesApi: "no" }, address: address("203.0.113.4") };
const NODE: Endpoint = { party: { kind: "node", name: "n1", servesApi: "no" }, address: address("192.168.0.1") };

const ADMIN: Tier = { name: "Admin", title: "Admin", position: 100, order: "ranked", end: "next", rankWord: "", sparesOwnNode: false, defined: true };
const NAMESPACED: Tier = { name: "Namespaced", title: "Namespaced", position: 200, order: "union", end: "deny", rankWord: "", sparesOwnNode: true, defined: true };
const BASELINE: Tier = { name: "Baseline", title: "Baseline", position: 300, order: "ranked", end: "next", rankWord: "", sparesOwnNode: false, defined: true };

const EVERYONE: Peer = { kind: "anyone" };
const NOBODY: Peer = { kind: "cidr", cidr: cidr("10.9.9.9/32"), except: [], disputed: false };
/** Whether it matches is not known. */
const PERHAPS: Peer = { kind: "cidr", cidr: cidr("0.0.0.0/0"), except: [], disputed: true };
const rule = (action: Action, peer: Peer = EVERYONE): Rule => ({ action, peers: [peer], ports: [{ kind: "anything" }], place, number: 1 });

interface Made {
  readonly isolates?: boolean;
  readonly rank?: number;
  readonly doubtful?: boolean;
}
const policy = (tier: Tier, rules: readonly Rule[], { isolates = false, rank = 0, doubtful = false }: Made = {}): Policy => ({
  ref: { apiVersion: "x/v1", kind: "P", namespace: "a", name: `p${rank}` },
  place,
  tier,
  rank,
  subject: { namespaces: { kind: "selected", selector: [] }, pods: [] },
  ingress: { isolates, rules },
  standing: doubtful ? "doubtful" : "certain",
});

function ingress(policies: readonly Policy[], source: Endpoint = SOURCE, engine = ENGINES.kubernetes) {
  const target = pod("web", "10.0.0.1");
  return explainConnection({ source, target, port: 80, protocol: "TCP", loopback: false }, new CompiledPolicies(policies, { engine })).ingress;
}
const isolating = (...rules: readonly Rule[]): Policy => policy(NAMESPACED, rules, { isolates: true });

interface Row {
  readonly name: string;
  readonly policies: readonly Policy[];
  readonly is: "allow" | "deny" | "unknown";
}
const check = ({ policies, is }: Row): void => {
  const { decision, missing } = ingress(policies);
  expect(decision).toBe(is);
  expect(missing.length > 0).toBe(is === "unknown");
};

describe("tiers are asked in order", () => {
  test.each<Row>([
    { name: "no policy allows", policies: [], is: "allow" },
    { name: "what no tier decides is allowed", policies: [policy(ADMIN, [rule("deny", NOBODY)]), policy(BASELINE, [rule("deny", NOBODY)])], is: "allow" },
    { name: "an allow of an earlier tier is final", policies: [policy(ADMIN, [rule("allow")]), isolating()], is: "allow" },
    { name: "a deny of an earlier tier is final", policies: [policy(ADMIN, [rule("deny")]), isolating(rule("allow"))], is: "deny" },
    { name: "a pass asks the next tier, which denies", policies: [policy(ADMIN, [rule("pass"), rule("allow")]), isolating()], is: "deny" },
    { name: "a pass asks the next tier, which allows", policies: [policy(ADMIN, [rule("pass"), rule("deny")]), isolating(rule("allow"))], is: "allow" },
    { name: "a pass and nobody after it allows", policies: [policy(ADMIN, [rule("pass")])], is: "allow" },
    { name: "the last tier is asked where nothing isolates", policies: [policy(BASELINE, [rule("deny")])], is: "deny" },
    { name: "the last tier is not asked where something isolates", policies: [isolating(rule("allow")), policy(BASELINE, [rule("deny")])], is: "allow" },
    { name: "isolation denies before the last tier could allow", policies: [isolating(), policy(BASELINE, [rule("allow")])], is: "deny" },
    { name: "the order of the list does not matter", policies: [policy(BASELINE, [rule("deny")]), policy(ADMIN, [rule("allow")])], is: "allow" },
  ])("$name", check);
});

describe("a ranked tier", () => {
  test.each<Row>([
    { name: "the first rule that matches decides", policies: [policy(ADMIN, [rule("deny", NOBODY), rule("allow"), rule("deny")])], is: "allow" },
    { name: "the lowest rank is asked first", policies: [policy(ADMIN, [rule("deny")], { rank: 2 }), policy(ADMIN, [rule("allow")], { rank: 1 })], is: "allow" },
    { name: "a rank without a match leaves it to the next", policies: [policy(ADMIN, [rule("deny", NOBODY)], { rank: 1 }), policy(ADMIN, [rule("allow")], { rank: 2 }), policy(BASELINE, [rule("deny")])], is: "allow" },
    { name: "a pass skips the rest of its tier", policies: [policy(ADMIN, [rule("pass")], { rank: 1 }), policy(ADMIN, [rule("deny")], { rank: 2 })], is: "allow" },
    { name: "one rank that disagrees is not decided", policies: [policy(ADMIN, [rule("allow")]), policy(ADMIN, [rule("deny")])], is: "unknown" },
    { name: "one rank that agrees is", policies: [policy(ADMIN, [rule("deny")]), policy(ADMIN, [rule("deny")])], is: "deny" },
    { name: "one rank in which one alone matches is decided", policies: [policy(ADMIN, [rule("deny", NOBODY)]), policy(ADMIN, [rule("allow")])], is: "allow" },
    { name: "one rank of allow and pass, and nobody after it", policies: [policy(ADMIN, [rule("allow")]), policy(ADMIN, [rule("pass")])], is: "allow" },
    { name: "one rank of allow and pass before a default deny", policies: [policy(ADMIN, [rule("allow")]), policy(ADMIN, [rule("pass")]), isolating()], is: "unknown" },
    { name: "a rule that perhaps matches before one that does", policies: [policy(ADMIN, [rule("deny", PERHAPS), rule("allow")])], is: "unknown" },
    { name: "a rule that perhaps matches before one that says the same", policies: [policy(ADMIN, [rule("deny", PERHAPS), rule("deny")])], is: "deny" },
    { name: "a rule that perhaps matches after one that does", policies: [policy(ADMIN, [rule("allow"), rule("deny", PERHAPS)])], is: "allow" },
    { name: "a policy that perhaps exists before one that does", policies: [policy(ADMIN, [rule("deny")], { rank: 1, doubtful: true }), policy(ADMIN, [rule("allow")], { rank: 2 })], is: "unknown" },
    { name: "a policy that perhaps exists after one that does", policies: [policy(ADMIN, [rule("allow")], { rank: 1 }), policy(ADMIN, [rule("deny")], { rank: 2, doubtful: true })], is: "allow" },
    { name: "a ranked tier may isolate: its end denies", policies: [policy({ ...ADMIN, end: "deny" }, [rule("allow", NOBODY)], { isolates: true })], is: "deny" },
    { name: "a tier whose end passes isolates nobody", policies: [policy(ADMIN, [rule("allow", NOBODY)], { isolates: true })], is: "allow" },
  ])("$name", check);
});

/** Semantics §2.5: nobody can tell, or the name that sorts first wins. */
describe("policies of one rank that disagree", () => {
  const named = (name: string, action: Action, apiVersion = "x/v1", peer: Peer = EVERYONE): Policy => {
    const made = policy(ADMIN, [rule(action, peer)]);
    return { ...made, ref: { ...made.ref, apiVersion, name } };
  };
  const K8S = "networking.k8s.io/v1";
  test.each<{ name: string; policies: readonly Policy[]; open: Decision; byName: Decision; names?: string }>([
    { name: "the first name allows", policies: [named("b", "deny"), named("a", "allow")], open: "unknown", byName: "allow", names: "a b" },
    { name: "the first name denies", policies: [named("b", "allow"), named("a", "deny")], open: "unknown", byName: "deny", names: "a b" },
    { name: "capitals sort first", policies: [named("a", "allow"), named("B", "deny")], open: "unknown", byName: "deny", names: "B a" },
    { name: "the first name passes", policies: [named("b", "deny"), named("a", "pass")], open: "unknown", byName: "allow", names: "a b" },
    { name: "the first name does not match", policies: [named("b", "deny"), named("a", "allow", "x/v1", NOBODY)], open: "deny", byName: "deny", names: "a b" },
    { name: "the first name perhaps matches", policies: [named("b", "deny"), named("a", "allow", "x/v1", PERHAPS)], open: "unknown", byName: "unknown", names: "a b" },
    { name: "the last name perhaps matches", policies: [named("b", "deny", "x/v1", PERHAPS), named("a", "allow")], open: "unknown", byName: "allow", names: "a b" },
    { name: "Kubernetes' policies are named knp.default among Calico's", policies: [named("a", "deny", K8S), named("b", "allow"), named("z", "deny")], open: "unknown", byName: "allow", names: "b a z" },
  ])("$name", ({ policies, open, byName, names }) => {
    for (const given of [policies, policies.toReversed()]) {
      expect([ingress(given).decision, ingress(given, SOURCE, ENGINES.calico).decision]).toEqual([open, byName]);
      const order = ingress(given, SOURCE, ENGINES.calico).tiers.flatMap((tier) => tier.policies.map(({ selecting }) => selecting.policy.ref.name)).join(" ");
      expect(order).toBe(names);
    }
  });
});

describe("a union tier", () => {
  test.each<Row>([
    { name: "whoever is isolated and not allowed is denied", policies: [isolating(rule("allow", NOBODY))], is: "deny" },
    { name: "any allow allows", policies: [isolating(), isolating(rule("allow"))], is: "allow" },
    { name: "a deny wins over every allow", policies: [isolating(rule("allow")), policy(NAMESPACED, [rule("deny")])], is: "deny" },
    { name: "an allow that isolates nobody limits nobody", policies: [policy(NAMESPACED, [rule("allow", NOBODY)])], is: "allow" },
    { name: "a deny without isolation leaves the rest open", policies: [policy(NAMESPACED, [rule("deny", NOBODY)])], is: "allow" },
    { name: "an allow that perhaps matches", policies: [isolating(rule("allow", PERHAPS))], is: "unknown" },
    { name: "an allow that perhaps matches beside one that does", policies: [isolating(rule("allow", PERHAPS), rule("allow"))], is: "allow" },
    { name: "a deny that perhaps matches", policies: [isolating(rule("allow"), rule("deny", PERHAPS))], is: "unknown" },
    { name: "a deny that perhaps matches where all is denied anyway", policies: [isolating(rule("deny", PERHAPS))], is: "deny" },
    { name: "one that perhaps isolates", policies: [policy(NAMESPACED, [], { isolates: true, doubtful: true })], is: "unknown" },
    { name: "one that perhaps isolates and then allows", policies: [policy(NAMESPACED, [rule("allow")], { isolates: true, doubtful: true })], is: "allow" },
    { name: "one that perhaps isolates before a last tier that denies", policies: [policy(NAMESPACED, [], { isolates: true, doubtful: true }), policy(BASELINE, [rule("deny")])], is: "deny" },
    { name: "one that perhaps allows before a last tier that denies", policies: [policy(NAMESPACED, [rule("allow")], { isolates: true, doubtful: true }), policy(BASELINE, [rule("deny")])], is: "unknown" },
  ])("$name", check);
});

describe("the pod's own node", () => {
  test.each<Row>([
    { name: "is spared by a tier that says so", policies: [isolating()], is: "allow" },
    { name: "is not spared of its deny rules", policies: [policy(NAMESPACED, [rule("deny")])], is: "deny" },
    { name: "is not spared by any other tier", policies: [policy(ADMIN, [rule("deny")])], is: "deny" },
    { name: "is allowed by the tier that spares it: no later one is asked", policies: [isolating(), policy(BASELINE, [rule("deny")])], is: "allow" },
    { name: "is the later tier's where the sparing one has nothing against it", policies: [policy(NAMESPACED, []), policy(BASELINE, [rule("deny")])], is: "deny" },
  ])("$name", ({ policies, is }) => expect(ingress(policies, NODE).decision).toBe(is));
});

describe("what settled it", () => {
  test.each([
    { name: "the rule that allows", policies: [isolating(rule("allow"))], ground: "rule" },
    { name: "the rule that denies", policies: [policy(ADMIN, [rule("deny")])], ground: "rule" },
    { name: "isolation", policies: [isolating()], ground: "isolated" },
    { name: "nothing", policies: [], ground: "open" },
    { name: "nothing that surely exists", policies: [policy(NAMESPACED, [rule("allow")], { isolates: true, doubtful: true })], ground: "open" },
    { name: "the last tier's rule after a pass", policies: [policy(ADMIN, [rule("pass")]), policy(BASELINE, [rule("deny")])], ground: "rule" },
    { name: "a missing fact", policies: [isolating(rule("allow", PERHAPS))], ground: "undecided" },
  ])("$name", ({ policies, ground }) => expect(ingress(policies).ground.kind).toBe(ground));
});
