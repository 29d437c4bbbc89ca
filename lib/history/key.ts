import type { Manifest } from "#lib/cluster/write/manifest.ts";
import { isMap } from "#lib/source/map.ts";
import { groupOf } from "#lib/source/object.ts";
import type { ObjectKey } from "./version.ts";

/** What a key says. */
export interface KeyParts {
  /** "" for the core group. */
  readonly group: string;
  readonly kind: string;
  /** "" for what is of no namespace. */
  readonly namespace: string;
  readonly name: string;
}

export function keyOf({ apiVersion, kind, metadata }: Manifest): ObjectKey {
  const { namespace, name, generateName } = isMap(metadata) ? metadata : {};
  return formatKey({ group: groupOf(apiVersion), kind, namespace: text(namespace), name: text(name) || text(generateName) });
}

/** Whatever stands in a file: no store keeps U+0000, or half of a pair of surrogates. */
export const formatKey = ({ group, kind, namespace, name }: KeyParts): ObjectKey => `${group}/${kind}/${namespace}/${name}`.toWellFormed().replaceAll("\0", "\ufffd");

export function parseKey(key: ObjectKey): KeyParts {
  const [group = "", kind = "", namespace = "", ...name] = key.split("/");
  return { group, kind, namespace, name: name.join("/") };
}

/** For what may stand several times under one name, such as a policy that is rejected beside the one that counts. */
export const twinKey = (key: ObjectKey, number: number): ObjectKey => `${key}~${number}`;

const text = (value: unknown): string => (typeof value === "string" ? value : "");
