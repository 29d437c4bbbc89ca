import type { Assumption, Missing, Truth } from "./uncertainty.ts";
import { type UnreadKind, covers } from "./unread.ts";

export type Labels = ReadonlyMap<string, string>;

/** Whose label a requirement is about: the thing's own, its namespace's or its service account's. */
export type Owner = "namespace" | "service-account";

/**
 * One thing a selector asks of labels; `matchLabels` becomes `In` with one value. An absent key satisfies the negative
 * operators and no other. `of` absent: the thing's own labels.
 */
export type Requirement =
  | { readonly operator: "In" | "NotIn"; readonly key: string; readonly values: ReadonlySet<string>; readonly of?: Owner }
  | { readonly operator: "Exists" | "DoesNotExist"; readonly key: string; readonly of?: Owner }
  | { readonly operator: "Contains" | "StartsWith" | "EndsWith"; readonly negated: boolean; readonly key: string; readonly value: string; readonly of?: Owner }
  /** Any of these selectors; none at all selects nothing. */
  | { readonly operator: "AnyOf"; readonly alternatives: readonly Selector[] };

/** All requirements hold together; none at all selects everything. */
export type Selector = readonly Requirement[];

export const EVERYTHING: Selector = [];
export const NOTHING: Selector = [{ operator: "AnyOf", alternatives: [] }];

/** Where the name of a namespace or a service account stands among its labels: set by the control plane, unchangeable. */
export const NAME_LABEL = "kubernetes.io/metadata.name";

/** The labels of one object. `known` is false where the input has no object for it: its name is all we know then. */
export interface LabelSet {
  readonly name: string;
  readonly labels: Labels;
  readonly known: boolean;
  /** Why it may have any label beside these: its object could not be read. */
  readonly untold?: Missing;
  /** Of a namespace that itself is not known: it is one of those. Its `name` is empty then. */
  readonly among?: readonly UnreadKind[];
}

/** Whoever has labels: a pod, a namespace, a node, a list of addresses. */
export interface Bearer {
  readonly own: LabelSet;
  readonly namespace?: LabelSet;
  readonly serviceAccount?: LabelSet;
}

export interface SelectorOutcome {
  readonly match: Truth;
  readonly missing: readonly Missing[];
  readonly assumed: readonly Assumption[];
}

const YES: SelectorOutcome = { match: "yes", missing: [], assumed: [] };
const NO: SelectorOutcome = { match: "no", missing: [], assumed: [] };

/** Whether a selector holds for labels that are all known. */
export const selects = (selector: Selector, labels: Labels): boolean => matchSelector(selector, { own: { name: "", labels, known: true } }).match === "yes";

export function matchSelector(selector: Selector, bearer: Bearer): SelectorOutcome {
  let match: SelectorOutcome = YES;
  for (const requirement of selector) {
    const outcome = matchRequirement(requirement, bearer);
    if (outcome.match === "no" && outcome.assumed.length === 0) return outcome; // nothing had to be taken for granted
    if (match.match === "no") continue;
    if (outcome.match === "no") match = outcome;
    if (outcome.match === "maybe") match = match.match === "maybe" ? { ...match, missing: [...match.missing, ...outcome.missing] } : outcome;
  }
  return match;
}

/** The first requirement that does not hold, for saying what differs. */
export const firstUnmet = (selector: Selector, bearer: Bearer): Requirement | undefined =>
  selector.find((requirement) => matchRequirement(requirement, bearer).match === "no");

function matchRequirement(requirement: Requirement, bearer: Bearer): SelectorOutcome {
  if (requirement.operator === "AnyOf") return anyOf(requirement.alternatives.map((selector) => matchSelector(selector, bearer)));
  const set = labelsOf(requirement.of, bearer);
  const value = set?.labels.get(requirement.key);
  if (set?.untold && value === undefined) return couldSatisfy(requirement, set) ? { match: "maybe", missing: [set.untold], assumed: [] } : NO;
  if (set === undefined || set.known || value !== undefined) return satisfies(requirement, value) ? YES : NO;
  return satisfies(requirement, undefined) ? absenceUntold(requirement, set, bearer) : demandUntold(requirement, set, bearer);
}

function anyOf(outcomes: readonly SelectorOutcome[]): SelectorOutcome {
  const yes = outcomes.find(({ match }) => match === "yes");
  if (yes) return yes;
  const missing = outcomes.flatMap((outcome) => outcome.missing);
  if (missing.length > 0) return { match: "maybe", missing, assumed: [] };
  return { match: "no", missing: [], assumed: outcomes.flatMap(({ assumed }) => assumed) };
}

const labelsOf = (of: Owner | undefined, bearer: Bearer): LabelSet | undefined =>
  of === undefined ? bearer.own : of === "namespace" ? bearer.namespace : bearer.serviceAccount;

/** Labels that nobody could read may be any; but the name of a namespace is one of those that could not be read. */
const couldSatisfy = (requirement: Requirement, { among }: LabelSet): boolean =>
  among === undefined || requirement.operator !== "In" || requirement.key !== NAME_LABEL || [...requirement.values].some((name) => among.some((entry) => covers(entry, name)));

/**
 * An object that is not in the input has its name and perhaps labels: a demand for one is taken not to hold, but "has
 * not" cannot be taken to hold, since that would open what may be closed.
 */
const demandUntold = (requirement: Exclude<Requirement, { operator: "AnyOf" }>, { name }: LabelSet, bearer: Bearer): SelectorOutcome =>
  ({ match: "no", missing: [], assumed: [{ kind: "without-object", of: whose(requirement.of, bearer), name, key: requirement.key }] });

const absenceUntold = (requirement: Exclude<Requirement, { operator: "AnyOf" }>, { name }: LabelSet, bearer: Bearer): SelectorOutcome =>
  ({ match: "maybe", missing: [{ kind: "labels", of: whose(requirement.of, bearer), name, key: requirement.key }], assumed: [] });

/** What has no namespace and is not known is a namespace itself, or a node. */
const whose = (of: Owner | undefined, { own }: Bearer): "namespace" | "service account" | "node" =>
  of === "service-account" ? "service account" : of === "namespace" || own.labels.has(NAME_LABEL) ? "namespace" : "node";

function satisfies(requirement: Exclude<Requirement, { operator: "AnyOf" }>, value: string | undefined): boolean {
  switch (requirement.operator) {
    case "In":
      return value !== undefined && requirement.values.has(value);
    case "NotIn":
      return value === undefined || !requirement.values.has(value);
    case "Exists":
      return value !== undefined;
    case "DoesNotExist":
      return value === undefined;
    case "Contains":
      return requirement.negated !== (value?.includes(requirement.value) ?? false);
    case "StartsWith":
      return requirement.negated !== (value?.startsWith(requirement.value) ?? false);
    case "EndsWith":
      return requirement.negated !== (value?.endsWith(requirement.value) ?? false);
  }
}
