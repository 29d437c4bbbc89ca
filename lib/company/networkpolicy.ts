import type { JsonMap } from "#lib/source/map.ts";
import type { Port } from "./plan.ts";

/** Peers and ports of one rule; no ports: all. */
export interface Rule {
  readonly peers: readonly JsonMap[];
  readonly ports: readonly Pick<Port, "number" | "protocol">[];
}

interface Said {
  readonly namespace: string;
  readonly team: string;
  readonly name: string;
  readonly selector: JsonMap;
  /** Absent: the policy says nothing of this direction; empty: nothing is allowed. */
  readonly ingress?: readonly Rule[];
  readonly egress?: readonly Rule[];
}

/** A NetworkPolicy, kept by Argo CD. */
export function networkPolicy({ namespace, team, name, selector, ingress, egress }: Said): JsonMap {
  const rules = (list: readonly Rule[], word: "from" | "to"): readonly JsonMap[] =>
    list.map(({ peers, ports }) => ({ [word]: peers, ...(ports.length > 0 && { ports: ports.map(({ number, protocol }) => ({ protocol, port: number })) }) }));
  return {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name, namespace, annotations: { "argocd.argoproj.io/tracking-id": `${team}:networking.k8s.io/NetworkPolicy:${namespace}/${name}` } },
    spec: {
      podSelector: selector,
      policyTypes: [...(ingress ? ["Ingress"] : []), ...(egress ? ["Egress"] : [])],
      ...(ingress && ingress.length > 0 && { ingress: rules(ingress, "from") }),
      ...(egress && egress.length > 0 && { egress: rules(egress, "to") }),
    },
  };
}

/** Every pod of the policy's namespace. */
export const anyPod: JsonMap = { podSelector: {} };

export const podsOf = (labels: JsonMap): JsonMap => ({ podSelector: { matchLabels: labels } });

export const fromTeam = (team: string): JsonMap => ({ namespaceSelector: { matchLabels: { team } } });

export const fromNamespace = (name: string, labels?: JsonMap): JsonMap => ({ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": name } }, ...(labels && { podSelector: { matchLabels: labels } }) });

export const block = (cidr: string): JsonMap => ({ ipBlock: { cidr } });
