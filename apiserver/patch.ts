import { isObject, type Json, type JsonObject, sameJson } from "./object.ts";
import { mergeKey } from "./mergekeys.ts";

/** RFC 7386: null removes, objects are merged, all else replaces. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isObject(patch)) return patch;
  const merged = new Map(Object.entries(isObject(target) ? target : {}));
  for (const [field, value] of Object.entries(patch)) {
    if (value === null) merged.delete(field);
    else if (value !== undefined) merged.set(field, mergePatch(merged.get(field), value));
  }
  return Object.fromEntries(merged);
}

/** Kubernetes' strategic merge patch, as far as `kubectl apply` and `kubectl patch` make use of it. */
export function strategicMergePatch(kind: string, target: JsonObject, patch: JsonObject): JsonObject {
  return mergeObject(kind, "", target, patch);
}

const DELETE_FROM = "$deleteFromPrimitiveList/";
const ORDER = "$setElementOrder/";

function mergeObject(kind: string, path: string, target: JsonObject, patch: JsonObject): JsonObject {
  if (patch["$patch"] === "replace") return Object.fromEntries(Object.entries(patch).filter(([field]) => field !== "$patch"));
  if (patch["$patch"] === "delete") return {};
  const retained = patch["$retainKeys"];
  const merged = new Map(Object.entries(target).filter(([field]) => !Array.isArray(retained) || retained.includes(field)));
  for (const [field, value] of Object.entries(patch)) {
    if (field.startsWith(DELETE_FROM)) {
      const [list, gone] = [field.slice(DELETE_FROM.length), listOf(value)];
      merged.set(list, listOf(merged.get(list)).filter((entry) => !gone.some((one) => sameJson(one, entry))));
    } else if (value === null) merged.delete(field);
    else if (value !== undefined && !field.startsWith("$")) merged.set(field, mergeValue(kind, path === "" ? field : `${path}.${field}`, merged.get(field), value));
  }
  for (const [field, order] of Object.entries(patch)) {
    if (!field.startsWith(ORDER)) continue;
    const list = field.slice(ORDER.length);
    if (merged.has(list)) merged.set(list, ordered(listOf(merged.get(list)), listOf(order), mergeKey(kind, path === "" ? list : `${path}.${list}`) ?? ""));
  }
  return Object.fromEntries(merged);
}

function mergeValue(kind: string, path: string, target: Json | undefined, patch: Json): Json {
  if (isObject(patch)) return mergeObject(kind, path, isObject(target) ? target : {}, patch);
  const key = mergeKey(kind, path);
  if (!Array.isArray(patch) || key === undefined) return patch;
  if (key === "") return [...listOf(target), ...listOf(patch).filter((entry) => !listOf(target).some((one) => sameJson(one, entry)))];
  return mergeList(kind, path, listOf(target), listOf(patch), key);
}

function mergeList(kind: string, path: string, target: readonly Json[], patch: readonly Json[], key: string): Json {
  const replaces = patch.some((entry) => isObject(entry) && entry["$patch"] === "replace" && entry[key] === undefined);
  const merged = replaces ? [] : [...target];
  for (const entry of patch) {
    if (!isObject(entry) || entry[key] === undefined) continue;
    const at = merged.findIndex((one) => isObject(one) && sameJson(one[key], entry[key]));
    const present = merged[at];
    if (entry["$patch"] === "delete") merged.splice(at < 0 ? merged.length : at, 1);
    else if (isObject(present)) merged[at] = mergeObject(kind, path, present, entry);
    else merged.push(mergeObject(kind, path, {}, entry));
  }
  return merged;
}

/** By the patch's order; what it does not name keeps its place behind. */
function ordered(list: readonly Json[], order: readonly Json[], key: string): Json {
  const identity = (entry: Json): Json | undefined => (isObject(entry) && key !== "" ? entry[key] : entry);
  const rank = (entry: Json): number => {
    const at = order.findIndex((one) => sameJson(identity(one), identity(entry)));
    return at < 0 ? order.length : at;
  };
  return list.toSorted((one, other) => rank(one) - rank(other));
}

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
