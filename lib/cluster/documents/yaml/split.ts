/** One document's own text, so that a broken one cannot harm its neighbours. */
export interface Chunk {
  readonly text: string;
  /** The line of the file (from 1) on which it begins. */
  readonly line: number;
}

const MARKER = /^(?:---|\.\.\.)(?=[ \t\n]|$)/gm;
/** A line that is neither blank nor a comment nor a directive. */
const CONTENT = /^(?!%|[ \t]*(?:#|$))/m;

/** Cuts where a marker stands in the first column: YAML lets nothing go on across one, not even a quoted text. */
export function* split(text: string): Generator<Chunk> {
  let start = 0;
  let line = 1;
  for (const marker of text.matchAll(MARKER)) {
    yield* chunk(text.slice(start, marker.index), line);
    line += newlinesIn(text, start, marker.index);
    start = contentStart(text, marker.index);
    line += start > marker.index + 3 ? 1 : 0;
  }
  yield* chunk(text.slice(start), line);
}

/** Behind the marker's line, or at the marker itself where the document begins beside it: `--- {a: b}`, `--- |`. */
function contentStart(text: string, marker: number): number {
  const newline = text.indexOf("\n", marker);
  const end = newline === -1 ? text.length : newline;
  const beside = text.slice(marker + 3, end).trim();
  return beside === "" || beside.startsWith("#") ? Math.min(end + 1, text.length) : marker;
}

function* chunk(text: string, line: number): Generator<Chunk> {
  if (text !== "" && CONTENT.test(text)) yield { text, line };
}

export function newlinesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf("\n", from); at !== -1 && at < to; at = text.indexOf("\n", at + 1)) count++;
  return count;
}
