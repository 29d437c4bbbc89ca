import { OWN_API } from "#lib/cluster/ingest/strict.ts";
import type { ClusterInfo } from "#lib/cluster/facts.ts";
import { type Manifest, manifest } from "#lib/cluster/write/manifest.ts";
import { type Address, parseAddress } from "#lib/net/address.ts";
import { isMap } from "#lib/source/map.ts";
import { groupOf } from "#lib/source/object.ts";
import { formatKey } from "./key.ts";
import type { ObjectKey } from "./version.ts";

/** What a name was resolved to. An object of its own: where addresses turn often, the Cluster object would be a new one each time. */
const KIND = "Lookup";

/** Resolvers turn their lists: the order says nothing. */
export const writeLookup = (host: string, addresses: readonly Address[]): Manifest =>
  manifest(OWN_API, KIND, { name: host }, { spec: { addresses: [...new Set(addresses.map(({ text }) => text))].sort() } });

/** The key of what a name was resolved to. */
export const lookupKey = (host: string): ObjectKey => formatKey({ group: groupOf(OWN_API), kind: KIND, namespace: "", name: host });

export const isLookup = ({ apiVersion, kind }: Manifest): boolean => apiVersion === OWN_API && kind === KIND;

export function readLookup({ metadata, spec }: Manifest): ClusterInfo["resolved"] {
  const host = isMap(metadata) ? metadata["name"] : undefined;
  const listed = isMap(spec) && Array.isArray(spec["addresses"]) ? spec["addresses"] : [];
  return typeof host === "string" ? [{ host, addresses: listed.flatMap((text) => (typeof text === "string" ? (parseAddress(text) ?? []) : [])) }] : [];
}
