import { Lines } from "../lines.ts";
import { type ReadDocument, unreadableDocument } from "../document.ts";
import { Unreadable } from "../unreadable.ts";
import { unwrap } from "../unwrap.ts";
import { compose } from "./compose.ts";
import { locatedNode } from "./located.ts";
import { type Chunk, split } from "./split.ts";
import { valueOf } from "./value.ts";

/** The documents of a YAML file, each parsed alone. */
export function* readYaml(file: string, text: string): Generator<ReadDocument> {
  for (const chunk of split(text)) yield* readChunk(file, chunk);
}

function* readChunk(file: string, { text, line }: Chunk): Generator<ReadDocument> {
  const lines = new Lines(text, line);
  try {
    const root = compose(text);
    if (root === null) return;
    const value = valueOf(root);
    for (const source of unwrap(value, locatedNode(root, text.length), { file, text, lines })) yield { kind: "object", source };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    yield unreadableDocument(file, lines.at(error.offset), error.message, text);
  }
}
