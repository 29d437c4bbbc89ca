import type { Field } from "#lib/source/field.ts";

/** The order of a tier or a policy, any number; without one it comes last. */
export function readOrder(field: Field): number {
  if (field.absent) return Infinity;
  if (typeof field.value === "number" && Number.isFinite(field.value)) return field.value;
  field.wrongType("a number");
  return Infinity;
}
