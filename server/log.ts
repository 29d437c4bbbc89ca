import { writeSync } from "node:fs";
import { format, stripVTControlCharacters } from "node:util";
import { withoutSecrets } from "./secrets.ts";

export type Level = "error" | "warn" | "info";
type Fields = Readonly<Record<string, unknown>>;

const STANDARD_ERROR = 2;
const LONGEST_LINE = 4096;
const LONGEST_FIELD = 2048;
/** A megabyte is not worth the search for secrets. Far more than is shown, so that none is cut in two and seen. */
const LONGEST_TEXT = 16_384;
/** What a terminal obeys or hides and JSON lets pass: DEL and C1 controls, line separators, marks of direction, the byte order mark. */
const UNSEEN = /[\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Writes one line of JSON to standard error. What came from outside goes into `fields`, never into `event`. */
export function log(level: Level, event: string, fields: Fields = {}): void {
  const line = logLine({ at: new Date().toISOString(), level, event, ...fields });
  if (process.stderr.destroyed) rescue(line);
  else process.stderr.write(line);
}

/** Node gives up standard error after one failure, such as a full disk; the log goes on when there is room again. */
function rescue(line: string): void {
  try {
    writeSync(STANDARD_ERROR, line);
  } catch {
    // There is nowhere to say so, and no reason to end.
  }
}

/** What libraries print as errors and warnings becomes lines of the log; standard output is left to people. */
export function captureConsole(): void {
  for (const level of ["error", "warn"] as const) {
    console[level] = (...printed: readonly unknown[]) => log(level, "printed", { text: stripVTControlCharacters(format(...printed)) });
  }
}

/** @returns at most 4 KiB with its end of line, without a secret and without a character that a terminal would obey */
export function logLine(fields: Fields): string {
  const texts = Object.entries(fields).filter(([, value]) => value !== undefined).map(([name, value]) => [name, textOf(value)] as const);
  for (let longest = LONGEST_FIELD; longest > 0; longest = Math.floor(longest / 2)) {
    const line = `${JSON.stringify(Object.fromEntries(texts.map(([name, text]) => [name, shortened(text, longest)]))).replace(UNSEEN, escaped)}\n`;
    if (Buffer.byteLength(line) <= LONGEST_LINE) return line;
  }
  return `${JSON.stringify({ event: "a line of the log was too long" })}\n`;
}

function textOf(value: unknown): string {
  const text = value instanceof Error ? (value.stack ?? value.message) : typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return withoutSecrets(text.slice(0, LONGEST_TEXT));
}

const shortened = (text: string, longest: number): string => (text.length <= longest ? text : `${text.slice(0, longest)}…`);
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
