import type { Claim, Dialect, Enforcement, Reading } from "#lib/policy/dialect.ts";
import type { EngineName } from "#lib/policy/engines.ts";
import type { SourceObject } from "#lib/source/object.ts";
import { CRD, keepDefinition, readDefinition } from "./crd.ts";
import { readPolicy } from "./policy.ts";
import { type Schema, SCHEMAS } from "./schema.ts";

/** The API group policy.networking.k8s.io. `networking.k8s.aws` has a ClusterNetworkPolicy of its own (semantics §0.6). */
export const clusterNetworkPolicyDialect: Dialect = {
  name: "ClusterNetworkPolicy",
  claims: [...SCHEMAS.map(({ claim }) => claim), CRD],
  unserved: new Map(),
  enforcement,
  read,
  keep: (whole, bare) => (whole["kind"] === CRD.kind ? keepDefinition(whole, bare) : bare),
};

function read(source: SourceObject): Reading {
  const kind = kindOf(source.value);
  return kind === CRD.kind ? readDefinition(source) : readPolicy(source, schemaOf(kind));
}

/** Whoever claims by kind passes no other; a value without a kind is read, and rejected, as the newest. */
const schemaOf = (kind: unknown): Schema => SCHEMAS.find(({ claim }) => claim.kind === kind) ?? NEWEST;

const [NEWEST] = SCHEMAS;

const kindOf = (value: unknown): unknown => (typeof value === "object" && value !== null && "kind" in value ? value.kind : undefined);

const YES = { kubernetes: "yes", cilium: "yes", calico: "yes", "ovn-kubernetes": "yes", "vpc-cni": "yes" } as const;

/**
 * Semantics §2.9. Calico has v1alpha2 since 3.32 and had v1alpha1 before; sources do not settle which releases of Cilium
 * and OVN-Kubernetes have v1alpha2.
 */
function enforcement({ apiVersion, kind }: Claim): Readonly<Record<EngineName, Enforcement>> {
  if (kind === CRD.kind) return YES;
  const newest = apiVersion === NEWEST.claim.apiVersion;
  return { ...YES, cilium: newest ? "untold" : "no", "ovn-kubernetes": newest ? "untold" : "yes", "vpc-cni": "no" };
}
