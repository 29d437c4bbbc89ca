import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { type Context, contextOf } from "#lib/check/context.ts";
import { asking, cluster, contextFrom, namespace, pod, policy, service } from "#lib/check/fixture.ts";
import { formatEnd } from "#lib/check/ids.ts";
import { declaredConnections } from "#lib/graph/declared.ts";
import { readSnapshot } from "#server/clusters/load.ts";
import { canonicalJson } from "#lib/source/canonical.ts";
import { utf8Length } from "#lib/source/utf8.ts";
import { freeze } from "./freeze.ts";
import { frozenFrom, frozenOf } from "./fixture.ts";

const folder = resolve(import.meta.dirname, "../../scenarios");
const scenarios = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

function questionsOf(scenario: string, context: Context): readonly (readonly [from: string, to: string])[] {
  const file = join(folder, scenario, "questions.txt");
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter((line) => line.trim() !== "") : [];
  const declared = declaredConnections(context).map(({ from, to, port, protocol }) => [formatEnd(from), `${formatEnd(to)}:${port}/${protocol.toLowerCase()}`] as const);
  return [...declared, ...lines.map((line) => line.trim().split(/\s+/)).map(([from = "", to = ""]) => [from, to] as const)];
}

describe("every question of every scenario", () => {
  test.each(scenarios)("%s: at most 64 KiB, and the facts and policies in it give the same verdict again", async (scenario) => {
    const { snapshot } = await readSnapshot([join(folder, scenario)]);
    const context = contextOf(snapshot);
    // What cannot be parsed makes verdicts unknown, and is in no document.
    const whole = snapshot.facts.every(({ kind }) => kind !== "unreadable-policy");
    for (const [from, to] of questionsOf(scenario, context)) {
      const frozen = frozenOf(context, from, to);
      expect(utf8Length(canonicalJson(frozen))).toBeLessThanOrEqual(64 * 1024);
      if (!whole) continue;
      const again = frozenOf(contextFrom(cluster(...frozen.facts, ...frozen.policies.map(({ yaml }) => yaml))), from, to);
      expect([from, to, again.check.answer.code]).toEqual([from, to, frozen.check.answer.code]);
    }
  });
});

const three = cluster(
  namespace("a"),
  namespace("b", "team: b"),
  pod("a/web", { labels: "app: web", ip: "10.0.0.1" }),
  pod("b/db", { labels: "app: db", ip: "10.0.0.2" }),
  pod("b/other", { labels: "app: other", ip: "10.0.0.3" }),
  service("b/db", 'selector: {app: db}, clusterIP: "10.96.0.1", ports: [{port: 5432}]'),
  policy("a/out", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {matchLabels: {team: b}}}]}]"),
  policy("a/in", "podSelector: {}, policyTypes: [Ingress]"),
  policy("b/in", "podSelector: {matchLabels: {app: db}}, policyTypes: [Ingress]"),
  policy("b/elsewhere", "podSelector: {matchLabels: {app: other}}, policyTypes: [Ingress]"),
);

test("holds the policies that speak of this connection, each with its side, and the objects of its ends, and no others", () => {
  const frozen = frozenFrom(three, "a/web", "svc:b/db:5432");
  expect(frozen.policies.map(({ id, side }) => [id, side])).toEqual([["a/out", ["egress"]], ["b/in", ["ingress"]]]);
  const told = frozen.facts.join("---\n");
  for (const name of ["name: web", "name: db", "kind: Service", "team: b"]) expect(told).toContain(name);
  expect(told).not.toContain("other");
});

test("S28: what a workload calls besides, and what the catalogue says of others, is not in it", () => {
  const yaml = cluster(
    `{apiVersion: v1, kind: Pod, metadata: {namespace: a, name: web}, spec: {containers: [{name: app, image: "app:1", env: [{name: DB, value: "postgres://canary.example:5432"}]}]}, status: {phase: Running, podIP: 10.0.0.1}}`,
    `{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: c}, spec: {destinations: [{host: api.example, addresses: [203.0.113.4], ports: [{port: 443}], usedBy: [secret/deploy/canary]}, {host: canary.example.org, ports: [{port: 443}]}]}}`,
  );
  expect(canonicalJson(frozenFrom(yaml, "a/web", "api.example:443"))).not.toContain("canary");
});

test("of many pods the first are in it, and how many more there are", () => {
  const pods = Array.from({ length: 200 }, (_, n) => pod(`a/web-${n}`, { labels: "app: web", ip: `10.0.0.${n + 1}`, owner: "kind: ReplicaSet, name: web" }));
  const frozen = frozenFrom(cluster(namespace("a"), ...pods), "a/rs/web", "203.0.113.4:443");
  expect(frozen.facts.filter((text) => text.includes("kind: Pod"))).toHaveLength(12);
  expect(frozen.facts.at(-1)).toBe("# 188 more pods of the same kind\n");
});

test("says what could not be read", () => {
  const unread = "{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {unreadable: [{group: cilium.io, kind: CiliumNetworkPolicy, namespace: a, why: forbidden}]}}";
  const frozen = frozenFrom(cluster(unread, namespace("a"), pod("a/web", { ip: "10.0.0.1" })), "a/web", "203.0.113.4:443");
  expect(frozen.unreadable).toEqual(["CiliumNetworkPolicies in a could not be read: forbidden."]);
  expect(frozen.check.answer.verdict).toBe("unknown");
});

test.each([
  { name: "a change that is newer than what is proved of all", becameAt: "2026-04-16T02:13:58Z", capturedAt: "2026-04-16T02:13:58Z" },
  { name: "one that is older", becameAt: "2026-04-16T01:00:00Z", capturedAt: "2026-04-16T02:13:40Z" },
])("of a live cluster it is not of a time before what is in it: $name", ({ becameAt, capturedAt }) => {
  const answered = asking(contextFrom(three), "a/web", "svc:b/db:5432");
  const kinds = [{ group: "networking.k8s.io", resource: "networkpolicies", kind: "NetworkPolicy", namespace: "", count: 2, asOf: "2026-04-16T02:13:40Z", state: { kind: "live" as const } }];
  const state = { id: "shop", context: answered.context, revision: 7, readAt: "2026-04-16T02:13:30Z", becameAt, kinds };
  expect(freeze(answered, state, { madeBy: "0.1.0", madeAt: "2026-04-16T02:14:00Z", origin: "", live: "" }).capturedAt).toBe(capturedAt);
});

test("one document has one text, whatever order its keys were made in", () => {
  const frozen = frozenFrom(three, "a/web", "svc:b/db:5432");
  const reversed = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(reversed) : typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value).reverse().map(([key, part]) => [key, reversed(part)])) : value;
  const text = canonicalJson(frozen);
  expect(canonicalJson(reversed(frozen) as typeof frozen)).toBe(text);
  expect(JSON.parse(text)).toEqual(frozen);
  expect(text).toBe(canonicalJson(frozenFrom(three, "a/web", "svc:b/db:5432")));
  expect(utf8Length("aä€😀\ud800")).toBe(Buffer.byteLength("aä€😀\ud800"));
});
