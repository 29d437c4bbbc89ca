import { type Field, quote } from "#lib/source/field.ts";
import { checkLabels } from "#lib/source/metadata.ts";
import { type Faults, labelKeyFaults, labelValueFaults } from "#lib/source/names.ts";
import type { Requirement } from "./selector.ts";

/** What a metav1.LabelSelector can ask of one label. */
export type Comparison = Extract<Requirement, { operator: "In" | "NotIn" | "Exists" | "DoesNotExist" }>;

type Operator = "In" | "NotIn" | "Exists" | "DoesNotExist";

/**
 * Reads a metav1.LabelSelector; an absent one is read as the empty one, which selects everything.
 * A requirement that is invalid is reported and left out: what remains selects all that was meant, and more.
 *
 * @param keyFaults for APIs whose keys are more than label keys
 */
export function readLabelSelector(field: Field, keyFaults: (key: string) => Faults = labelKeyFaults): readonly Comparison[] {
  if (!field.struct("matchLabels", "matchExpressions")) return [];
  const equal = [...checkLabels(field.at("matchLabels"), keyFaults)].map(
    ([key, value]): Comparison => ({ operator: "In", key, values: new Set([value]) }),
  );
  const expressions = field.at("matchExpressions").list().flatMap((expression) => readRequirement(expression, keyFaults) ?? []);
  return [...equal, ...expressions];
}

function readRequirement(expression: Field, keyFaults: (key: string) => Faults): Comparison | undefined {
  if (!expression.struct("key", "operator", "values")) return undefined;
  const key = readKey(expression.at("key"), keyFaults);
  const operator = readOperator(expression.at("operator"));
  const values = readValues(expression.at("values"), operator);
  if (key === undefined || operator === undefined || values === undefined) return undefined;
  return operator === "In" || operator === "NotIn" ? { operator, key, values } : { operator, key };
}

/** An absent key is the empty text, as in Go; so are an absent operator and an empty entry of `values`. */
function readKey(field: Field, keyFaults: (key: string) => Faults): string | undefined {
  const key = field.absent ? "" : field.text();
  return key !== undefined && field.check(key, keyFaults) ? key : undefined;
}

/** `Gt` and `Lt` are operators of node selectors only. */
function readOperator(field: Field): Operator | undefined {
  const operator = field.absent ? "" : field.text();
  switch (operator) {
    case "In":
    case "NotIn":
    case "Exists":
    case "DoesNotExist":
      return operator;
    case undefined:
      return undefined;
    default:
      field.error("unsupported-value", `${quote(operator)} is not a valid selector operator: use \`In\`, \`NotIn\`, \`Exists\` or \`DoesNotExist\``);
      return undefined;
  }
}

function readValues(field: Field, operator: Operator | undefined): ReadonlySet<string> | undefined {
  const entries = field.list();
  if (!field.absent && !Array.isArray(field.value)) return undefined;
  const values = entries.flatMap((entry) => readValue(entry) ?? []);
  const fit = operator !== undefined && checkPresence(operator, field, entries.length > 0);
  return fit && values.length === entries.length ? new Set(values) : undefined;
}

function readValue(entry: Field): string | undefined {
  const value = entry.absent ? "" : entry.text();
  return value !== undefined && entry.check(value, labelValueFaults) ? value : undefined;
}

/** @returns whether values are given exactly where the operator compares with values */
function checkPresence(operator: Operator, values: Field, given: boolean): boolean {
  const compares = operator === "In" || operator === "NotIn";
  if (compares && !given) values.error("required", `\`values\` must be specified when \`operator\` is \`${operator}\``);
  if (!compares && given) values.error("forbidden", `\`values\` may not be specified when \`operator\` is \`${operator}\``);
  return compares === given;
}
