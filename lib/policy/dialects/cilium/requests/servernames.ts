import { type Field, quote } from "#lib/source/field.ts";
import { readTexts } from "../entries.ts";
import { checkName } from "../names.ts";

/** `serverNames` of TLS handshakes; the CRD wants at least one, and none twice. @returns whether there are any */
export function checkServerNames(list: Field): boolean {
  const names = readTexts(list);
  if (Array.isArray(list.value) && list.value.length === 0) list.error("invalid", "`serverNames` must have at least one entry: an empty list is not an absent one");
  const seen = new Set<string>();
  for (const { field, text } of names) {
    if (text === "") field.error("required", "an empty server name is not allowed");
    else checkName(field, text, true);
    if (seen.has(text)) field.error("invalid", `${quote(text)} stands twice in \`serverNames\``);
    seen.add(text);
  }
  return names.length > 0;
}
