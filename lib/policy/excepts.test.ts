import { expect, test } from "vitest";
import { cidr } from "#lib/net/cidr.ts";
import type { Peer, Policy } from "./algebra.ts";
import { CompiledPolicies } from "./compiled.ts";
import type { Dialled, Party } from "./endpoint.ts";
import { ENGINES, type EngineName } from "./engines.ts";
import { ANYONE, ANYTHING, DOUBTFUL, OUTSIDE, UNION, addressOf, pod, policyOf } from "./fixture.ts";
import { explainConnection } from "./explain.ts";
import { EVERYTHING } from "./selector.ts";

/** Semantics §1.6: what an engine with one table of prefixes makes of `except`, over all policies of the pod. */
const block = (text: string, ...except: readonly string[]): Peer => ({ kind: "cidr", cidr: cidr(text), except: except.map(cidr), disputed: false });
const labels: Peer = { kind: "pods", namespaces: { kind: "selected", selector: EVERYTHING }, pods: EVERYTHING };
const place = { file: "p.yaml", line: 1, path: "" };
/** Each peer in a rule of its own. */
const egress = (name: string, peers: readonly Peer[], more: Partial<Policy> = {}): Policy =>
  policyOf(name, UNION, { egress: { isolates: true, rules: peers.map((peer, i) => ({ action: "allow", peers: [peer], ports: [ANYTHING], place, number: i + 1 })) }, ...more });
const HOLED = block("10.0.0.0/8", "10.1.0.0/16");

const ask = (policies: readonly Policy[], at: string, engine: EngineName, party: Party, dialled?: Dialled) =>
  explainConnection(
    { source: { party: pod("a/web"), address: addressOf("10.0.0.1") }, target: { party, address: addressOf(at), ...(dialled && { dialled }) }, port: 80, protocol: "TCP", loopback: false },
    new CompiledPolicies(policies, { engine: ENGINES[engine] }),
  ).egress;

test.each<{ name: string; peers: readonly (readonly Peer[])[]; at?: string; party?: Party; dialled?: Dialled; union: string; prefixes: string; closedBy?: string }>([
  { name: "no other rule", peers: [[HOLED]], union: "deny", prefixes: "deny" },
  { name: "beside the exception", peers: [[HOLED]], at: "10.2.0.1", union: "allow", prefixes: "allow" },
  { name: "a wider block of another policy", peers: [[HOLED], [block("10.0.0.0/9")]], union: "allow", prefixes: "deny", closedBy: "10.1.0.0/16" },
  { name: "a wider block of another rule", peers: [[HOLED, block("10.0.0.0/9")]], union: "allow", prefixes: "deny", closedBy: "10.1.0.0/16" },
  { name: "everybody, by another policy", peers: [[HOLED], [ANYONE]], union: "allow", prefixes: "deny", closedBy: "10.1.0.0/16" },
  { name: "a block of the same length", peers: [[HOLED], [block("10.1.0.0/16")]], union: "allow", prefixes: "deny", closedBy: "10.1.0.0/16" },
  { name: "a narrower block", peers: [[HOLED], [block("10.1.2.0/24")]], union: "allow", prefixes: "allow" },
  { name: "a narrower block that is holed itself", peers: [[HOLED], [block("10.1.2.0/24", "10.1.2.3/32")], [ANYONE]], union: "allow", prefixes: "deny", closedBy: "10.1.2.3/32" },
  { name: "a pod by its labels", peers: [[HOLED], [labels]], party: pod("b/db"), union: "allow", prefixes: "allow" },
  { name: "an exception elsewhere", peers: [[block("10.0.0.0/8", "10.9.0.0/16")], [ANYONE]], union: "allow", prefixes: "allow" },
  { name: "an exception of the other family", peers: [[block("::/0", "::/1")], [ANYONE]], union: "allow", prefixes: "allow" },
  { name: "the Service's address, which is what is seen", peers: [[block("10.96.0.0/12", "10.96.0.9/32")], [ANYONE]], at: "10.2.0.1", party: pod("b/db"), dialled: { address: addressOf("10.96.0.9"), port: 80 }, union: "allow", prefixes: "deny", closedBy: "10.96.0.9/32" },
  { name: "the backend's address, which is not", peers: [[block("10.0.0.0/8", "10.2.0.0/16")], [ANYONE]], at: "10.2.0.1", party: pod("b/db"), dialled: { address: addressOf("172.16.0.9"), port: 80 }, union: "allow", prefixes: "allow" },
])("$name", ({ peers, at = "10.1.2.3", party = OUTSIDE, dialled, union, prefixes, closedBy }) => {
  const policies = peers.map((some, i) => egress(`p${i}`, some));
  expect(ask(policies, at, "kubernetes", party, dialled).decision).toBe(union);
  const closed = ask(policies, at, "vpc-cni", party, dialled);
  expect(closed.decision).toBe(prefixes);
  expect([...new Set(closed.assumptions.flatMap((one) => (one.kind === "except-overrides" ? [one.cidr] : [])))]).toEqual(closedBy === undefined ? [] : [closedBy]);
});

test("an exception of a policy that perhaps does not exist closes perhaps", () => {
  const { decision, missing } = ask([egress("p", [HOLED], DOUBTFUL), egress("q", [ANYONE])], "10.1.2.3", "vpc-cni", OUTSIDE);
  expect([decision, missing.map(({ kind }) => kind)]).toEqual(["unknown", ["doubtful-policy"]]);
});
