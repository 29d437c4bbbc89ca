import { type Field, quote } from "#lib/source/field.ts";
import { readOneOf, readTexts, requireText } from "../entries.ts";
import { expressionFault } from "./expression.ts";
import { checkSecret } from "./secret.ts";

/** An entry of `rules.http`; it looks at requests, so that it is checked and not translated. */
export function checkHttp(entry: Field): void {
  if (!entry.struct("path", "method", "host", "headers", "headerMatches")) return;
  for (const key of ["path", "method"]) checkExpression(entry.at(key));
  entry.at("host").text();
  readTexts(entry.at("headers"));
  for (const match of entry.at("headerMatches").list()) checkHeaderMatch(match);
}

function checkExpression(field: Field): void {
  const text = field.text();
  const fault = text === undefined ? undefined : expressionFault(text);
  if (fault !== undefined) field.error("invalid", `${quote(text)} is no regular expression: it ${fault}`);
}

function checkHeaderMatch(match: Field): void {
  if (!match.struct("mismatch", "name", "secret", "value")) return;
  requireText(match.at("name"), "a header match");
  readOneOf(match.at("mismatch"), ["LOG", "ADD", "DELETE", "REPLACE"]);
  match.at("value").text();
  if (!match.at("secret").absent) checkSecret(match.at("secret"));
}
