import type { JsonMap } from "#lib/source/map.ts";
import type { Destination } from "../facts.ts";
import { OWN_API } from "../ingest/strict.ts";
import { type Manifest, listed, manifest, unless } from "./manifest.ts";

/** One catalogue of them all: which stood in which nobody kept. */
export const writeDestinations = (destinations: readonly Destination[], name: string): Manifest =>
  manifest(OWN_API, "DestinationCatalog", { name }, { spec: { destinations: destinations.map(writeDestination) } });

function writeDestination({ target, addresses, public: isPublic, ports, provider, usedBy }: Destination): JsonMap {
  return {
    host: target.kind === "host" ? target.host : undefined,
    cidr: target.kind === "cidr" ? target.cidr.text : undefined,
    addresses: listed([...addresses.map(({ text }) => text), ...(isPublic ? ["public"] : [])]),
    ports: listed(ports.map(({ port, protocol }) => ({ port, protocol: unless("TCP", protocol) }))),
    provider,
    usedBy: listed(usedBy),
  };
}
