import type { ClusterInfo, Fact } from "#lib/cluster/facts.ts";
import type { Manifest } from "#lib/cluster/write/manifest.ts";
import { isLookup, readLookup } from "./lookup.ts";
import { readBack } from "./rebuilt.ts";
import type { ObjectKey } from "./version.ts";

const known = new WeakMap<Manifest, readonly Fact[]>();

/** The facts of one object; none where it does not exist. A manifest that stays the same value gives the same facts. */
export function factsOf(object: ObjectKey, manifest: Manifest | undefined): readonly Fact[] {
  if (!manifest) return [];
  const before = known.get(manifest);
  if (before) return before;
  const facts = isLookup(manifest) ? [lookupFact(manifest)] : readBack(object, manifest).facts;
  known.set(manifest, facts);
  return facts;
}

/** What a name was resolved to is told by the Cluster object; until it is put there it stands alone, without a name. */
const lookupFact = (manifest: Manifest): ClusterInfo => ({ kind: "cluster", name: "", podCidrs: [], unreadable: [], resolved: readLookup(manifest) });

export function clusterAmong(facts: Iterable<Fact>): ClusterInfo | undefined {
  for (const fact of facts) if (fact.kind === "cluster" && fact.name !== "") return fact;
  return undefined;
}

/** The facts with what names were resolved to in their Cluster object. */
export function withLookups(facts: readonly Fact[]): readonly Fact[] {
  const lookups = facts.filter((fact) => fact.kind === "cluster" && fact.name === "");
  if (lookups.length === 0) return facts;
  const cluster = clusterAmong(facts) ?? { kind: "cluster" as const, name: "cluster", podCidrs: [], unreadable: [], resolved: [] };
  const resolved = lookups.flatMap((fact) => (fact.kind === "cluster" ? fact.resolved : []));
  return [{ ...cluster, resolved: [...cluster.resolved, ...resolved] }, ...facts.filter((fact) => fact.kind !== "cluster")];
}
