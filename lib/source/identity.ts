import type { ObjectRef } from "./object.ts";

/** How an object is named in texts and JSON: `NetworkPolicy default/default-deny`. */
export const nameOf = (ref: ObjectRef): string => `${ref.kind} ${qualifiedName(ref)}`;

/** `default/default-deny`, or the bare name of what is cluster-scoped. */
export const qualifiedName = (ref: Pick<ObjectRef, "namespace" | "name">): string =>
  ref.namespace === "" ? ref.name : `${ref.namespace}/${ref.name}`;

/** Kinds whose name several API groups have, and whose it is where nobody says. */
const SHARED_KINDS: ReadonlyMap<string, string> = new Map([
  ["NetworkPolicy", "networking.k8s.io"],
  ["ClusterNetworkPolicy", "policy.networking.k8s.io"],
]);

/** The kind, with its group where another API has a kind of that name: `NetworkPolicy.projectcalico.org`. */
export function kindOf({ apiVersion, kind }: Pick<ObjectRef, "apiVersion" | "kind">): string {
  const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
  const usual = SHARED_KINDS.get(kind);
  return usual === undefined || usual === group ? kind : `${kind}.${group}`;
}

/** Unique in a cluster: `NetworkPolicy.projectcalico.org default/deny`. */
export const identityOf = (ref: ObjectRef): string => `${kindOf(ref)} ${qualifiedName(ref)}`;
