import { type RawTest, holds, prefixed, prefixedOnly } from "./calico.selector.fixture.ts";
import { type RawPod, type RawPolicy, limits, within } from "./reference.fixture.ts";

/** A second opinion on Calico's policies beside Kubernetes' own, written from the papers alone and on the objects as they are written. */
export interface RawEntity {
  readonly nets?: readonly string[];
  readonly notNets?: readonly string[];
  readonly selector?: RawTest;
  readonly notSelector?: RawTest;
  readonly namespaceSelector?: RawTest;
  readonly serviceAccounts?: { readonly names?: readonly string[]; readonly selector?: RawTest };
  readonly ports?: readonly (number | string)[];
  readonly notPorts?: readonly (number | string)[];
}

export interface RawCalicoRule {
  readonly action: "Allow" | "Deny" | "Pass" | "Log";
  readonly ipVersion?: 4 | 6;
  readonly protocol?: string | number;
  readonly notProtocol?: string | number;
  readonly source?: RawEntity;
  readonly destination?: RawEntity;
}

export interface RawCalicoPolicy {
  /** Without its tier's prefix. */
  readonly name: string;
  /** Empty in a GlobalNetworkPolicy. */
  readonly namespace: string;
  readonly staged: boolean;
  readonly spec: {
    readonly tier?: string;
    readonly order?: number;
    readonly selector?: RawTest;
    readonly namespaceSelector?: RawTest;
    readonly serviceAccountSelector?: RawTest;
    readonly types?: readonly Direction[];
    readonly ingress?: readonly RawCalicoRule[];
    readonly egress?: readonly RawCalicoRule[];
  };
}

export interface RawTier {
  readonly name: string;
  readonly order?: number;
  readonly defaultAction?: "Pass" | "Deny";
}

export interface RawNetworkSet {
  /** Empty in a GlobalNetworkSet. */
  readonly namespace: string;
  readonly labels: Labels;
  readonly nets: readonly string[];
}

export interface RawCalicoPod extends RawPod {
  readonly account: string;
  readonly node: string;
}

export interface RawNode {
  readonly node: string;
  readonly ip: string;
}

export interface RawCalicoCluster {
  readonly namespaces: Readonly<Record<string, Labels>>;
  /** Labels by `namespace/name`. */
  readonly accounts: Readonly<Record<string, Labels>>;
  readonly pods: readonly RawCalicoPod[];
  readonly sets: readonly RawNetworkSet[];
  readonly tiers: readonly RawTier[];
  readonly calico: readonly RawCalicoPolicy[];
  /** Kubernetes' own, named np0, np1 and so on. */
  readonly policies: readonly RawPolicy[];
}

export type RawCalicoEnd = RawCalicoPod | RawNode | { readonly ip: string };

export interface RawCalicoCall {
  readonly from: RawCalicoEnd;
  readonly to: RawCalicoEnd;
  readonly port: number;
  readonly protocol: string;
}

export type Direction = "Egress" | "Ingress";
type Labels = Readonly<Record<string, string>>;
type Action = RawCalicoRule["action"];

/** A policy of a tier as one pod meets it in one direction: what it says of the call, if anything. */
interface Applied {
  readonly order: number;
  readonly name: string;
  readonly says: Exclude<Action, "Log"> | undefined;
}

export function passes(cluster: RawCalicoCluster, call: RawCalicoCall): boolean {
  if (call.from === call.to) return true;
  const leaves = isWorkload(call.from) ? permits(cluster, "Egress", call.from, call) : true;
  const arrives = isWorkload(call.to) ? comesFromOwnNode(call.to, call.from) || permits(cluster, "Ingress", call.to, call) : true;
  return leaves && arrives;
}

const isWorkload = (end: RawCalicoEnd): end is RawCalicoPod => "namespace" in end;
const comesFromOwnNode = (pod: RawCalicoPod, from: RawCalicoEnd): boolean => !isWorkload(from) && "node" in from && from.node === pod.node;

const BUILT_IN: readonly RawTier[] = [
  { name: "kube-admin", order: 1000, defaultAction: "Pass" },
  { name: "default", order: 1_000_000, defaultAction: "Deny" },
  { name: "kube-baseline", order: 10_000_000, defaultAction: "Pass" },
];

/** After the last tier stands the namespace's profile, which allows everything. */
function permits(cluster: RawCalicoCluster, type: Direction, pod: RawCalicoPod, call: RawCalicoCall): boolean {
  const tiers = [...cluster.tiers, ...BUILT_IN].toSorted((a, b) => byOrder(a, b) || (a.name < b.name ? -1 : 1));
  for (const { name, defaultAction = "Deny" } of tiers) {
    const applied = appliedIn(name, cluster, type, pod, call);
    const said = applied.find(({ says }) => says !== undefined)?.says ?? (applied.length > 0 ? defaultAction : "Pass");
    if (said !== "Pass") return said === "Allow";
  }
  return true;
}

const byOrder = (a: { readonly order?: number }, b: { readonly order?: number }): number => {
  const [first, second] = [a.order ?? Infinity, b.order ?? Infinity];
  return first === second ? 0 : first - second;
};

function appliedIn(tier: string, cluster: RawCalicoCluster, type: Direction, pod: RawCalicoPod, call: RawCalicoCall): readonly Applied[] {
  const own = cluster.calico.filter((policy) => !policy.staged && (policy.spec.tier ?? "default") === tier && typesOf(policy).includes(type) && selects(cluster, policy, pod));
  const other = type === "Egress" ? call.to : call.from;
  const native = cluster.policies.map((policy, i) => ({ policy, i, limit: limits({ ...cluster, policies: [policy] }, type, pod, other, call) }));
  return [
    ...own.map((policy): Applied => ({ order: policy.spec.order ?? Infinity, name: `${nameOf(policy)}/${policy.namespace}`, says: sayOf(cluster, policy, type, call) })),
    ...native.filter(({ limit }) => tier === "default" && limit !== "open").map(({ policy, i, limit }): Applied => ({ order: 1000, name: `knp.default.np${i}/${policy.namespace}`, says: limit === "allow" ? "Allow" : undefined })),
  ].toSorted((a, b) => byOrder(a, b) || (a.name < b.name ? -1 : 1));
}

export const nameOf = ({ name, spec }: RawCalicoPolicy): string => (spec.tier === undefined || spec.tier === "default" ? name : `${spec.tier}.${name}`);

function typesOf({ spec: { types, ingress = [], egress = [] } }: RawCalicoPolicy): readonly Direction[] {
  return types ?? (egress.length === 0 ? ["Ingress"] : ingress.length === 0 ? ["Egress"] : ["Ingress", "Egress"]);
}

function selects(cluster: RawCalicoCluster, { namespace, spec }: RawCalicoPolicy, pod: RawCalicoPod): boolean {
  const labels = labelsOfPod(cluster, pod);
  const tests = [spec.selector, prefixed(spec.namespaceSelector, "pcns."), prefixed(spec.serviceAccountSelector, "pcsa.")];
  return (namespace === "" || namespace === pod.namespace) && tests.every((one) => one === undefined || holds(one, labels));
}

function sayOf(cluster: RawCalicoCluster, { namespace, spec }: RawCalicoPolicy, type: Direction, call: RawCalicoCall): Applied["says"] {
  const rules = (type === "Egress" ? spec.egress : spec.ingress) ?? [];
  const deciding = rules.find((rule) => rule.action !== "Log" && applies(cluster, namespace, rule, call));
  return deciding?.action === "Log" ? undefined : deciding?.action;
}

function applies(cluster: RawCalicoCluster, home: string, rule: RawCalicoRule, call: RawCalicoCall): boolean {
  const family = call.from.ip.includes(":") ? 6 : 4;
  if (rule.ipVersion !== undefined && rule.ipVersion !== family) return false;
  if (rule.protocol !== undefined && !isProtocol(rule.protocol, call.protocol)) return false;
  if (rule.notProtocol !== undefined && isProtocol(rule.notProtocol, call.protocol)) return false;
  return admitsEnd(cluster, home, rule, rule.source ?? {}, call.from, call) && admitsEnd(cluster, home, rule, rule.destination ?? {}, call.to, call);
}

/** Only a destination has ports here. */
function admitsEnd(cluster: RawCalicoCluster, home: string, rule: RawCalicoRule, entity: RawEntity, end: RawCalicoEnd, call: RawCalicoCall): boolean {
  const { nets = [], notNets = [], notSelector, ports = [], notPorts = [] } = entity;
  const isOfFamily = (net: string): boolean => net.includes(":") === end.ip.includes(":");
  // Felix writes a rule only for the families of its nets and of its notNets.
  if ((nets.length > 0 && !nets.some(isOfFamily)) || (notNets.length > 0 && !notNets.some(isOfFamily))) return false;
  if (nets.length > 0 && !nets.some((net) => covers(net, end.ip))) return false;
  if (notNets.some((net) => covers(net, end.ip))) return false;

  const known = knownAs(cluster, end);
  const positive = positiveOf(entity, home);
  const fits = (labels: Labels): boolean => positive === undefined || (holds(positive, labels) && (notSelector === undefined || !holds(notSelector, labels)));
  if (positive !== undefined && !known.some(fits)) return false;
  if (positive === undefined && notSelector !== undefined && known.some((labels) => holds(notSelector, labels))) return false;

  const isNamed = (port: string): boolean => isWorkload(end) && declares(end, port, rule.protocol ?? "TCP", call);
  const isPort = (port: number | string): boolean => (isNumeric(port) ? inRange(port, call.port) : isNamed(String(port)));
  return (ports.length === 0 || ports.some(isPort)) && !notPorts.some(isPort);
}

/** The labels that an address is known by: its pod's, and those of every set that holds it. */
function knownAs(cluster: RawCalicoCluster, end: RawCalicoEnd): readonly Labels[] {
  const sets = cluster.sets.filter(({ nets }) => nets.some((net) => covers(net, end.ip)));
  return [
    ...(isWorkload(end) ? [labelsOfPod(cluster, end)] : []),
    ...sets.map(({ namespace, labels }) => (namespace === "" ? labels : { ...inherited("pcns.", namespaceLabels(cluster, namespace)), ...labels, "projectcalico.org/namespace": namespace })),
  ];
}

function labelsOfPod(cluster: RawCalicoCluster, { namespace, account, labels }: RawCalicoPod): Labels {
  const own = { ...labels, "projectcalico.org/namespace": namespace, "projectcalico.org/orchestrator": "k8s", "projectcalico.org/serviceaccount": account };
  const accountLabels = { ...cluster.accounts[`${namespace}/${account}`], "projectcalico.org/name": account };
  return { ...inherited("pcns.", namespaceLabels(cluster, namespace)), ...inherited("pcsa.", accountLabels), ...own };
}

const namespaceLabels = (cluster: RawCalicoCluster, name: string): Labels => ({ ...cluster.namespaces[name], "kubernetes.io/metadata.name": name, "projectcalico.org/name": name });
const inherited = (prefix: string, labels: Labels): Labels => Object.fromEntries(Object.entries(labels).map(([key, value]) => [`${prefix}${key}`, value]));

/** What an endpoint or a set must be; undefined where the rule asks for none, so that any address will do. */
function positiveOf({ selector, notSelector, namespaceSelector, serviceAccounts }: RawEntity, home: string): RawTest | undefined {
  const { names = [], selector: ofAccount } = serviceAccounts ?? {};
  const tests = [
    ...(selector === undefined ? [] : [selector]),
    ...(ofAccount === undefined ? [] : [prefixedOnly(ofAccount, "pcsa.")]),
    ...(names.length === 0 ? [] : [{ kind: "in" as const, label: "projectcalico.org/serviceaccount", values: names }]),
  ];
  const scope = prefixed(namespaceSelector, "pcns.");
  if (scope !== undefined) tests.push(scope);
  else if (home !== "" && (tests.length > 0 || notSelector !== undefined)) tests.push({ kind: "==", label: "projectcalico.org/namespace", value: home });
  return tests.length === 0 ? undefined : { kind: "&&", of: tests };
}

const NUMBERS: Readonly<Record<string, number>> = { TCP: 6, UDP: 17, SCTP: 132, UDPLite: 136, ICMP: 1, ICMPv6: 58 };
const isProtocol = (said: string | number, name: string): boolean => (typeof said === "number" ? said : NUMBERS[said]) === NUMBERS[name];

/** A port's name is one of TCP, unless the rule is for UDP or SCTP. */
const declares = (pod: RawCalicoPod, name: string, protocol: string | number, call: RawCalicoCall): boolean =>
  isProtocol(protocol, call.protocol) && pod.ports.some((declared) => declared.name === name && declared.protocol === call.protocol && declared.containerPort === call.port);

const isNumeric = (port: number | string): boolean => typeof port === "number" || /^\d+(:\d+)?$/.test(port);

function inRange(port: number | string, asked: number): boolean {
  const [low = "", high = low] = String(port).split(":");
  return Number(low) <= asked && asked <= Number(high);
}

const covers = (net: string, ip: string): boolean => within(ip, net.includes("/") ? net : `${net}/${net.includes(":") ? 128 : 32}`);
