import type { Field } from "#lib/source/field.ts";
import { annotationKeyFaults } from "#lib/source/names.ts";

/** A rule's `metadata`, which changes nothing. */
export function checkAnnotations(metadata: Field): void {
  if (!metadata.struct("annotations")) return;
  const annotations = metadata.at("annotations");
  for (const key of annotations.textMap().keys()) annotations.at(key).check(key, annotationKeyFaults);
}
