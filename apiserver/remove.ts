import { objectIn } from "./body.ts";
import { removeObject } from "./deletion.ts";
import { qualified } from "./kinds.ts";
import { listOptions } from "./listoptions.ts";
import { isObject, type JsonObject, type KubeObject } from "./object.ts";
import { filterOf } from "./selectors.ts";
import { conflict } from "./status.ts";
import { required, type Write } from "./write.ts";

/** @throws Refusal */
export function remove(write: Write, name: string): JsonObject {
  const { cluster, scope } = write;
  const object = required(write, name);
  const options = write.content.bytes.length === 0 ? {} : objectIn(write.content);
  const { uid, resourceVersion } = isObject(options["preconditions"]) ? options["preconditions"] : {};
  for (const [field, asked, actual] of [["UID", uid, object.metadata.uid], ["ResourceVersion", resourceVersion, object.metadata.resourceVersion]] as const) {
    if (typeof asked === "string" && asked !== actual) throw conflict(scope.kind, name, `Precondition failed: ${field} in precondition: ${asked}, ${field} in object meta: ${String(actual)}`);
  }
  if (!write.query.has("dryRun") && !Array.isArray(options["dryRun"])) removeObject(cluster, scope.kind, object);
  const details = { name, ...(scope.kind.group !== "" && { group: scope.kind.group }), kind: scope.kind.resource, uid: object.metadata.uid };
  return (object.metadata.finalizers?.length ?? 0) > 0 ? (cluster.get(object) ?? object) : { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success", details };
}

/** @returns what was removed */
export function removeMany({ cluster, scope, query }: Write): readonly KubeObject[] {
  const { labelSelector, fieldSelector } = listOptions(query, cluster.quirks);
  const filter = filterOf(scope.kind, labelSelector, fieldSelector);
  const doomed = cluster.objects(qualified(scope.kind)).filter((object) => (scope.namespace === undefined || object.metadata.namespace === scope.namespace) && (filter?.(object) ?? true));
  for (const object of doomed) removeObject(cluster, scope.kind, object);
  return doomed;
}
