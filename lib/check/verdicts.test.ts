import { describe, expect, test } from "vitest";
import { report } from "#lib/describe/report.ts";
import { ENGINES } from "#lib/policy/engines.ts";
import type { Code } from "./codes.ts";
import type { Settings } from "./context.ts";
import { answerOf, cluster, namespace, pod, policy } from "./fixture.ts";

/** Contracts §1: the code of an answer, from what the policies of both ends come to under an engine. */
const WORLD = [namespace("a", "team: a"), namespace("b", "team: b"), pod("a/web", { labels: "app: web", ip: "10.244.0.2" }), pod("b/client", { labels: "app: client", ip: "10.244.1.1" })];
const admin = (team: string, rules: string): string => `{apiVersion: policy.networking.k8s.io/v1alpha1, kind: AdminNetworkPolicy, metadata: {name: p}, spec: {priority: 1, subject: {namespaces: {matchLabels: {team: ${team}}}}, ${rules}}}`;
const denyIn = admin("a", "ingress: [{action: Deny, from: [{namespaces: {}}]}]");
const denyOut = admin("b", "egress: [{action: Deny, to: [{namespaces: {}}]}]");
const newer = denyIn.replace("v1alpha1, kind: AdminNetworkPolicy", "v1alpha2, kind: ClusterNetworkPolicy").replace("{priority", "{tier: Admin, priority");
const calico = "{apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: {name: g}, spec: {ingress: [{action: Deny}]}}";
const engineIs = (name: string): string => `{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {engine: ${name}}}`;
/** Tells by its kind that the engine is Cilium, and is about nobody here. */
const hint = "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: hint, namespace: c}, spec: {endpointSelector: {}, ingress: [{}]}}";
const CILIUM = { engine: ENGINES.cilium };
const ask = (given: readonly string[], settings: Settings = {}) => answerOf(cluster(...WORLD, ...given), "b/client", "a/web:80", settings);

describe("what the engine does not enforce", () => {
  test.each<{ name: string; given: readonly string[]; settings?: Settings; code: Code; sides: readonly [Code, Code]; noted?: number; missing?: string }>([
    { name: "an engine that was given", given: [denyIn], settings: CILIUM, code: "NOT_ENFORCED", sides: ["OPEN", "NOT_ENFORCED"], noted: 1 },
    { name: "an engine that the Cluster object names", given: [denyIn, engineIs("cilium")], code: "NOT_ENFORCED", sides: ["OPEN", "NOT_ENFORCED"], noted: 1 },
    { name: "a flag wins over the Cluster object", given: [denyIn, engineIs("cilium")], settings: { engine: ENGINES.kubernetes }, code: "BLOCKED_RULE", sides: ["OPEN", "BLOCKED_RULE"] },
    { name: "an engine that is only guessed", given: [denyIn, hint], code: "UNKNOWN", sides: ["OPEN", "UNKNOWN"], missing: "whether Cilium enforces AdminNetworkPolicy p" },
    { name: "nobody names an engine: the kind is enforced", given: [denyIn], code: "BLOCKED_RULE", sides: ["OPEN", "BLOCKED_RULE"] },
    { name: "of the source's side", given: [denyOut], settings: CILIUM, code: "NOT_ENFORCED", sides: ["NOT_ENFORCED", "OPEN"], noted: 1 },
    { name: "about other pods: nothing to say", given: [admin("c", "ingress: [{action: Deny, from: [{namespaces: {}}]}]")], settings: CILIUM, code: "OPEN", sides: ["OPEN", "OPEN"] },
    { name: "beside a policy that allows", given: [denyIn, policy("a/np", "ingress: [{}]")], settings: CILIUM, code: "ALLOWED", sides: ["OPEN", "ALLOWED"], noted: 1 },
    { name: "beside a policy that isolates", given: [denyIn, policy("a/np", "podSelector: {}")], settings: CILIUM, code: "BLOCKED_DEFAULT", sides: ["OPEN", "BLOCKED_DEFAULT"], noted: 1 },
    { name: "one side not enforced, the other allowed", given: [denyIn, policy("b/np", "policyTypes: [Egress], egress: [{}]")], settings: CILIUM, code: "ALLOWED", sides: ["ALLOWED", "NOT_ENFORCED"], noted: 1 },
    { name: "one side not enforced, the other denied", given: [denyIn, policy("b/np", "policyTypes: [Egress]")], settings: CILIUM, code: "BLOCKED_DEFAULT", sides: ["BLOCKED_DEFAULT", "NOT_ENFORCED"], noted: 1 },
    { name: "a version whose releases differ", given: [newer], settings: CILIUM, code: "UNKNOWN", sides: ["OPEN", "UNKNOWN"], missing: "whether Cilium enforces ClusterNetworkPolicy p" },
    { name: "the VPC CNI has neither", given: [newer], settings: { engine: ENGINES["vpc-cni"] }, code: "NOT_ENFORCED", sides: ["OPEN", "NOT_ENFORCED"], noted: 1 },
    { name: "OVN-Kubernetes has the older one", given: [denyIn], settings: { engine: ENGINES["ovn-kubernetes"] }, code: "BLOCKED_RULE", sides: ["OPEN", "BLOCKED_RULE"] },
    { name: "Calico's own kinds under Kubernetes", given: [calico], settings: { engine: ENGINES.kubernetes }, code: "NOT_ENFORCED", sides: ["OPEN", "NOT_ENFORCED"], noted: 1 },
    { name: "Calico's own kinds tell that it is Calico", given: [calico], code: "BLOCKED_RULE", sides: ["OPEN", "BLOCKED_RULE"] },
    { name: "Calico's own kinds beside Cilium's: nobody told which", given: [calico, hint], code: "UNKNOWN", sides: ["OPEN", "UNKNOWN"], missing: "whether Cilium enforces GlobalNetworkPolicy g" },
    { name: "staged and rejected ones are not in question", given: [denyIn.replace("Deny", "Accept")], settings: CILIUM, code: "OPEN", sides: ["OPEN", "OPEN"] },
  ])("$name", ({ given, settings, code, sides, noted = 0, missing }) => {
    const answer = ask(given, settings);
    const told = report(answer, null);
    expect([answer.code, answer.sides.egress.code, answer.sides.ingress.code]).toEqual([code, ...sides]);
    expect(told.notes.filter((note) => note.code === "POLICY_NOT_ENFORCED")).toHaveLength(noted);
    expect(told.missing.map((text) => text.replace(/ \(.*/, ""))).toEqual(missing === undefined ? [] : [missing]);
  });

  test("a policy that the installation rejects is said to be, of those whom it selects", () => {
    const edition = "{apiVersion: projectcalico.org/v3, kind: ClusterInformation, metadata: {name: default}, spec: {calicoVersion: v3.28.1}}";
    const byName = (app: string): string => `{apiVersion: projectcalico.org/v3, kind: GlobalNetworkPolicy, metadata: {name: d}, spec: {selector: "app == '${app}'", egress: [{action: Allow, destination: {domains: [a.example.com]}}]}}`;
    const noted = (app: string) => report(ask([edition, byName(app)]), null).notes.filter(({ code }) => code === "POLICY_REJECTED").length;
    expect([noted("client"), noted("web"), noted("other")]).toEqual([1, 1, 0]);
  });

  test("a policy of nodes is of no account under an engine that does not know it", () => {
    const host = "{apiVersion: cilium.io/v2, kind: CiliumClusterwideNetworkPolicy, metadata: {name: h}, spec: {nodeSelector: {}, ingress: [{}]}}";
    const judged = (settings: Settings) => answerOf(cluster(...WORLD, "{apiVersion: v1, kind: Node, metadata: {name: n1}, status: {addresses: [{type: InternalIP, address: 192.168.0.1}]}}", host), "b/client", "node:n1:22", settings).code;
    expect([judged(CILIUM), judged({ engine: ENGINES.calico })]).toEqual(["UNKNOWN", "OPEN"]);
  });
});
