import { type JsonMap, isMap } from "#lib/source/map.ts";
import { formatOf, readDocuments } from "./read.ts";

/** The value of the one object that a text holds. Braces begin an object of JSON, and one of YAML too. @returns undefined where it holds another number of them */
export function onlyObject(text: string): JsonMap | undefined {
  for (const format of new Set([formatOf(text), "yaml" as const])) {
    const documents = [...readDocuments("", format, text)];
    const [document] = documents;
    if (documents.length === 1 && document?.kind === "object" && isMap(document.source.value)) return document.source.value;
  }
  return undefined;
}
