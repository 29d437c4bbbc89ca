import { type Field, quote } from "#lib/source/field.ts";

/**
 * What an entry of a rule's list means. `experimental`: where the installation has such fields, else it is `unknown`.
 * `unknown`: it has no field that anybody knows, so that its rule fails closed (semantics §2.6).
 */
export type Part<T> =
  | { readonly kind: "known" | "experimental"; readonly means: readonly T[] }
  | { readonly kind: "unknown" };

export const UNKNOWN = { kind: "unknown" } as const;

/** Which key of a union is set. */
type Chosen = { readonly kind: "one"; readonly key: string; readonly value: Field } | typeof UNKNOWN;

/**
 * Reads a map that must have exactly one of `keys`. One with unknown keys only is not called empty: the unknown field is
 * its fault. @returns undefined when it is invalid
 */
export function readUnion(field: Field, keys: readonly string[], what: string): Chosen | undefined {
  if (!field.struct(...keys)) return undefined;
  const set = keys.filter((key) => !field.at(key).absent);
  const [key, second] = set;
  if (key !== undefined && second !== undefined) {
    field.error("forbidden", `a ${what} may have only one of ${listOf(keys)}; this one has ${listOf(set)}`);
    return undefined;
  }
  if (key !== undefined) return { kind: "one", key, value: field.at(key) };
  if ([...field.map().keys()].some((name) => !keys.includes(name))) return UNKNOWN;
  field.error("required", `a ${what} needs ${keys.length > 1 ? "one of " : ""}${listOf(keys)}; this one is empty`);
  return undefined;
}

/** `a ClusterNetworkPolicy`, `an AdminNetworkPolicy`. */
export const articled = (kind: string): string => `${/^[AEIOU]/.test(kind) ? "an" : "a"} ${kind}`;

/** Entries of a list that has one to `limit` of them, or is absent; too many are reported and read all the same. */
export function readEntries(field: Field, limit: number): readonly Field[] {
  const entries = field.list();
  const name = quote(field.path.at(-1));
  if (Array.isArray(field.value) && entries.length === 0) field.error("invalid", `${name} must have at least one entry: an empty list is not an absent one`);
  checkCount(field, entries.length, limit);
  return entries;
}

export function checkCount(field: Field, count: number, limit: number): void {
  if (count > limit) field.error("invalid", `${quote(field.path.at(-1))} may have no more than ${limit} entries; these are ${count}`);
}

/** Reports every entry that stands in the list before. */
export function checkSet(entries: readonly Field[]): void {
  const seen = new Set<unknown>();
  for (const entry of entries) {
    if (typeof entry.value === "string" && seen.has(entry.value)) entry.error("invalid", `${quote(entry.value)} stands twice in ${quote(entry.path.at(-2))}`);
    seen.add(entry.value);
  }
}

export function checkPresent(field: Field, of: string): void {
  if (field.absent) field.error("required", `${quote(field.path.at(-1))} is missing: ${of} needs it`);
}

export function checkOneOf(field: Field, known: readonly string[]): void {
  const text = field.text();
  if (text !== undefined && !known.includes(text)) field.error("unsupported-value", `unsupported ${String(field.path.at(-1))} ${quote(text)}: use ${listOf(known, "or")}`);
}

const listOf = (keys: readonly string[], last = "and"): string => {
  const quoted = keys.map((key) => `\`${key}\``);
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} ${last} ${quoted.at(-1)}`;
};
