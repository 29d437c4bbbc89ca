import { describe, expect, test } from "vitest";
import type { Policy } from "./algebra.ts";
import { CompiledPolicies } from "./compiled.ts";
import { ADMIN, DOUBTFUL, OUTSIDE, UNPLACED, call, isolating, open, pod, ranked } from "./fixture.ts";
import { type Ending, explainTier } from "./tiers.ts";
import type { Missing } from "./uncertainty.ts";

/** One tier alone: every way in which it can end, and which facts are missing where there are several. */
interface Row {
  readonly name: string;
  readonly policies: readonly Policy[];
  readonly endings: readonly Ending[];
  readonly missing?: readonly Missing["kind"][];
}

const web = pod("a/web");
const admin = (rank: number, text: string, more: Partial<Policy> = {}): Policy => ranked(ADMIN, rank, text, more);

/** In a ranked tier whose end denies. */
const perhapsIsolating = (text: string): Policy => {
  const made = admin(1, text, { ...DOUBTFUL, tier: { ...ADMIN, end: "deny" } });
  return { ...made, ingress: { isolates: true, rules: made.ingress?.rules ?? [] } };
};

function ending(policies: readonly Policy[]) {
  const compiled = new CompiledPolicies(policies);
  const [asked] = compiled.tiersFor(web, "ingress");
  return explainTier(asked?.tier ?? ADMIN, asked?.policies ?? [], { direction: "ingress", connection: call(OUTSIDE, web), world: compiled.world, lookups: () => [] });
}

describe.each([{ order: "as given" }, { order: "reversed" }])("$order", ({ order }) => {
  const check = ({ policies, endings, missing = [] }: Row): void => {
    const outcome = ending(order === "reversed" ? policies.toReversed() : policies);
    expect([...outcome.endings].sort()).toEqual(endings.toSorted());
    expect([...new Set(outcome.missing.map(({ kind }) => kind))].sort()).toEqual(missing.toSorted());
  };

  describe("a ranked tier", () => {
    test.each<Row>([
      { name: "without policies", policies: [], endings: ["next"] },
      { name: "whose rules do not match: nobody is isolated", policies: [admin(1, "!allow !deny")], endings: ["next"] },
      { name: "pass leaves the tier for later rules and ranks", policies: [admin(1, "pass deny"), admin(2, "deny")], endings: ["next"] },
      { name: "rank before rule order", policies: [admin(2, "allow"), admin(1, "!allow !allow deny")], endings: ["deny"] },
      { name: "ranks are numbers", policies: [admin(10, "deny"), admin(9, "allow")], endings: ["allow"] },
      { name: "a tie that agrees, at another rule", policies: [admin(1, "allow"), admin(1, "!deny allow")], endings: ["allow"] },
      { name: "a tie that disagrees", policies: [admin(1, "allow"), admin(1, "deny")], endings: ["allow", "deny"], missing: ["tied-policies"] },
      { name: "a tie between pass and deny", policies: [admin(1, "pass"), admin(1, "deny")], endings: ["deny", "next"], missing: ["tied-policies"] },
      { name: "a tie where only one matches is none", policies: [admin(1, "allow"), admin(1, "!deny")], endings: ["allow"] },
      { name: "a tie below what is decided", policies: [admin(0, "allow"), admin(1, "allow"), admin(1, "deny")], endings: ["allow"] },
      { name: "one that perhaps exists and isolates, but passes: its end is not reached", policies: [perhapsIsolating("pass")], endings: ["next"] },
      { name: "one that perhaps exists and isolates, and perhaps passes", policies: [perhapsIsolating("pass?")], endings: ["deny", "next"], missing: ["disputed-cidr", "doubtful-policy"] },
      { name: "only one of a rank can match, in two ways: no tie", policies: [admin(1, "deny? allow"), admin(1, "!deny")], endings: ["allow", "deny"], missing: ["disputed-cidr"] },
      { name: "an undecided rule may make a tie", policies: [admin(1, "deny? allow"), admin(1, "allow")], endings: ["allow", "deny"], missing: ["disputed-cidr", "tied-policies"] },
      { name: "undecided rules may make a tie", policies: [admin(1, "deny?"), admin(1, "allow?"), admin(2, "allow")], endings: ["allow", "deny"], missing: ["disputed-cidr", "tied-policies"] },
      { name: "an undecided rule before a certain one", policies: [admin(1, "deny? allow")], endings: ["allow", "deny"], missing: ["disputed-cidr"] },
      { name: "an undecided rule before a certain one that says the same", policies: [admin(1, "allow? allow deny")], endings: ["allow"] },
      { name: "an undecided rule of an earlier rank", policies: [admin(1, "deny?"), admin(2, "allow")], endings: ["allow", "deny"], missing: ["disputed-cidr"] },
      { name: "an undecided rule of a later rank", policies: [admin(1, "allow"), admin(2, "deny?")], endings: ["allow"] },
      { name: "an undecided rule alone", policies: [admin(1, "deny?")], endings: ["deny", "next"], missing: ["disputed-cidr"] },
      { name: "an undecided pass is as good as no match at the end", policies: [admin(1, "pass?")], endings: ["next"] },
      { name: "an undecided pass before a deny", policies: [admin(1, "pass? deny")], endings: ["deny", "next"], missing: ["disputed-cidr"] },
      { name: "without a place: alone it decides", policies: [admin(0, "deny", UNPLACED)], endings: ["deny"] },
      { name: "without a place: before or after one that disagrees", policies: [admin(0, "deny", UNPLACED), admin(7, "allow")], endings: ["allow", "deny"], missing: ["tied-policies"] },
      { name: "without a place: beside one that agrees", policies: [admin(0, "deny", UNPLACED), admin(7, "deny"), admin(8, "allow")], endings: ["deny"] },
      { name: "without a place: beside one that does not match", policies: [admin(0, "!allow", UNPLACED), admin(7, "deny")], endings: ["deny"] },
      { name: "without a place: after those that do not match", policies: [admin(0, "allow", UNPLACED), admin(7, "!deny")], endings: ["allow"] },
      { name: "a policy that perhaps exists", policies: [admin(1, "deny", DOUBTFUL), admin(2, "allow")], endings: ["allow", "deny"], missing: ["doubtful-policy"] },
      { name: "a policy that perhaps exists and says the same", policies: [admin(1, "allow", DOUBTFUL), admin(2, "allow")], endings: ["allow"] },
      { name: "a policy that perhaps exists and does not match", policies: [admin(1, "!deny", DOUBTFUL), admin(2, "allow")], endings: ["allow"] },
    ])("$name", check);
  });

  describe("a tier that unites", () => {
    test.each<Row>([
      { name: "isolates without a rule", policies: [isolating("")], endings: ["deny"] },
      { name: "does not isolate: the next is asked", policies: [open("!allow !deny")], endings: ["next"] },
      { name: "who does not isolate allows as well", policies: [isolating(""), open("allow")], endings: ["allow"] },
      { name: "deny before allow in one policy", policies: [isolating("allow deny")], endings: ["deny"] },
      { name: "deny before allow over policies, whatever their rank", policies: [isolating("allow", { rank: 1 }), open("deny", { rank: 2 })], endings: ["deny"] },
      { name: "an undecided allow under isolation", policies: [isolating("allow?")], endings: ["allow", "deny"], missing: ["disputed-cidr"] },
      { name: "an undecided allow without isolation", policies: [open("allow?")], endings: ["allow", "next"], missing: ["disputed-cidr"] },
      { name: "an undecided deny beside a certain allow", policies: [isolating("deny? allow")], endings: ["allow", "deny"], missing: ["disputed-cidr"] },
      { name: "an undecided deny without isolation", policies: [open("deny?")], endings: ["deny", "next"], missing: ["disputed-cidr"] },
      { name: "a policy that perhaps exists and isolates", policies: [isolating("!allow", DOUBTFUL)], endings: ["deny", "next"], missing: ["doubtful-policy"] },
      { name: "a policy that perhaps exists and allows what it isolates", policies: [isolating("allow", DOUBTFUL)], endings: ["allow", "next"], missing: ["doubtful-policy"] },
      { name: "a policy that perhaps exists and perhaps allows", policies: [isolating("allow?", DOUBTFUL)], endings: ["allow", "deny", "next"], missing: ["disputed-cidr", "doubtful-policy"] },
      { name: "one that perhaps exists and allows, beside one that isolates", policies: [isolating(""), isolating("allow", DOUBTFUL)], endings: ["allow", "deny"], missing: ["doubtful-policy"] },
      { name: "one that perhaps exists and isolates, beside one that isolates", policies: [isolating(""), isolating("", DOUBTFUL)], endings: ["deny"] },
      { name: "one that perhaps exists and isolates, beside one that allows", policies: [isolating("allow"), isolating("", DOUBTFUL)], endings: ["allow"] },
      { name: "two that perhaps exist, of which one allows", policies: [isolating("", DOUBTFUL), isolating("allow", DOUBTFUL)], endings: ["allow", "deny", "next"], missing: ["doubtful-policy"] },
      { name: "one that perhaps exists and denies", policies: [isolating("allow"), open("deny", DOUBTFUL)], endings: ["allow", "deny"], missing: ["doubtful-policy"] },
      { name: "one that perhaps exists and neither isolates nor matches", policies: [open("!allow !deny", DOUBTFUL)], endings: ["next"] },
    ])("$name", check);
  });
});

test("a tie names the policies that disagree and no other", () => {
  const { missing } = ending([admin(1, "allow"), admin(1, "deny"), admin(1, "!deny"), admin(2, "deny")]);
  expect(missing.flatMap((one) => (one.kind === "tied-policies" ? one.policies.map(({ name }) => name) : []))).toEqual(["Admin-1-allow", "Admin-1-deny"]);
});
