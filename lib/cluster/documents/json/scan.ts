import { MAX_DEPTH, tooDeep } from "../unreadable.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Behind the white space that begins at `at`. */
export function skipSpace(text: string, at: number): number {
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}

/**
 * Behind the value that begins at `at`, in one pass and without recursion; of malformed text, some place behind it.
 *
 * @throws Unreadable where it nests too deep
 */
export function skipValue(text: string, at: number): number {
  const start = at;
  let depth = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = skipString(text, at);
    else if (isOpening(code)) {
      if (++depth > MAX_DEPTH) throw tooDeep(at);
      at++;
    } else if (isClosing(code)) {
      if (depth === 0) return Math.max(at, start + 1);
      depth--;
      at++;
    } else at = depth === 0 ? skipWord(text, at) : at + 1;
    if (depth === 0) return at;
  }
  return at;
}

/** Behind the string whose quote stands at `at`. */
export function skipString(text: string, at: number): number {
  for (let end = at + 1; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === BACKSLASH) end++;
    else if (code === QUOTE) return end + 1;
  }
  return text.length;
}

/** Behind a number or a literal, or behind one character that is neither. */
function skipWord(text: string, at: number): number {
  let end = at;
  while (end < text.length && !isSpace(text.charCodeAt(end)) && !`,:"[]{}`.includes(text.charAt(end))) end++;
  return Math.max(end, at + 1);
}

const isOpening = (code: number): boolean => code === 0x5b || code === 0x7b;
const isClosing = (code: number): boolean => code === 0x5d || code === 0x7d;
const isSpace = (code: number): boolean => code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
