import type { Representation } from "./accept.ts";
import { inVersion } from "./cluster.ts";
import type { Page } from "./list.ts";
import type { Kind } from "./kinds.ts";
import { apiVersionOf, type Json, type JsonObject, type KubeObject, without } from "./object.ts";
import type { WatchEvent } from "./watch.ts";

/** How one kind's objects are shown to one client. */
export interface Shape {
  readonly kind: Kind;
  readonly version: string;
  readonly as: Representation["as"];
}

export const partial = ({ metadata }: KubeObject): JsonObject => ({ kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata });

export const shownObject = ({ kind, version, as }: Shape, object: KubeObject): JsonObject => (as === "partial" ? partial(object) : inVersion(object, kind, version));

export function shownList(shape: Shape, page: Page): JsonObject {
  const { kind, version, as } = shape;
  const items = page.objects.map((object) => (as === "partial" ? partial(object) : withoutType(inVersion(object, kind, version), kind)));
  const type = as === "partial" ? { kind: "PartialObjectMetadataList", apiVersion: "meta.k8s.io/v1" } : { kind: `${kind.kind}List`, apiVersion: apiVersionOf(kind.group, version) };
  return { ...type, metadata: listMetadata(page), items };
}

export const listMetadata = ({ revision, continue: token, remaining }: Page): JsonObject => ({
  resourceVersion: String(revision),
  ...(token !== undefined && { continue: token }),
  ...(remaining !== undefined && { remainingItemCount: remaining }),
});

/** Kubernetes' own kinds leave their type out in lists; those of custom resource definitions keep it. */
const withoutType = (object: KubeObject, { group }: Kind): Json => (isCustom(group) ? object : without(object, "apiVersion", "kind"));

/** Groups of Kubernetes itself have no dot, or end in `.k8s.io` and came with it. */
const isCustom = (group: string): boolean => !["", "apps", "batch", "discovery.k8s.io", "networking.k8s.io"].includes(group);

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

export function bookmark({ kind, version, as }: Shape, { revision, endsInitial }: WatchEvent & { readonly type: "BOOKMARK" }): JsonObject {
  const annotations = endsInitial ? { annotations: { "k8s.io/initial-events-end": "true" } } : {};
  const type = as === "object" ? { kind: kind.kind, apiVersion: apiVersionOf(kind.group, version) } : { kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1" };
  return { ...type, metadata: { resourceVersion: String(revision), creationTimestamp: null, ...annotations } };
}
