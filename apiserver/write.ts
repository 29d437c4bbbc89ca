import { type Content, objectIn, valueIn } from "./body.ts";
import type { Cluster } from "./cluster.ts";
import { removeObject } from "./deletion.ts";
import { withDefaults } from "./defaults.ts";
import { jsonPatch } from "./jsonpatch.ts";
import { apiVersionOf, type GivenObject, isObject, type Json, type JsonObject, type KubeObject, textOf, without } from "./object.ts";
import { mergePatch, strategicMergePatch } from "./patch.ts";
import type { Scope } from "./read.ts";
import { isBuiltIn, qualified } from "./kinds.ts";
import { alreadyExists, conflict, notFound, Refusal } from "./status.ts";

/** A request that changes something. */
export interface Write {
  readonly cluster: Cluster;
  readonly scope: Scope;
  readonly content: Content;
  readonly query: URLSearchParams;
  /** Who is said to manage the fields. */
  readonly manager: string;
}

const ALWAYS_THERE = ["default", "kube-node-lease", "kube-public", "kube-system"];

/** @throws Refusal */
export function create(write: Write): KubeObject {
  const { cluster, scope } = write;
  const given = objectIn(write.content);
  const metadata = isObject(given["metadata"]) ? given["metadata"] : {};
  const name = metadata["name"] ?? (typeof metadata["generateName"] === "string" ? `${metadata["generateName"]}${cluster.random.uuid().slice(0, 5)}` : undefined);
  const object = checked(scope, { ...given, metadata: { ...metadata, ...(name !== undefined && { name }) } });
  if (scope.namespace !== undefined) requireNamespace(cluster, scope.namespace);
  if (cluster.get(object)) throw alreadyExists(scope.kind, object.metadata.name);
  return stored(write, without(withDefaults(object), "uid") as GivenObject, undefined);
}

/** @throws Refusal */
export function replace(write: Write, name: string, status: boolean): KubeObject {
  const present = required(write, name);
  return changed(write, present, checked(write.scope, objectIn(write.content), name), status);
}

const STRATEGIC = "application/strategic-merge-patch+json";
const APPLY = "application/apply-patch+yaml";
const JSON_PATCH = "application/json-patch+json";
const PATCHES = [JSON_PATCH, "application/merge-patch+json", APPLY];

/** @throws Refusal */
export function patch(write: Write, name: string, status: boolean): { readonly object: KubeObject; readonly created: boolean } {
  const { scope, content, cluster } = write;
  const { type } = content;
  const wanted = valueIn(content, isBuiltIn(scope.kind) ? [...PATCHES, STRATEGIC] : PATCHES);
  if (type === APPLY && !write.query.get("fieldManager")) throw new Refusal("Invalid", `PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch`);
  if (type === APPLY && cluster.store.get(qualified(scope.kind), placeIn(scope, name)) === undefined) return { object: create({ ...write, content: { ...content, type: "application/yaml" } }), created: true };
  const present = required(write, name);
  const patched = type === JSON_PATCH ? jsonPatch(present, Array.isArray(wanted) ? (wanted as readonly Json[]) : []) : merged(scope.kind.kind, present, wanted, type);
  return { object: changed(write, present, checked(scope, isObject(patched) ? patched : {}, name), status), created: false };
}

function merged(kind: string, present: KubeObject, wanted: unknown, type: string): Json {
  if (!isObject(wanted)) throw new Refusal("BadRequest", "the patch is not an object");
  return type === STRATEGIC ? strategicMergePatch(kind, present, wanted) : mergePatch(present, wanted);
}

function changed(write: Write, present: KubeObject, object: GivenObject, status: boolean): KubeObject {
  const { name, resourceVersion, uid }: KubeObject["metadata"] = object.metadata;
  const { kind } = write.scope;
  if (resourceVersion !== undefined && resourceVersion !== present.metadata.resourceVersion) {
    throw conflict(kind, name, "the object has been modified; please apply your changes to the latest version and try again");
  }
  if (uid !== undefined && uid !== present.metadata.uid) throw conflict(kind, name, `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${String(present.metadata.uid)}`);
  // The status has a path of its own, and only there it is written.
  const next: JsonObject = status ? { ...present, status: object["status"] } : { ...without(withDefaults(object), "status"), ...("status" in present && { status: present["status"] }) };
  const { creationTimestamp, deletionTimestamp } = present.metadata;
  const metadata = { ...(next["metadata"] as GivenObject["metadata"]), creationTimestamp, ...(deletionTimestamp !== undefined && { deletionTimestamp }) };
  return stored(write, { ...next, apiVersion: object.apiVersion, kind: object.kind, metadata }, present);
}

function stored({ cluster, scope, query, manager }: Write, object: GivenObject, present: KubeObject | undefined): KubeObject {
  if (query.has("dryRun")) return { ...(present ?? {}), ...object };
  const { deletionTimestamp, finalizers = [] }: KubeObject["metadata"] = object.metadata;
  if (present === undefined || deletionTimestamp === undefined || finalizers.length > 0) return cluster.put(object, manager);
  // The last finalizer is gone: nothing holds what is being deleted.
  removeObject(cluster, scope.kind, { ...present, metadata: { ...present.metadata, finalizers: [] } });
  return { ...object };
}

/** @throws Refusal where what is sent does not fit the path it is sent to */
function checked({ kind, version, namespace }: Scope, given: JsonObject, name?: string): GivenObject {
  const apiVersion = apiVersionOf(kind.group, version);
  const { metadata = {} } = given;
  if (given["kind"] !== kind.kind) throw new Refusal("BadRequest", `${textOf(given["kind"])} in version "${version}" cannot be handled as a ${kind.kind}`);
  if (given["apiVersion"] !== apiVersion) throw new Refusal("BadRequest", `the API version in the data (${textOf(given["apiVersion"])}) does not match the expected API version (${apiVersion})`);
  const { name: own, namespace: ownNamespace } = isObject(metadata) ? metadata : {};
  if (typeof own !== "string" || own === "") throw new Refusal("Invalid", `${kind.kind} "" is invalid: metadata.name: Required value: name or generateName is required`);
  if (name !== undefined && own !== name) throw new Refusal("BadRequest", `the name of the object (${own}) does not match the name on the URL (${name})`);
  if (ownNamespace !== undefined && namespace !== undefined && ownNamespace !== namespace) {
    throw new Refusal("BadRequest", `the namespace of the provided object does not match the namespace sent on the request`);
  }
  return { ...given, apiVersion, kind: kind.kind, metadata: { ...(metadata as JsonObject), name: own, ...(namespace !== undefined && { namespace }) } };
}


export function required({ cluster, scope }: Write, name: string): KubeObject {
  const object = cluster.store.get(qualified(scope.kind), placeIn(scope, name));
  if (object === undefined) throw notFound(scope.kind, name);
  return object;
}

const placeIn = ({ namespace }: Scope, name: string): string => (namespace === undefined ? name : `${namespace}/${name}`);

function requireNamespace(cluster: Cluster, name: string): void {
  const namespaces = cluster.kinds.named("namespaces");
  if (namespaces && !ALWAYS_THERE.includes(name) && cluster.store.get("namespaces", name) === undefined) throw notFound(namespaces, name);
}
