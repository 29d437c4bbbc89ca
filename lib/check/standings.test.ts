import { describe, expect, test } from "vitest";
import { report } from "#lib/describe/report.ts";
import { answerOf, cluster, namespace, pod, policy } from "./fixture.ts";

const A = [namespace("a"), pod("a/web", { labels: "app: web", ip: "10.244.0.1" }), pod("a/other", { labels: "app: other", ip: "10.244.0.2" }), pod("b/far", { ip: "10.244.1.1" })];
const asked = (given: readonly string[], from = "ip:198.51.100.9", to = "a/web:80") => report(answerOf(cluster(...A, ...given), from, to), null);
const REJECTED = policy("a/bad", "podSelector: {matchLabels: {app: web}}, policyTypes: [ingress]");
const CLOSED = policy("a/p", "podSelector: {matchLabels: {app: web}}");

describe("a policy that the API server rejects", () => {
  const noted = (given: readonly string[], from?: string, to?: string): string => {
    const { verdict, notes } = asked(given, from, to);
    return [verdict, ...notes.filter(({ code }) => code === "POLICY_REJECTED").map(({ text }) => text.split(" (")[0])].join(": ");
  };
  test.each([
    { name: "isolates nobody, and the answer says so", given: [REJECTED], noted: "allow: NetworkPolicy a/bad" },
    { name: "is said of the source too", given: [REJECTED], from: "a/web", to: "b/far:80", noted: "allow: NetworkPolicy a/bad" },
    { name: "is not said of a pod that it would not have selected", given: [REJECTED], to: "a/other:80", noted: "allow" },
    { name: "is not said of another namespace", given: [REJECTED], to: "b/far:80", noted: "allow" },
    { name: "is said where others decide", given: [REJECTED, CLOSED], noted: "deny: NetworkPolicy a/bad" },
    { name: "leaves the one in force that was applied before it", given: [CLOSED, policy("a/p", "policyTypes: [ingress]")], noted: "deny: NetworkPolicy a/p" },
    { name: "is followed by one that is accepted", given: [policy("a/p", "policyTypes: [ingress]"), CLOSED], noted: "deny: NetworkPolicy a/p" },
  ])("$name", (row) => expect(noted(row.given, row.from, row.to)).toBe(row.noted));

  test("of two accepted ones of one name the later counts", () => {
    expect(asked([CLOSED, policy("a/p", "podSelector: {matchLabels: {app: web}}, ingress: [{}]")]).verdict).toBe("allow");
  });
});

describe("an unknown field is judged both ways", () => {
  test.each([
    { name: "isolating alone differs", given: [policy("a/p", "extra: 1")], verdict: "unknown" },
    { name: "allowing alone does not", given: [policy("a/p", "ingress: [{}], extra: 1")], verdict: "allow" },
    { name: "isolating beside another that isolates does not", given: [CLOSED, policy("a/q", "extra: 1")], verdict: "deny" },
    { name: "allowing beside another that isolates differs", given: [CLOSED, policy("a/q", "ingress: [{}], extra: 1")], verdict: "unknown" },
    { name: "allowing beside another that allows does not", given: [policy("a/p", "ingress: [{}]"), policy("a/q", "extra: 1")], verdict: "allow" },
    { name: "two that doubtfully isolate and allow", given: [policy("a/p", "extra: 1"), policy("a/q", "ingress: [{}], extra: 1")], verdict: "unknown" },
    { name: "of a pod that it does not select", given: [policy("a/p", "podSelector: {matchLabels: {app: none}}, extra: 1")], verdict: "allow" },
  ])("$name", ({ given, verdict }) => {
    const answer = asked(given);
    expect(answer.verdict).toBe(verdict);
    expect(answer.missing.length > 0).toBe(verdict === "unknown");
  });
});

describe("what is not evaluated", () => {
  const object = (apiVersion: string, kind: string, place = ", namespace: a", spec = ""): string => `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: x${place}}, spec: {${spec}}}`;
  const info = (spec: string): string => `{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {${spec}}}`;
  test.each([
    { name: "a CiliumNetworkPolicy of the namespace", given: [object("cilium.io/v9", "CiliumNetworkPolicy")], verdict: "unknown" },
    { name: "a CiliumNetworkPolicy of another", given: [object("cilium.io/v9", "CiliumNetworkPolicy", ", namespace: c")], verdict: "allow" },
    { name: "a cluster-wide one", given: [object("cilium.io/v9", "CiliumClusterwideNetworkPolicy", "")], verdict: "unknown" },
    { name: "an AdminNetworkPolicy", given: [object("policy.networking.k8s.io/v9", "AdminNetworkPolicy", "")], verdict: "unknown" },
    { name: "an AdminNetworkPolicy beside a default deny", given: [object("policy.networking.k8s.io/v9", "AdminNetworkPolicy", ""), CLOSED], verdict: "unknown" },
    { name: "a Baseline policy where nothing limits", given: [object("policy.networking.k8s.io/v9", "BaselineAdminNetworkPolicy", "")], verdict: "unknown" },
    { name: "a Baseline policy where a NetworkPolicy limits", given: [object("policy.networking.k8s.io/v9", "BaselineAdminNetworkPolicy", ""), CLOSED], verdict: "deny" },
    { name: "a ClusterNetworkPolicy of the Baseline tier", given: [object("policy.networking.k8s.io/v9", "ClusterNetworkPolicy", "", "tier: Baseline"), CLOSED], verdict: "deny" },
    { name: "a ClusterNetworkPolicy of the Admin tier", given: [object("policy.networking.k8s.io/v9", "ClusterNetworkPolicy", "", "tier: Admin"), CLOSED], verdict: "unknown" },
    { name: "Calico's NetworkPolicy", given: [object("projectcalico.org/v9", "NetworkPolicy")], verdict: "unknown" },
    { name: "Calico's staged one", given: [object("projectcalico.org/v9", "StagedNetworkPolicy")], verdict: "allow" },
    { name: "an Ingress", given: [object("networking.k8s.io/v1", "Ingress")], verdict: "allow" },
    { name: "a kind of a policy group that nobody knows", given: [object("networking.k8s.io/v1", "Gatekeeper")], verdict: "unknown" },
    { name: "a kind of any other group", given: [object("example.com/v1", "NetworkPolicy")], verdict: "allow" },
    { name: "a kind that could not be read", given: [info("unreadable: [{group: cilium.io, kind: CiliumNetworkPolicy, why: forbidden}]")], verdict: "unknown" },
    { name: "a kind that could not be read in the namespace", given: [info("unreadable: [{group: cilium.io, kind: CiliumNetworkPolicy, namespace: a, why: forbidden}]")], verdict: "unknown" },
    { name: "a kind that could not be read in another", given: [info("unreadable: [{group: cilium.io, kind: CiliumNetworkPolicy, namespace: c, why: forbidden}]")], verdict: "allow" },
    { name: "a kind that says nothing about policy", given: [info("unreadable: [{group: apps, kind: Deployment, why: forbidden}]")], verdict: "allow" },
    { name: "a document that names a policy and cannot be parsed", given: ["kind: NetworkPolicy\nspec: [}"], verdict: "unknown" },
    { name: "a policy without apiVersion", given: ["{kind: NetworkPolicy, metadata: {name: x, namespace: a}}"], verdict: "unknown" },
    { name: "any other document that cannot be parsed", given: ["kind: ConfigMap\nspec: [}"], verdict: "allow" },
  ])("$name", ({ given, verdict }) => {
    const answer = asked(given);
    expect(answer.verdict).toBe(verdict);
    expect(answer.missing.length > 0).toBe(verdict === "unknown");
  });

  test("a document that cannot be parsed is noted", () => {
    expect(asked(["kind: ConfigMap\nspec: [}"]).notes.map(({ code }) => code)).toContain("FACT_MISSING");
  });
});

describe("a namespace without an object", () => {
  const rule = (selector: string): readonly string[] => [policy("a/p", `podSelector: {matchLabels: {app: web}}, ingress: [{from: [{namespaceSelector: ${selector}}]}]`)];
  test.each([
    { name: "is every namespace's pod", given: rule("{}"), verdict: "allow", assumed: false },
    { name: "has the label of its name", given: rule("{matchLabels: {kubernetes.io/metadata.name: b}}"), verdict: "allow", assumed: false },
    { name: "has no other", given: rule("{matchLabels: {team: t}}"), verdict: "deny", assumed: true },
    { name: "NotIn cannot be told", given: rule("{matchExpressions: [{key: env, operator: NotIn, values: [prod]}]}"), verdict: "unknown", assumed: false },
    { name: "DoesNotExist cannot be told", given: rule("{matchExpressions: [{key: env, operator: DoesNotExist}]}"), verdict: "unknown", assumed: false },
    { name: "NotIn beside the wrong name", given: rule("{matchExpressions: [{key: env, operator: NotIn, values: [prod]}, {key: kubernetes.io/metadata.name, operator: In, values: [c]}]}"), verdict: "deny", assumed: false },
    { name: "NotIn of its own name", given: rule("{matchExpressions: [{key: kubernetes.io/metadata.name, operator: NotIn, values: [b]}]}"), verdict: "deny", assumed: false },
  ])("$name", ({ given, verdict, assumed }) => {
    const answer = asked(given, "b/far", "a/web:80");
    expect(answer.verdict).toBe(verdict);
    expect(answer.notes.some(({ text }) => text.includes("has no object"))).toBe(assumed);
  });
});
