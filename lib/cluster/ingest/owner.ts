import type { Field } from "#lib/source/field.ts";
import type { Owner } from "../facts.ts";

/** The controlling owner; where none is marked so, the first. */
export function ownerOf(root: Field): Owner | undefined {
  const references = root.at("metadata").at("ownerReferences").list();
  const owner = references.find((reference) => reference.at("controller").value === true) ?? references[0];
  const kind = owner?.at("kind").text();
  const name = owner?.at("name").text();
  return kind === undefined || name === undefined ? undefined : { kind, name };
}
