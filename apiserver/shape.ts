import type { Representation } from "./accept.ts";
import type { Page } from "./list.ts";
import { isBuiltIn, type Kind } from "./kinds.ts";
import { apiVersionOf, inVersion, type Json, type JsonObject, type KubeObject, without } from "./object.ts";
import { partial, table, type TableOptions } from "./table.ts";
import type { WatchEvent } from "./watch.ts";

/** How one kind's objects are shown to one client. */
export interface Shape {
  readonly kind: Kind;
  readonly version: string;
  readonly as: Representation["as"];
  readonly table: TableOptions;
}

export function shownObject({ kind, version, as, table: options }: Shape, object: KubeObject): JsonObject {
  switch (as) {
    case "partial":
      return partial(object);
    case "table":
      return table({ kind, version, options }, [object], { resourceVersion: object.metadata.resourceVersion });
    case "object":
      return inVersion(object, kind, version);
  }
}

export function shownList(shape: Shape, page: Page): JsonObject {
  const { kind, version, as } = shape;
  if (as === "table") return table({ kind, version, options: shape.table }, page.objects, listMetadata(page));
  const items = page.objects.map((object) => (as === "partial" ? partial(object) : withoutType(inVersion(object, kind, version), kind)));
  const type = as === "partial" ? { kind: "PartialObjectMetadataList", apiVersion: "meta.k8s.io/v1" } : { kind: `${kind.kind}List`, apiVersion: apiVersionOf(kind.group, version) };
  return { ...type, metadata: listMetadata(page), items };
}

const listMetadata = ({ revision, continue: token, remaining }: Page): JsonObject => ({
  resourceVersion: String(revision),
  ...(token !== undefined && { continue: token }),
  ...(remaining !== undefined && { remainingItemCount: remaining }),
});

/** Kubernetes' own kinds leave their type out in lists; those of custom resource definitions keep it. */
const withoutType = (object: KubeObject, kind: Kind): Json => (isBuiltIn(kind) ? without(object, "apiVersion", "kind") : object);

export function shownEvent(shape: Shape, event: WatchEvent): JsonObject {
  switch (event.type) {
    case "ERROR":
      return { type: event.type, object: event.status };
    case "BOOKMARK":
      return { type: event.type, object: bookmark(shape, event) };
    case "ADDED":
    case "MODIFIED":
    case "DELETED":
      return { type: event.type, object: shownObject(shape, event.object) };
  }
}

function bookmark({ kind, version, as, table: options }: Shape, { revision, endsInitial }: WatchEvent & { readonly type: "BOOKMARK" }): JsonObject {
  const annotations = endsInitial ? { annotations: { "k8s.io/initial-events-end": "true" } } : {};
  if (as === "table") return table({ kind, version, options }, [], { resourceVersion: String(revision) });
  const type = as === "object" ? { kind: kind.kind, apiVersion: apiVersionOf(kind.group, version) } : { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1" };
  return { ...type, metadata: { resourceVersion: String(revision), creationTimestamp: null, ...annotations } };
}
