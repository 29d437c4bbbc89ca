import type { Field } from "#lib/source/field.ts";
import { formatPath } from "#lib/source/object.ts";
import type { Named } from "./object.ts";

/** The API of our own objects. */
export const OWN_API = "whydrop.dev/v1alpha1";

/** The `spec` of one of our own objects: they are small, so that a typing error is worth an error. */
export function ownSpec({ ref, root, problems }: Named): Field {
  if (ref.apiVersion !== OWN_API) problems.error("unsupported-value", ["apiVersion"], `\`apiVersion\` must be \`${OWN_API}\``);
  root.allow("apiVersion", "kind", "metadata", "spec");
  const spec = root.at("spec");
  if (spec.absent) spec.error("required", "`spec` is missing");
  return spec;
}

/** A text that must be there and say something. */
export function requiredText(field: Field): string | undefined {
  const text = field.text();
  if (field.absent || text === "") field.error("required", `\`${formatPath(field.path)}\` is missing`);
  return text === "" ? undefined : text;
}
