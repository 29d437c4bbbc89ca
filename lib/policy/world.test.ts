import { describe, expect, test } from "vitest";
import { ENGINES } from "./engines.ts";
import { addressOf, node, pod } from "./fixture.ts";
import { matchPeer } from "./peers.ts";
import { EVERYTHING, matchSelector } from "./selector.ts";
import { NOTHING_AROUND } from "./surroundings.ts";
import { World } from "./world.ts";

const labelled = pod("a/web", { labels: new Map([["app", "web"], ["pod-template-hash", "5d8"]]) });
const agent = pod("b/agent", { hostNetwork: true, node: "n1" });
const lost = pod("b/lost", { hostNetwork: true });
const around = {
  ...NOTHING_AROUND,
  nodes: new Map([["n1", { name: "n1", labels: new Map([["zone", "x"]]), known: true }]]),
  pods: [labelled, agent, lost],
  names: new Map([["a.io", [addressOf("203.0.113.1"), addressOf("203.0.113.2")]], ["b.io", [addressOf("203.0.113.2")]]]),
};
const kubernetes = new World(ENGINES.kubernetes, around);
const cilium = new World(ENGINES.cilium, around);
const aws = new World(ENGINES["vpc-cni"], around);

describe("what selectors see of a pod", () => {
  const hashed = [{ operator: "Exists", key: "pod-template-hash" }] as const;
  test("all of its labels", () => expect(matchSelector(hashed, kubernetes.bearerOf(labelled)).match).toBe("yes"));
  test("those that are part of its identity", () => expect(matchSelector(hashed, cilium.bearerOf(labelled)).match).toBe("no"));
  test("is remembered", () => expect(cilium.bearerOf(labelled)).toBe(cilium.bearerOf(labelled)));
  test("a label that is left out is told where it is what differs", () => {
    const meet = (world: World) => matchPeer({ kind: "pods", namespaces: { kind: "named", name: "a" }, pods: hashed }, { subject: { party: agent, address: addressOf("10.0.0.1") }, other: { party: labelled, address: addressOf("10.0.0.2") }, world, lookups: () => [] });
    expect([meet(kubernetes).match, meet(cilium).match, meet(cilium).assumed]).toEqual(["yes", "no", [{ kind: "label-left-out", key: "pod-template-hash" }]]);
  });
});

test.each([
  { name: "one", at: "203.0.113.1", names: ["a.io"] },
  { name: "several", at: "203.0.113.2", names: ["a.io", "b.io"] },
  { name: "none", at: "203.0.113.3", names: [] },
])("names that lead to an address: $name", ({ at, names }) => expect(kubernetes.namesAt(addressOf(at))).toEqual(names));

test("a node without an object has unknown labels", () => {
  expect([kubernetes.node("n1").known, kubernetes.node("n9")]).toEqual([true, { name: "n9", labels: new Map(), known: false }]);
});

/** Semantics §1.7: the VPC CNI admits a pod in its node's network by admitting the node. */
describe("labels that admit nodes", () => {
  const byName = (name: string) => ({ kind: "pods", namespaces: { kind: "selected", selector: EVERYTHING }, pods: [{ operator: "In", key: "app", values: new Set([name]) }] }) as const;
  const meet = (world: World, party: Parameters<typeof matchPeer>[1]["other"]["party"], name = "agent") =>
    matchPeer(byName(name), { subject: { party: labelled, address: addressOf("10.0.0.1") }, other: { party, address: addressOf("192.168.0.1") }, world, lookups: () => [] });
  test.each([
    { name: "the pod itself", world: aws, party: agent, match: "yes", assumed: "b/agent" },
    { name: "its node", world: aws, party: node("n1"), match: "yes", assumed: "b/agent" },
    { name: "who shares the node's network", world: aws, party: pod("b/x", { hostNetwork: true, node: "n1" }), match: "yes", assumed: "b/agent" },
    { name: "another node", world: aws, party: node("n2"), match: "no" },
    { name: "a pod whose node nobody told", world: aws, party: lost, by: "lost", match: "yes", assumed: "b/lost" },
    { name: "other labels", world: aws, party: agent, by: "x", match: "no" },
    { name: "under any other engine", world: kubernetes, party: agent, match: "no" },
  ])("$name", ({ world, party, by, match, assumed }) => {
    const outcome = meet(world, party, by);
    expect([outcome.match, outcome.assumed]).toEqual([match, assumed === undefined ? [] : [{ kind: "node-by-labels", pod: assumed }]]);
  });
});
