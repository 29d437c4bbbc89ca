import { type Field, quote } from "#lib/source/field.ts";

/** The texts of a list with their fields; an absent entry is the empty text, as in Go. */
export const readTexts = (list: Field): readonly { readonly field: Field; readonly text: string }[] =>
  list.list().flatMap((field) => {
    const text = field.absent ? "" : field.text();
    return text === undefined ? [] : [{ field, text }];
  });

/** Reports a text that is none of `known`. @returns the one of `known` that it is */
export function readOneOf<Known extends string>(field: Field, known: readonly Known[]): Known | undefined {
  const text = field.text();
  const found = known.find((one) => one === text);
  if (text !== undefined && found === undefined) field.error("unsupported-value", `unsupported ${lastKey(field)} ${quote(text)}: use ${known.map(quote).join(", ")}`);
  return found;
}

/** Reports an absent value, and an empty text where there must be one. */
export function requireText(field: Field, of: string): string | undefined {
  const text = field.text();
  if (field.absent || text === "") field.error("required", `\`${lastKey(field)}\` is missing: ${of} needs it`);
  return text === "" ? undefined : text;
}

export function checkCount(list: Field, most: number): void {
  const { length } = list.list();
  if (length > most) list.error("invalid", `\`${lastKey(list)}\` may have no more than ${most} entries; these are ${length}`);
}

export const lastKey = (field: Field): string => {
  const keys = field.path.filter((step) => typeof step === "string");
  return keys.at(-1) ?? "";
};
