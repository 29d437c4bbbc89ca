/**
 * Why Go's regexp package would not compile a text, as far as a scan tells: brackets, repetitions, groups and escapes. The
 * text is never made a regular expression here. @returns undefined where no fault is found
 */
export function expressionFault(text: string): string | undefined {
  let depth = 0;
  let operand: "none" | "atom" | "repeated" = "none";
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    switch (character) {
      case "\\": {
        const fault = escapeFault(text, at);
        if (fault !== undefined) return fault;
        at = escapeEnd(text, at);
        operand = "atom";
        break;
      }
      case "[": {
        const end = classEnd(text, at);
        if (end === undefined) return "has a `[` that is not closed";
        at = end;
        operand = "atom";
        break;
      }
      case "(": {
        if (text[at + 1] === "?") {
          const group = /^\?(?:P?<[A-Za-z_]\w{0,63}>|[imsU]{0,8}(?:-[imsU]{1,8})?[:)])/.exec(text.slice(at + 1, at + 80))?.[0];
          if (group === undefined) return "has a group `(?` that Go does not know: it has no look-around";
          at += group.length;
          if (group.endsWith(")")) break;
        }
        depth++;
        operand = "none";
        break;
      }
      case ")":
        if (depth === 0) return "has a `)` that nothing opens";
        depth--;
        operand = "atom";
        break;
      case "|":
        operand = "none";
        break;
      case "*":
      case "+":
      case "?":
        if (operand === "none") return `has a \`${character}\` with nothing in front to repeat`;
        if (operand === "repeated") return `repeats a repetition with \`${character}\``;
        if (text[at + 1] === "?") at++;
        operand = "repeated";
        break;
      case "{": {
        const repeat = /^\{(\d{1,9})(?:,(\d{0,9}))?\}/.exec(text.slice(at, at + 24));
        if (repeat === null) {
          operand = "atom";
          break;
        }
        const [written, from = "", to = ""] = repeat;
        if (operand === "none") return "has a repetition with nothing in front to repeat";
        if (operand === "repeated") return "repeats a repetition";
        if (Number(from) > 1000 || Number(to) > 1000 || (to !== "" && Number(to) < Number(from))) return `has a repetition \`${written}\` that is out of range`;
        at += written.length - 1;
        if (text[at + 1] === "?") at++;
        operand = "repeated";
        break;
      }
      default:
        operand = "atom";
    }
  }
  return depth > 0 ? "has a `(` that is not closed" : undefined;
}

/** Letters that mean something behind a backslash in Go's syntax. */
const ESCAPES = "AbBCdDsSwWzQEafnrtvpPx";

function escapeFault(text: string, at: number): string | undefined {
  const next = text[at + 1];
  if (next === undefined) return "ends in a `\\`";
  if (/[1-7]/.test(next) && !/[0-7]/.test(text[at + 2] ?? "")) return "refers back to a group, which Go does not know";
  if (/[A-Za-z89]/.test(next) && !ESCAPES.includes(next)) return `has an escape \`\\${next}\` that Go does not know`;
  return undefined;
}

/** A `\Q` quotes all that follows until `\E`. */
function escapeEnd(text: string, at: number): number {
  if (text[at + 1] !== "Q") return at + 1;
  const end = text.indexOf("\\E", at + 2);
  return end === -1 ? text.length : end + 1;
}

/** @param at where a `[` is; a `]` right behind it, or behind `[^`, is a character of the class */
function classEnd(text: string, at: number): number | undefined {
  let end = at + (text[at + 1] === "^" ? 2 : 1);
  if (text[end] === "]") end++;
  for (; end < text.length; end++) {
    if (text[end] === "\\") end++;
    else if (text.startsWith("[:", end)) end = namedClassEnd(text, end);
    else if (text[end] === "]") return end;
  }
  return undefined;
}

/** Where `[:alpha:]` inside a class ends; where it is none, its own place. */
function namedClassEnd(text: string, at: number): number {
  const named = /^\[:\^?[a-z]{1,8}:\]/.exec(text.slice(at, at + 14))?.[0];
  return at + (named === undefined ? 0 : named.length - 1);
}
