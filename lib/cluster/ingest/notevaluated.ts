import { EVERYTHING } from "#lib/policy/selector.ts";
import type { NotEvaluated } from "../facts.ts";
import { groupOf } from "#lib/source/object.ts";
import type { Named, Scope } from "./object.ts";
import { isPolicyGroup } from "./policygroups.ts";

interface Meaning {
  readonly scope: Scope;
  readonly couldChange: NotEvaluated["couldChange"];
}

/** Kinds that decide; any kind of these groups that stands nowhere here decides too, for all that we know. */
const DECIDING: Readonly<Record<string, readonly [Scope, readonly string[]][]>> = {
  "networking.k8s.io": [["namespaced", ["NetworkPolicy"]]],
  "policy.networking.k8s.io": [["cluster", ["AdminNetworkPolicy", "BaselineAdminNetworkPolicy", "ClusterNetworkPolicy"]]],
  "cilium.io": [
    ["namespaced", ["CiliumNetworkPolicy", "CiliumEnvoyConfig", "CiliumLocalRedirectPolicy"]],
    ["cluster", ["CiliumClusterwideNetworkPolicy", "CiliumClusterwideEnvoyConfig"]],
  ],
  "projectcalico.org": [
    ["namespaced", ["NetworkPolicy"]],
    ["cluster", ["GlobalNetworkPolicy", "HostEndpoint"]],
  ],
  "crd.antrea.io": [
    ["namespaced", ["NetworkPolicy"]],
    ["cluster", ["ClusterNetworkPolicy"]],
  ],
  "k8s.ovn.org": [
    ["namespaced", ["EgressFirewall", "UserDefinedNetwork"]],
    ["cluster", ["ClusterUserDefinedNetwork"]],
  ],
  "networking.k8s.aws": [
    ["namespaced", ["ApplicationNetworkPolicy"]],
    ["cluster", ["ClusterNetworkPolicy"]],
  ],
};

/** Kinds that by themselves change no verdict: routes, sets that a policy must name first, drafts, bookkeeping. */
const HARMLESS: Readonly<Record<string, readonly string[]>> = {
  "networking.k8s.io": ["Ingress", "IngressClass", "IPAddress", "ServiceCIDR"],
  "policy.networking.k8s.io": [],
  "cilium.io": [
    ...["CiliumCIDRGroup", "CiliumEndpoint", "CiliumEndpointSlice", "CiliumIdentity", "CiliumNode", "CiliumPodIPPool"],
    ...["CiliumBGPAdvertisement", "CiliumBGPClusterConfig", "CiliumBGPNodeConfig", "CiliumBGPNodeConfigOverride"],
    ...["CiliumBGPPeerConfig", "CiliumBGPPeeringPolicy", "CiliumL2AnnouncementPolicy", "CiliumLoadBalancerIPPool"],
    ...["CiliumEgressGatewayPolicy", "CiliumGatewayClassConfig"],
  ],
  "projectcalico.org": [
    ...["StagedNetworkPolicy", "StagedKubernetesNetworkPolicy", "StagedGlobalNetworkPolicy"],
    ...["NetworkSet", "GlobalNetworkSet", "Tier", "Profile", "IPPool", "IPReservation", "IPAMBlock", "IPAMHandle", "IPAMConfig"],
    ...["IPAMConfiguration", "BlockAffinity", "ClusterInformation", "WorkloadEndpoint", "CalicoNodeStatus", "Node"],
    ...["BGPConfiguration", "BGPFilter", "BGPPeer", "FelixConfiguration", "KubeControllersConfiguration", "LicenseKey"],
  ],
  "crd.antrea.io": [
    ...["Tier", "Group", "ClusterGroup", "Egress", "ExternalIPPool", "IPPool", "AntreaAgentInfo", "AntreaControllerInfo"],
    ...["Traceflow", "SupportBundleCollection", "NodeLatencyMonitor", "PacketCapture"],
  ],
  "k8s.ovn.org": ["EgressIP", "EgressQoS", "EgressService", "NetworkQoS", "RouteAdvertisements"],
  "networking.k8s.aws": ["PolicyEndpoint", "ClusterPolicyEndpoint"],
};

/** Host endpoints police nodes; pods' traffic passes them unless a policy says `applyOnForward` (semantics §4.7). */
export const ABOUT_NODES: ReadonlySet<string> = new Set(["HostEndpoint"]);

/** Calico's objects are stored in one group and served in the other. */
const sameGroup = (group: string): string => (group === "crd.projectcalico.org" ? "projectcalico.org" : group);

/** @returns undefined for kinds outside the policy groups */
export function meaningOf(apiVersion: string, kind: string): Meaning | undefined {
  if (!isPolicyGroup(groupOf(apiVersion))) return undefined;
  const group = sameGroup(groupOf(apiVersion));
  if (HARMLESS[group]?.includes(kind)) return { scope: "unknown", couldChange: "none" };
  const scope = DECIDING[group]?.find(([, kinds]) => kinds.includes(kind))?.[0] ?? "unknown";
  return { scope, couldChange: kind === "BaselineAdminNetworkPolicy" ? "unlimited" : "any" };
}

/** The kinds whose absence could change a verdict, for finding them in a text that cannot be parsed. */
export const DECIDING_KINDS: ReadonlySet<string> = new Set(Object.values(DECIDING).flatMap((scopes) => scopes.flatMap(([, kinds]) => kinds)));

export const decidingGroupOf = (kind: string): string | undefined =>
  Object.entries(DECIDING).find(([, scopes]) => scopes.some(([, kinds]) => kinds.includes(kind)))?.[0];

export function notEvaluated({ ref, root, place, source, problems }: Named, { couldChange }: Meaning): NotEvaluated {
  if (couldChange !== "none") problems.warning("not-evaluated", [], `\`${ref.kind}\` of \`${ref.apiVersion}\` is not evaluated; verdicts it could change are unknown`);
  const baseline = ref.kind === "ClusterNetworkPolicy" && root.at("spec").at("tier").value === "Baseline";
  return {
    kind: "not-evaluated",
    ref,
    place,
    touches: ABOUT_NODES.has(ref.kind) ? { kind: "nodes", selector: EVERYTHING } : { kind: "pods", namespace: ref.namespace },
    couldChange: baseline && groupOf(ref.apiVersion) === "policy.networking.k8s.io" ? "unlimited" : couldChange,
    text: source.text(),
  };
}
