import type { Value } from "./database.ts";

/** Refuses what one of the databases could not keep. @throws TypeError */
export function checkedValue(value: Value): Value {
  if (typeof value === "number" && !Number.isFinite(value)) throw new TypeError(`a store keeps no \`${String(value)}\``);
  if (typeof value === "string" && value.includes("\0")) throw new TypeError("a store keeps no text with a character U+0000");
  return value;
}

/** What a store can keep of a text that somebody else wrote. */
export const storable = (text: string): string => text.toWellFormed().replaceAll("\0", "\ufffd");
