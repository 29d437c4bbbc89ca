type TokenKind =
  | "label" | "text" | "has()" | "all()" | "global()"
  | "==" | "!=" | "in" | "not in" | "contains" | "starts with" | "ends with"
  | "(" | ")" | "{" | "}" | "," | "!" | "&&" | "||";

export interface Token {
  readonly kind: TokenKind;
  /** The label or the text; else the sign itself. */
  readonly text: string;
  /** Where it begins, from 0. */
  readonly at: number;
}

/** Why a selector cannot be read, worded to follow "the selector"; `at` from 0. */
export interface Fault {
  readonly kind: "fault";
  readonly why: string;
  readonly at: number;
}

export const fault = (why: string, at: number): Fault => ({ kind: "fault", why, at });

const LONGEST_LABEL = 512;
const SIGNS = ["==", "!=", "&&", "||", "(", ")", "{", "}", ",", "!"] as const;
const HALVES: Readonly<Record<string, string>> = { "=": "==", "&": "&&", "|": "||" };
const OPERATORS = ["contains", "starts with", "ends with", "not in", "in"] as const;

interface Step {
  readonly token: Token;
  readonly next: number;
}

/** Splits a selector; each character is looked at a constant number of times. */
export function tokenize(text: string): readonly Token[] | Fault {
  const tokens: Token[] = [];
  let at = skipBlanks(text, 0);
  while (at < text.length) {
    const step = scan(text, at, tokens.at(-1)?.kind === "label");
    if ("why" in step) return step;
    tokens.push(step.token);
    at = skipBlanks(text, step.next);
  }
  return tokens;
}

function scan(text: string, at: number, afterLabel: boolean): Step | Fault {
  const sign = SIGNS.find((candidate) => text.startsWith(candidate, at));
  if (sign !== undefined) return { token: { kind: sign, text: sign, at }, next: at + sign.length };
  const character = text[at] ?? "";
  if (character === "'" || character === '"') return scanText(text, at, character);
  if (character === "\n" || character === "\r") return fault("must stand on one line, but has a line break", at);
  const whole = HALVES[character];
  if (whole !== undefined) return fault(`has a single \`${character}\`: write \`${whole}\``, at);
  if (!isLabelCharacter(text, at)) return fault(`has \`${String.fromCodePoint(text.codePointAt(at) ?? 0)}\`, which can only stand inside quotes`, at);
  return afterLabel ? scanOperator(text, at) : scanWord(text, at);
}

/** There are no escapes: a text ends at the next quote of its kind. */
function scanText(text: string, at: number, quote: string): Step | Fault {
  const end = text.indexOf(quote, at + 1);
  return end === -1 ? fault("has a text whose quotes are not closed", at) : { token: { kind: "text", text: text.slice(at + 1, end), at }, next: end + 1 };
}

function scanWord(text: string, at: number): Step | Fault {
  if (text.startsWith("all(", at)) return scanEmptyCall(text, at, "all()");
  if (text.startsWith("global(", at)) return scanEmptyCall(text, at, "global()");
  if (text.startsWith("has(", at)) return scanHas(text, at);
  const end = labelEnd(text, at);
  return end - at > LONGEST_LABEL ? longLabel(at) : { token: { kind: "label", text: text.slice(at, end), at }, next: end };
}

function scanEmptyCall(text: string, at: number, kind: "all()" | "global()"): Step | Fault {
  const end = skipBlanks(text, at + kind.length - 1);
  return text[end] === ")" ? { token: { kind, text: kind, at }, next: end + 1 } : fault(`needs a \`)\` right after \`${kind.slice(0, -1)}\``, end);
}

function scanHas(text: string, at: number): Step | Fault {
  const start = skipBlanks(text, at + "has(".length);
  const end = labelEnd(text, start);
  if (end === start) return fault("needs a label inside `has()`", start);
  if (end - start > LONGEST_LABEL) return longLabel(start);
  const close = skipBlanks(text, end);
  return text[close] === ")" ? { token: { kind: "has()", text: text.slice(start, end), at }, next: close + 1 } : fault("needs a `)` after the label of `has(`", close);
}

/** Only after a label: there `in` is an operator, elsewhere it is a label. Its words may stand apart or together, as `notin`. */
function scanOperator(text: string, at: number): Step | Fault {
  for (const kind of OPERATORS) {
    const end = operatorEnd(text, at, kind);
    if (end !== undefined) return { token: { kind, text: kind, at }, next: end };
  }
  return fault("needs an operator after a label: `==`, `!=`, `in`, `not in`, `contains`, `starts with` or `ends with`", at);
}

function operatorEnd(text: string, start: number, operator: string): number | undefined {
  let at = start;
  for (const word of operator.split(" ")) {
    at = skipBlanks(text, at);
    if (!text.startsWith(word, at)) return undefined;
    at += word.length;
  }
  return isLabelCharacter(text, at) ? undefined : at;
}

const longLabel = (at: number): Fault => fault(`has a label of more than ${LONGEST_LABEL} characters`, at);

/** Blanks are space and tab; a line break is none. */
function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text[at] === " " || text[at] === "\t") at++;
  return at;
}

function labelEnd(text: string, from: number): number {
  let at = from;
  while (isLabelCharacter(text, at)) at++;
  return at;
}

function isLabelCharacter(text: string, at: number): boolean {
  const character = text[at];
  return character !== undefined && /^[A-Za-z0-9_./-]$/.test(character);
}
