import { describe, expect, test } from "vitest";
import { answerOf, cluster, namespace, pod, policy, workload } from "./fixture.ts";
import { leaves } from "./spread.ts";

const owned = (name: string, kind: string, by: string, labels = "app: web", phase = "Running"): string =>
  pod(`a/${name}`, { labels, ip: `10.244.0.${name.length + 1}`, owner: `kind: ${kind}, name: ${by}`, phase });
const hashed = "app: web, pod-template-hash: 6d4";
const replicaSet = (name: string, owner = ""): string => workload("ReplicaSet", `a/${name}`, "app: web", "", owner);
const ownedBy = (kind: string, name: string): string => `, ownerReferences: [{apiVersion: apps/v1, controller: true, uid: u, kind: ${kind}, name: ${name}}]`;
const deployment = workload("Deployment", "a/web", "app: web");
const OUTSIDE = "ip:198.51.100.9";

/** Whom the question is about, and the verdict. */
function reached(given: readonly string[], to: string): string {
  const answer = answerOf(cluster(namespace("a"), ...given), OUTSIDE, `${to}:80`);
  const targets = leaves(answer.attempts).flatMap((attempt) => (attempt.kind === "connection" ? [attempt.judged.target.candidate.label] : []));
  return [answer.folded.verdict, ...new Set(targets), ...answer.folded.gaps.map(({ kind }) => kind)].join(" ");
}

describe("who answers for a workload", () => {
  test.each([
    { name: "a template without pods", given: [deployment], to: "a/deploy/web", reached: "allow a/deploy/web" },
    { name: "its pods, not the template", given: [deployment, replicaSet("web-6d4", ownedBy("Deployment", "web")), owned("web-6d4-1", "ReplicaSet", "web-6d4")], to: "a/deploy/web", reached: "allow a/pod/web-6d4-1" },
    { name: "its pods by the name of a ReplicaSet that is not there", given: [owned("web-6d4-1", "ReplicaSet", "web-6d4", hashed)], to: "a/deploy/web", reached: "allow a/pod/web-6d4-1" },
    { name: "their ReplicaSet", given: [owned("web-6d4-1", "ReplicaSet", "web-6d4", hashed)], to: "a/rs/web-6d4", reached: "allow a/pod/web-6d4-1" },
    { name: "a ReplicaSet whose name is not the hash's belongs to nobody", given: [owned("web-6d4-1", "ReplicaSet", "web-6d4", "app: web, pod-template-hash: other")], to: "a/deploy/web", reached: "unknown not-found" },
    { name: "a CronJob by the name of its Job", given: [owned("night-28", "Job", "night-28000")], to: "a/cronjob/night", reached: "allow a/pod/night-28" },
    { name: "the Job itself", given: [owned("night-28", "Job", "night-28000")], to: "a/job/night-28000", reached: "allow a/pod/night-28" },
    { name: "a Job whose pods have finished is its template", given: [workload("Job", "a/once", "app: once").replace("apps/v1", "batch/v1"), owned("once-1", "Job", "once", "app: once", "Succeeded")], to: "a/job/once", reached: "allow a/job/once" },
    { name: "a StatefulSet that only its pods tell of", given: [owned("db-0", "StatefulSet", "db")], to: "a/sts/db", reached: "allow a/pod/db-0" },
    { name: "an orphaned ReplicaSet's template", given: [replicaSet("old")], to: "a/rs/old", reached: "allow a/rs/old" },
    { name: "a bare pod by its name", given: [pod("a/web", { ip: "10.244.0.1" })], to: "a/web", reached: "allow a/pod/web" },
    { name: "the only workload so named", given: [deployment], to: "a/web", reached: "allow a/deploy/web" },
    { name: "the pod before a workload so named", given: [deployment, pod("a/web", { ip: "10.244.0.1" })], to: "a/web", reached: "allow a/pod/web" },
    { name: "two workloads of one name", given: [deployment, workload("StatefulSet", "a/web", "app: db")], to: "a/web", reached: "unknown ambiguous-name" },
    { name: "a finished pod", given: [pod("a/done", { ip: "10.244.0.1", phase: "Failed" })], to: "a/done", reached: "unknown not-found" },
    { name: "a pod that waits for its node is as good as one that runs", given: [pod("a/soon", { phase: "Pending" })], to: "a/soon", reached: "allow a/pod/soon" },
    { name: "nobody", given: [], to: "a/pod/nobody", reached: "unknown not-found" },
    { name: "a kind that has another's name", given: [deployment], to: "a/sts/web", reached: "unknown not-found" },
  ])("$name", (row) => expect(reached(row.given, row.to)).toBe(row.reached));

  test("pods that differ make a workload partly reachable", () => {
    const given = [owned("web-1", "ReplicaSet", "web", "app: web, v: one"), owned("web-22", "ReplicaSet", "web", "app: web, v: two"), policy("a/p", "podSelector: {matchLabels: {v: one}}")];
    expect(reached(given, "a/rs/web")).toBe("partial a/pod/web-1 a/pod/web-22");
  });
});

describe("without an address", () => {
  const web = pod("a/web", { labels: "app: web" });
  const from = (peer: string): string => policy("a/p", `podSelector: {matchLabels: {app: client}}, ingress: [{from: [${peer}]}]`);
  const client = pod("a/client", { labels: "app: client", ip: "10.244.0.9" });
  const block = (cidr: string): string => `{ipBlock: {cidr: "${cidr}"}}`;
  const podCidrs = (blocks: string): string => `{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {podCIDRs: [${blocks}]}}`;
  test.each([
    { name: "labels decide", given: [from("{podSelector: {matchLabels: {app: web}}}")], verdict: "allow" },
    { name: "labels that differ decide", given: [from("{podSelector: {matchLabels: {app: other}}}")], verdict: "deny" },
    { name: "a block leaves it open", given: [from(block("10.244.0.0/16"))], verdict: "unknown" },
    { name: "labels decide beside a block", given: [from(`${block("10.244.0.0/16")}, {podSelector: {}}`)], verdict: "allow" },
    { name: "a block around the pods' range matches", given: [from(block("10.0.0.0/8")), podCidrs("10.244.0.0/16")], verdict: "allow" },
    { name: "the same block matches", given: [from(block("10.244.0.0/16")), podCidrs("10.244.0.0/16")], verdict: "allow" },
    { name: "a block beside the pods' range does not", given: [from(block("192.168.0.0/16")), podCidrs("10.244.0.0/16")], verdict: "deny" },
    { name: "a part of the pods' range leaves it open", given: [from(block("10.244.1.0/24")), podCidrs("10.244.0.0/16")], verdict: "unknown" },
    { name: "one of two ranges leaves it open", given: [from(block("10.244.0.0/16")), podCidrs("10.244.0.0/16, 10.245.0.0/16")], verdict: "unknown" },
    { name: "a rule for everyone needs no address", given: [policy("a/p", "ingress: [{}]")], verdict: "allow" },
  ])("$name", ({ given, verdict }) => expect(answerOf(cluster(namespace("a"), web, client, ...given), "a/web", "a/client:80").folded.verdict).toBe(verdict));

  test("a template is judged as a pod is", () => {
    const given = cluster(namespace("a"), workload("Deployment", "a/web", "app: web"), client, from("{podSelector: {matchLabels: {app: web}}}"));
    expect(answerOf(given, "a/deploy/web", "a/client:80").folded.verdict).toBe("allow");
    expect(answerOf(given, "a/deploy/web", "a/deploy/web:80").folded.verdict).toBe("allow");
  });
});
