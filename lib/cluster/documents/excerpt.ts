import { own } from "./own.ts";

/** The text from `start` to `end` as a document of its own: moved left by the column in which it begins. */
export function excerpt(text: string, start: number, end: number): string {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const indent = indentOf(text, lineStart, start);
  const lines = text.slice(start, end).trimEnd().split("\n");
  return own(lines.map((line, index) => (index === 0 ? line : withoutIndent(line, indent))).join("\n") + "\n");
}

/** Dashes of a sequence count as indentation: what follows them is aligned below. */
function indentOf(text: string, lineStart: number, start: number): number {
  const before = text.slice(lineStart, Math.min(start, lineStart + 256));
  return /^[ -]*$/.test(before) ? before.length : before.length - before.trimStart().length;
}

function withoutIndent(line: string, indent: number): string {
  let spaces = 0;
  while (spaces < indent && line[spaces] === " ") spaces++;
  return line.slice(spaces);
}
