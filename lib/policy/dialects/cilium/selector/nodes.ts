import { readLabelSelector } from "#lib/policy/labelselector.ts";
import { NOTHING, type Requirement, type Selector } from "#lib/policy/selector.ts";
import type { Field } from "#lib/source/field.ts";
import { keyFaults, nodeKeyOf } from "./key.ts";

/** A `nodeSelector`, or an entry of `fromNodes` and `toNodes`: asked about a node's labels. */
export function readNodes(selector: Field): Selector {
  return readLabelSelector(selector, keyFaults).flatMap((comparison): readonly Requirement[] => {
    const key = nodeKeyOf(comparison.key);
    if (key !== undefined) return [{ ...comparison, key }];
    return comparison.operator === "In" || comparison.operator === "Exists" ? NOTHING : [];
  });
}
