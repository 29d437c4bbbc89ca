import type { KindStateJson } from "#lib/api/graph.ts";
import { kindOf } from "#lib/source/identity.ts";
import type { ObjectRef } from "#lib/source/object.ts";

/** `NetworkPolicies`: people name a kind in the plural. */
export const pluralOf = (kind: string): string => (kind.endsWith("s") ? kind : /[^aeiou]y$/.test(kind) ? `${kind.slice(0, -1)}ies` : `${kind}s`);

/** The plural; with its group where another of these kinds has the same name, other than one that is not there. */
export function titleOf({ kind, group, state }: KindStateJson, among: readonly KindStateJson[]): string {
  const shared = state === "not-installed" || among.some((other) => other.kind === kind && other.group !== group && other.state !== "not-installed");
  return shared && group !== "" ? `${pluralOf(kind)}.${group}` : pluralOf(kind);
}

/** Whose kinds have the name of another's. */
const VENDORS: readonly (readonly [RegExp, string])[] = [[/projectcalico\.org$/, "Calico"], [/antrea\.(io|tanzu\.vmware\.com)$/, "Antrea"], [/openshift\.io$/, "OpenShift"]];

/** `3 Calico NetworkPolicies`, `1 AntreaPolicy` */
export function countOfKind(number: number, ref: Pick<ObjectRef, "apiVersion" | "kind">): string {
  const [kind = "", ...group] = kindOf(ref).split(".");
  const vendor = VENDORS.find(([pattern]) => pattern.test(group.join(".")))?.[1];
  const named = number === 1 ? kind : pluralOf(kind);
  return `${String(number)} ${group.length === 0 ? named : vendor === undefined ? `${named}.${group.join(".")}` : `${vendor} ${named}`}`;
}

/** A policy is what people ask the age of; everything else comes with it. */
export const isPolicy = ({ kind }: KindStateJson): boolean => kind.endsWith("Policy");
