import type { Field } from "#lib/source/field.ts";

/** One HTTP rule: all of its fields hold together, and none at all allows every request. */
export function checkHttp(rule: Field): void {
  rule.struct("path", "method", "host", "headers", "headerMatches");
  for (const key of ["path", "method", "host"]) checkExpression(rule.at(key));
  for (const header of rule.at("headers").list()) header.text();
  for (const match of rule.at("headerMatches").list()) {
    match.struct("name", "value", "secret", "mismatch");
    const mismatch = match.at("mismatch").text();
    if (mismatch !== undefined && !["", "LOG", "ADD", "DELETE", "REPLACE"].includes(mismatch)) match.at("mismatch").error("unsupported-value", "use `LOG`, `ADD`, `DELETE` or `REPLACE`");
    if (!match.at("name").text()) match.at("name").error("required", "a header needs its name");
  }
}

/** Finds what no regular expression can be: an expression of the input is never compiled. */
function checkExpression(field: Field): void {
  const fault = faultIn(field.text() ?? "");
  if (fault !== undefined) field.error("invalid", `the regular expression ${fault}`);
}

function faultIn(text: string): string | undefined {
  let open = 0;
  for (let at = 0; at < text.length; at++) {
    const sign = text[at];
    if (sign === "\\") {
      at++;
      if (at === text.length) return "ends with a backslash";
    } else if (sign === "[") {
      const end = endOfClass(text, at);
      if (end === -1) return "has a `[` without its `]`";
      at = end;
    } else if (sign === "(") open++;
    else if (sign === ")" && --open < 0) return "has a `)` without its `(`";
    else if ((sign === "*" || sign === "+" || sign === "?") && (at === 0 || text[at - 1] === "(" || text[at - 1] === "|") && !(sign === "?" && text[at - 1] === "(")) return `repeats nothing with \`${sign}\``;
  }
  return open > 0 ? "has a `(` without its `)`" : undefined;
}

/** A `]` right behind the `[`, or behind its `^`, is one of the class. */
function endOfClass(text: string, at: number): number {
  let inside = at + (text[at + 1] === "^" ? 2 : 1);
  if (text[inside] === "]") inside++;
  while (inside < text.length && text[inside] !== "]") inside += text[inside] === "\\" ? 2 : 1;
  return inside < text.length ? inside : -1;
}
