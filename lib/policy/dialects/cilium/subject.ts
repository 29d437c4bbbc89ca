import type { Subject } from "#lib/policy/algebra.ts";
import type { Touches } from "#lib/policy/dialect.ts";
import { EVERYTHING, NAME_LABEL, NOTHING, type Selector } from "#lib/policy/selector.ts";
import type { Field } from "#lib/source/field.ts";
import type { Reader } from "./policy.ts";
import { type Term, readTerms } from "./selector.ts";

/** Whom a rule specification is about: pods, or nodes where it is a policy of hosts. */
export type SubjectRead = { readonly kind: "pods"; readonly subject: Subject } | { readonly kind: "nodes"; readonly touches: Touches };

export function readSubject(spec: Field, { ref, scope }: Reader): SubjectRead {
  const [endpoints, nodes] = [spec.at("endpointSelector"), spec.at("nodeSelector")];
  if (endpoints.absent === nodes.absent) {
    spec.error(endpoints.absent ? "required" : "forbidden", "a rule needs exactly one of `endpointSelector` and `nodeSelector`");
  }
  if (!nodes.absent && scope === "namespaced") nodes.error("forbidden", "`nodeSelector` may stand only in a CiliumClusterwideNetworkPolicy");
  if (endpoints.absent && !nodes.absent) return { kind: "nodes", touches: { kind: "nodes", selector: podSelector(readTerms(nodes)) } };
  const terms = readTerms(endpoints);
  if (scope === "cluster") return { kind: "pods", subject: { namespaces: { kind: "selected", selector: EVERYTHING }, pods: podSelector(terms) } };
  const own = terms.filter((term) => !isNamespaceName(term));
  if (own.length < terms.length) endpoints.problems.warning("ignored", endpoints.path, "the namespace is the policy's own: another one in `endpointSelector` is overwritten");
  return { kind: "pods", subject: { namespaces: { kind: "named", name: ref.namespace }, pods: podSelector(own) } };
}

const isNamespaceName = (term: Term): boolean => term.kind === "label" && "key" in term.requirement && term.requirement.of === "namespace" && term.requirement.key === NAME_LABEL;

/** Of what Cilium keeps for itself (`reserved:`), no pod has anything. */
const podSelector = (terms: readonly Term[]): Selector =>
  terms.flatMap((term): Selector => (term.kind === "label" ? [term.requirement] : term.holds ? NOTHING : []));
