import { type ReadDocument, unreadableDocument } from "./document.ts";
import { readJson } from "./json/read.ts";
import { Lines } from "./lines.ts";
import { readYaml } from "./yaml/read.ts";

export type Format = "yaml" | "json";

/** What YAML forbids and JSON too; a NUL is what binary files and UTF-16 have in common. */
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

/** The objects of one file, one at a time, so that each can be let go before the next is made. */
export function* readDocuments(file: string, format: Format, text: string): Generator<ReadDocument> {
  const clean = text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  const control = clean.search(CONTROL);
  if (control !== -1) {
    yield unreadableDocument(file, new Lines(clean, 1).at(control), "no text: it has a control character here", clean.replaceAll("\0", ""));
  } else {
    yield* format === "json" ? readJson(file, clean) : readYaml(file, clean);
  }
}

/** Of standard input and pasted text, as kubectl tells them apart. */
export const formatOf = (text: string): Format => (/^[\ufeff\s]*[{[]/.test(text) ? "json" : "yaml");
