import type { Fact } from "#lib/cluster/facts.ts";
import { writeCluster } from "#lib/cluster/write/cluster.ts";
import { writeDestinations } from "#lib/cluster/write/destinations.ts";
import { writeFact } from "#lib/cluster/write/fact.ts";
import type { Manifest } from "#lib/cluster/write/manifest.ts";
import { writeLookup } from "./lookup.ts";

/** One object's facts as the manifest that people are shown; undefined for none, and for what could not be read. */
export function shownManifest(facts: readonly Fact[]): Manifest | undefined {
  const written = manifestOf(facts);
  return written && (JSON.parse(JSON.stringify(written)) as Manifest);
}

function manifestOf(facts: readonly Fact[]): Manifest | undefined {
  const [fact] = [...facts.filter(({ kind }) => kind !== "ownership"), ...facts];
  if (fact === undefined) return undefined;
  if (fact.kind === "cluster") {
    const [lookup] = fact.resolved;
    return fact.name === "" && lookup ? writeLookup(lookup.host, lookup.addresses) : writeCluster(fact);
  }
  if (fact.kind === "destination") return writeDestinations(facts.filter((one) => one.kind === "destination"), "destinations");
  const written = writeFact(fact);
  return written.kind === "manifest" ? written.manifest : undefined;
}
