import { type LabelSet, NAME_LABEL } from "#lib/policy/selector.ts";
import { NAMESPACES, SERVICE_ACCOUNTS, type Unread } from "#lib/policy/unread.ts";
import type { Missing } from "#lib/policy/uncertainty.ts";
import type { Fact } from "./facts.ts";

/** Namespaces by name, and service accounts, each with its name among its labels. */
export interface Spaces {
  readonly namespaces: ReadonlyMap<string, LabelSet>;
  namespace(name: string): LabelSet;
  serviceAccount(namespace: string, name: string): LabelSet;
}

/** Every namespace that occurs, also where only an object's metadata names it; of service accounts those that have an object. */
export function spacesOf(facts: readonly Fact[], unread: Unread): Spaces {
  const namespaces = new Map<string, LabelSet>();
  const serviceAccounts = new Map<string, LabelSet>();
  for (const fact of facts) {
    if (fact.kind === "namespace" && !unread.in(NAMESPACES, fact.name)) namespaces.set(fact.name, named(fact));
    if (fact.kind === "service-account" && !unread.in(SERVICE_ACCOUNTS, fact.namespace)) serviceAccounts.set(`${fact.namespace}/${fact.name}`, named(fact));
  }
  const unseenSpace = (name: string): LabelSet => unseen(name, unread.in(NAMESPACES, name));
  for (const fact of facts) {
    if ("namespace" in fact && !namespaces.has(fact.namespace)) namespaces.set(fact.namespace, unseenSpace(fact.namespace));
  }
  return {
    namespaces,
    namespace: (name) => namespaces.get(name) ?? unseenSpace(name),
    serviceAccount: (namespace, name) => serviceAccounts.get(`${namespace}/${name}`) ?? unseen(name, unread.in(SERVICE_ACCOUNTS, namespace)),
  };
}

const named = ({ name, labels }: Pick<LabelSet, "name" | "labels">): LabelSet => ({ name, labels: new Map([...labels, [NAME_LABEL, name]]), known: true });

/** What has no object in the input: its name is all we know. @param untold why it may have one all the same */
const unseen = (name: string, untold: Missing | undefined): LabelSet => ({ name, labels: new Map([[NAME_LABEL, name]]), known: false, ...(untold && { untold }) });
