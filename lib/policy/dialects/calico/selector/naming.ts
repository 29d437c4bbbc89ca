import { NAME_LABEL, type Owner } from "#lib/policy/selector.ts";

/** What a label's key means to whom a selector is asked about, and what `all()` and `global()` are there. */
export interface Naming {
  readonly all: boolean;
  readonly global: boolean;
  readonly meaningOf: (key: string) => Meaning;
}

export type Meaning =
  | { readonly kind: "label"; readonly key: string; readonly of?: Owner }
  /** Every one of them has this value. */
  | { readonly kind: "constant"; readonly value: string };

const NAMESPACE_PREFIX = "pcns.";
const SERVICE_ACCOUNT_PREFIX = "pcsa.";

/** How Calico calls the name of a namespace and of a service account among their labels (libcalico-go conversion). */
const NAME = "projectcalico.org/name";

const nameOr = (key: string): string => (key === NAME ? NAME_LABEL : key);
const label = (key: string, of?: Owner): Meaning => ({ kind: "label", key, ...(of && { of }) });

/** Pods have their own labels, those of their namespace and service account with a prefix, and three that Calico sets. */
export const OF_PODS: Naming = {
  all: true,
  global: true,
  meaningOf: (key) => {
    if (key === "projectcalico.org/orchestrator") return { kind: "constant", value: "k8s" };
    if (key === "projectcalico.org/serviceaccount") return label(NAME_LABEL, "service-account");
    if (key.startsWith(SERVICE_ACCOUNT_PREFIX)) return label(nameOr(key.slice(SERVICE_ACCOUNT_PREFIX.length)), "service-account");
    return OF_LISTS.meaningOf(key);
  },
};

/** Network sets inherit from their namespace alone. */
export const OF_LISTS: Naming = {
  all: true,
  global: true,
  meaningOf: (key) => {
    if (key === "projectcalico.org/namespace") return label(NAME_LABEL, "namespace");
    return key.startsWith(NAMESPACE_PREFIX) ? label(nameOr(key.slice(NAMESPACE_PREFIX.length)), "namespace") : label(key);
  },
};

/** A `serviceAccountSelector`, asked about a pod or a set; a set has none. */
export const OF_SERVICE_ACCOUNTS: Naming = { all: true, global: true, meaningOf: (key) => label(nameOr(key), "service-account") };

/** A `namespaceSelector`, asked about a namespace: there `all()` means that there is one, `global()` that there is none. */
export const OF_NAMESPACES: Naming = { all: true, global: false, meaningOf: (key) => label(nameOr(key)) };

/** A `namespaceSelector`, asked about what is in no namespace and so has none of its labels. */
export const OF_NO_NAMESPACE: Naming = { all: false, global: true, meaningOf: (key) => label(key) };
