import { describe, expect, test } from "vitest";
import type { ConnectionRow, ConnectionsJson } from "#lib/api/connections.ts";
import { row } from "#lib/topology/row.fixture.ts";
import { LiveCluster } from "../live/LiveCluster.tsx";
import { Middle } from "../parts/Middle.tsx";
import { htmlAt, linksOf, wordsOf } from "../url/address.fixture.tsx";
import { ConnectionTable } from "./ConnectionTable.tsx";
import { PagedConnections } from "./PagedConnections.tsx";
import { rowAfter } from "./roving.ts";
import { SENT } from "./useRows.ts";

const READ = "2026-04-16T02:13:40Z";
const cluster: ConnectionsJson["cluster"] = { id: "prod", name: "prod", title: "prod", region: null, version: null, summary: null, engine: { name: "calico", by: "given" }, kinds: [], warnings: [], revision: 3, asOf: READ, readAt: READ, at: null, problems: 0 };
const stays = (): void => undefined;
const page = (given: Partial<ConnectionsJson>): ConnectionsJson => ({ cluster, total: given.rows?.length ?? 0, of: 3, rows: [], next: null, removed: [], ignored: [], ...given });

/** What the server sends of the table at this address. */
const paged = (given: Partial<ConnectionsJson>, address = "/c/prod/map?v=1", selected?: string): string =>
  htmlAt(
    address,
    <LiveCluster cluster={cluster} renderedAt={READ}>
      <PagedConnections cluster="prod" initial={page(given)} selected={selected} onSelect={stays} />
    </LiveCluster>,
  );
const many = (number: number): ConnectionRow[] => Array.from({ length: number }, (_, index) => row({ port: index + 1 }));

describe("what the server sends", () => {
  const stripe = row({ verdict: "deny", addresses: ["203.0.113.4", "203.0.113.5"], watched: "payments", changedAt: "2026-04-16T02:08:51.000Z" });
  const old = row({ port: 80, policies: ["default/allow-web", "default/dns", "default/metrics"], changedAt: "2026-04-14T02:08:51.000Z" });
  const html = paged({ rows: [stripe, old] });

  test("a row says all there is to say, and leads to its check and to its policies", () => {
    expect(wordsOf(html)).toContain("| Blocked by default deny|api-client|watched|api.stripe.com|2 addresses|443/tcp|no egress rule allows it|egress|default-deny|02:08:51Z|");
    expect(linksOf(html)).toEqual([
      "/c/prod/policies/default/default-deny?v=1",
      "/c/prod/check?from=default/deploy/api-client&port=443&to=dns:api.stripe.com&v=1",
      "/c/prod/policies/default/allow-web?v=1",
      "/c/prod/policies/default/dns?v=1",
      "/c/prod/check?from=default/deploy/api-client&port=80&to=dns:api.stripe.com&v=1",
    ]);
  });
  test("of many policies it says how many", () => expect(html).toContain('title="default/metrics">+1'));
  test("a change of another day has its day", () => expect(html).toMatch(/<time dateTime="2026-04-14T02:08:51.000Z" title="2026-04-14 02:08:51Z">2026-04-14<\/time>/i));
  test("without a script the Tab key comes to every link and button", () => expect(html).not.toContain("tabindex"));
  test("a connection that is selected says so", () => expect(paged({ rows: [stripe, old] }, undefined, old.id).match(/aria-selected="(true|false)"/g)).toEqual(['aria-selected="false"', 'aria-selected="true"']));

  test("how many there are, and at which place each row stands", () => {
    const some = paged({ rows: many(3), total: 2_310, of: 2_310, next: "more" });
    expect(some).toContain('aria-rowcount="2311"');
    expect([...some.matchAll(/aria-rowindex="(\d+)"/g)].map(([, place]) => place)).toEqual(["1", "2", "3", "4"]);
    expect(wordsOf(some)).toContain("2310 connections");
    expect(wordsOf(paged({ rows: many(3), of: 2_310 }))).toContain("3 of 2310 connections");
  });

  test.each([2_300, 20_000])("of %i rows the first are sent, and no more", (number) => {
    const html = htmlAt("/", <LiveCluster cluster={cluster} renderedAt={READ}><ConnectionTable cluster="prod" connections={many(number)} caption="Connections" /></LiveCluster>);
    expect(html.match(/data-row=/g)).toHaveLength(SENT);
    expect(html).toContain(`aria-rowcount="${String(number + 1)}"`);
  });
});

describe("what the address says", () => {
  const titles = (html: string): readonly string[] => [...html.matchAll(/<th[^>]*data-column="(\w+)"/g)].map(([, column = ""]) => column);
  test.each([
    { address: "?v=1", columns: "verdict from to port why side policies changed check", sorts: "none ".repeat(8).trim() },
    { address: "?cols=to,port&sort=port&v=1", columns: "to port check", sorts: "none ascending" },
    { address: "?cols=to,port&sort=-to&v=1", columns: "to port check", sorts: "descending none" },
    { address: "?cols=drops&sort=drops&v=1", columns: "verdict from to port why side policies changed check", sorts: "none ".repeat(8).trim() },
  ])("$address", ({ address, columns, sorts }) => {
    const html = paged({ rows: many(1) }, `/c/prod/map${address}`);
    expect(titles(html).join(" ")).toBe(columns);
    expect([...html.matchAll(/aria-sort="(\w+)"/g)].map(([, sort]) => sort).join(" ")).toBe(sorts);
  });
});

describe("no rows", () => {
  test.each([
    { name: "the filter removed them", given: { of: 45, removed: [{ term: "verdict:blocked", count: 42 }, { term: "ns:web", count: 3 }] }, told: "No match. |verdict:blocked| removed 42|, |ns:web| removed 3|.|Clear last" },
    { name: "there are none", given: { of: 0 }, told: "No connection is declared." },
  ])("$name", ({ given, told }) => expect(wordsOf(paged(given))).toContain(told));
});

test("rows that are given have no column of which they know nothing, nor the one that they share", () => {
  const html = (connections: readonly ConnectionRow[]): string => htmlAt("/", <LiveCluster cluster={cluster} renderedAt={READ}><ConnectionTable cluster="prod" connections={connections} caption="What it calls" without="from" /></LiveCluster>);
  expect(wordsOf(html([row()]))).toMatch(/^Verdict\|To\|Port\|Why\|Side\|Policies\|Check\|/);
  expect(wordsOf(html([row({ changedAt: READ })]))).toMatch(/^Verdict\|To\|Port\|Why\|Side\|Policies\|Changed\|Check\|/);
});

describe("a name of one line", () => {
  test("loses its middle, and is whole for whoever copies it", () => {
    const html = htmlAt("/", <Middle text="api-client-7d9f5c6b48-x2k4q" />);
    expect(wordsOf(html)).toBe("api-client-7d9f5c6b48|-x2k4q");
    expect(html).toContain('title="api-client-7d9f5c6b48-x2k4q"');
  });
  test("is not cut where it is short", () => expect(wordsOf(htmlAt("/", <Middle text="api-client" />))).toBe("api-client"));
});

describe("keys", () => {
  test.each([
    { key: "ArrowDown", from: 3, to: 4 },
    { key: "ArrowDown", from: 9, to: 9 },
    { key: "ArrowUp", from: 3, to: 2 },
    { key: "ArrowUp", from: 0, to: 0 },
    { key: "PageDown", from: 3, to: 7 },
    { key: "PageDown", from: 8, to: 9 },
    { key: "PageUp", from: 3, to: 0 },
    { key: "Home", from: 3, to: 0 },
    { key: "End", from: 3, to: 9 },
    { key: "ArrowRight", from: 3, to: undefined },
    { key: "x", from: 3, to: undefined },
  ])("$key on row $from of 10", ({ key, from, to }) => expect(rowAfter(key, from, { rows: 10, page: 4 })).toBe(to));
});
