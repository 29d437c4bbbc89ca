import { describe, expect, test } from "vitest";
import { report } from "#lib/describe/report.ts";
import { answerOf, cluster, namespace, pod, policy, verdictOf } from "./fixture.ts";

const FOUR = pod("a/four", { ip: "10.244.0.1" });
const BOTH = pod("a/both", { ips: ["10.244.0.2", "fd00::2"] });
const open4 = policy("a/p", "policyTypes: [Ingress, Egress], ingress: [{from: [{ipBlock: {cidr: 0.0.0.0/0}}]}], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]");

describe("the internet is met in the families that the pod has", () => {
  test.each([
    { name: "a pod of IPv4 alone sends to IPv4", from: "a/four", to: "internet:443", verdict: "allow" },
    { name: "and hears from IPv4", from: "internet", to: "a/four:443", verdict: "allow" },
    { name: "a pod of both sends to both", from: "a/both", to: "internet:443", verdict: "partial" },
    { name: "and hears from both", from: "internet", to: "a/both:443", verdict: "partial" },
    { name: "a block of the other family is judged as it was asked", from: "a/four", to: "cidr:2001:db8::/32:443", verdict: "deny" },
  ])("$name", ({ from, to, verdict }) => expect(verdictOf(cluster(namespace("a"), FOUR, BOTH, open4), from, to)).toBe(verdict));
});

describe("a name with addresses of both families is dialled in those that the pod has", () => {
  const told = 'apiVersion: whydrop.dev/v1alpha1\nkind: DestinationCatalog\nmetadata: {name: d}\nspec: {destinations: [{host: api.example.com, addresses: [203.0.113.4, "2001:db8::4"], ports: [{port: 443, protocol: TCP}]}]}';
  test.each([
    { name: "IPv4 alone: IPv6 is left out, and that is said", from: "a/four", verdict: "allow", left: 1 },
    { name: "both: some of it is blocked", from: "a/both", verdict: "partial", left: 0 },
    { name: "no address that is known: both", from: "a/nowhere", verdict: "partial", left: 0 },
  ])("$name", ({ from, verdict, left }) => {
    const answered = answerOf(cluster(namespace("a"), FOUR, BOTH, pod("a/nowhere"), open4, told), from, "api.example.com:443");
    expect(answered.folded.verdict).toBe(verdict);
    expect(report(answered, null).notes.filter(({ text }) => text === "IPv6 addresses of api.example.com are left out: the source has no IPv6 address")).toHaveLength(left);
    expect(report(answered, null).addresses).toHaveLength(2 - left);
  });
});

test("a fact that many connections lack is missing once", () => {
  const given = cluster(namespace("a"), pod("a/nowhere"), policy("a/p", "policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]"));
  expect(answerOf(given, "a/nowhere", "api.example.com:443").folded.gaps).toEqual([{ kind: "addresses-of-name", host: "api.example.com", publicOnly: false }]);
});
