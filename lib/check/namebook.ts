import type { Address } from "#lib/net/address.ts";
import type { Snapshot } from "#lib/cluster/snapshot.ts";
import type { LookedUp } from "./lookedup.ts";

/** Every name with addresses that somebody recorded: the catalogue, the Cluster object, a lookup of just now. */
export function knownNames({ facts, cluster }: Snapshot, lookedUp: ReadonlyMap<string, LookedUp>): ReadonlyMap<string, readonly Address[]> {
  const names = new Map<string, Address[]>();
  const add = (host: string, addresses: readonly Address[]): void => {
    if (addresses.length > 0) names.set(host, [...(names.get(host) ?? []), ...addresses]);
  };
  for (const fact of facts) if (fact.kind === "destination" && fact.target.kind === "host") add(fact.target.host, fact.addresses);
  for (const { host, addresses } of cluster?.resolved ?? []) add(host, addresses);
  for (const [host, said] of lookedUp) if (said.kind === "resolved") add(host, said.addresses);
  return names;
}
