/**
 * A second opinion on NetworkPolicy, written from the specification's text alone and on the objects as they are written:
 * no algebra, no explanation, nothing of what it is compared with.
 */
export interface RawSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: string; readonly values?: readonly string[] }[];
}

export interface RawPeer {
  readonly podSelector?: RawSelector;
  readonly namespaceSelector?: RawSelector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface RawPort {
  readonly protocol?: string;
  readonly port?: number | string;
  readonly endPort?: number;
}

export interface RawRule {
  readonly from?: readonly RawPeer[];
  readonly to?: readonly RawPeer[];
  readonly ports?: readonly RawPort[];
}

export interface RawPolicy {
  readonly namespace: string;
  readonly spec: {
    readonly podSelector?: RawSelector;
    readonly policyTypes?: readonly string[];
    readonly ingress?: readonly RawRule[];
    readonly egress?: readonly RawRule[];
  };
}

export interface RawPod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ip: string;
  readonly ports: readonly { readonly name: string; readonly protocol: string; readonly containerPort: number }[];
}

export interface RawCluster {
  readonly namespaces: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly pods: readonly RawPod[];
  readonly policies: readonly RawPolicy[];
}

/** A pod, or an address outside. */
export type RawEnd = RawPod | { readonly ip: string };

export interface RawCall {
  readonly from: RawEnd;
  readonly to: RawEnd;
  readonly port: number;
  readonly protocol: string;
}

/** Egress of the source and ingress of the destination must both allow. */
export function allows(cluster: RawCluster, call: RawCall): boolean {
  if (call.from === call.to) return true;
  const leaves = isPod(call.from) ? permits(cluster, "Egress", call.from, call.to, call) : true;
  const arrives = isPod(call.to) ? permits(cluster, "Ingress", call.to, call.from, call) : true;
  return leaves && arrives;
}

const permits = (...asked: Parameters<typeof limits>): boolean => limits(...asked) !== "deny";

/** What the policies of the pod's namespace say of one direction; `open` where none isolates it. */
export function limits(cluster: Pick<RawCluster, "namespaces" | "policies">, type: "Egress" | "Ingress", pod: RawPod, other: RawEnd, call: RawCall): "allow" | "deny" | "open" {
  let isolated = false;
  for (const { namespace, spec } of cluster.policies) {
    if (namespace !== pod.namespace || !matches(spec.podSelector ?? {}, pod.labels)) continue;
    const types = spec.policyTypes && spec.policyTypes.length > 0 ? spec.policyTypes : (spec.egress ?? []).length > 0 ? ["Ingress", "Egress"] : ["Ingress"];
    if (!types.includes(type)) continue;
    isolated = true;
    for (const rule of (type === "Egress" ? spec.egress : spec.ingress) ?? []) {
      const peers = (type === "Egress" ? rule.to : rule.from) ?? [];
      const ports = rule.ports ?? [];
      const peerFits = peers.length === 0 || peers.some((peer) => fits(cluster, namespace, peer, other));
      if (peerFits && (ports.length === 0 || ports.some((port) => opens(port, call)))) return "allow";
    }
  }
  return isolated ? "deny" : "open";
}

function fits(cluster: Pick<RawCluster, "namespaces">, home: string, { podSelector, namespaceSelector, ipBlock }: RawPeer, other: RawEnd): boolean {
  if (ipBlock) return within(other.ip, ipBlock.cidr) && !(ipBlock.except ?? []).some((hole) => within(other.ip, hole));
  if (!isPod(other)) return false;
  const inScope = namespaceSelector ? matches(namespaceSelector, labelsOfNamespace(cluster, other.namespace)) : other.namespace === home;
  return inScope && matches(podSelector ?? {}, other.labels);
}

export const labelsOfNamespace = ({ namespaces }: Pick<RawCluster, "namespaces">, name: string): Readonly<Record<string, string>> => ({ ...namespaces[name], "kubernetes.io/metadata.name": name });

function opens({ protocol = "TCP", port, endPort }: RawPort, call: RawCall): boolean {
  if (protocol !== call.protocol) return false;
  if (port === undefined) return true;
  if (typeof port === "number") return endPort === undefined ? port === call.port : port <= call.port && call.port <= endPort;
  return isPod(call.to) && call.to.ports.some((declared) => declared.name === port && declared.protocol === protocol && declared.containerPort === call.port);
}

export function matches({ matchLabels = {}, matchExpressions = [] }: RawSelector, labels: Readonly<Record<string, string>>): boolean {
  for (const [key, value] of Object.entries(matchLabels)) if (labels[key] !== value) return false;
  for (const { key, operator, values = [] } of matchExpressions) {
    const present = Object.hasOwn(labels, key);
    const listed = present && values.includes(labels[key] ?? "");
    const holds = operator === "In" ? listed : operator === "NotIn" ? !listed : operator === "Exists" ? present : !present;
    if (!holds) return false;
  }
  return true;
}

export const isPod = (end: RawEnd): end is RawPod => "namespace" in end;

/** Compared as strings of bits. Reads IPv4, and IPv6 with at most one `::`. */
export function within(ip: string, cidr: string): boolean {
  const [block = "", prefix = ""] = cidr.split("/");
  return ip.includes(":") === block.includes(":") && bits(ip).slice(0, Number(prefix)) === bits(block).slice(0, Number(prefix));
}

function bits(ip: string): string {
  if (!ip.includes(":")) return ip.split(".").map((octet) => Number(octet).toString(2).padStart(8, "0")).join("");
  const [head = "", tail = ""] = ip.split("::");
  const groups = (text: string): readonly string[] => text.split(":").filter((group) => group !== "");
  const zeros = Array.from({ length: 8 - groups(head).length - groups(tail).length }, () => "0");
  return [...groups(head), ...zeros, ...groups(tail)].map((group) => parseInt(group, 16).toString(2).padStart(16, "0")).join("");
}
