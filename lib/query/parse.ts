import { parseAddress } from "#lib/net/address.ts";
import { parseCidr } from "#lib/net/cidr.ts";
import { FIELDS, type Field, type Query, type QueryFault, type Term } from "./query.ts";
import { isSpan } from "./spans.ts";
import { quoted, valuesOf, wordsOf } from "./words.ts";

export const VERDICT_WORDS = { blocked: "deny", allowed: "allow", partly: "partial", unknown: "unknown" } as const;
export const STATES = ["watched", "open", "changed"] as const;
const SIDES = ["egress", "ingress", "both"] as const;

/** What a value has to be, where not every text will do. */
const EXPECTED: { readonly [Name in Field]?: { readonly is: (value: string) => boolean; readonly words: string } } = {
  ip: { is: (value) => parseAddress(value) !== undefined || parseCidr(value) !== undefined, words: "an address or a CIDR block" },
  port: { is: (value) => portsOf(value) !== undefined, words: "a port such as 443, or ports such as 8000-8100" },
  verdict: { is: (value) => Object.hasOwn(VERDICT_WORDS, value), words: "blocked, allowed, partly or unknown" },
  side: { is: (value) => SIDES.some((side) => side === value), words: "egress, ingress or both" },
  label: { is: (value) => /^[^=]+(=.*)?$/.test(value), words: "a label such as app=web" },
  changed: { is: isSpan, words: "a span such as 15m, 24h or 7d" },
  is: { is: (value) => STATES.some((state) => state === value), words: "watched, open or changed" },
};

/** Fields whose values are words of ours, which have one case. */
const OURS: readonly string[] = ["verdict", "side", "changed", "is"] satisfies readonly Field[];

/** Reads a filter. A term that makes no sense is not in the query, and told in `faults`. Never throws. */
export function parseQuery(text: string): { readonly query: Query; readonly faults: readonly QueryFault[] } {
  const read = wordsOf(text).map(({ raw, closed }) => (closed ? readTerm(raw) : { written: raw, expected: "a closing quote" }));
  return { query: read.filter((one) => "field" in one), faults: read.filter((one) => "expected" in one) };
}

export const formatQuery = (query: Query): string => query.map(({ written }) => written).join(" ");

/** @returns the term that is written so, for filters that are made by a click */
export function termOf(field: Term["field"], values: readonly string[], negated = false): Term {
  return { field, values, negated, written: `${negated ? "-" : ""}${field === "text" ? "" : `${field}:`}${values.map((value) => quoted(value, field === "text")).join(",")}` };
}

/** The filter without what is written so, where it stands more than once too; what could not be read stays. */
export const withoutTerm = (text: string, written: string): string => wordsOf(text).map(({ raw }) => raw).filter((raw) => raw !== written).join(" ");

/** The filter with one more term, once. */
export const withTerm = (text: string, { written }: Term): string => [withoutTerm(text, written), written].filter(Boolean).join(" ");

/** @returns the first and the last port, both inside */
export function portsOf(value: string): readonly [number, number] | undefined {
  const [, first, last = first] = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(value) ?? [];
  const [from, to] = [Number(first), Number(last)];
  return from >= 1 && from <= to && to <= 65_535 ? [from, to] : undefined;
}

function readTerm(written: string): Term | QueryFault {
  const negated = /^-./su.test(written);
  const word = negated ? written.slice(1) : written;
  const [, name] = /^([A-Za-z]+):/.exec(word) ?? [];
  // An address may begin like the name of a field.
  if (name === undefined || parseAddress(word) || parseCidr(word)) return textTerm(word, negated, written);
  const field = FIELDS.find((one) => one === name.toLowerCase());
  if (field === undefined) return { written, expected: `one of ${FIELDS.map((one) => `${one}:`).join(" ")}; a text with a colon stands in quotes` };
  const values = valuesOf(word.slice(name.length + 1)).map((value) => (OURS.includes(field) ? value.toLowerCase() : value));
  const expected = EXPECTED[field];
  return values.length > 0 && values.every((value) => expected?.is(value) ?? true) ? { field, values, negated, written } : { written, expected: expected?.words ?? "a name" };
}

function textTerm(word: string, negated: boolean, written: string): Term | QueryFault {
  const values = valuesOf(word);
  return values.length > 0 ? { field: "text", values, negated, written } : { written, expected: "a text" };
}
