import { readLabelSelector } from "#lib/policy/labelselector.ts";
import type { Selector } from "#lib/policy/selector.ts";
import { Field } from "#lib/source/field.ts";
import { formatPath } from "#lib/source/object.ts";
import { type Problem, ProblemList } from "#lib/source/problem.ts";
import type { Reader } from "./reader.ts";

/** A selector as far as it can be read; what cannot is left out, so that the rest selects more. */
interface ReadSelector {
  readonly selector: Selector;
  readonly readable: boolean;
}

/** What the schema of a CRD checks in a label selector. All else reaches the implementation (semantics §2.7). */
const CHECKED_BY_SCHEMA: ReadonlySet<Problem["rule"]> = new Set(["wrong-type", "unknown-field"]);

/** @param unreadable how bad a selector is that no implementation can read: an error, or a warning where its rule fails closed */
export function readSelector(field: Field, { source, ref }: Reader, unreadable: Problem["severity"]): ReadSelector {
  const own = new ProblemList(source);
  own.about(ref);
  const selector = readLabelSelector(new Field(field.value, field.path, own));
  const missing = checkRequired(field);
  const found = own.found.filter(({ place }) => !missing.has(place.path));
  for (const problem of found) field.problems.found.push(CHECKED_BY_SCHEMA.has(problem.rule) ? problem : uncheckedByServer(problem, unreadable));
  return { selector, readable: found.every(({ rule }) => CHECKED_BY_SCHEMA.has(rule)) };
}

const uncheckedByServer = (problem: Problem, severity: Problem["severity"]): Problem =>
  ({ ...problem, severity, message: `${problem.message} (the API server does not check this, and no implementation can read it)` });

/** @returns paths that are missing, so that nothing else is said of them */
function checkRequired(field: Field): ReadonlySet<string> {
  const missing = new Set<string>();
  const expressions = field.at("matchExpressions");
  if (!Array.isArray(expressions.value)) return missing;
  for (const required of expressions.list().flatMap((expression) => [expression.at("key"), expression.at("operator")])) {
    if (!required.absent) continue;
    required.error("required", `\`${String(required.path.at(-1))}\` is missing: an entry of \`matchExpressions\` needs it`);
    missing.add(formatPath(required.path));
  }
  return missing;
}
