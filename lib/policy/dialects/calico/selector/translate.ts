import { EVERYTHING, NOTHING, type Requirement, type Selector, selects } from "#lib/policy/selector.ts";
import type { Expression, Test } from "./expression.ts";
import { type Meaning, type Naming, OF_NO_NAMESPACE } from "./naming.ts";

const NO_LABELS = new Map<string, string>();
const always = (holds: boolean): Selector => (holds ? EVERYTHING : NOTHING);

export function toSelector(expression: Expression, naming: Naming): Selector {
  switch (expression.kind) {
    case "all()":
      return always(naming.all !== expression.negated);
    case "global()":
      return always(naming.global !== expression.negated);
    case "label":
      return requirementFor(naming.meaningOf(expression.key), expression.test, expression.negated);
    case "every":
      return everyOf(expression.of.map((part) => toSelector(part, naming)));
    case "some":
      return anyOf(expression.of.map((part) => toSelector(part, naming)));
  }
}

/** Whether a `namespaceSelector` holds for what is in no namespace, such as a GlobalNetworkSet. */
export const selectsOutsideNamespaces = (expression: Expression): boolean => selects(toSelector(expression, OF_NO_NAMESPACE), NO_LABELS);

export const isNothing = ([first, second]: Selector): boolean =>
  first?.operator === "AnyOf" && first.alternatives.length === 0 && second === undefined;

const everyOf = (parts: readonly Selector[]): Selector => (parts.some(isNothing) ? NOTHING : parts.flat());

function anyOf(parts: readonly Selector[]): Selector {
  if (parts.some((part) => part.length === 0)) return EVERYTHING;
  const alternatives = parts.filter((part) => !isNothing(part));
  return alternatives.length === 1 && alternatives[0] ? alternatives[0] : [{ operator: "AnyOf", alternatives }];
}

function requirementFor(meaning: Meaning, test: Test, negated: boolean): Selector {
  if (meaning.kind === "constant") return always(selects([ask("x", test, negated)], new Map([["x", meaning.value]])));
  const { key, of } = meaning;
  return [{ ...ask(key, test, negated), ...(of && { of }) }];
}

function ask(key: string, test: Test, negated: boolean): Exclude<Requirement, { operator: "AnyOf" }> {
  switch (test.kind) {
    case "has":
      return { operator: negated ? "DoesNotExist" : "Exists", key };
    case "in":
      return { operator: negated ? "NotIn" : "In", key, values: test.values };
    case "contains":
      return { operator: "Contains", negated, key, value: test.value };
    case "starts with":
      return { operator: "StartsWith", negated, key, value: test.value };
    case "ends with":
      return { operator: "EndsWith", negated, key, value: test.value };
  }
}
