/** What a cluster-wide installation may list and watch: the ClusterRole in deploy/ holds this and nothing else. */
export interface Right {
  readonly group: string;
  /** Plural and kind, as the API server calls them. */
  readonly kinds: readonly (readonly [resource: string, kind: string])[];
}

const CALICO: Right["kinds"] = [
  ["networkpolicies", "NetworkPolicy"],
  ["globalnetworkpolicies", "GlobalNetworkPolicy"],
  ["stagednetworkpolicies", "StagedNetworkPolicy"],
  ["stagedglobalnetworkpolicies", "StagedGlobalNetworkPolicy"],
  ["stagedkubernetesnetworkpolicies", "StagedKubernetesNetworkPolicy"],
  ["tiers", "Tier"],
  ["networksets", "NetworkSet"],
  ["globalnetworksets", "GlobalNetworkSet"],
  ["hostendpoints", "HostEndpoint"],
  ["clusterinformations", "ClusterInformation"],
];

export const RIGHTS: readonly Right[] = [
  { group: "", kinds: [["pods", "Pod"], ["namespaces", "Namespace"], ["services", "Service"], ["nodes", "Node"], ["serviceaccounts", "ServiceAccount"]] },
  { group: "discovery.k8s.io", kinds: [["endpointslices", "EndpointSlice"]] },
  { group: "networking.k8s.io", kinds: [["networkpolicies", "NetworkPolicy"]] },
  { group: "policy.networking.k8s.io", kinds: [["clusternetworkpolicies", "ClusterNetworkPolicy"], ["adminnetworkpolicies", "AdminNetworkPolicy"], ["baselineadminnetworkpolicies", "BaselineAdminNetworkPolicy"]] },
  {
    group: "cilium.io",
    kinds: [
      ["ciliumnetworkpolicies", "CiliumNetworkPolicy"],
      ["ciliumclusterwidenetworkpolicies", "CiliumClusterwideNetworkPolicy"],
      ["ciliumcidrgroups", "CiliumCIDRGroup"],
      ["ciliumlocalredirectpolicies", "CiliumLocalRedirectPolicy"],
      ["ciliumenvoyconfigs", "CiliumEnvoyConfig"],
      ["ciliumclusterwideenvoyconfigs", "CiliumClusterwideEnvoyConfig"],
    ],
  },
  { group: "crd.projectcalico.org", kinds: CALICO },
  { group: "projectcalico.org", kinds: CALICO },
  { group: "crd.antrea.io", kinds: [["networkpolicies", "NetworkPolicy"], ["clusternetworkpolicies", "ClusterNetworkPolicy"], ["tiers", "Tier"]] },
  { group: "k8s.ovn.org", kinds: [["egressfirewalls", "EgressFirewall"], ["userdefinednetworks", "UserDefinedNetwork"], ["clusteruserdefinednetworks", "ClusterUserDefinedNetwork"]] },
  { group: "networking.k8s.aws", kinds: [["policyendpoints", "PolicyEndpoint"], ["applicationnetworkpolicies", "ApplicationNetworkPolicy"], ["clusternetworkpolicies", "ClusterNetworkPolicy"]] },
];
