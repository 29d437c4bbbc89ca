import { dialectFor } from "#lib/policy/dialects.ts";
import { bare } from "#lib/source/bare.ts";
import { type JsonMap, isMap } from "#lib/source/map.ts";
import type { SourceObject } from "#lib/source/object.ts";
import { type WrittenYaml, writeYaml } from "./documents/yaml/write.ts";

/** An object of a policy API without all that no dialect reads: history, annotations, status. */
export function pruned(object: JsonMap): JsonMap {
  const { apiVersion, kind } = object;
  const left = bare(object);
  if (typeof apiVersion !== "string" || typeof kind !== "string") return left;
  return dialectFor(apiVersion, kind)?.keep?.(object, left) ?? left;
}

/**
 * An object that an API server gave, with the YAML that people are shown and that is kept: both pruned.
 *
 * @param file what stands for a file's name in places
 */
export function prunedSource(value: unknown, file: string): SourceObject {
  const left = isMap(value) ? pruned(value) : value;
  let written: WrittenYaml | undefined;
  const yaml = (): WrittenYaml => (written ??= writeYaml(left));
  return { value: left, file, lineOf: (path) => yaml().lineOf(path), text: () => yaml().text };
}
