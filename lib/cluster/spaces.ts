import { type LabelSet, NAME_LABEL } from "#lib/policy/selector.ts";
import type { Fact } from "./facts.ts";

/** Namespaces by name, and service accounts by `namespace/name`, each with its name among its labels. */
export interface Spaces {
  readonly namespaces: ReadonlyMap<string, LabelSet>;
  readonly serviceAccounts: ReadonlyMap<string, LabelSet>;
}

/** Every namespace that occurs, also where only an object's metadata names it; of service accounts those that have an object. */
export function spacesOf(facts: readonly Fact[]): Spaces {
  const namespaces = new Map<string, LabelSet>();
  const serviceAccounts = new Map<string, LabelSet>();
  for (const fact of facts) {
    if (fact.kind === "namespace") namespaces.set(fact.name, named(fact));
    if (fact.kind === "service-account") serviceAccounts.set(`${fact.namespace}/${fact.name}`, named(fact));
  }
  for (const fact of facts) {
    if ("namespace" in fact && !namespaces.has(fact.namespace)) namespaces.set(fact.namespace, unseen(fact.namespace));
  }
  return { namespaces, serviceAccounts };
}

const named = ({ name, labels }: Pick<LabelSet, "name" | "labels">): LabelSet => ({ name, labels: new Map([...labels, [NAME_LABEL, name]]), known: true });

/** What has no object in the input: its name is all we know. */
export const unseen = (name: string): LabelSet => ({ name, labels: new Map([[NAME_LABEL, name]]), known: false });
