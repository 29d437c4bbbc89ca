import { type Field, quote } from "#lib/source/field.ts";

/** The texts of a list; an absent entry is the empty text, as in Go. Some releases reject one that stands there twice. */
export function readTexts(list: Field): readonly { readonly field: Field; readonly text: string }[] {
  const seen = new Set<string>();
  return list.list().flatMap((field) => {
    const text = field.absent ? "" : field.text();
    if (text === undefined) return [];
    if (seen.has(text)) field.problems.warning("ignored", field.path, `${quote(text)} stands in this list already, which some releases reject`);
    seen.add(text);
    return [{ field, text }];
  });
}

/** The empty text and the empty list are no criterion, as if they were not there. */
export const isUnset = ({ value }: Field): boolean => value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
