import { dnsSubdomainFaults, labelKeyFaults } from "#lib/source/names.ts";
import { NAME_LABEL } from "#lib/policy/selector.ts";

/**
 * What the key of a selector is about. Cilium knows everybody by labels that carry a source: a pod's own, those of its
 * namespace and service account under names of Cilium's, and `reserved:` ones for what is no pod (semantics §3.5).
 */
export type Meaning =
  | { readonly kind: "own"; readonly key: string }
  | { readonly kind: "namespace-name" | "namespace-label" | "service-account"; readonly key: string }
  | { readonly kind: "cluster" }
  | { readonly kind: "reserved"; readonly name: string }
  /** A source that nobody's labels come from here, such as `container`. */
  | { readonly kind: "foreign" };

const NAMESPACE_LABELS = "io.cilium.k8s.namespace.labels.";

export const NAMESPACE_KEY = "io.kubernetes.pod.namespace";

export function meaningOf(text: string): Meaning {
  const { source, key } = split(text);
  if (source === "reserved") return { kind: "reserved", name: key };
  if (source !== "any" && source !== "k8s") return { kind: "foreign" };
  if (key === NAMESPACE_KEY) return { kind: "namespace-name", key: NAME_LABEL };
  if (key.startsWith(NAMESPACE_LABELS)) return { kind: "namespace-label", key: key.slice(NAMESPACE_LABELS.length) };
  if (key === "io.cilium.k8s.policy.serviceaccount") return { kind: "service-account", key: NAME_LABEL };
  if (key === "io.cilium.k8s.policy.cluster") return { kind: "cluster" };
  return { kind: "own", key };
}

/** A node's own labels come from the source `node`. */
export function nodeKeyOf(text: string): string | undefined {
  const { source, key } = split(text);
  return source === "any" || source === "k8s" || source === "node" ? key : undefined;
}

export function keyFaults(text: string): readonly string[] {
  const { source, key } = split(text);
  return [
    ...dnsSubdomainFaults(source).map((fault) => `has a source that ${fault}`),
    ...labelKeyFaults(key),
  ];
}

/**
 * `SOURCE:KEY`, `$KEY` and `reserved.KEY`; without a source any will do. A dot ends no other source: `k8s.io/x` is a key.
 * Whatever follows `=` is dropped (Cilium's pkg/labels, GetExtendedKeyFrom).
 */
function split(text: string): { readonly source: string; readonly key: string } {
  if (text.startsWith("$")) return { source: "reserved", key: beforeEquals(text.slice(1)) };
  const colon = text.indexOf(":");
  if (colon !== -1) return { source: text.slice(0, colon) || "any", key: beforeEquals(text.slice(colon + 1)) };
  if (text.startsWith("reserved.")) return { source: "reserved", key: beforeEquals(text.slice("reserved.".length)) };
  return { source: "any", key: beforeEquals(text) };
}

const beforeEquals = (text: string): string => text.split("=", 1)[0] ?? "";
