import type { Ingested } from "#lib/cluster/facts.ts";
import { ApiFault } from "./fault.ts";
import { type Resource, apiVersionOf } from "./resource.ts";

/** What is kept of one object: who it is, and its facts. */
export interface Entry {
  /** `namespace/name`; one without a name is told from others by its uid. */
  readonly key: string;
  readonly uid: string;
  /** Its resourceVersion: opaque but for `isOlder`. */
  readonly version: string;
  readonly ingested: Ingested;
}

/** Understands one object of the API: the allow-list of lib/cluster stands behind it, and the object is let go. */
export type Decode = (object: Readonly<Record<string, unknown>>) => Ingested;

/** @throws ApiFault for what is no object of this kind */
export function entryOf(value: unknown, resource: Resource, decode: Decode): Entry {
  if (!isMap(value)) throw new ApiFault({ kind: "garbled" }, `the API server sent something that is no ${resource.kind}`);
  const { kind = resource.kind, apiVersion = apiVersionOf(resource), metadata } = value;
  if (kind !== resource.kind || apiVersion !== apiVersionOf(resource)) throw new ApiFault({ kind: "garbled" }, `the API server sent another kind than ${resource.kind}`);
  const { name, namespace, uid, resourceVersion } = isMap(metadata) ? metadata : {};
  return {
    key: typeof name === "string" ? `${text(namespace)}/${name}` : `?${text(uid)}`,
    uid: text(uid),
    version: text(resourceVersion),
    ingested: decode({ ...value, kind, apiVersion }),
  };
}

export const isMap = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);

export const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Within one kind versions are numbers that grow; what is no number is never called older. */
export function isOlder(version: string, than: string): boolean {
  return NUMBER.test(version) && NUMBER.test(than) && BigInt(version) < BigInt(than);
}

/** Longer ones than a 64-bit number are no versions. */
const NUMBER = /^\d{1,20}$/;
