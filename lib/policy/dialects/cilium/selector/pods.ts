import type { NamespaceMatch } from "#lib/policy/algebra.ts";
import { EVERYTHING, NAME_LABEL, NOTHING, type Requirement, type Selector } from "#lib/policy/selector.ts";
import { type Ask, settledForPods } from "./asks.ts";

/** Whom the requirements select among pods; those for the cluster's name are not judged here. */
export interface SelectedPods {
  readonly namespaces: NamespaceMatch;
  readonly pods: Selector;
}

export const NO_POD: Selector = NOTHING;

/** @param home the only namespace that is meant */
export function selectPods(asks: readonly Ask[], home?: string): SelectedPods {
  const inSpace = asks.flatMap((ask) => (isAboutNamespace(ask) ? requirementOf(ask) : []));
  const settled = asks.map(settledForPods);
  const own = asks.flatMap((ask) => (isAboutNamespace(ask) ? [] : requirementOf(ask)));
  const pods = settled.includes(false) ? NO_POD : own;
  if (home !== undefined) return { namespaces: { kind: "named", name: home }, pods: pods === NO_POD ? NO_POD : [...inSpace.map(ofNamespace), ...pods] };
  return { namespaces: namespacesOf(inSpace), pods };
}

const isAboutNamespace = ({ about }: Ask): boolean => about.kind === "namespace-name" || about.kind === "namespace-label";

type Plain = Exclude<Requirement, { operator: "AnyOf" }>;

function requirementOf({ comparison, about }: Ask): readonly Plain[] {
  switch (about.kind) {
    case "own":
    case "namespace-name":
    case "namespace-label":
      return [{ ...comparison, key: about.key }];
    case "service-account":
      return [{ ...comparison, key: about.key, of: "service-account" }];
    case "cluster":
    case "reserved":
    case "foreign":
      return [];
  }
}

const ofNamespace = (requirement: Plain): Plain => ({ ...requirement, of: "namespace" });

/** One that names a namespace names it: what differs can then be said in its name. */
function namespacesOf(requirements: readonly Plain[]): NamespaceMatch {
  const [only, second] = requirements;
  if (only?.operator === "In" && only.key === NAME_LABEL && second === undefined) {
    const [name, other] = only.values;
    if (name !== undefined && other === undefined) return { kind: "named", name };
  }
  return { kind: "selected", selector: requirements.length === 0 ? EVERYTHING : requirements };
}
