import type { ListMatch, NamespaceMatch, Peer } from "#lib/policy/algebra.ts";
import type { Selector } from "#lib/policy/selector.ts";

export const NETWORK_SET = "NetworkSet";
export const GLOBAL_NETWORK_SET = "GlobalNetworkSet";

/** A set's domain names count only in egress rules that allow, so they stand in a list beside that of its nets. */
export const domainsOf = (kind: string): string => `${kind} domains`;

/** @param namespaces absent: wherever they are */
export function listed(kinds: readonly string[], selector: Selector, byName: boolean, namespaces?: NamespaceMatch): Peer {
  const lists: ListMatch = { kinds: byName ? [...kinds, ...kinds.map(domainsOf)] : kinds, ...(namespaces && { namespaces }), selector };
  return { kind: "listed", lists };
}
