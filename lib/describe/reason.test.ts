import { describe, expect, test } from "vitest";
import { answerOf, cluster, namespace, node, pod, policy, service, workload } from "#lib/check/fixture.ts";
import { report } from "./report.ts";

const CLIENT = pod("a/client", { labels: "app: client", ip: "10.244.0.9", node: "n1" });
const WEB = pod("a/web", { labels: "app: web", ip: "10.244.0.2", node: "n2" });
const egress = (rules: string, more = ""): string => policy("a/p", `podSelector: {matchLabels: {app: client}}, policyTypes: [Egress], egress: [${rules}]${more}`);
const block = (cidr: string): string => `{to: [{ipBlock: {cidr: "${cidr}"}}]}`;
const ofDb = (name: string, labels: string, ip: string): string => pod(`a/${name}`, { labels, ip, owner: "kind: StatefulSet, name: db" });
const PAIR = [ofDb("db-0", "app: client", "10.244.0.30"), ofDb("db-1", "app: other", "10.244.0.31")];
const NODES = [node("n1", "192.168.0.1"), node("n2", "192.168.0.2")];
const asked = (given: readonly string[], from: string, to: string) => report(answerOf(cluster(namespace("a"), ...given), from, to), null);

describe("a split names what tells blocked and allowed apart", () => {
  const TWIN = pod("a/twin", { labels: "app: twin", ip: "10.244.0.3" });
  const toWeb = egress("{to: [{podSelector: {matchLabels: {app: web}}}]}");
  const both = service("a/svc", "clusterIP: 10.96.0.1, selector: {}, ports: [{port: 80}]").replace("selector: {}", "selector: {tier: t}");
  const tiered = (name: string, ip: string): string => pod(`a/${name}`, { labels: `app: ${name}, tier: t`, ip });
  test.each([
    { name: "the parts of a range", given: [CLIENT, egress(block("203.0.113.0/25"))], from: "a/client", to: "cidr:203.0.113.0/24:443", says: "1 of 2 connections on TCP 443 to 203.0.113.0/24: blocked for 203.0.113.128/25; allowed for 203.0.113.0/25;" },
    { name: "the backends", given: [CLIENT, tiered("web", "10.244.0.2"), tiered("twin", "10.244.0.3"), both, toWeb], from: "a/client", to: "svc:a/svc:80", says: "to a/svc: blocked for a/twin (10.244.0.3); allowed for a/web (10.244.0.2);" },
    { name: "the sources, where the target is one", given: [...PAIR, WEB, egress("")], from: "a/sts/db", to: "a/web:80", says: "blocked for 1 of 2 pods: pod db-0 has app=client, which the other lacks;" },
    { name: "the sources, where each reaches or misses all of a range", given: [...PAIR, egress("")], from: "a/sts/db", to: "internet:443", says: "to the internet: blocked for 1 of 2 pods: pod db-0 has app=client, which the other lacks;" },
    { name: "source and target, where neither tells alone", given: [...PAIR, tiered("web", "10.244.0.2"), tiered("twin", "10.244.0.3"), both, toWeb, policy("a/q", "podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {matchLabels: {app: client}}}]}]")], from: "a/sts/db", to: "svc:a/svc:80", says: "blocked for a/db-0 → a/twin (10.244.0.3) and a/db-1 → a/web (10.244.0.2); allowed" },
    { name: "the families", given: [pod("a/client", { labels: "app: client", ips: ["10.244.0.9", "fd00::9"] }), pod("a/web", { ips: ["10.244.0.2", "fd00::2"] }), egress(block("10.0.0.0/8"))], from: "a/client", to: "a/web:80", says: "blocked for a/web (fd00::2); allowed for a/web (10.244.0.2);" },
    { name: "the pods that have all addresses of a block", given: [CLIENT, WEB, TWIN, egress(block("10.244.0.2/32"))], from: "a/client", to: "cidr:10.244.0.2/31:80", says: "1 of 2 connections on TCP 80 to 10.244.0.2/31: blocked for a/twin (10.244.0.3); allowed for a/web (10.244.0.2);" },
  ])("$name", ({ given, from, to, says }) => expect(asked(given, from, to).reason).toContain(says));
});

describe("what cannot be told is named as it is", () => {
  const DOUBTFUL = policy("a/q", "podSelector: {matchLabels: {app: web}}, ingress: [{from: [{podSelector: {}}]}], extra: 1");
  test.each([
    { name: "the one missing address", given: [workload("Deployment", "a/dep", "app: client"), egress(block("10.0.0.0/8"))], from: "a/deploy/dep", to: "a/dep:80", says: "the address of a/deploy/dep is not known" },
    { name: "a block that engines read differently", given: [CLIENT, egress(block("::ffff:203.0.113.0/120"))], from: "a/client", to: "ip:203.0.113.4:443", says: "engines disagree on what 203.0.113.0/24, written as IPv4-mapped IPv6, matches" },
    { name: "a node without endpoints", given: [CLIENT, WEB, service("a/svc", "internalTrafficPolicy: Local, clusterIP: 10.96.0.1, selector: {app: web}, ports: [{port: 80}]")], from: "a/client", to: "svc:a/svc:80", says: "Service a/svc has no endpoint on node n1" },
    { name: "a node that nobody told of", given: [pod("a/web", { labels: "app: web", ip: "10.244.0.2" }), service("a/lb", "type: LoadBalancer, clusterIP: 10.96.0.2, selector: {app: web}, ports: [{port: 80}]"), policy("a/q", "podSelector: {matchLabels: {app: web}}, ingress: [{from: [{ipBlock: {cidr: 192.168.0.0/16}}]}]")], from: "ip:192.168.7.7", to: "svc:a/lb:80", says: "the address of the node that the client enters through is not known" },
    { name: "a policy that perhaps is in force", given: [CLIENT, WEB, policy("a/p", "policyTypes: [Ingress], podSelector: {matchLabels: {app: web}}"), DOUBTFUL], from: "a/client", to: "a/web:80", says: "NetworkPolicy a/q has an unknown field" },
  ])("$name", ({ given, from, to, says }) => {
    const { verdict, reason } = asked(given, from, to);
    expect(reason).toContain(says);
    expect(verdict).toBe("unknown");
  });

  test("a rule that matches allows nothing while its policy is in doubt", () => {
    const { steps } = asked([CLIENT, WEB, policy("a/p", "policyTypes: [Ingress], podSelector: {matchLabels: {app: web}}"), DOUBTFUL], "a/client", "a/web:80");
    expect(steps.filter(({ code }) => code.startsWith("RULE")).map(({ code, text }) => `${code} ${text}`)).toEqual(["RULE_UNDECIDED q rule 1: allow ← any pod in a · any port · matches, if the policy is in force at all"]);
  });
});

test("a client that a node stands for is told so", () => {
  const { steps, verdict } = asked(
    [...NODES, WEB, service("a/svc", "type: NodePort, clusterIP: 10.96.0.1, selector: {app: web}, ports: [{port: 80, nodePort: 30080}]"), policy("a/q", "podSelector: {matchLabels: {app: web}}")],
    "ip:198.51.100.9",
    "ip:192.168.0.1:30080",
  );
  expect(verdict).toBe("deny");
  expect(steps).toContainEqual(expect.objectContaining({ code: "ASSUMED", text: "through node:n1 the client arrives with that node's address (externalTrafficPolicy Cluster)" }));
});
