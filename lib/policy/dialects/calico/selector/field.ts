import { type Field, quote } from "#lib/source/field.ts";
import type { Expression } from "./expression.ts";
import { parseSelector } from "./parse.ts";

/** @returns undefined where there is none (absent or empty text) and where it is invalid */
export function readSelector(field: Field): Expression | undefined {
  return read(field, false);
}

/** The `namespaceSelector` of a rule's end, in which `global()` may stand, alone. */
export function readNamespaceSelector(field: Field): Expression | undefined {
  return read(field, true);
}

function read(field: Field, mayBeGlobal: boolean): Expression | undefined {
  const text = field.text();
  if (text === undefined || text === "") return undefined;
  const parsed = parseSelector(text);
  if (parsed.kind === "fault") {
    field.error("invalid", `the selector ${quote(text)} ${parsed.why} (character ${parsed.at + 1})`);
    return undefined;
  }
  if (parsed.global !== "none" && !mayBeGlobal) field.error("forbidden", "`global()` can stand only in the `namespaceSelector` of a rule's `source` or `destination`");
  if (parsed.global === "among others" && mayBeGlobal) field.error("forbidden", "`global()` cannot be combined with other selectors");
  return parsed.expression;
}
