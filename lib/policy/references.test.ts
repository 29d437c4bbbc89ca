import { describe, expect, test } from "vitest";
import { cidr } from "#lib/net/cidr.ts";
import type { ListMatch, NamespaceMatch, Peer, ServiceMatch } from "./algebra.ts";
import type { AddressList } from "./dialect.ts";
import type { Party } from "./endpoint.ts";
import { ENGINES } from "./engines.ts";
import { OUTSIDE, addressOf, node, pod, space } from "./fixture.ts";
import { exactPattern } from "./names.ts";
import { matchPeer } from "./peers.ts";
import { References, blocksIn } from "./references.ts";
import { EVERYTHING, NAME_LABEL, type Selector } from "./selector.ts";
import { NOTHING_AROUND, type ServiceBackends } from "./surroundings.ts";
import type { Truth } from "./uncertainty.ts";
import { World } from "./world.ts";

const list = (id: string, kind: string, labels: Readonly<Record<string, string>>, more: Partial<AddressList>): AddressList => {
  const [namespace = "", name = ""] = id.split("/");
  return { kind: "address-list", ref: { apiVersion: "x/v1", kind, namespace, name }, labels: new Map(Object.entries(labels)), blocks: [], names: [], ...more };
};
const blocks = (text: string, ...except: readonly string[]): Partial<AddressList> => ({ blocks: [{ cidr: cidr(text), except: except.map(cidr) }] });
const LISTS = [
  list("/world", "Global", { role: "db" }, blocks("10.1.0.0/16", "10.1.9.0/24")),
  list("a/own", "Set", { role: "db" }, blocks("10.2.0.0/16")),
  list("b/far", "Set", { role: "web" }, blocks("10.3.0.0/16")),
  list("u/unseen", "Set", { role: "db" }, blocks("10.4.0.0/16")),
  list("a/named", "Names", { role: "name" }, { names: [exactPattern("api.io")] }),
];
const NAMESPACES = new Map([["a", space("a", { team: "a" })], ["b", space("b", { team: "b" })], ["u", space("u", {}, false)]]);
const role = (value: string): Selector => [{ operator: "In", key: "role", values: new Set([value]) }];
const selected = (selector: Selector): NamespaceMatch => ({ kind: "selected", selector });
const is = (key: string, value: string): Selector => [{ operator: "In", key, values: new Set([value]) }];
const isNot = (key: string, value: string): Selector => [{ operator: "NotIn", key, values: new Set([value]) }];

const service = (id: string, more: Partial<ServiceBackends> = {}): ServiceBackends => {
  const [namespace = "", name = ""] = id.split("/");
  return { namespace, name, labels: new Map([["tier", name]]), addresses: [], ports: [], ...more };
};
const SERVICES = [
  service("a/pods", { selector: new Map([["app", "web"]]), addresses: [addressOf("10.9.9.9")] }),
  service("a/manual", { addresses: [addressOf("203.0.113.1"), addressOf("2001:db8::1")] }),
  service("b/empty", { selector: new Map() }),
  service("u/unseen", { addresses: [addressOf("203.0.113.7")] }),
];
const AROUND = { ...NOTHING_AROUND, namespaces: NAMESPACES, lists: LISTS, services: SERVICES, names: new Map([["known.io", [addressOf("203.0.113.2")]]]) };
const world = new World(ENGINES.calico, AROUND);
const meet = (peer: Peer, at: string, party: Party = OUTSIDE, asked?: string) =>
  matchPeer(peer, { subject: { party: pod("a/me"), address: addressOf("10.0.0.1") }, other: { party, address: addressOf(at), ...(asked !== undefined && { name: asked }) }, world, lookups: () => [] });

describe("lists of addresses", () => {
  const listed = (more: Partial<ListMatch>): Peer => ({ kind: "listed", lists: { kinds: ["Set", "Global"], selector: EVERYTHING, ...more } });
  const everywhere = selected(EVERYTHING);
  test.each<{ name: string; lists: Partial<ListMatch>; at: string; match: Truth; asked?: string }>([
    { name: "by kind", lists: { kinds: ["Set"] }, at: "10.2.0.1", match: "yes" },
    { name: "not of another kind", lists: { kinds: ["Set"] }, at: "10.1.0.1", match: "no" },
    { name: "of no kind", lists: { kinds: [] }, at: "10.1.0.1", match: "no" },
    { name: "by name", lists: { name: "world" }, at: "10.1.0.1", match: "yes" },
    { name: "no other by name", lists: { name: "world" }, at: "10.2.0.1", match: "no" },
    { name: "one that does not exist lists nobody", lists: { name: "gone" }, at: "10.1.0.1", match: "no" },
    { name: "without an exception's addresses", lists: { name: "world" }, at: "10.1.9.1", match: "no" },
    { name: "by labels", lists: { selector: role("db") }, at: "10.2.0.1", match: "yes" },
    { name: "not by other labels", lists: { selector: role("db") }, at: "10.3.0.1", match: "no" },
    { name: "wherever they are", lists: {}, at: "10.4.0.1", match: "yes" },
    { name: "of a namespace by its name", lists: { namespaces: { kind: "named", name: "a" } }, at: "10.2.0.1", match: "yes" },
    { name: "of no other namespace", lists: { namespaces: { kind: "named", name: "a" } }, at: "10.3.0.1", match: "no" },
    { name: "of the cluster alone", lists: { namespaces: { kind: "named", name: "" } }, at: "10.1.0.1", match: "yes" },
    { name: "of the cluster alone: none of a namespace", lists: { namespaces: { kind: "named", name: "" } }, at: "10.2.0.1", match: "no" },
    { name: "of namespaces by label", lists: { namespaces: selected(is("team", "b")) }, at: "10.3.0.1", match: "yes" },
    { name: "of every namespace", lists: { namespaces: everywhere }, at: "10.3.0.1", match: "yes" },
    { name: "of every namespace: none of the cluster", lists: { namespaces: everywhere }, at: "10.1.0.1", match: "no" },
    { name: "of the namespace's name, also where it is not seen", lists: { namespaces: selected(is(NAME_LABEL, "u")) }, at: "10.4.0.1", match: "yes" },
    { name: "a demand on a namespace that is not seen", lists: { namespaces: selected(is("team", "u")) }, at: "10.4.0.1", match: "no" },
    { name: "an absence in a namespace that is not seen: nobody knows", lists: { namespaces: selected(isNot("team", "b")) }, at: "10.4.0.1", match: "maybe" },
    { name: "and its addresses are no others", lists: { namespaces: selected(isNot("team", "b")) }, at: "10.5.0.1", match: "no" },
    { name: "by the names in it", lists: { kinds: ["Names"] }, at: "198.51.100.1", asked: "api.io", match: "yes" },
    { name: "by the names in it: another", lists: { kinds: ["Names"] }, at: "198.51.100.1", asked: "b.io", match: "no" },
    { name: "by the names in it, asked by address", lists: { kinds: ["Names"] }, at: "198.51.100.1", match: "maybe" },
  ])("$name", ({ lists, at, asked, match }) => {
    const outcome = meet(listed(lists), at, OUTSIDE, asked);
    expect([outcome.match, outcome.miss?.kind]).toEqual([match, match === "no" ? "unlisted" : undefined]);
    expect(outcome.missing.length > 0).toBe(match === "maybe");
  });
});

describe("the backends of Services", () => {
  const of = (services: ServiceMatch): Peer => ({ kind: "services", services });
  const named = (namespace: string, name: string): Peer => of({ kind: "named", namespace, name });
  const by = (namespaces: NamespaceMatch, value: string): Peer => of({ kind: "selected", namespaces, selector: is("tier", value) });
  const web = pod("a/web");
  test.each<{ name: string; peer: Peer; at: string; party?: Party; match: Truth }>([
    { name: "with a selector: the pods it selects", peer: named("a", "pods"), at: "10.0.0.2", party: web, match: "yes" },
    { name: "with a selector: none of another namespace", peer: named("a", "pods"), at: "10.0.0.2", party: pod("b/web"), match: "no" },
    { name: "with a selector: none with other labels", peer: named("a", "pods"), at: "10.0.0.2", party: pod("a/db"), match: "no" },
    { name: "with a selector: no address that is listed beside", peer: named("a", "pods"), at: "10.9.9.9", match: "no" },
    { name: "selectorless: the addresses that are listed", peer: named("a", "manual"), at: "203.0.113.1", match: "yes" },
    { name: "selectorless: of both families", peer: named("a", "manual"), at: "2001:db8::1", match: "yes" },
    { name: "selectorless: no other", peer: named("a", "manual"), at: "203.0.113.2", match: "no" },
    { name: "an empty selector is none: it selects no pod", peer: named("b", "empty"), at: "10.0.0.2", party: pod("b/web"), match: "no" },
    { name: "one that does not exist has none", peer: named("b", "pods"), at: "10.0.0.2", party: web, match: "no" },
    { name: "by the Services' labels", peer: by({ kind: "named", name: "a" }, "manual"), at: "203.0.113.1", match: "yes" },
    { name: "by other labels", peer: by({ kind: "named", name: "a" }, "x"), at: "203.0.113.1", match: "no" },
    { name: "of another namespace", peer: by({ kind: "named", name: "b" }, "manual"), at: "203.0.113.1", match: "no" },
    { name: "of namespaces by label", peer: by(selected(is("team", "a")), "manual"), at: "203.0.113.1", match: "yes" },
    { name: "an absence in a namespace that is not seen: nobody knows", peer: by(selected(isNot("team", "b")), "unseen"), at: "203.0.113.7", match: "maybe" },
  ])("$name", ({ peer, at, party = OUTSIDE, match }) => {
    const outcome = meet(peer, at, party);
    expect([outcome.match, outcome.miss?.kind]).toEqual([match, match === "no" ? "unlisted" : undefined]);
  });
  test("no node is one by its labels", () => expect(meet(named("a", "pods"), "10.0.0.2", node("n1")).match).toBe("no"));
});

describe("blocks that tell addresses apart", () => {
  const references = new References(AROUND);
  const block: Peer = { kind: "cidr", cidr: cidr("10.0.0.0/8"), except: [cidr("10.1.0.0/16")], disputed: false };
  test.each<{ name: string; peer: Peer; blocks: readonly string[] }>([
    { name: "a block and its exceptions", peer: block, blocks: ["10.0.0.0/8", "10.1.0.0/16"] },
    { name: "a list's", peer: { kind: "listed", lists: { kinds: ["Global"], selector: EVERYTHING } }, blocks: ["10.1.0.0/16", "10.1.9.0/24"] },
    { name: "of one that perhaps is meant too", peer: { kind: "listed", lists: { kinds: ["Set"], namespaces: selected(isNot("team", "b")), selector: role("db") } }, blocks: ["10.2.0.0/16", "10.4.0.0/16"] },
    { name: "a Service's addresses", peer: { kind: "services", services: { kind: "named", namespace: "a", name: "manual" } }, blocks: ["203.0.113.1/32", "2001:db8::1/128"] },
    { name: "every known address, for names", peer: { kind: "names", names: [exactPattern("x.io")], learnt: "any-lookup" }, blocks: ["203.0.113.2/32"] },
    { name: "inside any, all and not", peer: { kind: "any", of: [{ kind: "all", of: [{ kind: "not", of: block }] }] }, blocks: ["10.0.0.0/8", "10.1.0.0/16"] },
    { name: "none for labels", peer: { kind: "pods", namespaces: selected([]), pods: [] }, blocks: [] },
    { name: "none for anyone", peer: { kind: "anyone" }, blocks: [] },
    { name: "none for entities", peer: { kind: "entity", entity: "outside" }, blocks: [] },
    { name: "none for what nobody tells", peer: { kind: "untold", missing: { kind: "source-port" } }, blocks: [] },
  ])("$name", ({ peer, blocks: expected }) => expect(blocksIn(peer, references, AROUND.names).map(({ text }) => text)).toEqual(expected));
});
