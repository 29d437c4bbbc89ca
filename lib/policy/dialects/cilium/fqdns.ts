import type { Peer } from "#lib/policy/algebra.ts";
import { type NamePart, type NamePattern, exactPattern, normalName } from "#lib/policy/names.ts";
import { type Field, quote } from "#lib/source/field.ts";

const LONGEST = 255;

/** One entry of `toFQDNs`. */
export const readFqdns = (entry: Field): readonly Peer[] => {
  const names = readName(entry);
  return names.length === 0 ? [] : [{ kind: "names", names, learnt: "policed-lookup" }];
};

/** A `matchName` or a `matchPattern`, as in `toFQDNs` and in rules for DNS queries. */
export function readName(entry: Field): readonly NamePattern[] {
  entry.struct("matchName", "matchPattern");
  const [name, pattern] = [entry.at("matchName"), entry.at("matchPattern")];
  const given = [name, pattern].filter((field) => !field.absent && field.value !== "");
  if (given.length !== 1) entry.error(given.length === 0 ? "required" : "forbidden", "a name needs exactly one of `matchName` and `matchPattern`");
  const [field] = given;
  const text = field?.text();
  if (field === undefined || text === undefined) return [];
  const wild = field === pattern;
  if (text.length > LONGEST) field.error("invalid", `a name has ${LONGEST} characters at most`);
  else if (![...text].every((sign) => /^[-a-zA-Z0-9_.]$/.test(sign) || (wild && sign === "*"))) {
    field.error("invalid", `${quote(text)} may have letters, digits, \`-\`, \`_\` and \`.\` only${wild ? ", and `*`" : ": patterns stand in `matchPattern`"}`);
  } else return [wild ? patternOf(text) : exactPattern(text)];
  return [];
}

/**
 * Cilium's wildcards (semantics §3.9): stars alone are every name; two stars or more before the first dot are whole labels,
 * one or more; any other run of stars is a part of one label.
 */
export function patternOf(text: string): NamePattern {
  const pattern = normalName(text);
  if (/^\*+$/.test(pattern)) return { text, parts: [{ kind: "every-name" }] };
  const parts: NamePart[] = [];
  for (const piece of pattern.match(/\*+|[^*]+/g) ?? []) {
    const leading = parts.length === 0 && piece.length >= 2 && pattern[piece.length] === ".";
    parts.push(!piece.startsWith("*") ? { kind: "text", text: piece } : leading ? { kind: "labels" } : { kind: "within-label" });
  }
  return { text, parts };
}
