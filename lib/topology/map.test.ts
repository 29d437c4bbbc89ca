import { describe, expect, test } from "vitest";
import type { MapJson } from "#lib/api/map.ts";
import { namespace, policy } from "#lib/check/fixture.ts";
import { destination, mapIn, replica, spaces, watching } from "./yaml.fixture.ts";

const deny = (space: string): string => policy(`${space}/default-deny`, "podSelector: {}, policyTypes: [Egress]");
const edges = ({ edges: all }: MapJson): readonly string[] => all.map(({ from, to, look, label }) => `${from} > ${to} ${look} ${label}`);
const ids = ({ nodes }: MapJson): readonly string[] => nodes.map(({ id }) => id);

const SHOP = [
  ...spaces("shop", "data"), deny("shop"),
  policy("shop/web-to-db", "podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: data}}, podSelector: {matchLabels: {app: db}}}], ports: [{port: 5432}]}]"),
  replica("shop/web-1", "app: web"), replica("shop/jobs-1", "app: jobs"), replica("data/db-1", "app: db"), replica("data/cache-1", "app: cache"),
  watching(["shop/sts/web", "data/sts/db", 5432], ["shop/sts/web", "data/sts/cache", 6379]),
  destination("api.example.com", "203.0.113.4", ["shop/sts/jobs"]),
];

describe("levels", () => {
  test("what fits is open", () => {
    const map = mapIn(SHOP);
    expect(ids(map)).toEqual(["dns:api.example.com", "data/sts/cache", "data/sts/db", "shop/sts/jobs", "shop/sts/web"]);
    expect(edges(map)).toEqual(["shop/sts/jobs > dns:api.example.com blocked 443/tcp", "shop/sts/web > data/sts/cache blocked 6379/tcp", "shop/sts/web > data/sts/db allowed 5432/tcp"]);
    expect(map.boxes).toEqual([
      { namespace: "data", open: true, groups: 2, workloads: 2, limited: 0, withheld: false, rims: [] },
      { namespace: "shop", open: true, groups: 2, workloads: 2, limited: 2, withheld: false, rims: [{ policy: "shop/default-deny", name: "default-deny", directions: ["egress"] }] },
    ]);
    expect(map).toMatchObject({ headline: "2 of 3 declared connections are blocked", status: "2 namespaces · 3 connections shown of 3: drops, watched, changes", overBudget: false, total: 3, everythingOpen: false, sentences: [] });
  });

  test("somebody opens one, and the others are one node each", () => {
    const map = mapIn(SHOP, "open=data");
    expect(map.boxes.map(({ namespace: name, open }) => [name, open])).toEqual([["data", true], ["shop", false]]);
    expect(edges(map)).toContain("namespace:shop > data/sts/db allowed 5432/tcp");
    expect(map.nodes.find(({ id }) => id === "namespace:shop")).toMatchObject({ subtitle: "2 of 2 workloads limited", blocked: 2, allowed: 1, pods: 2 });
  });

  test("or none: what stays inside a closed namespace is no edge, and is counted where it is blocked", () => {
    const map = mapIn([...SHOP, watching(["shop/sts/jobs", "shop/sts/web", 80])], "open=-");
    expect(edges(map)).toEqual(["namespace:shop > dns:api.example.com blocked 443/tcp", "namespace:shop > namespace:data allowed 5432/tcp", "namespace:shop > namespace:data blocked 6379/tcp"]);
    expect(map.sentences).toEqual(["1 blocked connection stays inside a namespace that is drawn as one. Open it to see it."]);
  });

  test("the pods of a group are drawn where its id is opened", () => {
    const map = mapIn([...SHOP, replica("shop/web-2", "app: web", { ip: "10.0.4.9" })], "open=shop/sts/web");
    expect(ids(map).filter((id) => id.startsWith("shop/"))).toEqual(["shop/pod/web-1", "shop/pod/web-2", "shop/sts/jobs"]);
    expect(edges(map)).toEqual(expect.arrayContaining(["shop/pod/web-1 > data/sts/db allowed 5432/tcp", "shop/pod/web-2 > data/sts/db allowed 5432/tcp"]));
  });

  test("fifty lines that say no more than allowed are drawn where somebody asks for them; they are no want of room", () => {
    const names = Array.from({ length: 50 }, (_, index) => `w${String(index)}`);
    const input = [...SHOP, ...spaces("pool"), ...names.map((name) => replica(`pool/${name}-1`, `app: ${name}`)), ...names.map((name) => destination(`${name}.example`, "203.0.113.9", [`pool/sts/${name}`]))];
    const map = mapIn(input);
    expect(map).toMatchObject({ overBudget: false, status: "3 namespaces · 3 connections shown of 53: drops, watched, changes" });
    expect(map.chips).toContainEqual({ show: "allowed", count: 51, on: false });
    expect(ids(map)).toContain("pool/sts/w49");
    expect(mapIn(input, "show=allowed").edges).toHaveLength(53);
    expect(mapIn(input, "open=pool").edges).toHaveLength(53);
  });

  test("two hundred namespaces: what is allowed goes, and so does who has nothing to draw; both is told", () => {
    const many = Array.from({ length: 200 }, (_, index) => `n${String(index)}`);
    const map = mapIn([
      ...many.map((name) => namespace(name)), ...many.map((name) => replica(`${name}/web-1`, "app: web")), deny("n0"),
      watching(["n0/sts/web", "ip:203.0.113.9", 443]), ...many.slice(1, 60).map((name) => destination(`${name}.example`, "203.0.113.4", [`${name}/sts/web`])),
    ]);
    expect(ids(map)).toEqual(["ip:203.0.113.9", "namespace:n0"]);
    expect(map).toMatchObject({ overBudget: true, total: 60, status: "200 namespaces, 199 of them without anything to draw · 1 connection shown of 60: drops, watched, changes" });
    expect(map.sentences).toEqual(["60 connections. Showing 1: drops, watched, changes."]);
    expect(map.chips).toContainEqual({ show: "allowed", count: 59, on: false });
  });
});

describe("hubs", () => {
  const callers = Array.from({ length: 6 }, (_, index) => `shop/w${String(index)}-1`);
  const HUB = [...spaces("shop"), policy("shop/deny", "podSelector: {matchLabels: {app: w5}}, policyTypes: [Egress]"), ...callers.map((id) => replica(id, `app: ${id.slice(5, 7)}`)), destination("logs.example", "203.0.113.4", callers.map((id) => `shop/sts/${id.slice(5, 7)}`))];

  test("a destination that everybody uses is a word on each caller's card, with its verdict", () => {
    const map = mapIn(HUB);
    expect([edges(map), ids(map)]).toEqual([[], callers.map((id) => `shop/sts/${id.slice(5, 7)}`)]);
    expect(map.nodes.map(({ hubs }) => hubs.map(({ title, verdict }) => `${title} ${verdict}`))).toEqual([...Array.from({ length: 5 }, () => ["logs.example allow"]), ["logs.example deny"]]);
    expect(map.sentences).toEqual(["logs.example is used by 6 workloads: a word on their cards, 1 blocked."]);
    expect(map.connections.map(({ from, verdict }) => [from, verdict])).toEqual([["shop/sts/w5", "deny"]]);
  });

  test("unless its edges are asked for, or the connection is watched", () => {
    expect(edges(mapIn(HUB, "show=hubs"))).toHaveLength(6);
    expect(edges(mapIn([...HUB, watching(["shop/sts/w1", "dns:logs.example", 443])]))).toEqual(["shop/sts/w1 > dns:logs.example allowed 443/tcp"]);
  });

  test("four callers are not everybody", () => {
    expect(edges(mapIn([...spaces("shop"), ...callers.slice(0, 4).map((id) => replica(id, "")), destination("logs.example", "203.0.113.4", callers.slice(0, 4).map((id) => `shop/sts/${id.slice(5, 7)}`))]))).toHaveLength(4);
  });
});

describe("what is switched", () => {
  test.each<{ name: string; query: string; drawn: readonly string[] }>([
    { name: "drops alone", query: "hide=allowed,watched,changes", drawn: ["shop/sts/jobs > dns:api.example.com blocked 443/tcp", "shop/sts/web > data/sts/cache blocked 6379/tcp"] },
    { name: "what is watched stays though drops are hidden", query: "hide=drops", drawn: ["shop/sts/web > data/sts/cache blocked 6379/tcp", "shop/sts/web > data/sts/db allowed 5432/tcp"] },
    { name: "the filter", query: "q=to:api.example.com", drawn: ["shop/sts/jobs > dns:api.example.com blocked 443/tcp"] },
    { name: "a namespace, with whom it talks to", query: "ns=data", drawn: ["shop/sts/web > data/sts/cache blocked 6379/tcp", "shop/sts/web > data/sts/db allowed 5432/tcp"] },
  ])("$name", ({ query, drawn }) => {
    expect(edges(mapIn(SHOP, query))).toEqual(drawn);
  });

  test("a filter that leaves nothing tells what each part of it removed", () => {
    const map = mapIn(SHOP, "q=verdict:unknown&ns=data");
    expect([map.edges, map.removed]).toEqual([[], [{ term: "verdict:unknown", count: 3 }, { term: "ns:data", count: 1 }]]);
  });

  test("a part of the filter that makes no sense is told", () => {
    expect(mapIn(SHOP, "q=port:x").sentences).toEqual(["`port:x` is left out of the filter: it should be a port such as 443, or ports such as 8000-8100."]);
  });

  test("a group that the filter means stands also without a connection", () => {
    expect(ids(mapIn([...SHOP, replica("data/idle-1", "app: idle")], "q=label:app%3Didle"))).toEqual(["data/sts/idle"]);
  });

  test("allow rules of a namespace that somebody opened, where nobody declared a call; never for a whole namespace", () => {
    const rule = policy("data/in", "podSelector: {matchLabels: {app: cache}}, ingress: [{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: jobs}}}], ports: [{port: 6379}]}]");
    const wide = policy("data/all", "podSelector: {}, ingress: [{from: [{namespaceSelector: {}, podSelector: {matchLabels: {app: jobs}}}]}]");
    expect(edges(mapIn([...SHOP, rule, wide]))).not.toContainEqual(expect.stringContaining("allow-rule"));
    const map = mapIn([...SHOP, rule, wide], "open=data,shop");
    expect(edges(map).filter((edge) => edge.includes("allow-rule"))).toEqual(["shop/sts/jobs > data/sts/cache allow-rule tcp 6379"]);
    expect(map.edges.find(({ look }) => look === "allow-rule")).toMatchObject({ selects: "policy:data/in", connections: [], side: null });
    expect(edges(mapIn([...SHOP, rule], "open=data,shop&hide=rules"))).not.toContainEqual(expect.stringContaining("allow-rule"));
  });
});

test("a verdict of the last 24 hours is new, an older one is not", () => {
  const id = "shop/sts/web~data/sts/cache~6379-tcp";
  const now = Date.parse("2026-04-16T02:13:40Z");
  const changed = (hours: number): MapJson => mapIn(SHOP, "", { now, changedAt: new Map([[id, now - hours * 3_600_000]]) });
  expect(changed(23).edges.filter((edge) => edge.changed).map(({ selects }) => selects)).toEqual([id]);
  expect(changed(23).connections.find((one) => one.id === id)?.changedAt).toBe("2026-04-15T03:13:40.000Z");
  expect(changed(25).edges.filter((edge) => edge.changed)).toEqual([]);
});

test("of a rollout each part has its own verdict", () => {
  const map = mapIn([
    ...spaces("shop", "data"), deny("shop"), policy("shop/canary", "podSelector: {matchLabels: {track: canary}}, policyTypes: [Egress], egress: [{}]"),
    replica("shop/web-1", "track: canary"), replica("shop/web-2", "track: stable", { ip: "10.0.4.9" }), replica("data/db-1", ""), watching(["shop/sts/web", "data/sts/db", 5432]),
  ]);
  expect(edges(map)).toEqual(["shop/sts/web@track=canary > data/sts/db allowed 5432/tcp", "shop/sts/web@track=stable > data/sts/db blocked 5432/tcp"]);
  expect(map.edges.map(({ count, side, selects }) => [count, side, selects])).toEqual([[1, null, "shop/sts/web~data/sts/db~5432-tcp"], [1, "egress", "shop/sts/web~data/sts/db~5432-tcp"]]);
  expect(map.connections.map(({ code }) => code)).toEqual(["PARTLY"]);
});

describe("focus", () => {
  test("its connections alone, and what it would be blocked from though nobody declared it", () => {
    const map = mapIn(SHOP, "focus=shop/sts/web");
    expect(edges(map)).toEqual(["shop/sts/web > data/sts/cache blocked 6379/tcp", "shop/sts/web > data/sts/db allowed 5432/tcp", "shop/sts/web > dns:api.example.com undeclared 443/tcp · not declared"]);
    expect(map.connections.find(({ to }) => to === "dns:api.example.com")).toMatchObject({ declaredBy: [], verdict: "deny" });
    expect(ids(map)).toContain("shop/sts/jobs");
  });

  test("a destination has its callers", () => {
    expect(edges(mapIn(SHOP, "focus=dns:api.example.com"))).toEqual(["shop/sts/jobs > dns:api.example.com blocked 443/tcp"]);
  });

  test("twelve destinations at most, and the rest is told: blocked ones first", () => {
    const far = Array.from({ length: 20 }, (_, index) => `x${String(index).padStart(2, "0")}`);
    const map = mapIn([...spaces("shop"), deny("shop"), replica("shop/web-1", ""), ...far.map((name) => destination(`${name}.example`, "203.0.113.4", ["shop/sts/web"]))], "focus=shop/sts/web");
    expect(map.edges).toHaveLength(12);
    expect(map.sentences).toEqual(["+8 more blocked"]);
  });

  test("what is not there is told, and the map is whole", () => {
    const map = mapIn(SHOP, "focus=shop/sts/gone");
    expect([map.sentences, map.edges.length]).toEqual([["`shop/sts/gone` is not on this map. Nothing is in focus."], 3]);
  });
});

test("a cluster without policies is open", () => {
  expect(mapIn([...spaces("a"), replica("a/web-1", "")])).toMatchObject({ everythingOpen: true, headline: "No network policies in this cluster. Every pod can reach everything." });
});
