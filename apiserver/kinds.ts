/** What the server may serve. Kubernetes' own kinds are always there; the others are installed and removed while it runs. */
export interface Kind {
  readonly group: string;
  /** The preferred one first. */
  readonly versions: readonly string[];
  readonly kind: string;
  /** The plural in paths. */
  readonly resource: string;
  readonly namespaced: boolean;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  /** A review has no objects: it is posted and answered. */
  readonly review?: true;
}

const NAMESPACED = true;
const CLUSTER = false;

const row = (group: string, versions: string, kind: string, resource: string, namespaced: boolean, shortNames = "", categories = ""): Kind => ({
  group,
  versions: versions.split(" "),
  kind,
  resource,
  namespaced,
  ...(shortNames && { shortNames: shortNames.split(" ") }),
  ...(categories && { categories: categories.split(" ") }),
});
const review = (group: string, kind: string, namespaced = CLUSTER): Kind => ({ ...row(group, "v1", kind, `${kind.toLowerCase()}s`, namespaced), review: true });

export const BUILT_IN: readonly Kind[] = [
  row("", "v1", "ConfigMap", "configmaps", NAMESPACED, "cm"),
  row("", "v1", "Endpoints", "endpoints", NAMESPACED, "ep"),
  row("", "v1", "Event", "events", NAMESPACED, "ev"),
  row("", "v1", "Namespace", "namespaces", CLUSTER, "ns"),
  row("", "v1", "Node", "nodes", CLUSTER, "no"),
  row("", "v1", "Pod", "pods", NAMESPACED, "po", "all"),
  row("", "v1", "Secret", "secrets", NAMESPACED),
  row("", "v1", "Service", "services", NAMESPACED, "svc", "all"),
  row("", "v1", "ServiceAccount", "serviceaccounts", NAMESPACED, "sa"),
  row("apps", "v1", "DaemonSet", "daemonsets", NAMESPACED, "ds", "all"),
  row("apps", "v1", "Deployment", "deployments", NAMESPACED, "deploy", "all"),
  row("apps", "v1", "ReplicaSet", "replicasets", NAMESPACED, "rs", "all"),
  row("apps", "v1", "StatefulSet", "statefulsets", NAMESPACED, "sts", "all"),
  row("batch", "v1", "CronJob", "cronjobs", NAMESPACED, "cj", "all"),
  row("batch", "v1", "Job", "jobs", NAMESPACED, "", "all"),
  row("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices", NAMESPACED),
  row("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", NAMESPACED, "netpol"),
  review("authentication.k8s.io", "SelfSubjectReview"),
  review("authorization.k8s.io", "SelfSubjectAccessReview"),
  review("authorization.k8s.io", "SelfSubjectRulesReview"),
  review("authorization.k8s.io", "SubjectAccessReview"),
];

const calico = (group: string, version: string): readonly Kind[] => [
  row(group, version, "GlobalNetworkPolicy", "globalnetworkpolicies", CLUSTER),
  row(group, version, "GlobalNetworkSet", "globalnetworksets", CLUSTER),
  row(group, version, "HostEndpoint", "hostendpoints", CLUSTER),
  row(group, version, "NetworkPolicy", "networkpolicies", NAMESPACED),
  row(group, version, "NetworkSet", "networksets", NAMESPACED),
  row(group, version, "StagedGlobalNetworkPolicy", "stagedglobalnetworkpolicies", CLUSTER),
  row(group, version, "StagedKubernetesNetworkPolicy", "stagedkubernetesnetworkpolicies", NAMESPACED),
  row(group, version, "StagedNetworkPolicy", "stagednetworkpolicies", NAMESPACED),
  row(group, version, "Tier", "tiers", CLUSTER),
];

/** As their projects' custom resource definitions declare them. */
export const INSTALLABLE: readonly Kind[] = [
  row("policy.networking.k8s.io", "v1alpha1", "AdminNetworkPolicy", "adminnetworkpolicies", CLUSTER, "anp"),
  row("policy.networking.k8s.io", "v1alpha1", "BaselineAdminNetworkPolicy", "baselineadminnetworkpolicies", CLUSTER, "banp"),
  row("policy.networking.k8s.io", "v1alpha2", "ClusterNetworkPolicy", "clusternetworkpolicies", CLUSTER, "cnp"),
  row("cilium.io", "v2", "CiliumNetworkPolicy", "ciliumnetworkpolicies", NAMESPACED, "cnp ciliumnp", "cilium ciliumpolicy"),
  row("cilium.io", "v2", "CiliumClusterwideNetworkPolicy", "ciliumclusterwidenetworkpolicies", CLUSTER, "ccnp", "cilium ciliumpolicy"),
  row("cilium.io", "v2 v2alpha1", "CiliumCIDRGroup", "ciliumcidrgroups", CLUSTER, "ccg", "cilium"),
  ...calico("crd.projectcalico.org", "v1"),
  ...calico("projectcalico.org", "v3"),
  row("crd.antrea.io", "v1beta1", "ClusterNetworkPolicy", "clusternetworkpolicies", CLUSTER, "acnp"),
  row("crd.antrea.io", "v1beta1", "NetworkPolicy", "networkpolicies", NAMESPACED, "annp"),
  row("crd.antrea.io", "v1beta1", "Tier", "tiers", CLUSTER, "tr"),
  row("k8s.ovn.org", "v1", "EgressFirewall", "egressfirewalls", NAMESPACED),
  row("networking.k8s.aws", "v1alpha1", "ApplicationNetworkPolicy", "applicationnetworkpolicies", NAMESPACED, "anp"),
  row("networking.k8s.aws", "v1alpha1", "ClusterNetworkPolicy", "clusternetworkpolicies", CLUSTER, "cnp"),
  row("networking.k8s.aws", "v1alpha1", "PolicyEndpoint", "policyendpoints", NAMESPACED),
];

/** `networkpolicies.networking.k8s.io`, `pods`: as kubectl and error messages name a resource. */
export const qualified = ({ resource, group }: Pick<Kind, "resource" | "group">): string => (group === "" ? resource : `${resource}.${group}`);

export const isBuiltIn = (kind: Pick<Kind, "resource" | "group">): boolean => BUILT_IN_NAMES.has(qualified(kind));
const BUILT_IN_NAMES = new Set(BUILT_IN.map(qualified));
