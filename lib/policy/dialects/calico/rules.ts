import type { Direction, Rule } from "#lib/policy/algebra.ts";
import type { Field } from "#lib/source/field.ts";
import { type Author, readRule } from "./rule.ts";

const MOST = 1024;

export interface RuleList {
  readonly rules: readonly Rule[];
  /** How many there are in the object, with those that only log. */
  readonly written: number;
  readonly namesDomains: boolean;
}

/** `spec.egress` or `spec.ingress`: the first rule that matches decides. */
export function readRules(direction: Direction, spec: Field, author: Author): RuleList {
  const list = spec.at(direction);
  const entries = list.list();
  if (entries.length > MOST) list.error("invalid", `\`${direction}\` has ${entries.length} rules; a policy may have at most ${MOST}`);
  const read = entries.map((entry, index) => readRule(entry, index + 1, direction, author));
  return {
    rules: read.flatMap(({ rule }) => rule ?? []),
    written: entries.length,
    namesDomains: read.some(({ namesDomains }) => namesDomains),
  };
}
