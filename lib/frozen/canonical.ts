import type { Frozen } from "#lib/api/frozen.ts";

/** One text for one document, whoever writes it: keys sorted by code unit, no white space, lone surrogates escaped. Its hash is the document's. */
export const canonicalJson = (frozen: Frozen): string => JSON.stringify(sorted(frozen));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}

/** How long a text is in UTF-8; a lone surrogate is counted as what stands for it. */
export const utf8Length = (text: string): number => {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
};
