import { describe, expect, test } from "vitest";
import { answerOf, cluster, namespace, node, pod, policy, verdictOf } from "./fixture.ts";
import type { Verdict } from "./spread.ts";

/** Traffic between a pod and the node it runs on, however little of the node is known. */
const DENY_ALL = policy("a/p", "policyTypes: [Ingress, Egress]");
const DOUBTFUL = policy("a/p", "policyTypes: [Ingress, Egress], typo: 1");
const web = pod("a/web", { ip: "10.244.0.2", node: "n1" });
const n1 = node("n1", "192.168.0.1");

describe("a pod's own node", () => {
  test.each<{ name: string; given: readonly string[]; from: string; to: string; verdict: Verdict }>([
    { name: "is known by its name", given: [web, n1, DENY_ALL], from: "node:n1", to: "a/web:80", verdict: "allow" },
    { name: "is known by its address", given: [web, n1, DENY_ALL], from: "ip:192.168.0.1", to: "a/web:80", verdict: "allow" },
    { name: "is called by its address", given: [web, n1, DENY_ALL], from: "a/web", to: "ip:192.168.0.1:10250", verdict: "allow" },
    { name: "is told by the pod's hostIP where the input has no Node", given: [pod("a/web", { ip: "10.244.0.2", node: "n1", hostIP: "192.168.0.1" }), DENY_ALL], from: "ip:192.168.0.1", to: "a/web:80", verdict: "allow" },
    { name: "is told by another pod's hostIP", given: [web, pod("a/other", { ip: "10.244.0.3", node: "n1", hostIP: "192.168.0.1" }), DENY_ALL], from: "ip:192.168.0.1", to: "a/web:80", verdict: "allow" },
    { name: "is another one for a pod elsewhere", given: [pod("a/web", { ip: "10.244.0.2", node: "n2" }), n1, DENY_ALL], from: "node:n1", to: "a/web:80", verdict: "deny" },
    { name: "is not applied where nodeName is missing", given: [pod("a/web", { ip: "10.244.0.2" }), n1, DENY_ALL], from: "node:n1", to: "a/web:80", verdict: "deny" },
    { name: "is free also of a policy that perhaps exists", given: [web, n1, DOUBTFUL], from: "node:n1", to: "a/web:80", verdict: "allow" },
    { name: "is free also of a policy that perhaps exists beside one that does", given: [web, n1, DENY_ALL, policy("a/q", "ingress: [{}], typo: 1")], from: "node:n1", to: "a/web:80", verdict: "allow" },
    { name: "is spared by NetworkPolicy only: another kind could deny it", given: [web, n1, DENY_ALL, "{apiVersion: policy.networking.k8s.io/v9, kind: AdminNetworkPolicy, metadata: {name: x}, spec: {}}"], from: "node:n1", to: "a/web:80", verdict: "unknown" },
    { name: "lends its freedom to a pod in its network", given: [web, n1, DENY_ALL, pod("a/host", { hostNetwork: true, node: "n1" })], from: "a/host", to: "a/web:80", verdict: "allow" },
    { name: "and not to one in another's", given: [web, n1, DENY_ALL, pod("a/host", { hostNetwork: true, node: "n2" })], from: "a/host", to: "a/web:80", verdict: "deny" },
  ])("$name", ({ given, from, to, verdict }) => expect(verdictOf(cluster(namespace("a"), ...given), from, to)).toBe(verdict));

  test("what is not applied is said", () => {
    const answer = answerOf(cluster(pod("a/web", { ip: "10.244.0.2" }), n1, DENY_ALL), "node:n1", "a/web:80");
    const [told] = answer.telling?.kind === "connection" ? [answer.telling.judged] : [];
    expect(told?.explanation.ingress.assumptions).toEqual([{ kind: "own-node-not-applied", pod: "a/pod/web" }]);
  });
});
