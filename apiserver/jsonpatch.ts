import { isObject, type Json, type JsonObject, sameJson, textOf } from "./object.ts";
import { Refusal } from "./status.ts";

/**
 * RFC 6902.
 *
 * @throws Refusal where an operation does not apply
 */
export function jsonPatch(target: Json, operations: readonly Json[]): Json {
  return operations.filter(isObject).reduce<Json>((document, operation) => applied(document, operation), target);
}

function applied(document: Json, operation: JsonObject): Json {
  const path = stepsOf(operation["path"]);
  const value = operation["value"] ?? null;
  switch (operation["op"]) {
    case "add":
      return changed(document, path, value, "insert");
    case "replace":
      valueAt(document, path);
      return changed(document, path, value, "set");
    case "remove":
      return changed(document, path, undefined, "set");
    case "copy":
      return changed(document, path, valueAt(document, stepsOf(operation["from"])), "insert");
    case "move":
      return changed(changed(document, stepsOf(operation["from"]), undefined, "set"), path, valueAt(document, stepsOf(operation["from"])), "insert");
    case "test":
      if (!sameJson(valueAt(document, path), value)) throw refusal(`testing path ${textOf(operation["path"])} value failed`);
      return document;
    default:
      throw refusal(`unexpected operation ${textOf(operation["op"])}`);
  }
}

/** JSON pointers: `~1` stands for a slash, `~0` for a tilde. */
const stepsOf = (pointer: Json | undefined): readonly string[] =>
  textOf(pointer)
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));

function valueAt(document: Json, [step, ...rest]: readonly string[]): Json {
  if (step === undefined) return document;
  const value = isObject(document) && Object.hasOwn(document, step) ? document[step] : Array.isArray(document) ? (document as readonly Json[])[Number(step)] : undefined;
  if (value === undefined) throw refusal(`the path has no \`${step}\``);
  return valueAt(value, rest);
}

/** @param value undefined removes */
function changed(document: Json, [step, ...rest]: readonly string[], value: Json | undefined, how: "insert" | "set"): Json {
  if (step === undefined) return value ?? null;
  const next = rest.length > 0 ? changed(valueAt(document, [step]), rest, value, how) : value;
  if (rest.length === 0 && value === undefined) valueAt(document, [step]);
  if (isObject(document)) return Object.fromEntries([...Object.entries(document).filter(([field]) => field !== step), ...(next === undefined ? [] : [[step, next] as const])]);
  if (!Array.isArray(document)) throw refusal(`the path has no \`${step}\``);
  const list = document as readonly Json[];
  const at = step === "-" ? list.length : Number(step);
  if (!Number.isInteger(at) || at < 0 || at > list.length) throw refusal(`there is no place \`${step}\` in a list of ${String(list.length)}`);
  return list.toSpliced(at, rest.length > 0 || how === "set" ? 1 : 0, ...(next === undefined ? [] : [next]));
}

const refusal = (why: string): Refusal => new Refusal("Invalid", `the server rejected our request due to an error in our request: ${why}`);
