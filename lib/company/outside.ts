import type { JsonMap } from "#lib/source/map.ts";
import { SAAS } from "./words.ts";

/** A name outside of the cluster, with an address from the blocks for documentation. */
export interface Destination {
  readonly host: string;
  readonly provider: string;
  readonly port: number;
  readonly address: string;
}

const BLOCKS = ["203.0.113", "198.51.100", "192.0.2"] as const;

/** The well-known ones, and a partner for about ten namespaces; no two have one address. */
export function destinationsFor(namespaces: number): readonly Destination[] {
  const partners = Math.min(180, Math.round(namespaces / 10));
  const names = [...SAAS, ...Array.from({ length: partners }, (_, index) => [`api.partner-${String(index + 1).padStart(2, "0")}.example`, `Partner ${index + 1}`, 443] as const)];
  return names.map(([host, provider, port], index) => ({ host, provider, port, address: `${BLOCKS[index % BLOCKS.length] ?? BLOCKS[0]}.${10 + Math.floor(index / BLOCKS.length) * 3}` }));
}

export const catalogueOf = (destinations: readonly Destination[]): JsonMap => ({
  apiVersion: "whydrop.dev/v1alpha1", kind: "DestinationCatalog", metadata: { name: "saas" },
  spec: { destinations: destinations.map(({ host, provider, port, address }) => ({ host, provider, addresses: [address], ports: [{ port, protocol: "TCP" }] })) },
});
