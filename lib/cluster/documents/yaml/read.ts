import { type ReadDocument, unreadableDocument } from "../document.ts";
import { Lines } from "../lines.ts";
import { Unreadable } from "../unreadable.ts";
import { isMap, typed, unwrap } from "../unwrap.ts";
import { compose } from "./compose.ts";
import { splitList } from "./list.ts";
import { locatedNode } from "./located.ts";
import { type Chunk, split } from "./split.ts";
import { valueOf } from "./value.ts";

/** The objects of a YAML file, each document parsed alone and of a list each item. */
export function* readYaml(file: string, text: string): Generator<ReadDocument> {
  for (const chunk of split(text)) {
    const list = splitList(chunk);
    const head = list && headOf(list.head);
    if (list === undefined || head === undefined) yield* readChunk(file, chunk);
    else for (const item of list.items) yield* readChunk(file, item, head);
  }
}

/** @returns undefined where the list must be read as a whole after all, to say what is wrong with it */
function headOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const head = valueOf(compose(text));
    return isMap(head) && !("items" in head) ? head : undefined;
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** @param list the list that the chunk is an item of */
function* readChunk(file: string, { text, line }: Chunk, list?: unknown): Generator<ReadDocument> {
  const lines = new Lines(text, line);
  try {
    const root = compose(text);
    if (root === null) return;
    const value = typed(valueOf(root), list);
    for (const source of unwrap(value, locatedNode(root, text.length), { file, text, lines })) yield { kind: "object", source };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    yield unreadableDocument(file, lines.at(error.offset), error.message, text);
  }
}
