/** What stands between two spaces; `raw` has its quotes and commas still. */
export interface Word {
  readonly raw: string;
  readonly closed: boolean;
}

/** Spaces part words, unless they stand in quotes. A quote or a backslash inside of quotes has a backslash before it. */
export function wordsOf(text: string): readonly Word[] {
  const words: Word[] = [];
  for (const { 0: raw } of text.matchAll(/(?:"(?:[^"\\]|\\.|\\$)*(?:"|$)|[^\s"])+/gsu)) words.push({ raw, closed: isClosed(raw) });
  return words;
}

/** The values of a word, of which commas make several; empty ones are not there. */
export function valuesOf(raw: string): readonly string[] {
  const values = [...raw.matchAll(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/gsu)].map(({ 0: value }) => value.replace(/"((?:[^"\\]|\\.)*)"/gsu, (_, inner: string) => inner.replace(/\\(.)/gsu, "$1")));
  return values.filter((value) => value !== "");
}

/** As it has to be written to be read as this one value. @param bare no field stands before it */
export const quoted = (value: string, bare: boolean): string => (/[\s",\\]/u.test(value) || (bare && /^-|^[A-Za-z]+:/u.test(value)) ? `"${value.replace(/["\\]/gu, "\\$&")}"` : value);

const isClosed = (raw: string): boolean => /^(?:"(?:[^"\\]|\\.)*"|[^"])*$/su.test(raw);
