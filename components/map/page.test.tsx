import { describe, expect, test } from "vitest";
import type { ConnectionsJson } from "#lib/api/connections.ts";
import type { PlacedMap } from "#lib/api/map.ts";
import { LiveCluster } from "../live/LiveCluster.tsx";
import { htmlAt, linksOf, wordsOf } from "../url/address.fixture.tsx";
import { MapView } from "./MapView.tsx";
import { connection, edge, node, placedMap, tile } from "./placedmap.fixture.ts";

const CLIENT = node("default/deploy/api-client", { blocked: 1, egressLimitedBy: ["default/default-deny"], egressOpen: false });
const [LEDGER, STRIPE, SLACK] = [tile("payments"), node("dns:api.stripe.com"), node("dns:hooks.slack.com")];
const stripe = connection(CLIENT.id, STRIPE.id, { verdict: "deny", blockedBy: ["default/default-deny"] });
const slack = connection(CLIENT.id, SLACK.id, { verdict: "deny" });
const fine = connection(CLIENT.id, "svc:payments/ledger");

const map = (given: Partial<PlacedMap> = {}, connections = [stripe, slack, fine]): PlacedMap =>
  placedMap({ nodes: [CLIENT, LEDGER, STRIPE, SLACK], edges: [edge(CLIENT.id, STRIPE.id, { look: "blocked" }), edge(CLIENT.id, SLACK.id, { look: "blocked" }), edge(CLIENT.id, LEDGER.id)], connections }, given);

/** What the server sends, and so all there is without scripts. */
function html(given: Partial<PlacedMap> = {}, address = "/c/prod/map"): string {
  const initial = map(given);
  const rows: ConnectionsJson = { cluster: initial.cluster, total: 3, of: 3, rows: initial.connections.map((one) => ({ ...one, policies: [] })), next: null, removed: [], ignored: [] };
  return htmlAt(
    address,
    <LiveCluster cluster={initial.cluster} renderedAt="2026-04-16T02:14:00Z">
      <MapView cluster="prod" initial={initial} rows={rows} />
    </LiveCluster>,
  );
}
const words = (...given: Parameters<typeof html>): string => wordsOf(html(...given));

describe("before any script has run", () => {
  test("the headline is the page's first heading, its sentences and the status follow", () => {
    expect(html()).toMatch(/<h1[^>]*>1 of 2 declared connections is blocked<\/h1>/);
    expect(words({ sentences: ["3 Calico NetworkPolicies are not evaluated. 18 verdicts say Cannot tell."] })).toContain("3 Calico NetworkPolicies are not evaluated. 18 verdicts say Cannot tell.");
    expect(words()).toContain("2 namespaces · 2 connections shown of 2");
  });
  test("the table is there with its rows", () => {
    expect(html()).toMatch(/<(table|div)[^>]*role="grid"|<table/);
    for (const part of ["api.stripe.com", "hooks.slack.com", "Blocked by default deny"]) expect(words()).toContain(part);
  });
  test("so is the tree, with the verdict's sentence of each connection", () => expect(words()).toContain("To api.stripe.com: Blocked by default deny: no rule allows it."));
  test("one Tab stop leads into the tree", () => expect([...html().matchAll(/role="treeitem"[^>]*tabindex="0"/gi)]).toHaveLength(1));
  test("skip links lead past the map and to what is blocked", () => {
    expect(linksOf(html())).toEqual(expect.arrayContaining(["#after-map", "#connections"]));
    expect(words()).toContain("To blocked connections (2)");
  });
});

test("chips count each kind and say which are drawn", () => {
  const chips = [...html().matchAll(/aria-pressed="(true|false)" data-show="(\w+)"/g)].map(([, on, show]) => `${show ?? ""} ${on ?? ""}`);
  expect(chips).toEqual(["drops true", "watched true", "changes true", "allowed true", "rules false", "hubs false"]);
});

test("terms of the filter can be taken away one by one; those that make no sense are told", () => {
  const told = html({}, "/c/prod/map?q=ns:web%20verdict:blocked%20port:none");
  expect(told).toContain('aria-label="Remove ns:web"');
  expect(told).toContain('aria-label="Remove verdict:blocked"');
  expect(wordsOf(told)).toContain("`port:none` is left out: expected a port");
});

test("where the filter leaves nothing, it says which term took how many", () =>
  expect(words({ nodes: [], edges: [], connections: [], boxes: [], removed: [{ term: "verdict:blocked", count: 42 }, { term: "ns:web", count: 3 }] }, "/c/prod/map?q=verdict:blocked%20ns:web").replaceAll("|", "")).toContain("No match. verdict:blocked removed 42, ns:web removed 3."));

test("what a fan has no room for is told at the picture, and leads to the table", () => {
  const told = words({ sentences: ["+38 more blocked"] }, `/c/prod/map?focus=${CLIENT.id}`);
  expect(told).toContain("+38 more blocked|Open as table");
});

describe("over budget", () => {
  const CROWDED = { overBudget: true, status: "2,310 connections. Showing 19: drops, watched, changes." };
  test("it says so, and leads on", () => {
    for (const part of [CROWDED.status, "Choose a namespace", "Open as table"]) expect(words(CROWDED)).toContain(part);
  });
  test("the table stands beside the picture until something is chosen", () => {
    expect(html(CROWDED)).toContain('data-view="split"');
    expect(html(CROWDED, "/c/prod/map?ns=web")).toContain('data-view="graph"');
    expect(html(CROWDED, "/c/prod/map?view=graph")).toContain('data-view="graph"');
  });
});

describe("the panel", () => {
  test("of a workload: what limits it, and its connections, blocked first", () => {
    const panel = words({}, `/c/prod/map?sel=${CLIENT.id}`);
    for (const part of ["Deployment ×3 · default", "default-deny", "Open page", "Show 3 pods", "Only its connections", "Blocked |2"]) expect(panel).toContain(part);
  });
  test("of a namespace: how much is limited, and how to open or hide it", () => {
    const panel = words({}, "/c/prod/map?sel=namespace:payments");
    for (const part of ["1 of 3 workloads limited", "Open its 2 groups", "Only this namespace", "Hide"]) expect(panel).toContain(part);
  });
  test("of a connection: sentence, code, and what to do", () => {
    const panel = words({}, `/c/prod/map?sel=${stripe.id}`);
    for (const part of ["Blocked by default deny: no rule allows it", "BLOCKED_DEFAULT", "Open", "Find the change that broke this"]) expect(panel).toContain(part);
  });
  test("of a connection that the map has no room for, it is asked for by itself", () => expect(words({}, "/c/prod/map?sel=web/deploy/a~dns:x.example~443-tcp")).toContain("web/deploy/a"));
  test("an id that is nowhere is told", () => expect(words({}, "/c/prod/map?sel=web/deploy/gone")).toContain("which is not on this map"));
});

test("the only blocked connection has its lane without being asked for; of several none has", () => {
  const lane = (connections: readonly (typeof stripe)[]): boolean => html({ connections: [...connections] }).includes('aria-label="Path"');
  expect([lane([stripe, fine]), lane([stripe, slack])]).toEqual([true, false]);
});

test("the legend's first four keys are the figure's, always in sight", () => expect(words()).toMatch(/Kubernetes\|.*Blocked path\|.*Application traffic\|.*External SaaS/));

test("while a cluster is read for the first time, there is no half map", () => {
  const kinds = [{ group: "", resource: "pods", kind: "Pod", namespace: "", count: 3_100, asOf: null, state: "loading" as const, expected: 5_020, why: "", retryAt: null }];
  const told = words({ cluster: { ...map().cluster, kinds } });
  expect(told).toContain("3,100 of 5,020");
  expect(told).not.toContain("api-client");
});
