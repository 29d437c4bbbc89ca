import { isMap } from "#lib/source/map.ts";
import type { Path } from "#lib/source/object.ts";
import { scalarText } from "./scalartext.ts";

export interface WrittenYaml {
  /** Ends in a newline. */
  readonly text: string;
  /** @returns the line of the text (from 1) where the value at `path`, or its nearest parent, begins */
  readonly lineOf: (path: Path) => number;
}

/** Writes a value of JSON in the block style, as kubectl does, so that `readYaml` finds the same value in it. What is undefined is left out. */
export function writeYaml(value: unknown): WrittenYaml {
  const page = new Page();
  const root = page.write(value, "", 0, 0);
  return { text: `${page.lines.join("\n")}\n`, lineOf: (path) => lineAt(root, path) };
}

/** Where a value begins, and where its parts do. */
interface Spot {
  readonly line: number;
  readonly parts: ReadonlyMap<string | number, Spot>;
}

function lineAt(root: Spot, path: Path): number {
  let found = root;
  for (const step of path) {
    const part = found.parts.get(step);
    if (!part) return found.line;
    found = part;
  }
  return found.line;
}

const NO_PARTS: Spot["parts"] = new Map();

/** YAML takes no longer key in the short form. */
const MAX_KEY = 1000;

class Page {
  readonly lines: string[] = [];

  /**
   * @param lead what stands before the value on its first line: a margin with a dash, or a key with its colon
   * @param column where the keys of a map begin
   * @param dashes where the dashes of a list stand
   */
  write(value: unknown, lead: string, column: number, dashes: number): Spot {
    const entries = entriesOf(value);
    if (entries === undefined || entries.length === 0) return this.#writeLeaf(value, lead, column);
    // Behind a dash the first part stands on the same line; behind a key on the next.
    let margin: string | undefined = lead.endsWith(":") ? undefined : lead;
    if (margin === undefined) this.lines.push(lead);
    const line = this.lines.length + 1;
    const parts = new Map<string | number, Spot>();
    for (const [step, part] of entries) {
      if (typeof step === "number") parts.set(step, this.write(part, `${margin ?? " ".repeat(dashes)}- `, dashes + 2, dashes + 2));
      else parts.set(step, this.#writeEntry(step, part, margin ?? " ".repeat(column), column));
      margin = undefined;
    }
    return { line, parts };
  }

  #writeEntry(key: string, value: unknown, margin: string, column: number): Spot {
    const written = scalarText(key);
    if (written.length <= MAX_KEY) return this.write(value, `${margin}${written}:`, column + 2, column);
    this.lines.push(`${margin}? ${written}`);
    return this.write(value, `${" ".repeat(column)}:`, column + 2, column + 2);
  }

  #writeLeaf(value: unknown, lead: string, column: number): Spot {
    const line = this.lines.length + 1;
    const before = lead.endsWith(":") ? `${lead} ` : lead;
    const block = typeof value === "string" && column > 0 ? blockOf(value) : undefined;
    if (block) this.lines.push(`${before}${block.sign}`, ...block.lines.map((text) => (text === "" ? "" : " ".repeat(column) + text)));
    else this.lines.push(before + leafText(value));
    return { line, parts: NO_PARTS };
  }
}

function entriesOf(value: unknown): readonly (readonly [string | number, unknown])[] | undefined {
  if (Array.isArray(value)) return value.map((part: unknown, index) => [index, part ?? null] as const);
  return isMap(value) ? Object.entries(value).filter(([, part]) => part !== undefined) : undefined;
}

function leafText(value: unknown): string {
  if (Array.isArray(value)) return "[]";
  return typeof value === "object" && value !== null ? "{}" : scalarText(value);
}

/** A text of several lines as it stands, where YAML changes nothing of it; undefined where it would. */
function blockOf(text: string): { readonly sign: "|" | "|-"; readonly lines: readonly string[] } | undefined {
  const ends = text.endsWith("\n");
  const lines = (ends ? text.slice(0, -1) : text).split("\n");
  const isPlain = lines.length > 1 && /^\S/.test(lines[0] ?? "") && lines.at(-1) !== "" && lines.every((line) => line === "" || VISIBLE.test(line));
  return isPlain ? { sign: ends ? "|" : "|-", lines } : undefined;
}

/** No tabs, no control or format characters, nothing that ends in a space. */
const VISIBLE = /^[^\p{C}\u2028\u2029]*[^\p{C}\p{Z}]$/u;
