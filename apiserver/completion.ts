import { type Kind, qualified } from "./kinds.ts";
import { type GivenObject, isObject, type JsonObject, type KubeObject, type ObjectReference, sameJson, without } from "./object.ts";

/** A namespaced object without a namespace lies in `default`, another in none. */
const namespaceOf = (kind: Kind, { metadata }: ObjectReference): string | undefined => (kind.namespaced ? (metadata.namespace ?? "default") : undefined);

export const placeOf = (kind: Kind, reference: ObjectReference): string => [namespaceOf(kind, reference) ?? [], reference.metadata.name].flat().join("/");

export function placed(kind: Kind, given: GivenObject): KubeObject {
  const namespace = namespaceOf(kind, given);
  return { ...given, metadata: { ...without(given.metadata, "namespace"), name: given.metadata.name, ...(namespace !== undefined && { namespace }) } };
}

interface Making {
  readonly kind: Kind;
  readonly manager: string;
  readonly now: string;
  readonly uid: () => string;
}

/** An object with all that the server adds to what it was given. */
export function completed(object: KubeObject, present: KubeObject | undefined, { kind, manager, now, uid }: Making): KubeObject {
  const { metadata } = object;
  const isNamespace = qualified(kind) === "namespaces";
  const changed = present !== undefined && !sameJson(content(present), content(object));
  return {
    ...object,
    ...(isNamespace && { spec: { finalizers: ["kubernetes"] }, status: { phase: "Active", ...(isObject(object["status"]) && object["status"]) } }),
    metadata: {
      ...metadata,
      ...(isNamespace && { labels: { ...metadata.labels, "kubernetes.io/metadata.name": metadata.name } }),
      uid: metadata.uid ?? present?.metadata.uid ?? uid(),
      creationTimestamp: metadata.creationTimestamp ?? present?.metadata.creationTimestamp ?? now,
      generation: present === undefined ? 1 : (present.metadata.generation ?? 1) + (changed ? 1 : 0),
      managedFields: [{ manager, operation: "Update", apiVersion: object.apiVersion, time: now, fieldsType: "FieldsV1", fieldsV1: managed(object) }],
    },
  };
}

/** A write that changes nothing is none. */
export const isSame = (one: KubeObject, other: KubeObject): boolean => sameJson(comparable(one), comparable(other));

/** What raises the generation: all but metadata and status. */
const content = (object: KubeObject): JsonObject => without(object, "apiVersion", "metadata", "status");

const comparable = (object: KubeObject): JsonObject => ({ ...object, metadata: without(object.metadata, "resourceVersion", "managedFields") });

const managed = (object: KubeObject): JsonObject => Object.fromEntries(Object.keys(without(object, "apiVersion", "kind", "metadata", "status")).map((field) => [`f:${field}`, {}]));
