import type { KindStateJson } from "#lib/api/graph.ts";

/** `NetworkPolicies`: people name a kind in the plural. */
export const pluralOf = (kind: string): string => (kind.endsWith("s") ? kind : /[^aeiou]y$/.test(kind) ? `${kind.slice(0, -1)}ies` : `${kind}s`);

/** The plural; with its group where another of these kinds has the same name, other than one that is not there. */
export function titleOf({ kind, group, state }: KindStateJson, among: readonly KindStateJson[]): string {
  const shared = state === "not-installed" || among.some((other) => other.kind === kind && other.group !== group && other.state !== "not-installed");
  return shared && group !== "" ? `${pluralOf(kind)}.${group}` : pluralOf(kind);
}

/** A policy is what people ask the age of; everything else comes with it. */
export const isPolicy = ({ kind }: KindStateJson): boolean => kind.endsWith("Policy");
