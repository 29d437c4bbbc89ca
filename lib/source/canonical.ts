import { isMap } from "./map.ts";

/** One text for one value, whoever writes it: keys sorted by code unit, no white space, lone surrogates escaped. What is hashed is this. */
export const canonicalJson = (value: unknown): string => JSON.stringify(sorted(value));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  return isMap(value) ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])])) : value;
}
