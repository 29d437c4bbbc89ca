import { describe, expect, test } from "vitest";
import { type ConnectionsJson, connectionsSchema } from "#lib/api/connections.ts";
import { namespace, pod, policy } from "#lib/check/fixture.ts";
import { momentText } from "#lib/api/moment.ts";
import { GivenSource, Recording } from "../history/recorded.fixture.ts";
import { emptyStore } from "../store/stores.fixture.ts";
import type { AskedConnections } from "./connections.ts";
import { LocalCluster } from "./local.ts";

const destination = (host: string, address: string, ...usedBy: readonly string[]): string => `{host: ${host}, addresses: [${address}], ports: [{port: 443, protocol: TCP}], usedBy: [${usedBy.join(", ")}]}`;
const CATALOGUE = `{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: d}, spec: {destinations: [${[
  destination("api.stripe.com", "203.0.113.4", "a/pod/web", "b/pod/api"),
  destination("cdn.example.com", "198.51.100.7", "a/pod/web"),
].join(", ")}]}}`;
const PODS = [namespace("a"), namespace("b"), pod("a/web", { ip: "10.0.0.1", labels: "app: web" }), pod("b/api", { ip: "10.0.0.2", labels: "app: api" })];
const CLOSED = policy("a/closed", "podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]");
const ALL: AskedConnections = { q: "", ns: [], hide: [], sort: undefined, after: undefined, limit: 200 };

const idsOf = ({ rows }: ConnectionsJson): readonly string[] => rows.map(({ id }) => id);
const [WEB_STRIPE, API_STRIPE, WEB_CDN] = ["a/pod/web~dns:api.stripe.com~443-tcp", "b/pod/api~dns:api.stripe.com~443-tcp", "a/pod/web~dns:cdn.example.com~443-tcp"] as const;

const cluster = new LocalCluster(new GivenSource(...PODS, CATALOGUE, CLOSED));
const asked = async (given: Partial<AskedConnections> = {}): Promise<ConnectionsJson> => connectionsSchema.parse(await cluster.ask("connections", { ...ALL, ...given }));

test("all of them, worst first, each with the policies that select its ends", async () => {
  const all = await asked();
  expect(all).toMatchObject({ total: 3, of: 3, next: null, removed: [], ignored: [] });
  expect(all.rows.map(({ id, code, policies, changedAt }) => [id, code, policies, changedAt])).toEqual([
    [WEB_STRIPE, "BLOCKED_DEFAULT", ["a/closed"], null],
    [WEB_CDN, "BLOCKED_DEFAULT", ["a/closed"], null],
    [API_STRIPE, "OPEN", [], null],
  ]);
});

describe("what the filter leaves", () => {
  test.each<{ name: string; given: Partial<AskedConnections>; left: readonly string[] }>([
    { name: "verdicts", given: { q: "verdict:allowed" }, left: [API_STRIPE] },
    { name: "a namespace", given: { ns: ["a"] }, left: [WEB_STRIPE, WEB_CDN] },
    { name: "a policy that selects an end", given: { q: "policy:closed to:cdn" }, left: [WEB_CDN] },
    { name: "a label", given: { q: "label:app=api" }, left: [API_STRIPE] },
    { name: "who is open", given: { q: "is:open" }, left: [API_STRIPE] },
    { name: "an address", given: { q: "ip:198.51.100.0/24" }, left: [WEB_CDN] },
    { name: "no drops", given: { hide: ["drops"] }, left: [API_STRIPE] },
    { name: "in another order", given: { q: "ns:a", sort: "-to" }, left: [WEB_CDN, WEB_STRIPE] },
  ])("$name", async ({ given, left }) => expect(idsOf(await asked(given))).toEqual(left));

  test("nothing: how much each part removed by itself", async () => {
    expect(await asked({ q: "verdict:allowed to:cdn", ns: ["b"], hide: ["drops"] })).toMatchObject({
      total: 0, of: 3, rows: [],
      removed: [{ term: "verdict:allowed", count: 2 }, { term: "to:cdn", count: 2 }, { term: "ns:b", count: 2 }, { term: "hide:drops", count: 2 }],
    });
  });
  test("a part that makes no sense is told", async () => expect((await asked({ q: "verdict:bad ns:b" })).ignored).toEqual([{ term: "verdict:bad", expected: "blocked, allowed, partly or unknown" }]));
});

test("page after page", async () => {
  const first = await asked({ sort: "port", limit: 2 });
  expect([idsOf(first), first.total]).toEqual([[WEB_STRIPE, WEB_CDN], 3]);
  const second = await asked({ sort: "port", limit: 2, after: first.next ?? "" });
  expect([idsOf(second), second.next]).toEqual([[API_STRIPE], null]);
  await expect(asked({ sort: "-port", after: first.next ?? "" })).rejects.toMatchObject({ code: "bad_request", field: "after" });
  await expect(asked({ sort: "drops" })).rejects.toMatchObject({ code: "bad_request", field: "sort" });
});

test("when a verdict last changed, as of the time that is asked about", async () => {
  const source = new GivenSource(...PODS, CATALOGUE);
  const recording = new Recording(await emptyStore("sqlite"), source);
  await recording.until(async () => (await recording.times()).length === 1);
  const closed = await recording.become(...PODS, CATALOGUE, CLOSED);
  await recording.until(async () => (await recording.history.flips([closed])).size === 1);
  const opened = await recording.become(...PODS, CATALOGUE);
  await recording.until(async () => (await recording.history.flips([opened])).size === 1);
  const recorded = new LocalCluster(source, { history: recording.history, judged: recording.judged, close: async () => undefined });
  const changes = async (at?: string) => (await recorded.ask("connections", ALL, at)).rows.map(({ id, changedAt }) => [id, changedAt]);
  expect(await changes()).toEqual([[API_STRIPE, null], [WEB_STRIPE, momentText(opened)], [WEB_CDN, momentText(opened)]]);
  expect(await changes(momentText(closed))).toEqual([[WEB_STRIPE, momentText(closed)], [WEB_CDN, momentText(closed)], [API_STRIPE, null]]);
  expect(idsOf(await recorded.ask("connections", { ...ALL, hide: ["allowed"] }))).toEqual([WEB_STRIPE, WEB_CDN]);
  expect(idsOf(await recorded.ask("connections", { ...ALL, hide: ["allowed", "changes"] }))).toEqual([]);
});
