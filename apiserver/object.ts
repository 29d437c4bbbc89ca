export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [field: string]: Json | undefined;
}

export interface Metadata extends JsonObject {
  readonly name: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly generation?: number;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly finalizers?: readonly string[];
}

/** An object as the API carries it. */
export interface KubeObject extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: Metadata;
}

/** An object as a test or a manifest gives it. */
export type GivenObject = { readonly apiVersion: string; readonly kind: string; readonly metadata: { readonly name: string; readonly namespace?: string } & JsonObject } & JsonObject;

/** Enough of an object to find it. */
export interface ObjectReference {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

export const isObject = (value: unknown): value is JsonObject => typeof value === "object" && value !== null && !Array.isArray(value);

/** `apps/v1` is version `v1` of group `apps`; the core group's name is empty. */
export function groupVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.indexOf("/");
  return slash < 0 ? { group: "", version: apiVersion } : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

export const apiVersionOf = (group: string, version: string): string => (group === "" ? version : `${group}/${version}`);

/** The object as one version of its API shows it: versions differ in nothing but their name. */
export const inVersion = (object: KubeObject, { group }: { readonly group: string }, version: string): KubeObject => {
  const apiVersion = apiVersionOf(group, version);
  return object.apiVersion === apiVersion ? object : { ...object, apiVersion };
};

/** Equal as JSON, whatever the order of the fields. */
export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) return one.length === other.length && one.every((entry: Json, index) => sameJson(entry, other[index] as Json));
  if (!isObject(one) || !isObject(other)) return false;
  const fields = Object.keys(one).filter((field) => one[field] !== undefined);
  const others = Object.keys(other).filter((field) => other[field] !== undefined);
  return fields.length === others.length && fields.every((field) => Object.hasOwn(other, field) && sameJson(one[field], other[field]));
}

export const without = (object: JsonObject, ...fields: readonly string[]): JsonObject => Object.fromEntries(Object.entries(object).filter(([field]) => !fields.includes(field)));

/** A text as it is, all else as JSON. */
export const textOf = (value: Json | undefined): string => (typeof value === "string" ? value : JSON.stringify(value ?? null));
