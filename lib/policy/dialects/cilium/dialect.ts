import type { Claim, Dialect, Reading } from "#lib/policy/dialect.ts";
import type { SourceObject } from "#lib/source/object.ts";
import { readCidrGroup } from "./cidrgroup.ts";
import { readPolicy } from "./policy.ts";

export const NAMESPACED: Claim = { apiVersion: "cilium.io/v2", kind: "CiliumNetworkPolicy" };
export const CLUSTERWIDE: Claim = { apiVersion: "cilium.io/v2", kind: "CiliumClusterwideNetworkPolicy" };
const CIDR_GROUP = "CiliumCIDRGroup";

/** Cilium's policies, as release 1.19 validates and enforces them (semantics §3). */
export const ciliumDialect: Dialect = {
  name: "Cilium",
  claims: [NAMESPACED, CLUSTERWIDE, { apiVersion: "cilium.io/v2", kind: CIDR_GROUP }, { apiVersion: "cilium.io/v2alpha1", kind: CIDR_GROUP }],
  unserved: new Map(),
  enforcement: () => ({ kubernetes: "no", cilium: "yes", calico: "no", "ovn-kubernetes": "no", "vpc-cni": "no" }),
  read,
};

function read(source: SourceObject): Reading {
  const { value } = source;
  const kind = typeof value === "object" && value !== null && "kind" in value ? value.kind : undefined;
  if (kind === CIDR_GROUP) return readCidrGroup(source);
  return readPolicy(source, kind === CLUSTERWIDE.kind ? "cluster" : "namespaced");
}
