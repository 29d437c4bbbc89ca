import { describe, expect, test } from "vitest";
import { cidr } from "#lib/net/cidr.ts";
import type { NamespaceMatch, Peer } from "./algebra.ts";
import { ENGINES } from "./engines.ts";
import { ANYONE, OUTSIDE, addressOf, node, pod, space } from "./fixture.ts";
import type { Party } from "./endpoint.ts";
import type { PeerOutcome } from "./peeroutcome.ts";
import { matchPeer } from "./peers.ts";
import { NOTHING_AROUND } from "./surroundings.ts";
import { World } from "./world.ts";
import type { Selector } from "./selector.ts";
import type { Missing, Truth } from "./uncertainty.ts";

const { kubernetes, cilium, calico } = ENGINES;
const block = (text: string, ...except: readonly string[]): Peer => ({ kind: "cidr", cidr: cidr(text), except: except.map(cidr), disputed: false });
const disputed: Peer = { kind: "cidr", cidr: cidr("10.0.0.0/8"), except: [cidr("10.1.0.0/16")], disputed: true };
const app = (value: string): Selector => [{ operator: "In", key: "app", values: new Set([value]) }];
const own: NamespaceMatch = { kind: "named", name: "a" };
const pods = (selector: Selector, namespaces: NamespaceMatch = own): Peer => ({ kind: "pods", namespaces, pods: selector });
const team: NamespaceMatch = { kind: "selected", selector: [{ operator: "Exists", key: "team" }] };
const teamless: NamespaceMatch = { kind: "selected", selector: [{ operator: "DoesNotExist", key: "team" }] };
const everywhere: NamespaceMatch = { kind: "selected", selector: [] };

const meet = (peer: Peer, party: Party, at: string, engine = kubernetes): PeerOutcome =>
  matchPeer(peer, { subject: { party: web, address: addressOf("10.9.9.9") }, other: { party, address: addressOf(at) }, world: new World(engine, NOTHING_AROUND), lookups: () => [] });

const web = pod("a/web");
const host = pod("a/web", { hostNetwork: true, node: "n1" });

describe("who matches by address", () => {
  test.each([
    { name: "anyone: outside", peer: ANYONE, party: OUTSIDE, at: "1.2.3.4", match: "yes" },
    { name: "anyone: a node", peer: ANYONE, party: node("n1"), at: "fd00::1", match: "yes" },
    { name: "the first address of the block", peer: block("10.0.0.0/30"), party: OUTSIDE, at: "10.0.0.0", match: "yes" },
    { name: "the last address of the block", peer: block("10.0.0.0/30"), party: OUTSIDE, at: "10.0.0.3", match: "yes" },
    { name: "one past the block", peer: block("10.0.0.0/30"), party: OUTSIDE, at: "10.0.0.4", match: "no", miss: { kind: "outside-cidr" } },
    { name: "one before the block", peer: block("10.0.0.4/30"), party: OUTSIDE, at: "10.0.0.3", match: "no", miss: { kind: "outside-cidr" } },
    { name: "every IPv4 address is no IPv6 address", peer: block("0.0.0.0/0"), party: OUTSIDE, at: "2001:db8::1", match: "no", miss: { kind: "family" } },
    { name: "every IPv6 address is no IPv4 address", peer: block("::/0"), party: OUTSIDE, at: "10.0.0.1", match: "no", miss: { kind: "family" } },
    { name: "a mapped address is IPv4", peer: block("10.0.0.0/8"), party: OUTSIDE, at: "::ffff:10.0.0.1", match: "yes" },
    { name: "inside an exception", peer: block("10.0.0.0/8", "10.1.0.0/16"), party: OUTSIDE, at: "10.1.255.255", match: "no", miss: { kind: "excepted", by: "10.1.0.0/16" } },
    { name: "inside the second exception", peer: block("10.0.0.0/8", "10.1.0.0/16", "10.2.0.0/16"), party: OUTSIDE, at: "10.2.0.1", match: "no", miss: { kind: "excepted", by: "10.2.0.0/16" } },
    { name: "one past the exception", peer: block("10.0.0.0/8", "10.1.0.0/16"), party: OUTSIDE, at: "10.2.0.0", match: "yes" },
    { name: "a node", peer: block("10.0.0.0/8"), party: node("n1"), at: "10.0.0.1", match: "yes" },
    { name: "a pod in its node's network", peer: block("10.0.0.0/8"), party: host, at: "10.0.0.1", match: "yes" },
    { name: "a node, by Cilium", peer: block("10.0.0.0/8"), party: node("n1"), at: "10.0.0.1", engine: cilium, match: "no", miss: { kind: "not-by-address" } },
    { name: "a pod in its node's network, by Cilium", peer: block("10.0.0.0/8"), party: host, at: "10.0.0.1", engine: cilium, match: "no", miss: { kind: "not-by-address" } },
    { name: "outside, by Cilium", peer: block("10.0.0.0/8"), party: OUTSIDE, at: "10.0.0.1", engine: cilium, match: "yes" },
    { name: "a disputed block", peer: disputed, party: OUTSIDE, at: "10.0.0.1", match: "maybe" },
    { name: "a disputed block's exception is none in dispute", peer: disputed, party: OUTSIDE, at: "10.1.0.1", match: "no", miss: { kind: "excepted", by: "10.1.0.0/16" } },
    { name: "outside a disputed block", peer: disputed, party: OUTSIDE, at: "11.0.0.1", match: "no", miss: { kind: "outside-cidr" } },
  ])("$name", ({ peer, party, at, engine = kubernetes, match, miss }) => {
    const outcome = meet(peer, party, at, engine);
    expect(outcome.match).toBe(match);
    expect(outcome.miss).toEqual(miss);
    expect(outcome.missing).toEqual(match === "maybe" ? [{ kind: "disputed-cidr", cidr: "10.0.0.0/8" }] : []);
    expect(outcome.assumed).toEqual([]);
  });

  test.each([
    { name: "Kubernetes", engine: kubernetes, match: "yes" },
    { name: "Calico", engine: calico, match: "yes" },
    { name: "Cilium", engine: cilium, match: "no" },
  ])("a pod's address in a block is said to be assumed: $name", ({ engine, match }) => {
    const outcome = meet(block("10.0.0.0/8"), web, "10.0.0.1", engine);
    expect(outcome.match).toBe(match);
    expect(outcome.assumed).toEqual([{ kind: "ip-block-and-pods", cidr: "10.0.0.0/8", matches: match === "yes" }]);
  });
});

describe("who matches by labels", () => {
  const unseen = pod("b/web", { namespace: space("b", {}, false) });
  test.each([
    { name: "labels in the own namespace", peer: pods(app("web")), party: web, match: "yes" },
    { name: "every pod of the own namespace", peer: pods([]), party: web, match: "yes" },
    { name: "other labels", peer: pods(app("db")), party: web, match: "no", miss: "labels" },
    { name: "the labels in another namespace", peer: pods(app("web")), party: pod("b/web"), match: "no", miss: "namespace" },
    { name: "other labels in another namespace", peer: pods(app("db")), party: pod("b/web"), match: "no", miss: "namespace-and-labels" },
    { name: "every namespace", peer: pods(app("web"), everywhere), party: pod("b/web"), match: "yes" },
    { name: "a namespace by its labels", peer: pods(app("web"), team), party: pod("b/web", { namespace: space("b", { team: "x" }) }), match: "yes" },
    { name: "the own namespace counts only if its labels match", peer: pods([], team), party: web, match: "no", miss: "namespace" },
    { name: "outside is no pod", peer: pods([], everywhere), party: OUTSIDE, match: "no", miss: "not-a-pod" },
    { name: "a node is no pod", peer: pods([], everywhere), party: node("n1"), match: "no", miss: "not-a-pod" },
    { name: "a pod in its node's network is not seen", peer: pods(app("web")), party: host, match: "no", miss: "host-network" },
    { name: "an unseen namespace that may lack a label", peer: pods(app("web"), teamless), party: unseen, match: "maybe", missing: { kind: "labels", of: "namespace", name: "b", key: "team" } },
    { name: "an unseen namespace does not matter where the labels differ", peer: pods(app("db"), teamless), party: unseen, match: "no", miss: "labels" },
    { name: "an unseen namespace that would need a label", peer: pods(app("web"), team), party: unseen, match: "no", miss: "namespace", assumed: { kind: "without-object", of: "namespace", name: "b", key: "team" } },
    { name: "nothing is assumed where the labels differ as well", peer: pods(app("db"), team), party: unseen, match: "no", miss: "namespace-and-labels" },
  ])("$name", ({ peer, party, match, miss, missing, assumed }) => {
    const outcome = meet(peer, party, "10.0.0.1");
    expect(outcome).toEqual({ peer, match, ...(miss !== undefined && { miss: { kind: miss } }), missing: missing ? [missing] : [], assumed: assumed ? [assumed] : [] });
  });
});

/** What is not in the input is taken to lack a label, and never taken to lack it where that would open something. */
describe("the contrary of what is not seen", () => {
  const unseen = pod("b/web", { namespace: space("b", {}, false) });
  const not = (of: Peer): Peer => ({ kind: "not", of });
  const labels = { kind: "labels", of: "namespace", name: "b", key: "team" } as const;
  test.each<{ name: string; peer: Peer; party: Party; match: Truth; missing?: readonly Missing[] }>([
    { name: "not those of namespaces with a label", peer: not(pods([], team)), party: unseen, match: "maybe", missing: [labels] },
    { name: "not those whose namespace has a label, asked of the pod", peer: not(pods([{ operator: "Exists", key: "team", of: "namespace" }], everywhere)), party: unseen, match: "maybe", missing: [labels] },
    { name: "not any of several", peer: not({ kind: "any", of: [pods(app("db"), everywhere), pods([], team)] }), party: unseen, match: "maybe", missing: [labels] },
    { name: "not those of namespaces without a label", peer: not(pods([], teamless)), party: unseen, match: "maybe", missing: [labels] },
    { name: "decided by the pod's own labels", peer: not(pods(app("db"), team)), party: unseen, match: "yes" },
    { name: "decided by the pod's own labels, whatever is asked first", peer: not(pods([{ operator: "Exists", key: "team", of: "namespace" }, ...app("db")], everywhere)), party: unseen, match: "yes" },
    { name: "seen, and without the label", peer: not(pods([], team)), party: pod("b/web"), match: "yes" },
    { name: "seen, and with it", peer: not(pods([], team)), party: pod("b/web", { namespace: space("b", { team: "x" }) }), match: "no" },
    { name: "outside has no labels", peer: not(pods([], team)), party: OUTSIDE, match: "yes" },
  ])("$name", ({ peer, party, match, missing = [] }) => {
    const outcome = meet(peer, party, "10.0.0.1");
    expect([outcome.match, outcome.missing, outcome.miss?.kind]).toEqual([match, missing, match === "no" ? "negated" : undefined]);
  });
});

/** Semantics §1.9: the VPC CNI sees the Service's address and admits it where a label peer selects what the Service's selector says. */
describe("a Service that was dialled, by the VPC CNI", () => {
  const labelled = pod("a/web", { labels: new Map([["app", "web"], ["tier", "x"]]) });
  const at = (selector?: Readonly<Record<string, string>>) => ({ port: 80, address: addressOf("10.96.0.1"), ...(selector && { selector: new Map(Object.entries(selector)) }) });
  const tier: Selector = [{ operator: "In", key: "tier", values: new Set(["x"]) }];
  test.each<{ name: string; peer: Peer; dialled: ReturnType<typeof at>; match: Truth; pod: Truth }>([
    { name: "its selector is what the peer selects", peer: pods(app("web")), dialled: at({ app: "web" }), match: "yes", pod: "yes" },
    { name: "the peer asks for a label that the selector does not name", peer: pods(tier), dialled: at({ app: "web" }), match: "no", pod: "yes" },
    { name: "the selector names it too", peer: pods(tier), dialled: at({ app: "web", tier: "x" }), match: "yes", pod: "yes" },
    { name: "nothing selects its backends", peer: pods(app("web")), dialled: at(), match: "no", pod: "yes" },
    { name: "every pod of the namespace", peer: pods([]), dialled: at({ app: "web" }), match: "yes", pod: "yes" },
    { name: "every pod of another", peer: pods([], { kind: "named", name: "b" }), dialled: at({ app: "web" }), match: "no", pod: "no" },
    { name: "a block around the Service's address", peer: block("10.96.0.0/12"), dialled: at({ app: "web" }), match: "yes", pod: "no" },
    { name: "a block around the pod's address", peer: block("10.244.0.0/16"), dialled: at({ app: "web" }), match: "no", pod: "yes" },
  ])("$name", ({ peer, dialled, match, pod: backend }) => {
    const other = { party: labelled, address: addressOf("10.244.0.1"), dialled };
    const matched = (engine: typeof kubernetes): Truth => matchPeer(peer, { subject: { party: host, address: addressOf("10.9.9.9") }, other, world: new World(engine, NOTHING_AROUND), lookups: () => [] }).match;
    expect([matched(ENGINES["vpc-cni"]), matched(kubernetes)]).toEqual([match, backend]);
  });
});
