import { type ReadDocument, unreadableDocument } from "../document.ts";
import { Lines } from "../lines.ts";
import { Unreadable } from "../unreadable.ts";
import { unwrap } from "../unwrap.ts";
import { locatedJson } from "./located.ts";
import { skipSpace, skipValue } from "./scan.ts";

/** The objects of a JSON file: usually one, but several may follow each other, as kubectl takes them. */
export function* readJson(file: string, text: string): Generator<ReadDocument> {
  const lines = new Lines(text, 1);
  let start = skipSpace(text, 0);
  try {
    while (start < text.length) {
      const end = skipValue(text, start);
      const value = parse(text, start, end);
      for (const source of unwrap(value, locatedJson(text, start, end), { file, text, lines })) yield { kind: "object", source };
      start = skipSpace(text, end);
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    yield unreadableDocument(file, lines.at(error.offset), error.message, text.slice(start));
  }
}

/** @throws Unreadable, without the parser's own message, which quotes the text */
function parse(text: string, start: number, end: number): unknown {
  const whole = text.slice(start, end);
  try {
    return JSON.parse(whole);
  } catch (error) {
    const position = error instanceof Error ? /at position (\d{1,10})/.exec(error.message)?.[1] : undefined;
    throw new Unreadable("no JSON: something here is not expected", start + (position === undefined ? 0 : Number(position)));
  }
}
