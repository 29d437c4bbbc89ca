import type { Field } from "./field.ts";
import { annotationKeyFaults, dnsLabelFaults, dnsSubdomainFaults, labelKeyFaults, labelValueFaults } from "./names.ts";
import type { ObjectRef } from "./object.ts";
import { utf8Length } from "./utf8.ts";

export const TEXTS = ["selfLink", "uid", "resourceVersion"] as const;
export const NUMBERS = ["generation", "deletionGracePeriodSeconds"] as const;
export const LISTS = ["ownerReferences", "finalizers", "managedFields"] as const;
export const TIMES = ["creationTimestamp", "deletionTimestamp"] as const; // never judged: a YAML reader may give dates

const ANNOTATIONS_LIMIT = 256 * 1024; // bytes of all keys and values together

/**
 * Whose object it is, as far as can be told before anything is judged: so every problem can name it.
 * An item of a typed list may leave out `apiVersion` and `kind`. A name still to be generated ends in `*`.
 */
export function namespacedRef(root: Field, type: Pick<ObjectRef, "apiVersion" | "kind">): ObjectRef {
  const metadata = root.at("metadata");
  const prefix = textOf(metadata.at("generateName"));
  return {
    apiVersion: textOf(root.at("apiVersion")) || type.apiVersion,
    kind: textOf(root.at("kind")) || type.kind,
    namespace: namespaceOf(metadata.at("namespace")),
    name: textOf(metadata.at("name")) || (prefix === "" ? "" : `${prefix}*`),
  };
}

/** As `namespacedRef`, of an object that stands in no namespace. */
export const clusterRef = (root: Field, type: Pick<ObjectRef, "apiVersion" | "kind">): ObjectRef => ({ ...namespacedRef(root, type), namespace: "" });

/** Validates the metadata of a namespaced object whose name is a DNS subdomain. */
export function checkMetadata(metadata: Field): void {
  checkParts(metadata, (namespace) => namespace.check(namespaceOf(namespace), dnsLabelFaults));
}

/** Validates the metadata of an object that stands in no namespace. */
export function checkClusterMetadata(metadata: Field): void {
  checkParts(metadata, ({ path, problems }) => problems.warning("ignored", path, "this kind stands in no namespace: the API server drops `metadata.namespace`"));
}

function checkParts(metadata: Field, checkNamespace: (namespace: Field) => void): void {
  if (!metadata.struct("name", "generateName", "namespace", "labels", "annotations", ...TEXTS, ...NUMBERS, ...LISTS, ...TIMES)) return;
  checkName(metadata);
  const namespace = metadata.at("namespace");
  if (namespace.text()) checkNamespace(namespace);
  checkLabels(metadata.at("labels"));
  checkAnnotations(metadata.at("annotations"));
  for (const key of TEXTS) metadata.at(key).text();
  for (const key of NUMBERS) metadata.at(key).integer();
  for (const key of LISTS) metadata.at(key).list();
}

/** Validates keys and values, of an object's labels and of `matchLabels` alike. @returns those that are valid */
export function checkLabels(labels: Field, keyFaults = labelKeyFaults): ReadonlyMap<string, string> {
  const valid = [...labels.textMap()].filter(([key, value]) => {
    const keyIsValid = labels.at(key).check(key, keyFaults);
    return labels.at(key).check(value, labelValueFaults) && keyIsValid;
  });
  return new Map(valid);
}

function checkName(metadata: Field): void {
  const name = metadata.at("name");
  const prefix = metadata.at("generateName");
  const nameText = name.text();
  const prefixText = prefix.text();
  if (nameText) name.check(nameText, dnsSubdomainFaults);
  if (prefixText) prefix.check(prefixText, (text) => dnsSubdomainFaults(`${text}x`)); // the server appends letters and digits
  if (isEmpty(name) && isEmpty(prefix)) name.error("required", "`metadata.name` is missing: an object needs a name");
}

function checkAnnotations(annotations: Field): void {
  const values = annotations.textMap();
  for (const key of values.keys()) annotations.at(key).check(key, annotationKeyFaults);
  const size = [...values].reduce((sum, [key, value]) => sum + utf8Length(key) + utf8Length(value), 0);
  if (size > ANNOTATIONS_LIMIT) annotations.error("invalid", `annotations must not be larger than 256 KiB together; these have ${size} bytes`);
}

/** Offline there is no request to take the namespace from; kubectl's default is `default`. */
const namespaceOf = (namespace: Field): string => (isEmpty(namespace) ? "default" : textOf(namespace));

const isEmpty = (field: Field): boolean => field.absent || field.value === "";

const textOf = (field: Field): string => (typeof field.value === "string" ? field.value : "");
