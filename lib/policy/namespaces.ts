import type { NamespaceMatch } from "./algebra.ts";
import type { NamespaceLabels } from "./endpoint.ts";
import { type Requirement, type Selector, selects } from "./selector.ts";
import type { Assumption, Missing, Truth } from "./uncertainty.ts";

/** Set by the control plane on every namespace, and unchangeable. */
export const NAME_LABEL = "kubernetes.io/metadata.name";

export interface NamespaceOutcome {
  readonly match: Truth;
  readonly missing?: Missing;
  readonly assumed?: Assumption;
}

export function matchNamespace(match: NamespaceMatch, namespace: NamespaceLabels): NamespaceOutcome {
  if (match.kind === "named") return { match: match.name === namespace.name ? "yes" : "no" };
  return namespace.known ? { match: selects(match.selector, namespace.labels) ? "yes" : "no" } : matchUnseen(match.selector, namespace);
}

/**
 * A namespace without an object has its name's label and perhaps others: a demand for another label is taken not to
 * hold, but "has not" cannot be taken to hold, since that would open what may be closed.
 */
function matchUnseen(selector: Selector, namespace: NamespaceLabels): NamespaceOutcome {
  const [ours, others] = [selector.filter((r) => r.key === NAME_LABEL), selector.filter((r) => r.key !== NAME_LABEL)];
  if (!selects(ours, namespace.labels)) return { match: "no" };
  const demanded = others.find((requirement) => !isAbsence(requirement));
  if (demanded) return { match: "no", assumed: { kind: "namespace-without-object", namespace: namespace.name, key: demanded.key } };
  const [absence] = others;
  if (absence) return { match: "maybe", missing: { kind: "namespace-labels", namespace: namespace.name, key: absence.key } };
  return { match: "yes" };
}

const isAbsence = (requirement: Requirement): boolean => requirement.operator === "NotIn" || requirement.operator === "DoesNotExist";
