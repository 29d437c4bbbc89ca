import type { Labels } from "#lib/policy/selector.ts";
import type { JsonMap } from "#lib/source/map.ts";
import type { Owner } from "../facts.ts";

/** An object as a manifest has it. What is undefined in it does not stand in the text. */
export type Manifest = JsonMap & { readonly apiVersion: string; readonly kind: string };

export interface Metadata {
  /** "" or absent: of no namespace. */
  readonly namespace?: string;
  readonly name: string;
  readonly labels?: Labels;
  readonly owner?: Owner;
}

export const manifest = (apiVersion: string, kind: string, { namespace, name, labels, owner }: Metadata, more: JsonMap = {}): Manifest => ({
  apiVersion,
  kind,
  metadata: {
    name,
    namespace: namespace === "" ? undefined : namespace,
    labels: labels && texts(labels),
    ownerReferences: owner && [{ kind: owner.kind, name: owner.name, controller: true }],
  },
  ...more,
});

/** undefined for none. */
export const texts = (map: ReadonlyMap<string, string>): JsonMap | undefined => (map.size === 0 ? undefined : Object.fromEntries(map));

/** undefined for none. */
export const listed = <Entry>(list: readonly Entry[]): readonly Entry[] | undefined => (list.length === 0 ? undefined : list);

/** What the API takes for granted need not be written. */
export const unless = <Value>(absent: Value, value: Value): Value | undefined => (value === absent ? undefined : value);
