import type { Manifest } from "#lib/cluster/write/manifest.ts";
import { canonicalJson } from "#lib/source/canonical.ts";
import { isMap } from "#lib/source/map.ts";

/** A path to a value that is different; indexes of lists are left out, and lists of another length are different as a whole. */
export type ChangedPath = readonly string[];

export function changedPaths(before: Manifest, after: Manifest): readonly ChangedPath[] {
  return pathsIn(before, after, []);
}

function pathsIn(before: unknown, after: unknown, path: ChangedPath): readonly ChangedPath[] {
  if (isMap(before) && isMap(after)) return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => pathsIn(before[key], after[key], [...path, key]));
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) return before.flatMap((part: unknown, index) => pathsIn(part, after[index], path));
  return canonicalJson(before ?? null) === canonicalJson(after ?? null) ? [] : [path];
}
