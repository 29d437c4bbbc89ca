import type { Beyond } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { readTexts } from "./entries.ts";
import type { RuleProtocol } from "./protocol.ts";

interface Bearing {
  readonly isEgress: boolean;
  readonly allows: boolean;
  readonly protocol: RuleProtocol | undefined;
}

/** HTTP is looked at once the connection is open, by Calico's application layer policy. */
export function readHttp(field: Field, { isEgress, allows, protocol }: Bearing): Beyond | undefined {
  if (field.absent || !field.struct("methods", "paths")) return undefined;
  if (isEgress) field.error("forbidden", "`http` may not stand in an egress rule");
  if (!allows) field.error("forbidden", "`http` may stand only in a rule whose action is `Allow`");
  if (protocol && protocol.known !== "TCP") field.error("forbidden", "`http` needs `protocol: TCP` or no protocol");
  const methods = readTexts(field.at("methods"));
  if (new Set(methods.map(({ text }) => text)).size < methods.length) field.at("methods").error("invalid", "`methods` may not name one twice");
  for (const path of field.at("paths").list()) checkPath(path);
  return { kind: "requests", what: "HTTP requests" };
}

function checkPath(path: Field): void {
  if (!path.struct("exact", "prefix")) return;
  const given = [path.at("exact"), path.at("prefix")].flatMap((field) => field.text() || []);
  const [text] = given;
  if (text === undefined || given.length > 1) path.error("invalid", "a path needs either `exact` or `prefix`");
  else if (!text.startsWith("/") || /[?# ]/.test(text)) path.error("invalid", `the path ${quote(text)} must start with \`/\` and have no \`?\`, \`#\` or blank`);
}
