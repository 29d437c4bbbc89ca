import { describe, expect, test } from "vitest";
import type { AnswerJson } from "#lib/api/answer.ts";
import { answerOf, cluster, namespace, node, pod, policy } from "#lib/check/fixture.ts";
import { ENGINES, type EngineName } from "#lib/policy/engines.ts";
import { report } from "./report.ts";
import { slackText } from "./slack.ts";
import { threeSteps } from "./threesteps.ts";

/** Several policy APIs in one cluster: what is said of each, and that nobody mistakes one for another. */
const WORLD = [
  namespace("a", "team: red"), namespace("b", "team: blue"), node("n1", "192.168.0.1"), node("n2", "192.168.0.2"),
  pod("a/web", { labels: "app: web", ip: "10.244.0.1", node: "n1", ports: "{name: http, containerPort: 8080}" }),
  pod("b/db", { labels: "app: db", ip: "10.244.1.1", node: "n2" }),
  "{apiVersion: apps/v1, kind: Deployment, metadata: {name: hostd, namespace: b}, spec: {template: {metadata: {labels: {app: hostd}}, spec: {hostNetwork: true, containers: [{name: c, image: i}]}}}}",
];
const object = (apiVersion: string, kind: string, id: string, spec: string, more = ""): string =>
  `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: ${id.split("/").at(-1) ?? ""}${id.includes("/") ? `, namespace: ${id.split("/")[0] ?? ""}` : ""}}, spec: {${spec}}${more}}`;
const cnp = (name: string, rules: string, priority = 10): string => object("policy.networking.k8s.io/v1alpha2", "ClusterNetworkPolicy", name, `tier: Admin, priority: ${priority}, subject: {namespaces: {}}, ${rules}`);
const calico = (id: string, rules: string): string => object("projectcalico.org/v3", "NetworkPolicy", id, `selector: all(), types: [Egress], egress: [${rules}]`);
const cilium = (id: string, spec: string, more = ""): string => object("cilium.io/v2", "CiliumNetworkPolicy", id, `endpointSelector: {}, ${spec}`, more);
const OPEN = policy("a/same", "podSelector: {}, policyTypes: [Egress], egress: [{}]");

const asked = (engine: EngineName, given: readonly string[], to: string, from = "a/web"): AnswerJson => report(answerOf(cluster(...WORLD, ...given), from, to, { engine: ENGINES[engine] }), null);
const stepsOf = ({ steps }: AnswerJson): readonly string[] => steps.map(({ code, text }) => `${code} ${text}`);
const notesOf = ({ notes }: AnswerJson): readonly string[] => notes.map(({ code, text }) => `${code} ${text}`);

describe("policies of two kinds with one name", () => {
  const both = [OPEN, calico("a/same", "{action: Pass}")];
  test("are told apart where they are listed", () => {
    expect(stepsOf(asked("calico", both, "b/db:80"))).toContainEqual("EGRESS_LIMITED 2 policies limit egress of a/web: NetworkPolicy a/same and NetworkPolicy.projectcalico.org a/same");
  });
  test("are told apart in JSON", () => {
    expect(asked("calico", both, "b/db:80").directions.egress.isolatedBy).toEqual(["NetworkPolicy a/same", "NetworkPolicy.projectcalico.org a/same"]);
  });
  test("are told apart where one is not enforced", () => {
    const answer = asked("kubernetes", both, "b/db:80");
    expect(stepsOf(answer)).toContainEqual("POLICY_NOT_ENFORCED NetworkPolicy.projectcalico.org a/same selects a/web, but this engine does not enforce it");
    expect(notesOf(answer)).toContainEqual(expect.stringContaining("POLICY_NOT_ENFORCED NetworkPolicy.projectcalico.org a/same (cluster.yaml line "));
  });
  test("are named alone where the name is one policy's", () => {
    expect(asked("calico", [OPEN], "b/db:80").directions.egress.isolatedBy).toEqual(["a/same"]);
  });
});

/** Contracts §1: an ipBlock that matches a pod is taken for granted; of `networks` and `nets` their text says so (semantics §2.4, §4.3). */
describe("that a block means pods too is said of NetworkPolicy alone", () => {
  const said = (given: readonly string[], engine: EngineName = "kubernetes"): boolean => notesOf(asked(engine, given, "b/db:80")).some((text) => text.includes("ipBlock"));
  const block = policy("a/p", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]");
  test.each<{ name: string; given: readonly string[]; engine?: EngineName; said: boolean }>([
    { name: "an ipBlock", given: [block], said: true },
    { name: "networks", given: [cnp("p", "egress: [{action: Deny, to: [{networks: [0.0.0.0/0]}]}]")], said: false },
    { name: "nets", given: [calico("a/p", "{action: Allow, destination: {nets: [0.0.0.0/0]}}")], engine: "calico", said: false },
    { name: "toCIDR", given: [cilium("a/p", "egress: [{toCIDR: [0.0.0.0/0]}]")], engine: "cilium", said: false },
    { name: "an ipBlock beside a peer that matches by labels", given: [policy("a/p", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}, {namespaceSelector: {}}]}]")], engine: "cilium", said: false },
  ])("$name", (row) => expect(said(row.given, row.engine)).toBe(row.said));
});

describe("what is judged both ways", () => {
  const ENFORCED = "whether OVN-Kubernetes enforces ClusterNetworkPolicy p (policy.networking.k8s.io/v1alpha2) is not known";
  const toDb = "egress: [{action: Deny, to: [{namespaces: {matchLabels: {team: blue}}}]}]";
  test.each([
    { name: "a policy that perhaps is enforced, and denies", to: "b/db:80", verdict: "unknown", missing: [ENFORCED] },
    { name: "and has no rule for it", to: "ip:203.0.113.4:443", verdict: "allow", missing: [] },
  ])("$name", ({ to, verdict, missing }) => {
    const answer = asked("ovn-kubernetes", [cnp("p", toDb)], to);
    expect([answer.verdict, answer.missing]).toEqual([verdict, missing]);
  });
  test("Cilium has more readings than two: its blocks perhaps mean no pods", () => {
    expect(asked("cilium", [cnp("p", "egress: [{action: Deny, to: [{networks: [0.0.0.0/0]}]}]")], "b/db:80").verdict).toBe("unknown");
  });
});

describe("the trace says why", () => {
  test("a rule that an engine cannot read fails closed, and the answer says so", () => {
    const answer = asked("calico", [cnp("p", "egress: [{action: Pass, to: [{nodes: {}}]}]")], "b/db:80");
    expect(answer.code).toBe("BLOCKED_RULE");
    expect(notesOf(answer)).toContainEqual(expect.stringContaining("ASSUMED Calico has no experimental fields of clusternetworkpolicies.policy.networking.k8s.io, which ClusterNetworkPolicy p uses: its rules with them fail closed"));
  });
  test("both rules of a tie are shown", () => {
    const answer = asked("kubernetes", [cnp("tie-a", "egress: [{action: Accept, to: [{namespaces: {}}]}]"), cnp("tie-b", "egress: [{action: Deny, to: [{namespaces: {}}]}]")], "b/db:80");
    expect(stepsOf(answer).filter((text) => text.startsWith("RULE_"))).toEqual([
      "RULE_ALLOWS tie-a rule 1: allow → any pod in any namespace · any port · matches", "RULE_DENIES tie-b rule 1: deny → any pod in any namespace · any port · matches",
    ]);
  });
  test.each<{ name: string; engine: EngineName; given: readonly string[]; said: boolean }>([
    { name: "no policy of a higher tier", engine: "kubernetes", given: [OPEN], said: true },
    { name: "one that the engine does not enforce", engine: "vpc-cni", given: [OPEN, cnp("p", "egress: [{action: Deny, to: [{networks: [0.0.0.0/0]}]}]")], said: false },
    { name: "one that it perhaps enforces", engine: "cilium", given: [OPEN, cnp("p", "egress: [{action: Deny, to: [{networks: [0.0.0.0/0]}]}]")], said: false },
  ])("$name: is TIER_NONE said", ({ engine, given, said }) => expect(stepsOf(asked(engine, given, "b/db:80")).some((text) => text.startsWith("TIER_NONE no policy of a higher tier"))).toBe(said));
  test("a selector of pods and sets is one peer", () => {
    expect(stepsOf(asked("calico", [calico("a/p", "{action: Allow, destination: {selector: app == 'db'}}")], "b/db:80"))).toContainEqual(expect.stringContaining("the namespace b does not match"));
    expect(stepsOf(asked("calico", [calico("a/p", "{action: Allow, destination: {selector: app == 'db'}}")], "ip:203.0.113.4:80"))).toContainEqual(expect.stringContaining("203.0.113.4 is no pod, and in no such set"));
  });
  test("of two rules with one number the denying one is named with its section", () => {
    expect(asked("cilium", [cilium("a/p", "egress: [{toEntities: [cluster]}], egressDeny: [{toEndpoints: [{matchExpressions: [{key: k8s:io.kubernetes.pod.namespace, operator: Exists}]}]}]")], "b/db:80").reason).toContain("p rule 1 (egressDeny) denies");
  });
  test("what Cilium reports as invalid was not rejected by the API server", () => {
    const invalid = cilium("a/p", "egressDeny: [{toEntities: [all]}]", ", status: {conditions: [{type: Valid, status: \"False\"}]}");
    expect(notesOf(asked("cilium", [invalid], "b/db:80"))).toContainEqual(expect.stringMatching(/^POLICY_REJECTED CiliumNetworkPolicy a\/p .* is not valid: the API server rejects it, or Cilium ignores it, and it takes no part$/));
  });
  test("an unknown that only an address settles is told by a connection that depends on it", () => {
    const two = [pod("a/one", { labels: "app: w, v: one", ip: "10.244.0.8", owner: "kind: StatefulSet, name: w" }), pod("a/two", { labels: "app: w, v: two", ip: "10.244.0.9", owner: "kind: StatefulSet, name: w" })];
    const only = policy("a/p", "podSelector: {matchLabels: {v: two}}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}]}]");
    const answer = asked("kubernetes", [...two, only], "x.example.com:443", "a/sts/w");
    expect([answer.verdict, stepsOf(answer).some((text) => text.startsWith("RULE_UNDECIDED p rule 1"))]).toEqual(["unknown", true]);
  });
});

describe("a node that is not known", () => {
  const DENY = policy("a/p", "podSelector: {}, policyTypes: [Egress]");
  const noted = (answer: AnswerJson): readonly string[] => notesOf(answer).filter((text) => text.includes("own node is always allowed is not applied"));
  test("is the other end's, where the pod's is known", () => expect(noted(asked("kubernetes", [DENY], "b/hostd:80"))).toEqual(["ASSUMED the node of b/deploy/hostd is not known: that its own node is always allowed is not applied"]));
  test("is of no interest where the engine does not spare it", () => expect(noted(asked("calico", [DENY], "b/hostd:80"))).toEqual([]));
  test("nor where the tier that denies does not", () => expect(noted(asked("kubernetes", [cnp("p", "egress: [{action: Deny, to: [{networks: [0.0.0.0/0]}]}]")], "b/hostd:80"))).toEqual([]));
});

test("the message for the channel tells two policies of one name apart", () => {
  const given = [policy("a/same", "podSelector: {}, policyTypes: [Egress]"), cilium("a/same", "egress: [{toEntities: [host]}]")];
  expect(slackText(answerOf(cluster(...WORLD, ...given), "a/web", "b/db:80", { engine: ENGINES.cilium }), "c", "2026-04-17T08:30:00Z", "http://x")).toContain("Egress is limited by `NetworkPolicy a/same` and `CiliumNetworkPolicy a/same`");
});

test("the figure's second step begins with its first word", () => {
  expect(threeSteps(answerOf(cluster(...WORLD, calico("a/p", "{action: Pass, protocol: UDP}")), "a/web", "b/db:80", { engine: ENGINES.calico })).policy).toMatch(/^No rule allows it\. In order: tier default: isolated by p; no rule allows\./);
});

test("a tier whose doubts all lead to the next one is not said to match nothing", () => {
  const passes = cnp("p", "egress: [{action: Pass, to: [{namespaces: {}}]}]");
  expect(asked("ovn-kubernetes", [passes, OPEN], "b/db:80").directions.egress.order).toBe("Admin tier: left to the next tier, whatever is in doubt → NetworkPolicy: same rule 1 allows");
});
