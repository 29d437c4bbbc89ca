import { Field } from "#lib/source/field.ts";
import { checkLabels } from "#lib/source/metadata.ts";
import { type Opened, STORED } from "./api.ts";

/** Where the storage group keeps the metadata that people gave an object, as JSON (semantics §4.1). */
export const ANNOTATION = "projectcalico.org/metadata";

/** The labels of an object; in the storage group those of the annotation, if there is one, replace its own. */
export function labelsOf({ root, ref, problems }: Opened): ReadonlyMap<string, string> {
  const metadata = root.at("metadata");
  const annotation = metadata.at("annotations").at(ANNOTATION);
  const own = validated(metadata.at("labels"));
  if (ref.apiVersion !== STORED || typeof annotation.value !== "string") return own;
  const kept = parsed(annotation.value);
  if (kept === undefined) {
    annotation.error("invalid", `the annotation \`${ANNOTATION}\` is no JSON, so Calico cannot read the object`);
    return own;
  }
  return validated(new Field(kept, annotation.path, problems).at("labels"));
}

function validated(labels: Field): ReadonlyMap<string, string> {
  const found = checkLabels(labels);
  if (found.has("projectcalico.org/namespace")) labels.at("projectcalico.org/namespace").error("forbidden", "the label `projectcalico.org/namespace` is Calico's own");
  return found;
}

/** @returns undefined for what is no JSON */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
