import type { KindStateJson } from "#lib/api/graph.ts";

/** `NetworkPolicies`: people name a kind in the plural. */
export const pluralOf = (kind: string): string => (kind.endsWith("s") ? kind : /[^aeiou]y$/.test(kind) ? `${kind.slice(0, -1)}ies` : `${kind}s`);

/** The plural; with its group where another of these kinds has the same name. */
export function titleOf({ kind, group }: KindStateJson, among: readonly KindStateJson[]): string {
  const shared = among.some((other) => other.kind === kind && other.group !== group);
  return shared && group !== "" ? `${pluralOf(kind)}.${group}` : pluralOf(kind);
}

/** A policy is what people ask the age of; everything else comes with it. */
export const isPolicy = ({ kind }: KindStateJson): boolean => kind.endsWith("Policy");
