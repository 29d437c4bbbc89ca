import { type Chunk, newlinesIn } from "./split.ts";

/** A written list taken apart, so that its items are parsed one by one: `kubectl get` prints thousands into one document. */
export interface SplitList {
  /** All but the items. */
  readonly head: string;
  /** Each with a space in place of its dash. */
  readonly items: readonly Chunk[];
}

const ITEMS = /^items:[ \t]*\n( *)-(?=[ \n])/m;
const KIND = /^kind:[ \t]*["']?[A-Za-z]*List\b/m;
/** An alias may stand in another item than its anchor. */
const ANCHOR = /[\s,:[{-]&\w/;

/** @returns undefined where the text is no block-style list, or one that only makes sense as a whole */
export function splitList({ text, line }: Chunk): SplitList | undefined {
  const match = ITEMS.exec(text);
  if (match?.[1] === undefined || !KIND.test(text) || ANCHOR.test(text)) return undefined;
  const indent = match[1].length;
  const items: Chunk[] = [];
  const first = text.indexOf("\n", match.index) + 1;
  let at = first;
  let start = first;
  let startLine = line + newlinesIn(text, 0, first);
  for (let current = startLine; ; current++) {
    const kind = at >= text.length ? "end" : lineKind(text, at, indent);
    if (kind !== "inside" && at > start) items.push({ text: withoutDash(text.slice(start, at), indent), line: startLine });
    if (kind === "end") return { head: text.slice(0, match.index) + text.slice(at), items };
    if (kind === "item") [start, startLine] = [at, current];
    const newline = text.indexOf("\n", at);
    at = newline === -1 ? text.length : newline + 1;
  }
}

/** What the line at `at` is to a sequence whose dashes stand `indent` columns from the left. */
function lineKind(text: string, at: number, indent: number): "item" | "inside" | "end" {
  let column = 0;
  while (text[at + column] === " ") column++;
  const character = text[at + column] ?? "\n";
  if (column > indent || character === "\n" || character === "#") return "inside";
  return column === indent && character === "-" && /^[\s]?$/.test(text[at + column + 1] ?? "") ? "item" : "end";
}

const withoutDash = (text: string, indent: number): string => `${text.slice(0, indent)} ${text.slice(indent + 1)}`;
