import { describe, expect, test } from "vitest";
import { RIGHTS } from "#server/kubernetes/rights.ts";
import { type Applied, INSTALLATIONS, at, byHand, byKubectl, hasKubectl, rendered, the } from "./rendered.fixture.ts";

interface Rule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly verbs: readonly string[];
}

const rulesOf = (role: Applied): readonly Rule[] => at(role, "rules") as readonly Rule[];
const [WHOLE, NAMESPACED] = INSTALLATIONS;

/** `networkpolicies.networking.k8s.io`, each once, in order. */
const granted = (role: Applied): readonly string[] => [...new Set(rulesOf(role).flatMap(({ apiGroups, resources }) => apiGroups.flatMap((group) => resources.map((resource) => `${resource}.${group}`))))].sort();

const FORBIDDEN = /^(secrets|configmaps|.*\/(proxy|exec|attach|portforward|ephemeralcontainers)|serviceaccounts\/token|impersonate|escalate|bind)$/;

/** What no installation may ask for, in any role: anything but looking, anything of everything, anything that leads further. */
function excesses(objects: readonly Applied[]): readonly string[] {
  return objects.filter(({ kind }) => kind.endsWith("Role")).flatMap((role) =>
    rulesOf(role).flatMap((rule) => [
      ...rule.verbs.filter((verb) => verb !== "list" && verb !== "watch"),
      ...[...rule.apiGroups, ...rule.resources].filter((word) => word.includes("*") || FORBIDDEN.test(word)),
      ...Object.keys(rule).filter((key) => !["apiGroups", "resources", "verbs"].includes(key)),
    ]));
}

describe.each(INSTALLATIONS)("an installation for $name", ({ folder, namespace }) => {
  test("asks for nothing but to list and watch", () => expect(excesses(rendered(folder))).toEqual([]));

  test("has one role and one binding, which leads to its own account", () => {
    const roles = rendered(folder).filter(({ apiVersion }) => apiVersion.startsWith("rbac."));
    const [role, binding] = roles;
    expect(roles).toHaveLength(2);
    expect(at(binding, "roleRef")).toEqual({ apiGroup: "rbac.authorization.k8s.io", kind: role?.kind, name: role?.metadata.name });
    expect(at(binding, "subjects")).toEqual([{ kind: "ServiceAccount", name: the("ServiceAccount", rendered(folder)).metadata.name, namespace }]);
  });

  test("stands in one namespace", () => {
    const namespaces = rendered(folder).filter(({ kind }) => !/^(Namespace|Cluster.*)$/.test(kind)).map(({ metadata }) => metadata.namespace);
    expect(new Set(namespaces)).toEqual(new Set([namespace]));
  });

  if (!hasKubectl) console.log("kubectl is not there: rendered by hand, and not compared with it");
  test.runIf(hasKubectl)("is rendered by kubectl as the tests without it render it", () => {
    const named = (objects: readonly Applied[]): readonly Applied[] => objects.toSorted((one, other) => (one.kind < other.kind ? -1 : 1));
    expect(named(byKubectl(folder))).toEqual(named(byHand(folder)));
  });
});

describe("asking for too much is found", () => {
  const rule: Rule = { apiGroups: [""], resources: ["pods"], verbs: ["list"] };
  test.each([
    { excess: "get", rules: [{ ...rule, verbs: ["get"] }] },
    { excess: "*", rules: [{ ...rule, verbs: ["*"] }] },
    { excess: "impersonate", rules: [{ ...rule, verbs: ["impersonate"] }] },
    { excess: "*", rules: [{ ...rule, resources: ["*"] }] },
    { excess: "*", rules: [{ ...rule, apiGroups: ["*"] }] },
    { excess: "secrets", rules: [rule, { ...rule, resources: ["pods", "secrets"] }] },
    { excess: "configmaps", rules: [{ ...rule, resources: ["configmaps"] }] },
    { excess: "nodes/proxy", rules: [{ ...rule, resources: ["nodes/proxy"] }] },
    { excess: "pods/exec", rules: [{ ...rule, resources: ["pods/exec"] }] },
    { excess: "pods/attach", rules: [{ ...rule, resources: ["pods/attach"] }] },
    { excess: "pods/portforward", rules: [{ ...rule, resources: ["pods/portforward"] }] },
    { excess: "pods/ephemeralcontainers", rules: [{ ...rule, resources: ["pods/ephemeralcontainers"] }] },
    { excess: "serviceaccounts/token", rules: [{ ...rule, resources: ["serviceaccounts/token"] }] },
    { excess: "pods/*", rules: [{ ...rule, resources: ["pods/*"] }] },
    { excess: "nonResourceURLs", rules: [{ ...rule, nonResourceURLs: ["/metrics"] }] },
  ])("$excess", ({ excess, rules }) => expect(excesses([{ apiVersion: "rbac.authorization.k8s.io/v1", kind: "ClusterRole", metadata: { name: "r" }, rules }])).toEqual([excess]));
});

/** Of the kinds that are read, those that stand in no namespace. */
const CLUSTER_SCOPED = new Set([
  "namespaces.", "nodes.", "clusternetworkpolicies.policy.networking.k8s.io", "adminnetworkpolicies.policy.networking.k8s.io", "baselineadminnetworkpolicies.policy.networking.k8s.io",
  "ciliumclusterwidenetworkpolicies.cilium.io", "ciliumcidrgroups.cilium.io", "ciliumclusterwideenvoyconfigs.cilium.io",
  ...["crd.projectcalico.org", "projectcalico.org"].flatMap((group) => ["globalnetworkpolicies", "stagedglobalnetworkpolicies", "tiers", "globalnetworksets", "hostendpoints", "clusterinformations"].map((resource) => `${resource}.${group}`)),
  "clusternetworkpolicies.crd.antrea.io", "tiers.crd.antrea.io", "clusteruserdefinednetworks.k8s.ovn.org", "clusternetworkpolicies.networking.k8s.aws",
]);
const READ = RIGHTS.flatMap(({ group, kinds }) => kinds.map(([resource]) => `${resource}.${group}`)).sort();

describe("what may be read is what is read", () => {
  test("in the whole cluster", () => expect(granted(the("ClusterRole", rendered(WHOLE.folder)))).toEqual(READ));

  test("in one namespace: all that stands in namespaces", () => {
    expect([...CLUSTER_SCOPED].filter((resource) => !READ.includes(resource))).toEqual([]);
    expect(granted(the("Role", rendered(NAMESPACED.folder)))).toEqual(READ.filter((resource) => !CLUSTER_SCOPED.has(resource)));
  });
});
