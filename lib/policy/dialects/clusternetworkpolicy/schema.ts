import type { Action, Tier } from "#lib/policy/algebra.ts";
import type { Claim } from "#lib/policy/dialect.ts";
import { ADMIN, BASELINE } from "#lib/policy/standardtiers.ts";

export const GROUP = "policy.networking.k8s.io";

/** In what the kinds of the group differ (semantics §2.2, §2.3, and their CRDs). */
export interface Schema {
  readonly claim: Claim;
  /** `spec.tier` by what may stand there, or the tier that all policies of the kind are in. */
  readonly tier: Tier | ReadonlyMap<string, Tier>;
  readonly hasPriority: boolean;
  /** The one name that the kind's only object may have. */
  readonly onlyName?: string;
  readonly actions: ReadonlyMap<string, Action>;
  readonly egressPeers: readonly string[];
  /** Where a rule's ports stand, and where in one of them a port's name does. */
  readonly ports: "protocols" | "ports";
  readonly namedPort: "destinationNamedPort" | "namedPort";
  /** The name of its CustomResourceDefinition. */
  readonly definition: string;
  /** Its experimental fields as people are told of them, and as `Need` names them. */
  readonly feature: string;
  /** The most rules of a direction; peers and ports of a rule. */
  readonly limit: number;
  /** Whether `pods` without a `namespaceSelector` is rejected or means every namespace. */
  readonly needsNamespaceSelector: boolean;
}

/** The most entries of `networks` and `domainNames`, in every kind. */
export const LISTED_LIMIT = 25;

const definedBy = (definition: string): Pick<Schema, "definition" | "feature"> => ({ definition, feature: `the experimental fields of ${definition}` });

const CLUSTER_NETWORK_POLICY: Schema = {
  claim: { apiVersion: `${GROUP}/v1alpha2`, kind: "ClusterNetworkPolicy" },
  tier: new Map([["Admin", ADMIN], ["Baseline", BASELINE]]),
  hasPriority: true,
  actions: new Map([["Accept", "allow"], ["Deny", "deny"], ["Pass", "pass"]]),
  egressPeers: ["namespaces", "pods", "networks", "nodes", "domainNames"],
  ports: "protocols",
  namedPort: "destinationNamedPort",
  ...definedBy(`clusternetworkpolicies.${GROUP}`),
  limit: 25,
  needsNamespaceSelector: false,
};

const ADMIN_NETWORK_POLICY: Schema = {
  claim: { apiVersion: `${GROUP}/v1alpha1`, kind: "AdminNetworkPolicy" },
  tier: ADMIN,
  hasPriority: true,
  actions: new Map([["Allow", "allow"], ["Deny", "deny"], ["Pass", "pass"]]),
  egressPeers: ["namespaces", "pods", "networks", "nodes", "domainNames"],
  ports: "ports",
  namedPort: "namedPort",
  ...definedBy(`adminnetworkpolicies.${GROUP}`),
  limit: 100,
  needsNamespaceSelector: true,
};

const BASELINE_ADMIN_NETWORK_POLICY: Schema = {
  ...ADMIN_NETWORK_POLICY,
  claim: { apiVersion: `${GROUP}/v1alpha1`, kind: "BaselineAdminNetworkPolicy" },
  tier: BASELINE,
  hasPriority: false,
  onlyName: "default",
  actions: new Map([["Allow", "allow"], ["Deny", "deny"]]),
  egressPeers: ["namespaces", "pods", "networks", "nodes"],
  ...definedBy(`baselineadminnetworkpolicies.${GROUP}`),
};

export const SCHEMAS: readonly [Schema, ...Schema[]] = [CLUSTER_NETWORK_POLICY, ADMIN_NETWORK_POLICY, BASELINE_ADMIN_NETWORK_POLICY];
