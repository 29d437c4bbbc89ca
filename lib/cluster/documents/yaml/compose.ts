import { Composer, type Document, type ErrorCode, Lexer, Parser, type ParsedNode } from "yaml";
import { MAX_DEPTH, Unreadable, tooDeep } from "../unreadable.ts";

/** Texts only: `value.ts` gives them their types. Its own check for equal keys is quadratic, ours is not. */
const OPTIONS = {
  schema: "failsafe",
  version: "1.1",
  resolveKnownTags: false,
  merge: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: "silent",
} as const;

/** An object is at most some MiB in etcd, of a few characters a lexeme; a million of them take seconds. */
const MAX_LEXEMES = 1_000_000;

/**
 * The nodes of one document. The parser is driven by hand so that its stack bounds the depth while it reads.
 *
 * @throws Unreadable
 */
export function compose(text: string): ParsedNode | null {
  const parser = new Parser();
  const composer = new Composer(OPTIONS);
  // Not public, and not needed for the result: without it a line of commas is judged comma by comma, for minutes.
  Reflect.set(composer, "onError", stopAtFirst());
  const documents: Document.Parsed[] = [];
  let lexemes = 0;
  for (const lexeme of new Lexer().lex(text)) {
    if (++lexemes > MAX_LEXEMES) throw new Unreadable(`more than ${MAX_LEXEMES} words and signs in one document`, 0);
    for (const token of parser.next(lexeme)) {
      if (token.type === "error") throw new Unreadable(meaningOf("UNEXPECTED_TOKEN"), token.offset);
      documents.push(...composer.next(token));
    }
    if (parser.stack.length > MAX_DEPTH) throw tooDeep(parser.offset);
  }
  for (const token of parser.end()) documents.push(...composer.next(token));
  documents.push(...composer.end(false, text.length));

  const error = documents.flatMap((document) => document.errors).at(0);
  if (error) throw new Unreadable(meaningOf(error.code), error.pos[0]);
  if (documents.length > 1) throw new Unreadable(meaningOf("MULTIPLE_DOCS"), documents[1]?.range[0] ?? 0);
  return documents[0]?.contents ?? null;
}

/** The composer takes what it calls for an exhausted stack and reports that again: the first error is thrown each time. */
function stopAtFirst() {
  let first: Unreadable | undefined;
  return (source: number | readonly [number, number] | { readonly offset: number }, code: ErrorCode, _: string, warning?: boolean): void => {
    if (warning) return;
    first ??= new Unreadable(meaningOf(code), typeof source === "number" ? source : "offset" in source ? source.offset : source[0]);
    throw first;
  };
}

/** Our own words: the parser's quote the text, which may be a secret. */
const MEANINGS: Readonly<Partial<Record<ErrorCode, string>>> = {
  BAD_INDENT: "the indentation is wrong here",
  TAB_AS_INDENT: "a tab cannot indent",
  BLOCK_AS_IMPLICIT_KEY: "a map or list cannot begin on the line of another key",
  MULTILINE_IMPLICIT_KEY: "a key must stand on one line",
  KEY_OVER_1024_CHARS: "a key is longer than 1024 characters",
  MISSING_CHAR: "a quote, bracket, comma or space is missing",
  BAD_SCALAR_START: "a value begins with a reserved character",
  BAD_DQ_ESCAPE: "an escape in a quoted text is unknown",
  BAD_ALIAS: "an alias has no name",
  MULTIPLE_DOCS: "a second document begins without `---`",
};

const meaningOf = (code: ErrorCode): string => `no YAML: ${MEANINGS[code] ?? "something here is not expected"}`;
