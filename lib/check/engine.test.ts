import { describe, expect, test } from "vitest";
import { asYaml } from "#lib/cluster/write/text.ts";
import { parseAddress } from "#lib/net/address.ts";
import { report } from "#lib/describe/report.ts";
import { clusterJson } from "#lib/graph/state.ts";
import { ENGINES } from "#lib/policy/engines.ts";
import { capture } from "./capture.ts";
import { type Context, type Settings, withLookups } from "./context.ts";
import { asking, cluster, contextFrom, namespace, pod, policy } from "./fixture.ts";

const info = (engine: string): string => `{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {engine: ${engine}}}`;
const agent = (labels: string, name = "agent"): string => pod(`kube-system/${name}`, { labels, hostNetwork: true, ip: "10.0.0.1" });
const CILIUM = agent("k8s-app: cilium");
const FLANNEL = agent("app: flannel");
const CNP = "{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {name: n, namespace: a}, spec: {endpointSelector: {}, egress: [{toEntities: [world]}]}}";
const CALICO = "{apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {name: k, namespace: a}, spec: {types: [Egress]}}";
const LIVE: Settings = { served: [] };

describe("the engine is", () => {
  test.each<{ name: string; given: readonly string[]; settings: Settings; is: string; by: string }>([
    { name: "the given one before all others", given: [info("calico"), CILIUM, CNP], settings: { ...LIVE, engine: ENGINES["vpc-cni"] }, is: "vpc-cni", by: "given by --engine" },
    { name: "then that of the Cluster object", given: [info("calico"), CILIUM, CNP], settings: LIVE, is: "calico", by: "named by the Cluster object" },
    { name: "then the one that is found in a live cluster", given: [CILIUM, CALICO], settings: LIVE, is: "cilium", by: "detected: 1 pod k8s-app=cilium in kube-system" },
    { name: "then what the policies' kinds tell", given: [CNP], settings: LIVE, is: "cilium", by: "told by the kinds of policies in the input" },
    { name: "then Kubernetes itself", given: [], settings: LIVE, is: "kubernetes", by: "assumed: nothing names another" },
    { name: "not looked for in files", given: [CILIUM], settings: {}, is: "kubernetes", by: "assumed: nothing names another" },
    { name: "not one that a Cluster object names and nobody knows", given: [info("mystery"), CILIUM], settings: LIVE, is: "cilium", by: "detected: 1 pod k8s-app=cilium in kube-system" },
    { name: "none, where a Cluster object says so", given: [info("none"), CNP], settings: {}, is: "none", by: "named by the Cluster object" },
    { name: "none, where only flannel is found", given: [FLANNEL, CNP], settings: LIVE, is: "none", by: "detected: 1 pod app=flannel in kube-system" },
  ])("$name", ({ given, settings, is, by }) => {
    const context = contextFrom(cluster(pod("a/web", { ip: "10.244.0.1" }), ...given), settings);
    const { engine } = report(asking(context, "a/web", "203.0.113.9:443"), null);
    expect(engine).toEqual({ name: is, by });
    expect(json(context).engine).toEqual({ name: is, by });
    const later = withLookups(context, new Map([["x.example", { kind: "resolved", addresses: [parseAddress("203.0.113.9") ?? []].flat(), at: "2026-01-01T00:00:00Z", by: [] }]]));
    expect([later.engine.name, later.engineBy]).toEqual([context.engine.name, context.engineBy]);
  });
});

const json = (context: Context) => clusterJson({ id: "c", context, revision: 1, readAt: "2026-01-01T00:00:00Z" });

describe("what a detected engine lacks", () => {
  const verdict = (...given: readonly string[]): string => asking(contextFrom(cluster(pod("a/web", { ip: "10.244.0.1" }), ...given), LIVE), "a/web", "203.0.113.9:443").code;
  test.each([
    { name: "is not enforced", given: [CILIUM, CALICO], code: "NOT_ENFORCED" },
    { name: "is not settled where two were found", given: [CILIUM, agent("k8s-app: calico-node", "other"), CALICO], code: "UNKNOWN" },
    { name: "is not enforced by one that is judged as Kubernetes", given: [agent("k8s-app: kube-router"), CALICO], code: "NOT_ENFORCED" },
  ])("$name", ({ given, code }) => expect(verdict(...given)).toBe(code));
});

describe("where nothing enforces policies", () => {
  const closed = policy("a/p", "policyTypes: [Ingress, Egress]");
  const said = (settings: Settings, ...given: readonly string[]) => {
    const context = contextFrom(cluster(namespace("a"), pod("a/web", { ip: "10.244.0.1" }), pod("b/api", { ip: "10.244.1.1" }), ...given), settings);
    return { ...report(asking(context, "a/web", "b/api:80"), null), warnings: json(context).warnings };
  };

  test("nothing is blocked, and the policies are named", () => {
    const { verdict, code, reason, notes, warnings } = said(LIVE, FLANNEL, closed);
    expect([verdict, code]).toEqual(["allow", "NOT_ENFORCED"]);
    expect(reason).toContain("p would limit TCP 80 to b/api");
    expect(notes).toContainEqual({ code: "POLICY_NOT_ENFORCED", text: "Policies exist, but no CNI that enforces them was found (flannel). Nothing is blocked." });
    expect(warnings).toEqual(["Policies exist, but no CNI that enforces them was found (flannel). Nothing is blocked."]);
  });

  test("a snapshot in a file says the same", () => {
    const { verdict, code, warnings } = said({}, info("none"), closed);
    expect([verdict, code, warnings]).toEqual(["allow", "NOT_ENFORCED", ["Policies exist, but no CNI that enforces them was found. Nothing is blocked."]]);
  });

  test("without policies there is nothing to say", () => {
    const { code, warnings } = said(LIVE, FLANNEL);
    expect([code, warnings]).toEqual(["OPEN", []]);
  });

  test("policies of other pods change nothing", () => expect(said(LIVE, FLANNEL, policy("c/p", "policyTypes: [Ingress]")).code).toBe("OPEN"));

  test.each([
    { name: "a policy that is not evaluated", given: "{apiVersion: crd.antrea.io/v1beta1, kind: NetworkPolicy, metadata: {name: x, namespace: a}, spec: {}}" },
    { name: "a policy that nobody can parse", given: "kind: NetworkPolicy\nspec: [}" },
    { name: "a kind that could not be read", given: "{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {unreadable: [{group: cilium.io, kind: CiliumNetworkPolicy, why: forbidden}]}}" },
    { name: "Calico's and Cilium's policies", given: cluster(CALICO, CNP) },
  ])("$name changes nothing", ({ given }) => expect(said(LIVE, FLANNEL, given).verdict).toBe("allow"));
});

describe("a snapshot tells what was found, so that a file gives the same verdicts", () => {
  const WEB = pod("a/web", { ip: "10.244.0.1" });
  const byName = "{apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {name: p, namespace: a}, spec: {types: [Egress], egress: [{action: Allow, destination: {domains: [api.example]}}]}}";
  test.each<{ name: string; given: readonly string[]; settings: Settings; says: readonly string[]; code: string }>([
    { name: "an engine", given: [CILIUM, CALICO], settings: LIVE, says: ["engine: cilium"], code: "NOT_ENFORCED" },
    { name: "none", given: [FLANNEL, CALICO], settings: LIVE, says: ["engine: none"], code: "NOT_ENFORCED" },
    { name: "one that is not sure", given: [CILIUM, agent("k8s-app: calico-node", "other"), CALICO], settings: LIVE, says: ["engine: kubernetes", "engineUncertain: true"], code: "UNKNOWN" },
    { name: "what is served", given: [agent("k8s-app: calico-node"), byName], settings: { served: [{ group: "projectcalico.org", resource: "licensekeys" }, { group: "projectcalico.org", resource: "tiers" }] }, says: ["engine: calico", "licensekeys.projectcalico.org"], code: "BLOCKED_DEFAULT" },
  ])("$name", ({ given, settings, says, code }) => {
    const context = contextFrom(cluster(WEB, ...given), settings);
    const text = asYaml(capture(context, { name: "c", at: "2026-04-16T02:13:40Z" }));
    for (const line of says) expect(text).toContain(line);
    expect(text).not.toContain("tiers.");
    const answers = [context, contextFrom(text)].map((one) => asking(one, "a/web", "dns:other.example:443"));
    expect(answers.map((one) => one.code)).toEqual([code, code]);
    expect(answers.map((one) => one.context.engine.name)).toEqual([context.engine.name, context.engine.name]);
  });
});

/** Semantics §4.8: domain names are part of the paid editions, which alone serve licenses. */
describe("an API server that serves licenses is of a paid edition", () => {
  const byName = "{apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {name: p, namespace: a}, spec: {types: [Egress], egress: [{action: Allow, destination: {domains: [api.example]}}]}}";
  const verdict = (settings: Settings): string =>
    asking(contextFrom(cluster(pod("a/web", { ip: "10.244.0.1" }), byName), { engine: ENGINES.calico, ...settings }), "a/web", "dns:other.example:443").folded.verdict;
  test.each([
    { name: "not told", settings: {}, is: "unknown" },
    { name: "none served", settings: { served: [{ group: "projectcalico.org", resource: "tiers" }] }, is: "unknown" },
    { name: "served", settings: { served: [{ group: "projectcalico.org", resource: "licensekeys" }] }, is: "deny" },
    { name: "served as stored", settings: { served: [{ group: "crd.projectcalico.org", resource: "licensekeys" }] }, is: "deny" },
    { name: "of another group", settings: { served: [{ group: "example.com", resource: "licensekeys" }] }, is: "unknown" },
  ])("$name", ({ settings, is }) => expect(verdict(settings)).toBe(is));
});
