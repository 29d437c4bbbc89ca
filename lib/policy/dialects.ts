import type { ObjectRef } from "#lib/source/object.ts";
import type { Claim, Dialect, Enforcement } from "./dialect.ts";
import { calicoDialect } from "#lib/policy/dialects/calico/dialect.ts";
import { ciliumDialect } from "#lib/policy/dialects/cilium/dialect.ts";
import { clusterNetworkPolicyDialect } from "#lib/policy/dialects/clusternetworkpolicy/dialect.ts";
import { networkPolicyDialect } from "#lib/policy/dialects/networkpolicy/dialect.ts";
import type { Engine } from "./engines.ts";

/** Every policy API that is evaluated: a new one is a folder below `dialects` and a line here. */
const DIALECTS: readonly Dialect[] = [networkPolicyDialect, clusterNetworkPolicyDialect, ciliumDialect, calicoDialect];

/** What the dialects read that is about policy: a CustomResourceDefinition tells only what is installed. */
export const POLICY_CLAIMS: readonly Claim[] = DIALECTS.flatMap(({ claims }) => claims).filter(({ kind }) => kind !== "CustomResourceDefinition");

/** The dialect that reads such objects, if only to reject them: those of a version that no server serves are claimed too. */
export const dialectFor = (apiVersion: string, kind: string): Dialect | undefined =>
  DIALECTS.find(({ claims, unserved }) => claims.some((claim) => claim.kind === kind && (claim.apiVersion === apiVersion || unserved.has(apiVersion))));

/** Whether an engine enforces a policy; one of no dialect is made by hand, and in force. */
export function enforcementOf({ apiVersion, kind }: ObjectRef, engine: Engine["name"]): Enforcement {
  if (engine === "none") return "no";
  return dialectFor(apiVersion, kind)?.enforcement({ apiVersion, kind })[engine] ?? "yes";
}

/** The same of a kind whose version is not known: as its group's newest, or as its group's dialect has it. */
export function enforcementOfKind(group: string, kind: string, engine: Engine["name"]): Enforcement {
  if (engine === "none") return "no";
  const owner = DIALECTS.find(({ claims }) => claims.some(({ apiVersion }) => groupOf(apiVersion) === group));
  const claim = owner?.claims.find((one) => groupOf(one.apiVersion) === group && one.kind === kind) ?? owner?.claims.find(({ apiVersion }) => groupOf(apiVersion) === group);
  return (claim && owner?.enforcement(claim)[engine]) ?? "yes";
}

const groupOf = (apiVersion: string): string => apiVersion.split("/")[0] ?? "";
