import { columnsOf } from "./columns.ts";
import type { Kind } from "./kinds.ts";
import { inVersion, type Json, type JsonObject, type KubeObject } from "./object.ts";

export interface TableOptions {
  /** Wall time in milliseconds: ages are told by the server. */
  readonly now: number;
  /** `None`, `Metadata` or `Object`: what each row carries beside its cells. */
  readonly include: string;
  readonly columns: boolean;
}

/** Objects as rows, for people: `kubectl get` prints what the server says. */
export function table({ kind, version, options }: { readonly kind: Kind; readonly version: string; readonly options: TableOptions }, objects: readonly KubeObject[], metadata: JsonObject): JsonObject {
  const columns = columnsOf(kind);
  return {
    kind: "Table",
    apiVersion: "meta.k8s.io/v1",
    metadata,
    columnDefinitions: options.columns ? columns.map(({ name, type, format, wide }) => ({ name, type, format: format ?? "", description: name, priority: wide ? 1 : 0 })) : [],
    rows: objects.map((object) => ({ cells: columns.map(({ cell }) => cell(object, options.now)), ...rowObject(object, kind, version, options.include) })),
  };
}

export const partial = ({ metadata }: KubeObject): JsonObject => ({ kind: "PartialObjectMetadata", apiVersion: "meta.k8s.io/v1", metadata });

function rowObject(object: KubeObject, kind: Kind, version: string, include: string): { readonly object?: Json } {
  if (include === "None") return {};
  return { object: include === "Object" ? inVersion(object, kind, version) : partial(object) };
}
