import { isMap } from "#lib/source/map.ts";
import type { Manifest } from "#lib/cluster/write/manifest.ts";

/** A text that two objects share when they say the same: the order of keys says nothing. */
export const canonicalText = (value: unknown): string => JSON.stringify(ordered(value));

/** As `canonicalText`, without what may change although nothing did: why a kind cannot be read is told anew with every attempt. */
export const tellingText = (manifest: Manifest): string => canonicalText(manifest.kind === "Cluster" ? withoutWhys(manifest) : manifest);

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  return isMap(value) ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, ordered(value[key])])) : value;
}

function withoutWhys(manifest: Manifest): unknown {
  const { spec } = manifest;
  const unreadable = isMap(spec) ? spec["unreadable"] : undefined;
  if (!isMap(spec) || !Array.isArray(unreadable)) return manifest;
  return { ...manifest, spec: { ...spec, unreadable: unreadable.map((entry: unknown) => (isMap(entry) ? { ...entry, why: "" } : entry)) } };
}
