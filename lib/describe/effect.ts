import type { FlipJson } from "#lib/api/history.ts";
import type { Code } from "#lib/check/codes.ts";
import { count } from "./words.ts";

const WORDS: Readonly<Record<Code, string>> = {
  BLOCKED_DEFAULT: "blocked",
  BLOCKED_RULE: "blocked",
  BLOCKED_DNS: "blocked",
  PARTLY: "partly blocked",
  ALLOWED: "allowed",
  OPEN: "allowed",
  NOT_ENFORCED: "allowed",
  UNKNOWN: "unknown",
};

/** `made 3 connections blocked, 1 allowed`; empty where none that was declared before and after has another verdict. */
export function effectText(flips: readonly Pick<FlipJson, "was" | "is">[]): string {
  const became = flips.flatMap(({ was, is }) => (was === null || is === null ? [] : [WORDS[is]]));
  const counts = [...new Set(Object.values(WORDS))].map((word) => ({ word, number: became.filter((one) => one === word).length })).filter(({ number }) => number > 0);
  const [first, ...others] = counts;
  return first === undefined ? "" : `made ${[`${count(first.number, "connection")} ${first.word}`, ...others.map(({ word, number }) => `${number} ${word}`)].join(", ")}`;
}
