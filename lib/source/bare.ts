import { type JsonMap, isMap } from "./map.ts";
import { LISTS, NUMBERS, TEXTS, TIMES } from "./metadata.ts";
import { annotationKeyFaults } from "./names.ts";

/** No API nests deeper; what does is unknown to every API, whatever it says. */
const MAX_DEPTH = 64;

const KEPT: ReadonlySet<string> = new Set(["name", "generateName", "namespace", "labels"]);
const FIRST = ["apiVersion", "kind", "metadata"];

/**
 * An object as people write it: without status, history and annotations, which may carry a secret (kubectl keeps the whole
 * manifest in one). What an API server finds fault with stays, emptied, so that it is found again.
 */
export function bare(object: JsonMap): JsonMap {
  const parts = Object.entries(object).flatMap(([key, value]) => {
    const left = key === "status" ? undefined : key === "metadata" ? bareMetadata(value) : cut(value, MAX_DEPTH);
    return left === undefined ? [] : [[key, left] as const];
  });
  return Object.fromEntries([...FIRST.flatMap((key) => parts.filter(([name]) => name === key)), ...parts.filter(([name]) => !FIRST.includes(name))]);
}

/** The annotations that an API server would refuse, without what they say; undefined where there are none. */
export function faultyAnnotations(annotations: unknown): unknown {
  if (!isMap(annotations)) return emptied(annotations ?? undefined);
  const faulty = Object.entries(annotations).filter(([key, value]) => annotationKeyFaults(key).length > 0 || (typeof value !== "string" && value !== null));
  return faulty.length === 0 ? undefined : Object.fromEntries(faulty.map(([key, value]) => [key, emptied(value)]));
}

function bareMetadata(metadata: unknown): unknown {
  if (!isMap(metadata)) return emptied(metadata);
  return Object.fromEntries(Object.entries(metadata).flatMap(([key, value]) => {
    const left = KEPT.has(key) ? cut(value, MAX_DEPTH) : key === "annotations" ? faultyAnnotations(value) : isHistory(key, value) ? undefined : emptied(value);
    return left === undefined ? [] : [[key, left] as const];
  }));
}

/** Whether the server keeps it, and it is as the server has it. */
function isHistory(key: string, value: unknown): boolean {
  const isOneOf = (keys: readonly string[]): boolean => keys.includes(key);
  if (isOneOf(TIMES)) return true;
  if (value === null) return [...TEXTS, ...NUMBERS, ...LISTS].some((known) => known === key);
  return (isOneOf(TEXTS) && typeof value === "string") || (isOneOf(NUMBERS) && Number.isInteger(value)) || (isOneOf(LISTS) && Array.isArray(value));
}

/** A value of the same type that says nothing, and that is valid nowhere where the value was not. */
function emptied(value: unknown): unknown {
  if (Array.isArray(value)) return [];
  switch (typeof value) {
    case "string":
      return "";
    case "number":
      return 0.5;
    case "boolean":
      return false;
    default:
      return isMap(value) ? {} : value;
  }
}

function cut(value: unknown, depth: number): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (depth === 0) return `nested deeper than ${MAX_DEPTH} levels`;
  if (Array.isArray(value)) return value.map((part: unknown) => cut(part, depth - 1));
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, cut(part, depth - 1)]));
}
