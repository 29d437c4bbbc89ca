import { expect, test } from "vitest";
import { answerOf, cluster, namespace, pod, policy } from "#lib/check/fixture.ts";
import { policiesSay } from "./fourwords.ts";
import { report } from "./report.ts";

const WEB = pod("a/web", { labels: "app: web", ip: "10.244.0.2" });
const API = pod("a/api", { labels: "app: api", ip: "10.244.0.3" });
const said = (policies: readonly string[], to = "a/api:80"): readonly string[] =>
  policiesSay(report(answerOf(cluster(namespace("a"), WEB, API, ...policies), "a/web", to), null)).map(({ object, side, word }) => `${object} ${side}: ${word}`);

test.each([
  { name: "one whose rules miss", policies: [policy("a/p", "podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]")], says: ["NetworkPolicy a/p egress: does not allow"] },
  { name: "one without rules", policies: [policy("a/p", "podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]")], says: ["NetworkPolicy a/p egress: does not allow"] },
  { name: "one that allows beside one that does not", policies: [policy("a/p", "podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]"), policy("a/q", "podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{}]")], says: ["NetworkPolicy a/p egress: does not allow", "NetworkPolicy a/q egress: allows"] },
  { name: "one of both sides, for each", policies: [policy("a/p", "podSelector: {}, policyTypes: [Egress, Ingress], egress: [{}], ingress: [{ports: [{port: 1}]}]")], says: ["NetworkPolicy a/p egress: allows", "NetworkPolicy a/p ingress: does not allow"] },
])("of $name", ({ policies, says }) => expect(said(policies)).toEqual(says));
