import { identityOf, labelsOfPod, scopedPeer, scopedSubject, selectsKnown } from "./cilium.selector.fixture.ts";
import { type RawPod, type RawPolicy, type RawSelector, labelsOfNamespace, matches, within } from "./reference.fixture.ts";

/** A second opinion on Cilium's policies beside Kubernetes' own, written from the papers alone and on the objects as they are written. */
export interface RawCidrs {
  readonly cidr?: string;
  readonly cidrGroupRef?: string;
  readonly cidrGroupSelector?: RawSelector;
  readonly except?: readonly string[];
}

export interface RawToService {
  readonly k8sService?: { readonly serviceName: string; readonly namespace: string };
  readonly k8sServiceSelector?: { readonly selector: RawSelector; readonly namespace: string };
}

export interface RawToPort {
  readonly port: string;
  readonly endPort?: number;
  readonly protocol?: string;
}

/** `rules` say what passes once a connection stands: nothing here. */
export interface RawToPorts {
  readonly ports: readonly RawToPort[];
  readonly rules?: unknown;
}

/** Of the fields that name peers one at most is there. */
export interface RawItem {
  readonly fromEndpoints?: readonly RawSelector[];
  readonly fromEntities?: readonly string[];
  readonly fromCIDR?: readonly string[];
  readonly fromCIDRSet?: readonly RawCidrs[];
  readonly toEndpoints?: readonly RawSelector[];
  readonly toEntities?: readonly string[];
  readonly toCIDR?: readonly string[];
  readonly toCIDRSet?: readonly RawCidrs[];
  readonly toServices?: readonly RawToService[];
  readonly toPorts?: readonly RawToPorts[];
  readonly icmps?: unknown;
  readonly authentication?: { readonly mode: "disabled" };
}

export interface RawCiliumRule {
  readonly endpointSelector: RawSelector;
  readonly ingress?: readonly RawItem[];
  readonly ingressDeny?: readonly RawItem[];
  readonly egress?: readonly RawItem[];
  readonly egressDeny?: readonly RawItem[];
  readonly enableDefaultDeny?: { readonly ingress?: boolean; readonly egress?: boolean };
}

export interface RawCiliumPolicy {
  /** Empty in a CiliumClusterwideNetworkPolicy. */
  readonly namespace: string;
  readonly spec?: RawCiliumRule;
  readonly specs?: readonly RawCiliumRule[];
}

export interface RawCidrGroup {
  readonly name: string;
  readonly labels: Labels;
  readonly externalCIDRs: readonly string[];
}

/** Without a selector its backends are `addresses`. */
export interface RawService {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Labels;
  readonly selector?: Labels;
  readonly addresses: readonly string[];
}

/** A pod in its node's network has the node's address. */
export interface RawCiliumPod extends RawPod {
  readonly account: string;
  readonly node: string;
  readonly hostNetwork: boolean;
}

export interface RawNode {
  readonly node: string;
  readonly ip: string;
}

export interface RawCiliumCluster {
  readonly namespaces: Readonly<Record<string, Labels>>;
  readonly pods: readonly RawCiliumPod[];
  /** Where the Kubernetes API answers: addresses of nodes, or outside. */
  readonly servers: readonly string[];
  readonly services: readonly RawService[];
  readonly groups: readonly RawCidrGroup[];
  readonly cilium: readonly RawCiliumPolicy[];
  /** Kubernetes' own. */
  readonly policies: readonly RawPolicy[];
}

export type RawCiliumEnd = RawCiliumPod | RawNode | { readonly ip: string };

export interface RawCiliumCall {
  readonly from: RawCiliumEnd;
  readonly to: RawCiliumEnd;
  readonly port: number;
  readonly protocol: string;
}

export type Direction = "ingress" | "egress";
type Labels = Readonly<Record<string, string>>;

/** What a rule says of one call at a pod that it selects. */
interface Saying {
  readonly limits: boolean;
  readonly denies: boolean;
  readonly allows: boolean;
}

export function passes(cluster: RawCiliumCluster, call: RawCiliumCall): boolean {
  return call.from === call.to || (permits(cluster, "egress", call) && permits(cluster, "ingress", call));
}

/** A pod in its node's network, a node and an address are limited by nobody. */
export function permits(cluster: RawCiliumCluster, direction: Direction, call: RawCiliumCall): boolean {
  const [subject, other] = direction === "egress" ? [call.from, call.to] : [call.to, call.from];
  if (!isManaged(subject)) return true;
  const sayings = [...ciliumSayings(cluster, direction, subject, other, call), ...nativeSayings(cluster, direction, subject, other, call)];
  if (sayings.some(({ denies }) => denies)) return false;
  if (direction === "ingress" && isNode(other) && other.node === subject.node) return true;
  return sayings.some(({ allows }) => allows) || !sayings.some(({ limits }) => limits);
}

export const isManaged = (end: RawCiliumEnd): end is RawCiliumPod => "hostNetwork" in end && !end.hostNetwork;
/** A node, or a pod that cannot be told from its node. */
const isNode = (end: RawCiliumEnd): end is RawNode | RawCiliumPod => "node" in end && !isManaged(end);

export const rulesOf = ({ spec, specs = [] }: RawCiliumPolicy): readonly RawCiliumRule[] => (spec ? [spec, ...specs] : specs);

function ciliumSayings(cluster: RawCiliumCluster, direction: Direction, subject: RawCiliumPod, other: RawCiliumEnd, call: RawCiliumCall): readonly Saying[] {
  return cluster.cilium.flatMap((policy) => rulesOf(policy).flatMap((rule): readonly Saying[] => {
    if (!selectsKnown(scopedSubject(rule.endpointSelector, policy.namespace), knownAs(cluster, subject, subject))) return [];
    const [allowing, denying] = direction === "ingress" ? [rule.ingress ?? [], rule.ingressDeny ?? []] : [rule.egress ?? [], rule.egressDeny ?? []];
    const speaks = allowing.length + denying.length > 0;
    const about = (one: RawItem): boolean => isAbout(cluster, policy.namespace, direction, one, subject, other, call);
    return [{ limits: speaks && (rule.enableDefaultDeny?.[direction] ?? true), denies: denying.some(about), allows: allowing.some(about) }];
  }));
}

/** An item without peers is about everybody, unless it has no ports either: then about nobody. */
function isAbout(cluster: RawCiliumCluster, home: string, direction: Direction, one: RawItem, subject: RawCiliumPod, other: RawCiliumEnd, call: RawCiliumCall): boolean {
  if (one.icmps !== undefined) return false;
  const ports = one.toPorts?.flatMap((rule) => rule.ports);
  if (ports && !ports.some((port) => opens(cluster, direction, port, call))) return false;
  const endpoints = one.fromEndpoints ?? one.toEndpoints;
  const entities = one.fromEntities ?? one.toEntities;
  const cidrs = one.fromCIDR ?? one.toCIDR;
  const sets = one.fromCIDRSet ?? one.toCIDRSet;
  if (!endpoints && !entities && !cidrs && !sets && !one.toServices) return ports !== undefined;
  const known = knownAs(cluster, other, subject);
  return (
    (endpoints ?? []).some((selector) => selectsKnown(scopedPeer(selector, home), known)) ||
    (entities ?? []).some((entity) => isEntity(cluster, entity, other, subject)) ||
    (isOutside(other) && ((cidrs ?? []).some((cidr) => within(other.ip, cidr)) || (sets ?? []).some((set) => covers(cluster, set, other.ip)))) ||
    (one.toServices ?? []).some((service) => isBehind(cluster, service, other))
  );
}

const isOutside = (end: RawCiliumEnd): boolean => !isManaged(end) && !isNode(end);

const servesApi = ({ servers }: RawCiliumCluster, end: RawCiliumEnd): boolean => !isManaged(end) && servers.includes(end.ip);

function isEntity(cluster: RawCiliumCluster, entity: string, other: RawCiliumEnd, subject: RawCiliumPod): boolean {
  switch (entity) {
    case "all":
      return true;
    case "world":
      return isOutside(other);
    case "cluster":
      return !isOutside(other) || servesApi(cluster, other);
    case "host":
      return isNode(other) && other.node === subject.node;
    case "remote-node":
      return isNode(other) && other.node !== subject.node;
    case "kube-apiserver":
      return servesApi(cluster, other);
    default:
      return false;
  }
}

function covers({ groups }: RawCiliumCluster, { cidr, cidrGroupRef, cidrGroupSelector, except = [] }: RawCidrs, ip: string): boolean {
  const named = groups.filter(({ name, labels }) => name === cidrGroupRef || (cidrGroupSelector !== undefined && matches(cidrGroupSelector, labels)));
  const all = [...(cidr === undefined ? [] : [cidr]), ...named.flatMap(({ externalCIDRs }) => externalCIDRs)];
  return all.some((one) => within(ip, one)) && !except.some((one) => within(ip, one));
}

function isBehind(cluster: RawCiliumCluster, { k8sService, k8sServiceSelector }: RawToService, other: RawCiliumEnd): boolean {
  const meant = cluster.services.filter(({ namespace, name, labels }) =>
    (k8sService?.namespace === namespace && k8sService.serviceName === name) || (k8sServiceSelector?.namespace === namespace && matches(k8sServiceSelector.selector, labels)));
  return meant.some(({ namespace, selector, addresses }) =>
    selector ? isManaged(other) && other.namespace === namespace && matches({ matchLabels: selector }, identityOf(other)) : isOutside(other) && addresses.includes(other.ip));
}

/** Labels with their source, as `k8s:app`. What a node is called depends on who looks at it. */
function knownAs(cluster: RawCiliumCluster, end: RawCiliumEnd, viewer: RawCiliumPod): Labels {
  if (isManaged(end)) return labelsOfPod(cluster, end);
  const place = isNode(end) ? (end.node === viewer.node ? "host" : "remote-node") : "world";
  return { [`reserved:${place}`]: "", ...(servesApi(cluster, end) && { "reserved:kube-apiserver": "" }) };
}

interface AnyPort {
  readonly port?: number | string;
  readonly endPort?: number;
  readonly protocol?: string;
}

function opens(cluster: RawCiliumCluster, direction: Direction, { port = "0", endPort, protocol = "ANY" }: AnyPort, call: RawCiliumCall): boolean {
  if (protocol !== "ANY" && protocol !== call.protocol) return false;
  const number = numberOf(String(port));
  if (number === 0) return true;
  if (number !== undefined) return endPort === undefined ? number === call.port : number <= call.port && call.port <= endPort;
  const name = String(port).toLowerCase();
  return (direction === "ingress" ? ownNumber(call.to, name, call.protocol) : onlyNumber(cluster, name, call.protocol)) === call.port;
}

/** Zeros in front make a number octal; what has a letter is a name. */
function numberOf(port: string): number | undefined {
  return /^\d+$/.test(port) ? parseInt(port, port.startsWith("0") ? 8 : 10) : undefined;
}

/** A pod has one port of a name: the last. */
function ownNumber(end: RawCiliumEnd, name: string, protocol: string): number | undefined {
  const last = "ports" in end ? end.ports.findLast((port) => port.name === name) : undefined;
  return last?.protocol === protocol ? last.containerPort : undefined;
}

/** Outwards a name is one number for all peers, or none. */
function onlyNumber({ pods }: RawCiliumCluster, name: string, protocol: string): number | undefined {
  const numbers = new Set(pods.map((pod) => ownNumber(pod, name, protocol)).filter((number) => number !== undefined));
  return numbers.size === 1 ? [...numbers][0] : undefined;
}

function nativeSayings(cluster: RawCiliumCluster, direction: Direction, subject: RawCiliumPod, other: RawCiliumEnd, call: RawCiliumCall): readonly Saying[] {
  return cluster.policies.flatMap(({ namespace, spec }): readonly Saying[] => {
    if (namespace !== subject.namespace || !matches(spec.podSelector ?? {}, identityOf(subject))) return [];
    const types = (spec.policyTypes ?? []).length > 0 ? (spec.policyTypes ?? []) : (spec.egress ?? []).length > 0 ? ["Ingress", "Egress"] : ["Ingress"];
    if (!types.includes(direction === "ingress" ? "Ingress" : "Egress")) return [];
    const allows = (spec[direction] ?? []).some(({ from, to, ports = [] }) => {
      const peers = (direction === "ingress" ? from : to) ?? [];
      const isPeer = peers.length === 0 || peers.some(({ podSelector, namespaceSelector, ipBlock }) => {
        if (ipBlock) return isOutside(other) && covers(cluster, ipBlock, other.ip);
        if (!isManaged(other) || !matches(podSelector ?? {}, identityOf(other))) return false;
        return namespaceSelector ? matches(namespaceSelector, labelsOfNamespace(cluster, other.namespace)) : other.namespace === namespace;
      });
      return isPeer && (ports.length === 0 || ports.some(({ protocol = "TCP", ...port }) => opens(cluster, direction, { ...port, protocol }, call)));
    });
    return [{ limits: true, denies: false, allows }];
  });
}
