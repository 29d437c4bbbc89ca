import type { Address } from "#lib/net/address.ts";
import type { Fact, Node } from "./facts.ts";

/** The nodes of the input, and those that only a pod's nodeName and hostIPs tell of. */
export function nodesOf(facts: readonly Fact[]): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>();
  for (const fact of facts) if (fact.kind === "node") found.set(fact.name, fact);
  for (const fact of facts) {
    if (fact.kind !== "pod" || fact.node === undefined) continue;
    const node = found.get(fact.node) ?? { kind: "node", name: fact.node, labels: new Map(), addresses: [] };
    found.set(fact.node, { ...node, addresses: union(node.addresses, fact.hostNetwork ? [...fact.hostAddresses, ...fact.addresses] : fact.hostAddresses) });
  }
  return found;
}

const union = (known: readonly Address[], more: readonly Address[]): readonly Address[] => [
  ...new Map([...known, ...more].map((address) => [address.text, address])).values(),
];
