import { DIRECTIONS, type Direction } from "#lib/policy/algebra.ts";
import type { Field } from "#lib/source/field.ts";

/**
 * The directions that a rule isolates: those that have entries, unless `enableDefaultDeny` says otherwise. One that deny
 * entries are alone in is isolated too (semantics §3.2).
 *
 * @param present the directions that have entries
 */
export function readDefaultDeny(field: Field, present: ReadonlySet<Direction>): ReadonlySet<Direction> {
  field.struct("ingress", "egress");
  return new Set(DIRECTIONS.filter((direction) => {
    const stated = field.at(direction).boolean();
    if (stated === true && !present.has(direction)) field.problems.warning("ignored", field.at(direction).path, `this has no effect without a rule for ${direction}: write \`${direction}: [{}]\` to deny all of it`);
    return stated ?? present.has(direction);
  }));
}
