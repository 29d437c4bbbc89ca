import { resolvePlain } from "./scalar.ts";

/** Words that no YAML takes for anything else, also with what stands between them: `a:80`, `10.0.0.0/8`, `some text`. */
const WORDS = /^[A-Za-z0-9_/][\w./@+-]*(?::[\w./@+-]+)*(?: [A-Za-z0-9_/(][\w./@+()-]*)*$/;
/** Other readers of YAML find times and numbers of base 60 in these. */
const CLOCK = /^[0-9][0-9_.:TtZz+-]*$/;

/** A string, number, boolean or null as YAML, read back as the same by each of its versions; everything that could be doubted is quoted. */
export function scalarText(value: unknown): string {
  if (typeof value === "number") return numberText(value);
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "string") return "null";
  return WORDS.test(value) && resolvePlain(value) === value && !(CLOCK.test(value) && value.includes(":")) ? value : quoted(value);
}

/** JSON has no infinity, but a number that is too large is read as one. */
function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return value < 0 ? "-1e999" : "1e999";
}

/** Strings of JSON are strings of YAML, save for what JSON lets stand and YAML does not. */
const quoted = (text: string): string => JSON.stringify(text).replace(/[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
