import type { CouldChange, Doubt } from "#lib/policy/dialect.ts";
import { EVERYTHING } from "#lib/policy/selector.ts";
import { type UnreadKind, missingOf } from "#lib/policy/unread.ts";
import { ABOUT_NODES, meaningOf } from "./ingest/notevaluated.ts";

/** Kinds that can do less than everything: NetworkPolicies never deny, and what a rule of Cilium's denies no other allows. */
const LESS: Readonly<Record<string, CouldChange>> = {
  "networking.k8s.io/NetworkPolicy": "unless-allowed",
  "cilium.io/CiliumNetworkPolicy": "unless-denied",
  "cilium.io/CiliumClusterwideNetworkPolicy": "unless-denied",
};

/**
 * What policies of a kind that could not be read leave in doubt (semantics §8). None where the kind changes no verdict, or
 * only those of rules that refer to it: sets of addresses and tiers are missed where a rule asks for them.
 */
export function doubtsOfUnread(entry: UnreadKind): readonly Doubt[] {
  const { group, kind, namespace, except } = entry;
  const meaning = meaningOf(`${group}/`, kind);
  if (meaning === undefined || meaning.couldChange === "none") return [];
  const everywhere = meaning.scope === "cluster" || namespace === undefined;
  const pods = { kind: "pods", namespace: everywhere ? "" : namespace, ...(meaning.scope !== "cluster" && except && { except }) } as const;
  return [{
    touches: ABOUT_NODES.has(kind) ? { kind: "nodes", selector: EVERYTHING } : pods,
    couldChange: LESS[`${group}/${kind}`] ?? meaning.couldChange,
    missing: missingOf(entry),
  }];
}
