import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { ClusterJson, KindStateJson } from "#lib/api/graph.ts";
import { kindState, later, loading, notInstalled, notPermitted, stale } from "#lib/describe/kinds.fixture.ts";
import { Reading } from "../map/Reading.tsx";
import { AgePill } from "./AgePill.tsx";
import { ClusterStrips } from "./ClusterStrips.tsx";
import { KindTable } from "./KindTable.tsx";

const cluster = (kinds: readonly KindStateJson[], warnings: readonly string[] = []): Pick<ClusterJson, "asOf" | "kinds" | "warnings" | "name"> => ({ name: "prod", asOf: "2026-04-16T02:13:40Z", kinds: [...kinds], warnings: [...warnings] });
/** What a reader sees, without the markup; the parts of different elements are told apart by a bar. */
const words = (html: string): string => html.replace(/<[^>]*>/g, "|").replace(/\|+/g, "|").replace(/&#x27;/g, "'").replace(/^\||\|$/g, "");

describe("the strips above a page, as the server sends them", () => {
  const strips = (kinds: readonly KindStateJson[], warnings: readonly string[] = []): string => renderToStaticMarkup(<ClusterStrips cluster={cluster(kinds, warnings)} now={later(0)} />);

  test.each([
    { name: "all is well: nothing", html: strips([kindState("Pod"), notInstalled("CiliumNetworkPolicy")]), told: "" },
    { name: "files have no state", html: strips([]), told: "" },
    { name: "stale for over a minute: why, since when, and the next attempt", html: strips([stale("Pod", "2026-04-16T02:11:20Z", { retryAt: "2026-04-16T02:13:44Z" }), kindState("Node")]), told: "Pods: no answer from the API server since 02:11Z|; retrying in 4 s" },
    { name: "over five minutes: the last update first", html: strips([stale("Pod", "2026-04-16T02:08:12Z"), kindState("Node")]), told: "Last update 02:08:12Z; verdicts may be out of date|Pods: no answer from the API server since 02:08Z" },
    { name: "a warning of the connection stays, as a sentence", html: strips([kindState("Pod")], ["the connection to the API server is not verified"]), told: "The connection to the API server is not verified." },
    { name: "partial permission", html: strips([notPermitted("NetworkPolicy", "payments"), kindState("Pod")]), told: "You cannot read NetworkPolicies in payments. Verdicts to payments: Cannot tell." },
  ])("$name", ({ html, told }) => expect(words(html)).toBe(told));

  test("many sentences of one sort are folded, and need no script to unfold", () => {
    const html = strips(["a", "b", "c", "d"].map((namespace) => notPermitted("Pod", namespace)));
    expect(html).toMatch(/^<div role="status"><\/div><section aria-label="What to know of this cluster"><details[^>]*><summary>You cannot read 1 kind in 4 namespaces\. Verdicts that need them: Cannot tell\.<\/summary>/);
    expect(html.match(/<li>/g)).toHaveLength(4);
  });

  test("what is old and what is wrong is spoken, the countdown is not", () => {
    const html = strips([stale("Pod", "2026-04-16T02:08:12Z", { retryAt: "2026-04-16T02:13:44Z" })]);
    const spoken = /<div role="status">(.*)<\/div>/.exec(html)?.[1] ?? "";
    expect(spoken).toContain("no answer from the API server");
    expect(spoken).toMatch(/<span aria-hidden="true">; retrying in 4 s<\/span>/);
  });
});

describe("the pill", () => {
  const pill = (kinds: readonly KindStateJson[], now = later(4)): string => renderToStaticMarkup(<AgePill cluster={cluster(kinds)} link="live" now={now} />);

  test.each([
    { name: "files: a quiet time, and nothing to open", html: pill([]), level: "fresh", starts: /^<span[^>]*title="Policies, pods and workloads as of 2026-04-16T02:13:40Z"/, says: "Policies as of 02:13:40Z (4 s ago)" },
    { name: "a live cluster: the age, and all kinds behind it, without scripts too", html: pill([kindState("NetworkPolicy")]), level: "fresh", starts: /^<button[^>]*aria-haspopup="dialog".*<noscript><details[^>]*><summary/, says: "Policies as of 02:13Z (4 s)" },
    { name: "old", html: pill([kindState("NetworkPolicy")], later(185)), level: "old", starts: /^<button/, says: "Policies 3 min old" },
    { name: "out of date", html: pill([kindState("NetworkPolicy")], later(400)), level: "outdated", starts: /^<button/, says: "Policies 6 min old" },
    { name: "not read yet", html: pill([loading("Pod", { count: 3_100, expected: 5_020 })]), level: "unread", starts: /^<button/, says: "Reading: pods 3,100 of 5,020" },
  ])("$name", ({ html, level, starts, says }) => {
    expect(html).toMatch(starts);
    expect(html).toContain(`data-level="${level}"`);
    expect(words(html).split("|")[0]).toBe(says);
  });
});

describe("the table of kinds", () => {
  const rows = (kinds: readonly KindStateJson[]): readonly string[] => renderToStaticMarkup(<KindTable kinds={kinds} now={later(4)} />).split("<tr").slice(1).map((row) => words(`<tr${row}`));

  test("each kind has a row with state, number, age and reason; what is not installed is named below", () => {
    expect(rows([notInstalled("CiliumNetworkPolicy"), kindState("Pod", { count: 5_020 }), stale("Node", "2026-04-16T02:11:20Z", { retryAt: "2026-04-16T02:13:48Z" }), notPermitted("Service")])).toEqual([
      "Kind|State|Objects|Age",
      "Services|Not permitted|list and watch is not permitted",
      "Nodes|No news|no answer from the API server since 02:11Z; retrying in 4 s|12|2 min",
      "Pods|Live|5,020|4 s|1 kind is not installed|CiliumNetworkPolicies.cilium.io",
    ]);
  });

  test("where a kind is read by namespace, the table says where", () => {
    expect(rows([kindState("Pod", { namespace: "shop" }), notPermitted("Node")])).toEqual(["Kind|Where|State|Objects|Age", "Nodes|the whole cluster|Not permitted|list and watch is not permitted", "Pods|shop|Live|12|4 s"]);
  });

  test("rows and columns have headings, and the keyboard can reach and scroll it", () => {
    const html = renderToStaticMarkup(<KindTable kinds={[kindState("Pod")]} now={later(4)} />);
    expect(html).toMatch(/<div[^>]*role="region" aria-label="What is read from the cluster" tabindex="0"><table[^>]*><caption>/);
    expect(html.match(/scope="col"/g)).toHaveLength(4);
    expect(html).toContain('<th scope="row">Pods</th>');
  });
});

describe("in place of the map, while a cluster is read", () => {
  const html = renderToStaticMarkup(<Reading cluster={cluster([loading("Pod", { count: 3_100, expected: 5_020 }), loading("Service"), kindState("Node")])} />);

  test("progress by stage, in words", () => expect(words(html)).toBe("Reading prod|pods 3,100 of 5,020|services 0 so far|Read: nodes 12"));

  test("and as bars, which say nothing where nobody knows how many there will be", () => {
    expect(html).toContain('<progress aria-label="pods 3,100 of 5,020" value="3100" max="5020">');
    expect(html).toContain('<progress aria-label="services 0 so far"></progress>');
  });
});
