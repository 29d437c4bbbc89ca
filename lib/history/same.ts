import { canonicalJson } from "#lib/source/canonical.ts";
import { isMap } from "#lib/source/map.ts";
import type { Fact } from "#lib/cluster/facts.ts";
import type { Manifest } from "#lib/cluster/write/manifest.ts";

/** A text that two objects share when they say the same. Why a kind cannot be read is told anew with every attempt, and is no part of it. */
export const tellingText = (manifest: Manifest): string => canonicalJson(manifest.kind === "Cluster" ? withoutWhys(manifest) : manifest);

function withoutWhys(manifest: Manifest): unknown {
  const { spec } = manifest;
  const unreadable = isMap(spec) ? spec["unreadable"] : undefined;
  if (!isMap(spec) || !Array.isArray(unreadable)) return manifest;
  return { ...manifest, spec: { ...spec, unreadable: unreadable.map((entry: unknown) => (isMap(entry) ? { ...entry, why: "" } : entry)) } };
}

/** Whether facts say the same, wherever they stand and whoever wrote them. @param beside what may be different */
export function saysSame(some: readonly Fact[], others: readonly Fact[], beside?: string): boolean {
  const said = (facts: readonly Fact[]): string =>
    JSON.stringify(facts, (key, value: unknown) => {
      if (UNSAID.has(key) || key === beside) return undefined;
      return typeof value === "bigint" ? String(value) : value instanceof Map || value instanceof Set ? [...value] : value;
    });
  return some === others || said(some) === said(others);
}

const UNSAID: ReadonlySet<string> = new Set(["place", "author", "text", "problems"]);
