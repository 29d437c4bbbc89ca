import { NAME_LABEL, type Requirement, type Selector } from "#lib/policy/selector.ts";

/** As kubectl writes selectors: `app=web,tier in (a,b)`; empty for a selector of everything. */
export const selectorText = (selector: Selector): string => selector.map(requirementText).join(",");

function requirementText(requirement: Requirement): string {
  switch (requirement.operator) {
    case "In":
    case "NotIn": {
      const values = [...requirement.values];
      const equals = requirement.operator === "In" ? "=" : "!=";
      const key = keyText(requirement);
      return values.length === 1 ? `${key}${equals}${values[0] ?? ""}` : `${key} ${requirement.operator === "In" ? "in" : "notin"} (${values.join(",")})`;
    }
    case "Exists":
      return keyText(requirement);
    case "DoesNotExist":
      return `!${keyText(requirement)}`;
    case "Contains":
    case "StartsWith":
    case "EndsWith":
      return `${keyText(requirement)} ${requirement.negated ? NEGATED[requirement.operator] : PLAIN[requirement.operator]} ${requirement.value}`;
    case "AnyOf":
      return requirement.alternatives.length === 0 ? "nothing" : `(${requirement.alternatives.map((one) => selectorText(one) || "everything").join(" or ")})`;
  }
}

const PLAIN = { Contains: "contains", StartsWith: "starts with", EndsWith: "ends with" } as const;
const NEGATED = { Contains: "does not contain", StartsWith: "does not start with", EndsWith: "does not end with" } as const;

/** Whose label: `namespace=shop` is its name, `namespace.team` one of its labels. */
function keyText({ key, of }: Exclude<Requirement, { operator: "AnyOf" }>): string {
  if (of === undefined) return key;
  const owner = of === "namespace" ? "namespace" : "serviceaccount";
  return key === NAME_LABEL ? owner : `${owner}.${key}`;
}
