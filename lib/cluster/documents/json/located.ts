import type { Located } from "../located.ts";
import { skipSpace, skipString, skipValue } from "./scan.ts";

/** A value of a JSON text that has been parsed: its parts are looked for once, when one is asked for. */
export function locatedJson(text: string, start: number, end: number): Located {
  let parts: ReadonlyMap<string | number, Located> | undefined;
  return { start, end, part: (step) => (parts ??= partsOf(text, start)).get(step) };
}

function partsOf(text: string, start: number): ReadonlyMap<string | number, Located> {
  const parts = new Map<string | number, Located>();
  const opening = text[start];
  if (opening !== "{" && opening !== "[") return parts;
  let at = skipSpace(text, start + 1);
  for (let index = 0; at < text.length && text[at] !== "}" && text[at] !== "]"; index++) {
    let step: string | number = index;
    if (opening === "{") {
      const keyEnd = skipString(text, at);
      step = String(JSON.parse(text.slice(at, keyEnd)));
      at = skipSpace(text, skipSpace(text, keyEnd) + 1);
    }
    const end = skipValue(text, at);
    parts.set(step, locatedJson(text, at, end));
    at = skipSpace(text, end);
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return parts;
}
