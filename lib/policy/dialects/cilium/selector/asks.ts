import { type Comparison, readLabelSelector } from "#lib/policy/labelselector.ts";
import { selects } from "#lib/policy/selector.ts";
import type { Field } from "#lib/source/field.ts";
import { type Meaning, keyFaults, meaningOf } from "./key.ts";

/** One requirement of a Cilium selector, with what its key means. */
export interface Ask {
  readonly comparison: Comparison;
  readonly about: Meaning;
}

export const readAsks = (selector: Field): readonly Ask[] =>
  readLabelSelector(selector, keyFaults).map((comparison) => ({ comparison, about: meaningOf(comparison.key) }));

/** Whether the requirement holds for who has this value, or for who has no such label. */
export const holds = ({ comparison }: Ask, value: string | undefined): boolean =>
  selects([comparison], value === undefined ? new Map() : new Map([[comparison.key, value]]));

/** Whether the requirement holds for a pod whatever its labels are; undefined: its labels tell, or the cluster's name. */
export function settledForPods(ask: Ask): boolean | undefined {
  const { about } = ask;
  if (about.kind === "reserved") return holds(ask, about.name === "all" ? "" : undefined);
  return about.kind === "foreign" ? holds(ask, undefined) : undefined;
}
