import type { Code } from "#lib/check/codes.ts";

/** The headline word of each verdict code, for people. */
export const HEADLINES: Readonly<Record<Code, string>> = {
  ALLOWED: "Allowed",
  OPEN: "Open",
  NOT_ENFORCED: "Not enforced",
  BLOCKED_DEFAULT: "Blocked by default deny",
  BLOCKED_RULE: "Blocked by a deny rule",
  BLOCKED_DNS: "Blocked at DNS",
  PARTLY: "Partly blocked",
  UNKNOWN: "Cannot tell",
};

/** A sentence without its headline, where that stands before it already. */
export function withoutHeadline(sentence: string, code: Code): string {
  const word = `${HEADLINES[code]}: `;
  return sentence.startsWith(word) ? sentence.slice(word.length) : sentence;
}

/** `a`, `a and b`, `a, b and c`; past six, how many more there are. */
export function listOf(words: readonly string[]): string {
  const shown = words.length > 6 ? [...words.slice(0, 5), `${words.length - 5} more`] : words;
  return shown.length < 2 ? shown.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1) ?? ""}`;
}

/** `1 policy`, `2 policies`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** A message, which is lower case and has no full stop, as a sentence of its own. */
export const sentenceOf = (message: string): string => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;
