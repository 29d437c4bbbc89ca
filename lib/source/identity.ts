import type { ObjectRef } from "./object.ts";

/** How an object is named in texts and JSON: `NetworkPolicy default/default-deny`. */
export const nameOf = (ref: ObjectRef): string => `${ref.kind} ${qualifiedName(ref)}`;

/** `default/default-deny`, or the bare name of what is cluster-scoped. */
export const qualifiedName = (ref: Pick<ObjectRef, "namespace" | "name">): string =>
  ref.namespace === "" ? ref.name : `${ref.namespace}/${ref.name}`;
