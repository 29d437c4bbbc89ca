import { describe, expect, test } from "vitest";
import { NETWORK_POLICY as NP_TIER } from "./standardtiers.ts";
import type { DirectionRules, Need, Policy, Tier } from "./algebra.ts";
import { arrange, featuresIn } from "./arrange.ts";
import type { Support } from "./dialect.ts";
import { CALICO_DEFAULT_TIER, ENGINES, type EngineName } from "./engines.ts";
import { BASELINE, DOUBTFUL, UNION, policyOf } from "./fixture.ts";

const RULES: DirectionRules = { isolates: true, rules: [] };
const policy = (more: Partial<Policy> = {}, tier: Tier = UNION): Policy => policyOf("p", tier, { ingress: RULES, ...more });
const arranged = (given: Policy, supports: readonly Support[] = [], engine: EngineName = "kubernetes", engineIsTold = true) =>
  arrange([given], { supports, features: featuresIn(supports), engine: ENGINES[engine], engineIsTold });
const ofKind = (apiVersion: string, kind: string): Partial<Policy> => ({ ref: { apiVersion, kind, namespace: "a", name: "p" } });

/** Contracts §1: only of an engine that somebody named is it concluded that it lacks a kind. */
describe("whether the engine enforces the kind", () => {
  const ANP = ofKind("policy.networking.k8s.io/v1alpha1", "AdminNetworkPolicy");
  const CNP = ofKind("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy");
  const CALICO = ofKind("projectcalico.org/v3", "NetworkPolicy");
  test.each<{ name: string; kind: Partial<Policy>; engine: EngineName; told: boolean; is: string }>([
    { name: "it does", kind: ANP, engine: "ovn-kubernetes", told: true, is: "arranged" },
    { name: "it does, and was guessed", kind: ANP, engine: "kubernetes", told: false, is: "arranged" },
    { name: "it does not", kind: ANP, engine: "cilium", told: true, is: "not enforced" },
    { name: "the one that was guessed does not", kind: ANP, engine: "cilium", told: false, is: "enforcement" },
    { name: "nobody knows of the one that was told", kind: CNP, engine: "cilium", told: true, is: "enforcement" },
    { name: "nobody knows of the one that was guessed", kind: CNP, engine: "cilium", told: false, is: "enforcement" },
    { name: "nobody knows of one that reads rules as their text says: both readings count", kind: CNP, engine: "ovn-kubernetes", told: true, is: "arranged" },
    { name: "another vendor's kind", kind: CALICO, engine: "kubernetes", told: true, is: "not enforced" },
    { name: "another vendor's kind under a guessed engine", kind: CALICO, engine: "cilium", told: false, is: "enforcement" },
    { name: "a kind of no dialect is in force", kind: {}, engine: "vpc-cni", told: true, is: "arranged" },
  ])("$name", ({ kind, engine, told, is }) => {
    const { policies, notEnforced, doubts } = arranged(policy(kind), [], engine, told);
    expect([policies.map(() => "arranged"), notEnforced.map(() => "not enforced"), doubts.map(({ missing }) => missing.kind)].flat()).toEqual([is]);
  });

  test("a doubt is about whom the policy selects, in its directions", () => {
    const [doubt] = arranged(policy(CNP), [], "cilium").doubts;
    expect(doubt).toMatchObject({ touches: { kind: "pods", namespace: "a", subject: policy().subject }, couldChange: "any", directions: ["ingress"], missing: { kind: "enforcement", engine: "Cilium" } });
  });
  test("a doubt about what comes after NetworkPolicy counts only where nothing isolates", () => {
    expect(arranged(policy(CNP, { ...BASELINE, position: 10_000_000 }), [], "cilium").doubts.map(({ couldChange }) => couldChange)).toEqual(["unlimited"]);
  });
});

describe("parts that an installation may lack", () => {
  const reduced = policy({ rank: 7 });
  const need = (lacking: Need["lacking"], untold: Need["untold"], lackedBy: readonly EngineName[] = []): Partial<Policy> => ({ needs: [{ feature: "nodes", lacking, untold, lackedBy }] });
  const pruned: Need["lacking"] = { kind: "reduced", policy: reduced };
  const feature = (installed: boolean, name = "nodes"): Support => ({ kind: "feature", feature: name, installed });
  test.each<{ name: string; more: Partial<Policy>; supports?: readonly Support[]; engine?: EngineName; ranks: readonly number[]; open?: readonly string[]; assumed?: readonly string[] }>([
    { name: "nothing is needed", more: {}, ranks: [0] },
    { name: "installed", more: need(pruned, "open"), supports: [feature(true)], ranks: [0] },
    { name: "lacking: what pruning leaves", more: need(pruned, "assumed"), supports: [feature(false)], ranks: [7], assumed: ["feature-lacking"] },
    { name: "lacking: rejected", more: need({ kind: "rejected" }, "assumed"), supports: [feature(false)], ranks: [] },
    { name: "untold: taken to be there, and said", more: need(pruned, "assumed"), ranks: [0], assumed: ["feature"] },
    { name: "untold: left open", more: need({ kind: "rejected" }, "open"), ranks: [0], open: ["feature"] },
    { name: "another part tells nothing", more: need(pruned, "open"), supports: [feature(false, "names")], ranks: [0], open: ["feature"] },
    { name: "an engine without use for it, though installed", more: need(pruned, "assumed", ["calico"]), supports: [feature(true)], engine: "calico", ranks: [7], assumed: ["feature-lacking"] },
    { name: "and any other", more: need(pruned, "assumed", ["calico"]), supports: [feature(true)], engine: "cilium", ranks: [0] },
    { name: "an unknown field", more: DOUBTFUL, ranks: [0], open: ["doubtful-policy"] },
    { name: "an unknown field beside an open part", more: { ...DOUBTFUL, ...need(pruned, "open") }, ranks: [0], open: ["doubtful-policy", "feature"] },
  ])("$name", ({ more, supports = [], engine = "kubernetes", ranks, open = [], assumed = [] }) => {
    const { policies, rejected, doubts } = arranged(policy(more), supports, engine);
    expect([policies.map(({ policy: { rank } }) => rank), policies.flatMap((one) => one.open.map(({ kind }) => kind)), policies.flatMap((one) => one.assumed.map(({ kind }) => kind))]).toEqual([ranks, open, assumed]);
    expect([doubts, rejected.length]).toEqual([[], ranks.length === 0 ? 1 : 0]);
  });
});

describe("seats", () => {
  const untold: Tier = { ...UNION, name: "sec", position: Infinity, defined: false };
  const sec = (position: number, end: "deny" | "next", name = "sec"): Support => ({ kind: "tier", name, position, end });
  const seat = (tier: Tier, supports: readonly Support[] = [], engine: EngineName = "kubernetes") => arranged(policy({}, tier), supports, engine);

  test.each<{ name: string; tier: Tier; supports?: readonly Support[]; position: number; end: "deny" | "next"; isolates: boolean }>([
    { name: "a tier that tells its own place", tier: UNION, position: 1, end: "deny", isolates: true },
    { name: "no definition moves it", tier: UNION, supports: [sec(5, "next", UNION.name)], position: 1, end: "deny", isolates: true },
    { name: "a tier that a definition tells", tier: untold, supports: [sec(5, "deny")], position: 5, end: "deny", isolates: true },
    { name: "a tier whose end passes isolates nobody", tier: untold, supports: [sec(5, "next")], position: 5, end: "next", isolates: false },
    { name: "the last place", tier: untold, supports: [sec(Infinity, "deny")], position: Infinity, end: "deny", isolates: true },
  ])("$name", ({ tier, supports, position, end, isolates }) => {
    expect(seat(tier, supports).policies.map(({ policy: one }) => [one.tier.position, one.tier.end, one.ingress?.isolates, one.egress])).toEqual([[position, end, isolates, undefined]]);
  });
  test("a tier that nobody defines leaves its policies in doubt, wherever it may stand", () => {
    const { policies, doubts } = seat(untold, [sec(5, "deny", "other")]);
    expect([policies, doubts.map(({ couldChange, missing }) => [couldChange, missing.kind])]).toEqual([[], [["any", "tier"]]]);
  });

  test.each<{ engine: EngineName; tier: Tier; rank: number }>([
    { engine: "kubernetes", tier: NP_TIER, rank: 0 },
    { engine: "cilium", tier: NP_TIER, rank: 0 },
    { engine: "calico", tier: CALICO_DEFAULT_TIER, rank: 1000 },
  ])("NetworkPolicies under $engine", ({ engine, tier, rank }) => {
    expect(seat(NP_TIER, [], engine).policies.map(({ policy: one }) => [one.tier, one.rank, one.ingress])).toEqual([[tier, rank, RULES]]);
  });
});

test("a policy that an engine perhaps enforces perhaps is there", () => {
  const { policies } = arranged(policy(ofKind("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy")), [], "ovn-kubernetes");
  expect(policies.map(({ open }) => open)).toMatchObject([[{ kind: "enforcement", engine: "OVN-Kubernetes" }]]);
});
