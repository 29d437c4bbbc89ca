import { type RawPod, type RawSelector, labelsOfNamespace, matches } from "./reference.fixture.ts";

/** Cilium's selectors, of labels that carry a source: a second opinion, written from the papers alone. */
type Labels = Readonly<Record<string, string>>;

const NAMESPACE = "io.kubernetes.pod.namespace";
const NAMESPACE_LABELS = "io.cilium.k8s.namespace.labels.";

/** Labels of a pod with their source, as `k8s:app`. */
export function labelsOfPod(cluster: { readonly namespaces: Readonly<Record<string, Labels>> }, pod: RawPod & { readonly account: string }): Labels {
  const ofNamespace = Object.entries(labelsOfNamespace(cluster, pod.namespace)).map(([key, value]) => [`${NAMESPACE_LABELS}${key}`, value] as const);
  const all = { ...identityOf(pod), ...Object.fromEntries(ofNamespace), [NAMESPACE]: pod.namespace, "io.cilium.k8s.policy.cluster": "default", "io.cilium.k8s.policy.serviceaccount": pod.account };
  return Object.fromEntries(Object.entries(all).map(([key, value]) => [`k8s:${key}`, value]));
}

const LEFT_OUT = ["io.kubernetes", "kubernetes.io", "k8s.io", "statefulset.kubernetes.io/pod-name", "pod-template-hash"];

/** A pod's own labels that Cilium knows it by. */
export const identityOf = ({ labels }: Pick<RawPod, "labels">): Labels => Object.fromEntries(Object.entries(labels).filter(([key]) => !LEFT_OUT.some((prefix) => key.startsWith(prefix))));

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values?: readonly string[];
}

const requirementsOf = ({ matchLabels = {}, matchExpressions = [] }: RawSelector): readonly Requirement[] => [
  ...Object.entries(matchLabels).map(([key, value]) => ({ key, operator: "In", values: [value] })),
  ...matchExpressions,
];

const inNamespace = (namespace: string): Requirement => ({ key: `k8s:${NAMESPACE}`, operator: "In", values: [namespace] });

/** What it says of its namespace as a label of Kubernetes is overwritten. */
export function scopedSubject({ matchLabels = {}, matchExpressions = [] }: RawSelector, home: string): readonly Requirement[] {
  if (home === "") return requirementsOf({ matchLabels, matchExpressions });
  return requirementsOf({ matchLabels: { ...matchLabels, [`k8s:${NAMESPACE}`]: home }, matchExpressions });
}

export function scopedPeer(selector: RawSelector, home: string): readonly Requirement[] {
  const requirements = requirementsOf(selector);
  const keys = requirements.map(({ key }) => key);
  if (keys.some((key) => key.startsWith("reserved:"))) return requirements;
  const namesNamespace = keys.some((key) => [NAMESPACE, `k8s:${NAMESPACE}`, `any:${NAMESPACE}`].includes(key));
  if (home === "") return namesNamespace ? requirements : [...requirements, { key: `k8s:${NAMESPACE}`, operator: "Exists" }];
  const labelsNamespace = keys.some((key) => ["", "k8s:", "any:"].some((source) => key.startsWith(`${source}${NAMESPACE_LABELS}`)));
  return namesNamespace || labelsNamespace ? requirements : [...requirements, inNamespace(home)];
}

/** A key without a source, or with `any:`, is one of every source. */
export function selectsKnown(requirements: readonly Requirement[], known: Labels): boolean {
  const bare = Object.fromEntries(Object.entries(known).map(([key, value]) => [key.slice(key.indexOf(":") + 1), value]));
  return requirements.every(({ key, ...rest }) => {
    const isOfAny = key.startsWith("any:") || !key.includes(":");
    return isOfAny ? matches({ matchExpressions: [{ key: key.replace(/^any:/, ""), ...rest }] }, bare) : matches({ matchExpressions: [{ key, ...rest }] }, known);
  });
}
