import { describe, expect, test } from "vitest";
import type { Entity, Peer } from "./algebra.ts";
import type { Party } from "./endpoint.ts";
import { ENGINES } from "./engines.ts";
import { addressOf, node, pod } from "./fixture.ts";
import { matchPeer } from "./peers.ts";
import { NOTHING_AROUND } from "./surroundings.ts";
import type { Missing, Truth } from "./uncertainty.ts";
import { World } from "./world.ts";

/** Whoever stands anywhere, seen from a pod on node n1 and from one whose node nobody told (semantics §3.6). */
const here = pod("a/web", { node: "n1" });
const nowhere = pod("a/lost");
const host = (at?: string): Party => pod("b/agent", { hostNetwork: true, ...(at !== undefined && { node: at }) });
const outside = (servesApi: Truth): Party => ({ kind: "outside", servesApi });
const machine = (servesApi: Truth): Party => ({ kind: "node", name: "n2", servesApi });

const meet = (entity: Entity, other: Party, subject: Party) => {
  const peer: Peer = { kind: "entity", entity };
  return matchPeer(peer, { subject: { party: subject, address: addressOf("10.0.0.1") }, other: { party: other, address: addressOf("10.0.0.2") }, world: new World(ENGINES.cilium, NOTHING_AROUND), lookups: () => [] });
};

const untold = (id: string): readonly Missing[] => [{ kind: "node-of-pod", pod: id }];
const API: readonly Missing[] = [{ kind: "api-server" }];

test.each<{ name: string; entity: Entity; other: Party; from?: Party; match: Truth; missing?: readonly Missing[] }>([
  { name: "outside: an address of nobody's", entity: "outside", other: outside("no"), match: "yes" },
  { name: "outside: the API of a managed control plane is there too", entity: "outside", other: outside("yes"), match: "yes" },
  { name: "outside: no node", entity: "outside", other: node("n2"), match: "no" },
  { name: "outside: no pod", entity: "outside", other: pod("b/x"), match: "no" },
  { name: "outside: no pod in its node's network", entity: "outside", other: host("n2"), match: "no" },
  { name: "own node: itself", entity: "own-node", other: node("n1"), match: "yes" },
  { name: "own node: who shares its network", entity: "own-node", other: host("n1"), match: "yes" },
  { name: "own node: no other", entity: "own-node", other: node("n2"), match: "no" },
  { name: "own node: no pod on it with a network of its own", entity: "own-node", other: pod("b/x", { node: "n1" }), match: "no" },
  { name: "own node: not outside", entity: "own-node", other: outside("no"), match: "no" },
  { name: "own node: of a pod whose node nobody told", entity: "own-node", other: node("n1"), from: nowhere, match: "maybe", missing: untold("a/lost") },
  { name: "own node: who is in the network of some node", entity: "own-node", other: host(), match: "maybe", missing: untold("b/agent") },
  { name: "own node: a pod is not it, wherever the subject is", entity: "own-node", other: pod("b/x", { node: "n1" }), from: nowhere, match: "no" },
  { name: "other nodes: another one", entity: "other-nodes", other: node("n2"), match: "yes" },
  { name: "other nodes: who shares another's network", entity: "other-nodes", other: host("n2"), match: "yes" },
  { name: "other nodes: not its own", entity: "other-nodes", other: node("n1"), match: "no" },
  { name: "other nodes: no pod on another", entity: "other-nodes", other: pod("b/x", { node: "n2" }), match: "no" },
  { name: "other nodes: not outside", entity: "other-nodes", other: outside("no"), match: "no" },
  { name: "other nodes: of a pod whose node nobody told", entity: "other-nodes", other: node("n2"), from: nowhere, match: "maybe", missing: untold("a/lost") },
  { name: "API server: outside, where it answers", entity: "api-server", other: outside("yes"), match: "yes" },
  { name: "API server: outside, where it does not", entity: "api-server", other: outside("no"), match: "no" },
  { name: "API server: outside, where nobody told", entity: "api-server", other: outside("maybe"), match: "maybe", missing: API },
  { name: "API server: a node, where it answers", entity: "api-server", other: machine("yes"), match: "yes" },
  { name: "API server: a node, where it does not", entity: "api-server", other: machine("no"), match: "no" },
  { name: "API server: a node, where nobody told", entity: "api-server", other: machine("maybe"), match: "maybe", missing: API },
  { name: "API server: a pod in the network of a node where it answers", entity: "api-server", other: pod("kube-system/api", { hostNetwork: true, node: "n2", servesApi: "yes" }), match: "yes" },
  { name: "API server: one in another node's network", entity: "api-server", other: pod("b/agent", { hostNetwork: true, node: "n2", servesApi: "no" }), match: "no" },
  { name: "API server: in a node's network, where nobody told", entity: "api-server", other: pod("b/agent", { hostNetwork: true, node: "n2", servesApi: "maybe" }), match: "maybe", missing: API },
  { name: "API server: no pod with a network of its own", entity: "api-server", other: pod("b/x"), match: "no" },
])("$name", ({ entity, other, from = here, match, missing = [] }) => {
  const outcome = meet(entity, other, from);
  expect([outcome.match, outcome.missing, outcome.miss?.kind]).toEqual([match, missing, match === "no" ? "elsewhere" : undefined]);
});

describe("the own node or another", () => {
  const either: Peer = { kind: "any", of: [{ kind: "entity", entity: "own-node" }, { kind: "entity", entity: "other-nodes" }] };
  const met = (peer: Peer, other: Party, subject: Party): Truth =>
    matchPeer(peer, { subject: { party: subject, address: addressOf("10.0.0.1") }, other: { party: other, address: addressOf("10.0.0.2") }, world: new World(ENGINES.cilium, NOTHING_AROUND), lookups: () => [] }).match;
  test.each<{ name: string; other: Party; from: Party; match: Truth }>([
    { name: "a node, from a pod whose node nobody told", other: node("n1"), from: nowhere, match: "yes" },
    { name: "who is in the network of some node", other: host(), from: here, match: "yes" },
    { name: "no pod with a network of its own", other: pod("b/x"), from: nowhere, match: "no" },
    { name: "nobody outside", other: outside("maybe"), from: nowhere, match: "no" },
  ])("$name", ({ other, from, match }) => expect(met(either, other, from)).toBe(match));

  test("one of them alone stays open", () => {
    expect(met({ kind: "any", of: [{ kind: "entity", entity: "own-node" }] }, node("n1"), nowhere)).toBe("maybe");
  });
});
