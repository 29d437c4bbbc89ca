import { type Field, quote } from "#lib/source/field.ts";
import { checkPresent } from "./part.ts";

/** A port's number. @returns undefined when it is missing or invalid */
export function readNumber(field: Field): number | undefined {
  checkPresent(field, "a port");
  return readWithin(field, 1, 65_535);
}

export function readRange(field: Field): { readonly start: number; readonly end: number } | undefined {
  const start = readNumber(field.at("start"));
  const end = readNumber(field.at("end"));
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** @returns undefined when it is absent or invalid */
export function readWithin(field: Field, lowest: number, highest: number): number | undefined {
  const number = field.integer();
  if (number === undefined) return undefined;
  if (number >= lowest && number <= highest) return number;
  field.error("invalid", `\`${String(field.path.at(-1))}\` ${quote(number)} must be between ${lowest} and ${highest}`);
  return undefined;
}
