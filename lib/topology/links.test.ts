import { expect, test } from "vitest";
import { policy } from "#lib/check/fixture.ts";
import { partlyLabel, portsLabel } from "#lib/describe/mapedges.ts";
import { statusText, thousands } from "#lib/describe/maptexts.ts";
import { replica, spaces, topologyIn, watching } from "./yaml.fixture.ts";

const CALL = watching(["a/sts/web", "b/sts/db", 80]);
const parts = (policies: readonly string[], ...replicas: readonly string[]): readonly string[] =>
  topologyIn(...spaces("a", "b"), ...policies, CALL, ...replicas).links.map(({ from, to, verdict }) => `${from} > ${to} ${verdict}`);

const web = [replica("a/web-1", "v: one"), replica("a/web-2", "v: two", { ip: "10.0.1.2" })];
const db = [replica("b/db-1", "v: one"), replica("b/db-2", "v: two", { ip: "10.0.1.4" })];

test.each<{ name: string; policies: readonly string[]; replicas: readonly string[]; links: readonly string[] }>([
  { name: "whole workloads: one", policies: [], replicas: [...web, ...db], links: ["a/sts/web > b/sts/db allow"] },
  {
    name: "callers that differ: one for each, with its own verdict",
    policies: [policy("a/out", "podSelector: {matchLabels: {v: one}}, policyTypes: [Egress]")],
    replicas: [web[0] ?? "", web[1] ?? "", replica("b/db-1", "")],
    links: ["a/sts/web@v=one > b/sts/db deny", "a/sts/web@v=two > b/sts/db allow"],
  },
  {
    name: "both ends differ: each pair has its own",
    policies: [policy("b/in", "podSelector: {matchLabels: {v: two}}, ingress: [{from: [{namespaceSelector: {}, podSelector: {matchLabels: {v: two}}}]}]")],
    replicas: [...web, ...db],
    links: ["a/sts/web@v=one > b/sts/db@v=one allow", "a/sts/web@v=one > b/sts/db@v=two deny", "a/sts/web@v=two > b/sts/db@v=one allow", "a/sts/web@v=two > b/sts/db@v=two allow"],
  },
  {
    name: "where all parts fare alike, they do so one by one",
    policies: [policy("a/both", "podSelector: {matchExpressions: [{key: v, operator: Exists}]}, policyTypes: [Egress]"), policy("c/x", "podSelector: {matchLabels: {v: one}}")],
    replicas: [...web, replica("b/db-1", "")],
    links: ["a/sts/web@v=one > b/sts/db deny", "a/sts/web@v=two > b/sts/db deny"],
  },
])("$name", ({ policies, replicas, links }) => {
  expect(parts(policies, ...replicas)).toEqual(links);
});

const call = (port: number, protocol: "TCP" | "UDP" | "SCTP" = "TCP") => ({ port, protocol });

test.each([
  { name: "one", called: [call(443)], label: "443/tcp" },
  { name: "each once, in their order", called: [call(8443), call(443), call(443)], label: "443, 8443/tcp" },
  { name: "of two protocols", called: [call(443), call(53, "UDP")], label: "53/udp, 443/tcp" },
  { name: "past three", called: [1, 2, 3, 4, 5].map((port) => call(port)), label: "1, 2, 3/tcp +2" },
])("ports on an edge: $name", ({ called, label }) => {
  expect(portsLabel(called)).toBe(label);
});

test.each([
  { name: "ports", blocked: [call(80)], all: [call(80), call(81), call(82)], label: "1 of 3 ports blocked" },
  { name: "connections where the ports do not tell", blocked: [call(80)], all: [call(80), call(80)], label: "1 of 2 connections blocked" },
])("partly: $name", ({ blocked, all, label }) => {
  expect(partlyLabel(blocked, all)).toBe(label);
});

test("the status counts in thousands", () => {
  expect([thousands(7), thousands(2_310), thousands(1_000_000)]).toEqual(["7", "2,310", "1,000,000"]);
  expect(statusText(42, 0, 19, 2_310, ["drops", "watched", "changes"])).toBe("42 namespaces · 19 connections shown of 2,310: drops, watched, changes");
});
