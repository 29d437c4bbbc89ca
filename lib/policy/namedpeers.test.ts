import { describe, expect, test } from "vitest";
import type { Learnt, Peer } from "./algebra.ts";
import type { Party } from "./endpoint.ts";
import { ENGINES } from "./engines.ts";
import { OUTSIDE, addressOf, node, pod } from "./fixture.ts";
import { type NamePattern, exactPattern } from "./names.ts";
import { matchPeer } from "./peers.ts";
import { NOTHING_AROUND } from "./surroundings.ts";
import type { Missing, Truth } from "./uncertainty.ts";
import { World } from "./world.ts";

/** Two names are known to lead to addresses: `known.io` to 203.0.113.1, `both.io` and `also.io` to 203.0.113.2. */
const addresses = (...texts: readonly string[]) => texts.map(addressOf);
const world = new World(ENGINES.cilium, { ...NOTHING_AROUND, names: new Map([["known.io", addresses("203.0.113.1")], ["both.io", addresses("203.0.113.2")], ["also.io", addresses("203.0.113.2")]]) });
const below = (domain: string): NamePattern => ({ text: `*.${domain}`, parts: [{ kind: "within-label" }, { kind: "text", text: `.${domain}` }] });
const every: NamePattern = { text: "*", parts: [{ kind: "every-name" }] };

interface Row {
  readonly name: string;
  readonly names: readonly (string | NamePattern)[];
  readonly learnt?: Learnt;
  readonly at?: string;
  readonly asked?: string;
  readonly party?: Party;
  readonly lookups?: readonly NamePattern[];
  /** Why the rule for DNS queries perhaps does not apply. */
  readonly open?: readonly Missing[];
  readonly match: Truth;
  readonly miss?: string;
  readonly missing?: readonly string[];
  readonly assumed?: readonly string[];
}

function check({ names, learnt = "any-lookup", at = "198.51.100.9", asked, party = OUTSIDE, lookups = [], open = [], match, miss, missing = [], assumed = [] }: Row): void {
  const peer: Peer = { kind: "names", learnt, names: names.map((one) => (typeof one === "string" ? exactPattern(one) : one)) };
  const other = { party, address: addressOf(at), ...(asked !== undefined && { name: asked }) };
  const outcome = matchPeer(peer, { subject: { party: pod("a/web"), address: addressOf("10.0.0.1") }, other, world, lookups: () => lookups.map((pattern) => ({ pattern, missing: open })) });
  expect([outcome.match, outcome.miss?.kind]).toEqual([match, miss]);
  expect(outcome.missing.map((one) => (one.kind === "addresses-of-names" ? one.pattern : one.kind))).toEqual(missing);
  expect(outcome.assumed.map((one) => ("pattern" in one ? `${one.kind}: ${one.pattern}` : one.kind))).toEqual(assumed);
}

const ELSEWHERE = "name-leads-elsewhere: ";
const LOOKED_UP = "name-was-looked-up: ";
const NOT_POLICED = "lookup-not-policed: ";

describe("asked by name", () => {
  test.each<Row>([
    { name: "the name", names: ["a.io"], asked: "a.io", match: "yes" },
    { name: "a name that it is the end of", names: ["a.io"], asked: "x.a.io", match: "no", miss: "other-name", assumed: [`${ELSEWHERE}a.io`] },
    { name: "another name whose addresses are not known", names: ["b.io"], asked: "a.io", match: "no", miss: "other-name", assumed: [`${ELSEWHERE}b.io`] },
    { name: "another name whose addresses are known, and others", names: ["known.io"], asked: "a.io", match: "no", miss: "other-name" },
    { name: "another name that leads to the same address", names: ["also.io"], asked: "both.io", at: "203.0.113.2", match: "yes", assumed: [`${LOOKED_UP}also.io`] },
    { name: "its own name rather than the other", names: ["also.io", "both.io"], asked: "both.io", at: "203.0.113.2", match: "yes" },
    { name: "a pattern", names: [below("a.io")], asked: "x.a.io", match: "yes" },
    { name: "a pattern that does not hold", names: [below("a.io")], asked: "a.io", match: "no", miss: "other-name", assumed: [`${ELSEWHERE}*.a.io`] },
    { name: "every name", names: [every], asked: "a.io", match: "yes" },
    { name: "one of several", names: ["b.io", "a.io"], asked: "a.io", match: "yes" },
    { name: "none at all", names: [], asked: "a.io", match: "no", miss: "other-name" },
  ])("$name", check);
});

describe("asked by address", () => {
  test.each<Row>([
    { name: "a name that leads there", names: ["known.io"], at: "203.0.113.1", match: "yes", assumed: [`${LOOKED_UP}known.io`] },
    { name: "a name that leads elsewhere", names: ["known.io"], match: "no", miss: "other-name" },
    { name: "a name whose addresses are not known", names: ["a.io"], match: "maybe", missing: ["a.io"] },
    { name: "a pattern, and a name that it means leads there", names: [below("io")], at: "203.0.113.1", match: "yes", assumed: [`${LOOKED_UP}known.io`] },
    { name: "a pattern could mean names that nobody told", names: [below("io")], match: "maybe", missing: ["*.io"] },
    { name: "two names, of which one is not known", names: ["known.io", "a.io"], match: "maybe", missing: ["a.io"] },
    { name: "two names, of which one leads there", names: ["a.io", "known.io"], at: "203.0.113.1", match: "yes", assumed: [`${LOOKED_UP}known.io`] },
    { name: "none at all", names: [], match: "no", miss: "other-name" },
  ])("$name", check);
});

describe("names lead outside the cluster only", () => {
  test.each<Row>([
    { name: "to no pod", names: ["a.io"], asked: "a.io", party: pod("b/x"), match: "no", miss: "not-by-name" },
    { name: "to no node", names: ["a.io"], asked: "a.io", party: node("n1"), match: "no", miss: "not-by-name" },
    { name: "also where the address is known", names: ["known.io"], at: "203.0.113.1", party: pod("b/x"), match: "no", miss: "not-by-name" },
  ])("$name", check);
});

/** Semantics §3.9: only lookups that pass a rule for DNS queries teach the engine addresses. */
describe("policed lookups", () => {
  const policed = { learnt: "policed-lookup" } as const;
  test.each<Row>([
    { ...policed, name: "the lookup is seen", names: ["a.io"], asked: "a.io", lookups: [below("io")], match: "yes" },
    { ...policed, name: "the lookup is not seen", names: ["a.io"], asked: "a.io", match: "no", miss: "lookup-not-policed", assumed: [`${NOT_POLICED}a.io`] },
    { ...policed, name: "only other lookups are seen", names: ["a.io"], asked: "a.io", lookups: [exactPattern("b.io")], match: "no", miss: "lookup-not-policed", assumed: [`${NOT_POLICED}a.io`] },
    { ...policed, name: "the lookup is seen by a rule that perhaps applies", names: ["a.io"], asked: "a.io", lookups: [every], open: [{ kind: "source-port" }], match: "maybe", missing: ["source-port"] },
    { ...policed, name: "by address, and its lookup is seen", names: ["known.io"], at: "203.0.113.1", lookups: [every], match: "yes", assumed: [`${LOOKED_UP}known.io`] },
    { ...policed, name: "by address, and its lookup is not seen", names: ["known.io"], at: "203.0.113.1", match: "no", miss: "lookup-not-policed", assumed: [`${NOT_POLICED}known.io`] },
    { ...policed, name: "of two names at one address the lookup of one is seen", names: ["both.io", "also.io"], at: "203.0.113.2", lookups: [exactPattern("also.io")], match: "yes", assumed: [`${LOOKED_UP}also.io`] },
    { ...policed, name: "by address, a name that nobody told could lead there", names: ["a.io"], lookups: [every], match: "maybe", missing: ["a.io"] },
    { ...policed, name: "by address, a name whose lookup is not seen cannot", names: ["a.io"], lookups: [exactPattern("b.io")], match: "no", miss: "other-name" },
    { ...policed, name: "by address, a pattern could, where any lookup is seen", names: [below("io")], lookups: [exactPattern("b.io")], match: "maybe", missing: ["*.io"] },
    { ...policed, name: "by address, a pattern cannot, where only the lookup of a known name is seen", names: [below("io")], at: "198.51.100.9", lookups: [exactPattern("known.io")], match: "no", miss: "other-name" },
    { ...policed, name: "by address, a pattern cannot, where only the lookup of another name is seen", names: [below("io")], lookups: [exactPattern("b.org")], match: "no", miss: "other-name" },
    { ...policed, name: "by address, a pattern cannot, where none is", names: [below("io")], match: "no", miss: "other-name" },
    { ...policed, name: "by address, one name leads there unseen, another is seen and could", names: ["known.io", "a.io"], at: "203.0.113.1", lookups: [exactPattern("a.io")], match: "maybe", missing: ["a.io"] },
  ])("$name", check);
});
