import { type Content, objectIn } from "./body.ts";
import type { Cluster, GivenObject } from "./cluster.ts";
import { withDefaults } from "./defaults.ts";
import { listOptions } from "./listoptions.ts";
import { apiVersionOf, isObject, type JsonObject, type KubeObject, textOf, without } from "./object.ts";
import { mergePatch, strategicMergePatch } from "./patch.ts";
import type { Scope } from "./read.ts";
import { filterOf } from "./selectors.ts";
import { isBuiltIn, qualified } from "./kinds.ts";
import { alreadyExists, conflict, notFound, Refusal } from "./status.ts";
import { keyOf } from "./store.ts";

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

const PATCHES = ["application/strategic-merge-patch+json", "application/merge-patch+json", "application/apply-patch+yaml"];

/** @throws Refusal */
export function patch(write: Write, name: string, status: boolean): { readonly object: KubeObject; readonly created: boolean } {
  const { scope, content } = write;
  const wanted = objectIn(content, isBuiltIn(scope.kind) ? PATCHES : PATCHES.slice(1));
  const applies = content.type === "application/apply-patch+yaml";
  if (applies && !write.query.get("fieldManager")) throw new Refusal("Invalid", `PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch`);
  if (applies && write.cluster.store.get(qualified(scope.kind), placeIn(scope, name)) === undefined) return { object: create({ ...write, content: { type: "application/yaml", text: content.text } }), created: true };
  const present = required(write, name);
  const patched = content.type === PATCHES[0] ? strategicMergePatch(scope.kind.kind, present, wanted) : (mergePatch(present, wanted) as JsonObject);
  return { object: changed(write, present, checked(scope, patched, name), status), created: false };
}

/** @throws Refusal */
export function remove(write: Write, name: string): JsonObject {
  const { cluster, scope } = write;
  const object = required(write, name);
  const options = write.content.text === "" ? {} : objectIn(write.content);
  const { uid, resourceVersion } = isObject(options["preconditions"]) ? options["preconditions"] : {};
  for (const [field, asked, actual] of [["UID", uid, object.metadata.uid], ["ResourceVersion", resourceVersion, object.metadata.resourceVersion]] as const) {
    if (typeof asked === "string" && asked !== actual) throw conflict(scope.kind, name, `Precondition failed: ${field} in precondition: ${asked}, ${field} in object meta: ${String(actual)}`);
  }
  if (!write.query.has("dryRun") && !Array.isArray(options["dryRun"])) removeObject(cluster, scope, object);
  const details = { name, ...(scope.kind.group !== "" && { group: scope.kind.group }), kind: scope.kind.resource, uid: object.metadata.uid };
  return (object.metadata.finalizers?.length ?? 0) > 0 ? (cluster.get(object) ?? object) : { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", details };
}

/** @returns what was removed */
export function removeMany({ cluster, scope, query }: Write): readonly KubeObject[] {
  const { labelSelector, fieldSelector } = listOptions(query, cluster.quirks);
  const filter = filterOf(scope.kind, labelSelector, fieldSelector);
  const doomed = cluster.objects(qualified(scope.kind)).filter((object) => (scope.namespace === undefined || object.metadata.namespace === scope.namespace) && (filter?.(object) ?? true));
  for (const object of doomed) removeObject(cluster, scope, object);
  return doomed;
}

/** What has finalizers stays until somebody takes them away; a namespace takes all that is in it along. */
function removeObject(cluster: Cluster, { kind }: Pick<Scope, "kind">, object: KubeObject): void {
  const { finalizers, name } = object.metadata;
  if (finalizers !== undefined && finalizers.length > 0) {
    cluster.put({ ...object, metadata: { ...object.metadata, deletionTimestamp: object.metadata.deletionTimestamp ?? cluster.timestamp(), deletionGracePeriodSeconds: 0 } });
    return;
  }
  if (qualified(kind) === "namespaces") {
    for (const inside of cluster.kinds.all().filter(({ namespaced }) => namespaced)) {
      for (const one of cluster.objects(qualified(inside))) if (one.metadata.namespace === name) removeObject(cluster, { kind: inside }, one);
    }
  }
  cluster.store.remove(qualified(kind), keyOf(object));
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
  const after = cluster.put(object, manager);
  const released = after.metadata.deletionTimestamp !== undefined && (after.metadata.finalizers ?? []).length === 0;
  if (released) removeObject(cluster, scope, after);
  return after;
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


function required({ cluster, scope }: Write, name: string): KubeObject {
  const object = cluster.store.get(qualified(scope.kind), placeIn(scope, name));
  if (object === undefined) throw notFound(scope.kind, name);
  return object;
}

const placeIn = ({ namespace }: Scope, name: string): string => (namespace === undefined ? name : `${namespace}/${name}`);

function requireNamespace(cluster: Cluster, name: string): void {
  const namespaces = cluster.kinds.named("namespaces");
  if (namespaces && !ALWAYS_THERE.includes(name) && cluster.store.get("namespaces", name) === undefined) throw notFound(namespaces, name);
}
