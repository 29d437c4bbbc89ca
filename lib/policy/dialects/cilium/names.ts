import { type NamePart, type NamePattern, exactPattern, normalName } from "#lib/policy/names.ts";
import { type Field, quote } from "#lib/source/field.ts";

const LONGEST_NAME = 255;

/** An entry of `toFQDNs` or `rules.dns`: either a name or a pattern, as the CRD has it. */
export function readName(entry: Field): NamePattern | undefined {
  if (!entry.struct("matchName", "matchPattern")) return undefined;
  const name = entry.at("matchName");
  const pattern = entry.at("matchPattern");
  if (name.absent && pattern.absent) entry.error("required", "`matchName` or `matchPattern` is missing");
  if (!name.absent && !pattern.absent) entry.error("forbidden", "only one of `matchName` and `matchPattern` may be set");
  const nameText = readText(name, false);
  const patternText = readText(pattern, true);
  if (nameText !== undefined) return exactPattern(nameText);
  return patternText === undefined ? undefined : patternOf(patternText);
}

/** Reports what is no name, or no pattern of names. */
export function checkName(field: Field, text: string, wildcards: boolean): boolean {
  const fault = faultOf(text, wildcards);
  if (fault !== undefined) field.error("invalid", `${quote(text)} ${fault}`);
  return fault === undefined;
}

function readText(field: Field, wildcards: boolean): string | undefined {
  const text = field.text();
  return text !== undefined && checkName(field, text, wildcards) ? text : undefined;
}

function faultOf(text: string, wildcards: boolean): string | undefined {
  if (text.length > LONGEST_NAME) return `is longer than ${LONGEST_NAME} characters`;
  const characters = wildcards ? /^[-A-Za-z0-9_*]+$/ : /^[-A-Za-z0-9_]+$/;
  const labels = text.replace(/\.$/, "").split(".");
  if (labels.every((label) => characters.test(label))) return undefined;
  return `must consist of letters, digits, \`-\`, \`_\`${wildcards ? ", `*`" : ""} and single dots between them${!wildcards && text.includes("*") ? ": a `*` needs `matchPattern`" : ""}`;
}

/**
 * Stars alone are every name; two or more in front of a dot are whole labels; every other run of stars, however many, stays
 * inside one label (semantics §3.9).
 */
export function patternOf(text: string): NamePattern {
  const name = normalName(text);
  if (/^\*+$/.test(name)) return { text, parts: [{ kind: "every-name" }] };
  const leading = /^\*{2,}(?=\.)/.exec(name)?.[0] ?? "";
  const rest = name.slice(leading.length);
  const parts = (rest.match(/\*+|[^*]+/g) ?? []).map((part): NamePart => (part.startsWith("*") ? { kind: "within-label" } : { kind: "text", text: part }));
  return { text, parts: leading === "" ? parts : [{ kind: "labels" }, ...parts] };
}
