import { type ObjectRef, groupOf } from "#lib/source/object.ts";
import type { Claim, Dialect, Enforcement, ServedResource, Support } from "./dialect.ts";
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
export function enforcementOf({ apiVersion, kind }: Pick<ObjectRef, "apiVersion" | "kind">, engine: Engine["name"]): Enforcement {
  if (engine === "none") return "no";
  return dialectFor(apiVersion, kind)?.enforcement({ apiVersion, kind })[engine] ?? "yes";
}

/** The same of a kind whose version is not known: as the newest that is read. */
export function enforcementOfKind(group: string, kind: string, engine: Engine["name"]): Enforcement {
  const claim = POLICY_CLAIMS.find((one) => groupOf(one.apiVersion) === group && one.kind === kind);
  return enforcementOf({ apiVersion: claim?.apiVersion ?? "", kind }, engine);
}

/** What discovery alone tells policies: which parts of an API are installed. */
export const supportsServed = (served: readonly ServedResource[]): readonly Support[] => DIALECTS.flatMap((dialect) => dialect.served?.(served) ?? []);

