export type Labels = ReadonlyMap<string, string>;

/** One thing a selector asks of the labels; `matchLabels` becomes `In` with one value. */
export type Requirement =
  | { readonly operator: "In" | "NotIn"; readonly key: string; readonly values: ReadonlySet<string> }
  | { readonly operator: "Exists" | "DoesNotExist"; readonly key: string };

/** All requirements hold together; none at all selects everything. */
export type Selector = readonly Requirement[];

export const EVERYTHING: Selector = [];

/** Kubernetes' label selectors: an absent key satisfies `NotIn` and `DoesNotExist` and nothing else. */
export const selects = (selector: Selector, labels: Labels): boolean => selector.every((requirement) => satisfies(requirement, labels));

function satisfies(requirement: Requirement, labels: Labels): boolean {
  const value = labels.get(requirement.key);
  switch (requirement.operator) {
    case "In":
      return value !== undefined && requirement.values.has(value);
    case "NotIn":
      return value === undefined || !requirement.values.has(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
  }
}

/** The requirement that fails first, for saying what differs. */
export const firstUnmet = (selector: Selector, labels: Labels): Requirement | undefined =>
  selector.find((requirement) => !satisfies(requirement, labels));
