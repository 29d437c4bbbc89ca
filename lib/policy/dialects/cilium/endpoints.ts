import { type NamespaceMatch, type Peer } from "#lib/policy/algebra.ts";
import { EVERYTHING, NAME_LABEL, type Requirement, type Selector } from "#lib/policy/selector.ts";
import type { Field } from "#lib/source/field.ts";
import { ENTITIES } from "./entities.ts";
import type { Reader } from "./policy.ts";
import { type Term, readTerms } from "./selector.ts";

/** One selector of `fromEndpoints` or `toEndpoints`. */
export function readEndpoints(entry: Field, reader: Reader): readonly Peer[] {
  const terms = readTerms(entry);
  const reserved = terms.filter((term) => term.kind === "reserved");
  return [reserved.length === 0 ? pods(requirementsOf(terms), reader) : withReserved(reserved, requirementsOf(terms))];
}

const requirementsOf = (terms: readonly Term[]): Selector => terms.flatMap((term) => (term.kind === "label" ? [term.requirement] : []));

/** A policy of one namespace means that namespace unless its selector speaks of namespaces itself; a cluster's means all pods (semantics §3.5). */
function pods(selector: Selector, { ref, scope }: Reader): Peer {
  const about = selector.filter(isAboutNamespace);
  const home: NamespaceMatch = scope === "namespaced" && about.length === 0 ? { kind: "named", name: ref.namespace } : namespaces(about);
  return { kind: "pods", namespaces: home, pods: selector.filter((requirement) => !isAboutNamespace(requirement)) };
}

const isAboutNamespace = (requirement: Requirement): boolean => "key" in requirement && requirement.of === "namespace";

/** The same requirements, asked of the namespace itself. */
function namespaces(about: Selector): NamespaceMatch {
  const [only, second] = about;
  const [name, more] = only?.operator === "In" && only.key === NAME_LABEL ? [...only.values] : [];
  if (second === undefined && name !== undefined && more === undefined) return { kind: "named", name };
  return { kind: "selected", selector: about.map(ofItself) };
}

function ofItself(requirement: Requirement): Requirement {
  if (!("key" in requirement)) return requirement;
  const { of, ...own } = requirement;
  return of === "namespace" ? own : requirement;
}

/** An identity that Cilium keeps for itself has no labels of pods: asked for together with one, it is nobody. */
function withReserved(reserved: readonly Extract<Term, { kind: "reserved" }>[], selector: Selector): Peer {
  const asked = reserved.filter(({ holds }) => holds).map(({ name }) => ENTITIES.get(name) ?? NOBODY);
  const ruledOut = reserved.filter(({ holds }) => !holds).map(({ name }): Peer => ({ kind: "not", of: ENTITIES.get(name) ?? NOBODY }));
  const labelled: readonly Peer[] = selector.length === 0 ? [] : [{ kind: "pods", namespaces: { kind: "selected", selector: EVERYTHING }, pods: selector }];
  return { kind: "all", of: [...asked, ...ruledOut, ...labelled] };
}

const NOBODY: Peer = { kind: "any", of: [] };
