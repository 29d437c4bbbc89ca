import { expect, test } from "vitest";
import type { WorkloadConnection, WorkloadJson } from "#lib/api/pages.ts";
import { LiveCluster } from "../live/LiveCluster.tsx";
import { htmlAt, linksOf, wordsOf } from "../url/address.fixture.tsx";
import { Workload } from "./Workload.tsx";

const NOW = "2026-04-16T03:00:00Z";
const cluster: WorkloadJson["cluster"] = { id: "prod", name: "prod", title: "prod", region: null, version: null, summary: null, engine: { name: "calico", by: "given" }, kinds: [], warnings: [], revision: 3, asOf: NOW, readAt: NOW, at: null, problems: 0 };
const connection = (to: string, more: Partial<WorkloadConnection> = {}): WorkloadConnection => ({
  id: `default/deploy/api-client~dns:${to}~443-tcp`, from: "default/deploy/api-client", to: `dns:${to}`, target: `dns:${to}`, fromTitle: "api-client", toTitle: to, addresses: ["203.0.113.4"], port: 443, protocol: "TCP",
  verdict: "deny", code: "BLOCKED_DEFAULT", reason: `Blocked by default deny: default-deny selects default/api-client; it does not allow TCP 443 to ${to}`, symptom: "hang, then timeout", stop: "DROPPED · no RST sent", side: "egress", why: "no egress rule allows it",
  blockedBy: ["default/default-deny"], declaredBy: ["configuration"], watched: null, expected: null, changedAt: null, ...more,
});
const removal = { sentence: "Without default-deny: egress stays limited by allow-dns. None of 2 declared connections changes.", opens: [], allowed: 0, blocked: 0, otherwise: 0, changed: [], judged: 2 };
const policy = (name: string): WorkloadJson["policies"][number] => ({ policy: `default/${name}`, kind: "NetworkPolicy", tier: "NetworkPolicy", directions: ["egress"], selector: "app=api-client", labels: ["app"], rules: 2, line: 34, created: "2026-04-13T03:00:00Z", owner: "platform", keptBy: "Argo CD application shop", elsewhere: 0, removal });
const workload = (more: Partial<WorkloadJson> = {}): WorkloadJson => ({
  cluster, id: "default/deploy/api-client", namespace: "default", kind: "Deployment", name: "api-client", replicas: 3, images: ["api-client:1.4"], nodes: ["n1", "n2", "n3"], addresses: [], labels: [{ key: "app", value: "api-client" }, { key: "track", value: "stable" }],
  hostNetwork: false, pods: ["api-client-7d9f-aaaaa"], asked: null, egressLimitedBy: ["default/default-deny", "default/allow-dns"], ingressLimitedBy: [], egressOpen: false, ingressOpen: true, policies: [policy("default-deny"), policy("allow-dns")], parts: [],
  outgoing: [connection("api.stripe.com"), connection("open.example", { verdict: "allow", code: "ALLOWED", why: "a rule allows it", blockedBy: [], side: null })], incoming: [], changes: [], kubectl: [], yaml: "", notes: [], ...more,
});
const html = (more: Partial<WorkloadJson> = {}, sel = ""): string =>
  htmlAt(
    `/c/prod/ns/default/deploy/api-client?${sel}v=1`,
    <LiveCluster cluster={cluster} renderedAt={NOW}>
      <Workload workload={workload(more)} />
    </LiveCluster>,
  );

test("the header says who it is, what limits each direction, and how much is blocked", () => {
  const words = wordsOf(html()).replaceAll("|", "");
  for (const part of ["default / api-client", "Deployment ×3 · image api-client:1.4 · on 3 nodes", "EGRESS limited by 2 policies: default-deny, allow-dns", "INGRESS open (no policy limits it)", "1 blocked destination · 1 allowed"]) expect(words).toContain(part);
});

test("a workload that no policy selects is open, and says so", () =>
  expect(wordsOf(html({ policies: [], egressLimitedBy: [], egressOpen: true })).replaceAll("|", "")).toContain("EGRESS open (no policy selects it)"));

test("what is blocked stands open and first, what is allowed folds and needs no script", () => {
  const page = html();
  expect(page.indexOf("Blocked (1)")).toBeLessThan(page.indexOf("Allowed (1)"));
  expect(page).toMatch(/<details[^>]*><summary>Allowed \(1\)<\/summary>/);
  expect([...page.matchAll(/<tr data-verdict="(\w+)"/g)].map(([, verdict]) => verdict)).toEqual(["deny", "allow"]);
});

test.each([
  { name: "within a day: the minute, and that it changed", changedAt: "2026-04-16T02:09:00.000Z", says: ["02:09Z", "changed"] },
  { name: "longer ago: how long", changedAt: "2026-04-13T02:09:00.000Z", says: ["3 d"] },
])("since when, $name", ({ changedAt, says }) => {
  const words = wordsOf(html({ outgoing: [connection("api.stripe.com", { changedAt })] }));
  for (const part of says) expect(words).toContain(`|${part}|`);
  expect(words.includes("|changed|")).toBe(says.includes("changed"));
});

test("marks: watched, and both sides once", () => {
  const words = wordsOf(html({ outgoing: [connection("api.stripe.com", { watched: "pay", side: "both", why: "no egress and no ingress rule allows it" })] }));
  expect(words).toContain("watched");
  expect(words.match(/both sides/g)).toHaveLength(1);
});

test("each policy tells what matched, whose it is, and what its removal does; the label that matched stands out", () => {
  const page = html();
  expect(page).toContain("<b>app=api-client</b>");
  expect(page).not.toContain("<b>track=stable</b>");
  const words = wordsOf(page);
  for (const part of ["3 d old · owner platform · Argo CD application shop · selects nothing else", removal.sentence]) expect(words).toContain(part);
});

test("a chosen policy lights its rows, by the address alone", () => {
  const lit = [...html({}, "sel=policy:default/default-deny&").matchAll(/<tr data-verdict="(\w+)" data-lit="true"/g)].map(([, verdict]) => verdict);
  expect(lit).toEqual(["deny"]);
  expect(html()).not.toContain("data-lit");
});

test("a pod that is gone is told before anything else", () => {
  const page = html({ asked: { pod: "api-client-7d9f", gone: "Pod api-client-7d9f is gone (02:20Z). Showing Deployment api-client." } });
  expect(page.indexOf("is gone (02:20Z)")).toBeLessThan(page.indexOf("<h1>"));
});

test("parts of a rollout: what differs between them", () => {
  const id = connection("api.stripe.com").id;
  const part = (told: string, code: "OPEN" | "BLOCKED_DEFAULT", verdict: "allow" | "deny"): WorkloadJson["parts"][number] => ({ pods: [told], told, egressLimitedBy: [], ingressLimitedBy: [], verdicts: [{ connection: id, verdict, code }] });
  const words = wordsOf(html({ parts: [part("2 of 3 pods", "OPEN", "allow"), part("1 of 3 pods: pod …x2k lacks label tier=web", "BLOCKED_DEFAULT", "deny")] }));
  for (const text of ["1 of 3 pods: pod …x2k lacks label tier=web", "api.stripe.com 443/tcp: Open", "api.stripe.com 443/tcp: Blocked by default deny"]) expect(words).toContain(text);
});

test("rows lead to their checks, policies to their lines", () => {
  const links = linksOf(html());
  expect(links).toContain("/c/prod/check?from=default/deploy/api-client&port=443&to=dns:api.stripe.com&v=1");
  expect(links).toContain("/c/prod/policies/default/default-deny?kind=NetworkPolicy&v=1#L34");
});
