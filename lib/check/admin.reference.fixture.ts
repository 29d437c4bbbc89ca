import { type RawCluster, type RawEnd, type RawPod, type RawSelector, isPod, labelsOfNamespace, limits, matches, within } from "./reference.fixture.ts";

/**
 * A second opinion on ClusterNetworkPolicy, AdminNetworkPolicy and BaselineAdminNetworkPolicy together with NetworkPolicy,
 * written from the specification's text alone and on the objects as they are written.
 */
export type RawAction = "Accept" | "Allow" | "Deny" | "Pass";

export interface RawPods {
  readonly namespaceSelector: RawSelector;
  readonly podSelector: RawSelector;
}

export interface RawAdminPeer {
  readonly namespaces?: RawSelector;
  readonly pods?: RawPods;
  readonly networks?: readonly string[];
  readonly nodes?: RawSelector;
}

/** v1alpha2: `destinationPort` of one protocol, or a name of any. */
export interface RawProtocol {
  readonly tcp?: RawDestination;
  readonly udp?: RawDestination;
  readonly sctp?: RawDestination;
  readonly destinationNamedPort?: string;
}

export interface RawDestination {
  readonly destinationPort: { readonly number?: number; readonly range?: { readonly start: number; readonly end: number } };
}

/** v1alpha1. */
export interface RawAdminPort {
  readonly portNumber?: { readonly protocol?: string; readonly port: number };
  readonly portRange?: { readonly protocol?: string; readonly start: number; readonly end: number };
  readonly namedPort?: string;
}

export interface RawAdminRule {
  readonly action: RawAction;
  readonly from?: readonly RawAdminPeer[];
  readonly to?: readonly RawAdminPeer[];
  readonly protocols?: readonly RawProtocol[];
  readonly ports?: readonly RawAdminPort[];
}

export interface RawAdminPolicy {
  readonly kind: "ClusterNetworkPolicy" | "AdminNetworkPolicy" | "BaselineAdminNetworkPolicy";
  readonly spec: {
    readonly tier?: "Admin" | "Baseline";
    readonly priority?: number;
    readonly subject: { readonly namespaces?: RawSelector; readonly pods?: RawPods };
    readonly ingress?: readonly RawAdminRule[];
    readonly egress?: readonly RawAdminRule[];
  };
}

/** A pod in its node's network has the node's address. One with two families has the address of the other in `also`. */
export interface AdminPod extends RawPod {
  readonly also?: string;
  /** Empty where it is not told. */
  readonly node: string;
  readonly hostNetwork: boolean;
}

export interface RawNode {
  readonly labels: Readonly<Record<string, string>>;
  readonly addresses: readonly string[];
}

export interface AdminCluster extends Omit<RawCluster, "pods"> {
  readonly pods: readonly AdminPod[];
  readonly nodes: Readonly<Record<string, RawNode>>;
  readonly admin: readonly RawAdminPolicy[];
}

/** A pod, or an address: of a node, or outside. */
export type AdminEnd = AdminPod | { readonly ip: string };

export interface AdminCall {
  readonly from: AdminEnd;
  readonly to: AdminEnd;
  readonly port: number;
  readonly protocol: string;
}

type Direction = "Egress" | "Ingress";
type Decision = "allow" | "deny";
type Step = Decision | "next";

/** `tie` where policies of one priority say different things and the verdict hangs on which of them is heard. */
export function adminVerdict(cluster: AdminCluster, call: AdminCall): Decision | "tie" {
  if (call.from === call.to) return "allow";
  const leaves = decisions(cluster, "Egress", call.from, call.to, call);
  const arrives = decisions(cluster, "Ingress", call.to, call.from, call);
  const [leavesFree, arrivesFree] = [leaves.has("allow"), arrives.has("allow")];
  if (!leavesFree || !arrivesFree) return "deny";
  return leaves.has("deny") || arrives.has("deny") ? "tie" : "allow";
}

export const isPoliced = (end: AdminEnd): end is AdminPod => isAdminPod(end) && !end.hostNetwork;
const isAdminPod = (end: AdminEnd): end is AdminPod => "hostNetwork" in end;

/** Everything that a direction may come to: more than one thing only where priorities tie. */
function decisions(cluster: AdminCluster, direction: Direction, subject: AdminEnd, other: AdminEnd, call: AdminCall): ReadonlySet<Decision> {
  if (!isPoliced(subject)) return new Set(["allow"]);
  const said = (tier: "Admin" | "Baseline"): ReadonlySet<Step> => tierSays(cluster, tier, direction, subject, other, call);
  return follow(said("Admin"), () => {
    const middle = networkPolicies(cluster, direction, subject, other, call);
    return middle === "open" ? follow(said("Baseline"), () => new Set(["allow"])) : new Set([middle]);
  });
}

function follow(steps: ReadonlySet<Step>, next: () => ReadonlySet<Decision>): ReadonlySet<Decision> {
  return new Set([...steps].flatMap((step) => (step === "next" ? [...next()] : [step])));
}

/** A pod in its node's network is that node's address; what goes to or comes from a pod's own node is free, whatever isolates the pod. */
function networkPolicies(cluster: AdminCluster, direction: Direction, subject: AdminPod, other: AdminEnd, call: AdminCall): Decision | "open" {
  const seen = (end: AdminEnd): RawEnd => (isPoliced(end) ? end : { ip: end.ip });
  const answer = limits(cluster, direction, subject, seen(other), { ...call, from: seen(call.from), to: seen(call.to) });
  const ownNode = !isPoliced(other) && (cluster.nodes[subject.node]?.addresses ?? []).includes(other.ip);
  return answer === "deny" && ownNode ? "allow" : answer;
}

/** Ascending priority; of one priority any policy that has a matching rule may be the one. A BaselineAdminNetworkPolicy has no priority: it may stand anywhere. */
function tierSays(cluster: AdminCluster, tier: "Admin" | "Baseline", direction: Direction, subject: AdminPod, other: AdminEnd, call: AdminCall): ReadonlySet<Step> {
  const answers = cluster.admin
    .filter((policy) => tierOf(policy) === tier && isSubject(cluster, policy, subject))
    .flatMap((policy) => {
      const rules = (direction === "Egress" ? policy.spec.egress : policy.spec.ingress) ?? [];
      const first = rules.find((rule) => ruleMatches(cluster, rule, other, call));
      return first ? [{ priority: policy.spec.priority, step: stepOf(first.action) }] : [];
    });
  if (answers.length === 0) return new Set(["next"]);
  const lowest = Math.min(...answers.map(({ priority = Infinity }) => priority));
  return new Set(answers.filter(({ priority }) => priority === undefined || priority === lowest).map(({ step }) => step));
}

const tierOf = ({ kind, spec }: RawAdminPolicy): "Admin" | "Baseline" => (kind === "ClusterNetworkPolicy" ? spec.tier ?? "Admin" : kind === "AdminNetworkPolicy" ? "Admin" : "Baseline");
const stepOf = (action: RawAction): Step => (action === "Deny" ? "deny" : action === "Pass" ? "next" : "allow");

function isSubject(cluster: AdminCluster, { spec: { subject } }: RawAdminPolicy, pod: AdminPod): boolean {
  return subject.namespaces ? inNamespaces(cluster, subject.namespaces, pod) : subject.pods !== undefined && amongPods(cluster, subject.pods, pod);
}

function ruleMatches(cluster: AdminCluster, { from, to, protocols, ports }: RawAdminRule, other: AdminEnd, call: AdminCall): boolean {
  const peerFits = (from ?? to ?? []).some((peer) => isPeer(cluster, peer, other));
  const portFits = (protocols?.some((one) => protocolFits(one, call)) ?? true) && (ports?.some((one) => portFitsOne(one, call)) ?? true);
  return peerFits && portFits;
}

function isPeer(cluster: AdminCluster, { namespaces, pods, networks, nodes }: RawAdminPeer, other: AdminEnd): boolean {
  if (networks) return networks.some((cidr) => within(other.ip, cidr));
  if (nodes) return Object.values(cluster.nodes).some(({ labels, addresses }) => addresses.includes(other.ip) && matches(nodes, labels));
  if (!isPoliced(other)) return false;
  return namespaces ? inNamespaces(cluster, namespaces, other) : pods !== undefined && amongPods(cluster, pods, other);
}

const inNamespaces = (cluster: AdminCluster, selector: RawSelector, pod: AdminPod): boolean => matches(selector, labelsOfNamespace(cluster, pod.namespace));
const amongPods = (cluster: AdminCluster, { namespaceSelector, podSelector }: RawPods, pod: AdminPod): boolean =>
  inNamespaces(cluster, namespaceSelector, pod) && matches(podSelector, pod.labels);

function protocolFits({ tcp, udp, sctp, destinationNamedPort }: RawProtocol, call: AdminCall): boolean {
  if (destinationNamedPort !== undefined) return isNamed(destinationNamedPort, call);
  const destination = call.protocol === "TCP" ? tcp : call.protocol === "UDP" ? udp : sctp;
  if (!destination) return false;
  const { number, range } = destination.destinationPort;
  return range ? range.start <= call.port && call.port <= range.end : number === call.port;
}

function portFitsOne({ portNumber, portRange, namedPort }: RawAdminPort, call: AdminCall): boolean {
  if (namedPort !== undefined) return isNamed(namedPort, call);
  if (portNumber) return (portNumber.protocol ?? "TCP") === call.protocol && portNumber.port === call.port;
  return portRange !== undefined && (portRange.protocol ?? "TCP") === call.protocol && portRange.start <= call.port && call.port <= portRange.end;
}

/** A name is the called pod's, whatever the direction; it stands for every port of that name. */
const isNamed = (name: string, { to, port, protocol }: AdminCall): boolean =>
  isPod(to) && to.ports.some((declared) => declared.name === name && declared.protocol === protocol && declared.containerPort === port);
