import type { Field } from "#lib/source/field.ts";
import { readTexts } from "./entries.ts";
import type { Expression } from "./selector/expression.ts";
import { readSelector } from "./selector/field.ts";

/** Both hold together; `names` is any of them. */
export interface ServiceAccounts {
  readonly names: ReadonlySet<string>;
  readonly selector?: Expression;
}

/** @returns undefined where nothing is asked: an empty map matches everybody */
export function readServiceAccounts(field: Field): ServiceAccounts | undefined {
  if (field.absent || !field.struct("names", "selector")) return undefined;
  const names = new Set(readTexts(field.at("names")).map(({ text }) => text));
  const selector = readSelector(field.at("selector"));
  return names.size === 0 && selector === undefined ? undefined : { names, ...(selector && { selector }) };
}
