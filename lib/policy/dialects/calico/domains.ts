import type { Need } from "#lib/policy/algebra.ts";
import { type NamePart, type NamePattern, normalName } from "#lib/policy/names.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { readTexts } from "./entries.ts";

/** What only Calico Enterprise and Calico Cloud have; worded to stand inside a sentence (semantics §4.8). */
export const DOMAIN_NAMES = "domain names in rules (part of Calico Enterprise and Calico Cloud)";

/** Open source rejects the field or drops it, which would leave a rule for everybody: it is never read so. */
export const NEEDS_DOMAIN_NAMES: Need = { feature: DOMAIN_NAMES, lacking: { kind: "rejected" }, untold: "open" };

const LABEL = /^[A-Za-z0-9_](?:[-A-Za-z0-9_]*[A-Za-z0-9_])?$/;

/** `domains` of a rule, `allowedEgressDomains` of a set. */
export function readDomains(list: Field, without: string): readonly NamePattern[] {
  const entries = readTexts(list);
  if (entries.length > 0) list.problems.warning("ignored", list.path, `only Calico Enterprise and Calico Cloud know \`${list.path.at(-1) ?? ""}\`: open source Calico ${without}`);
  return entries.flatMap(({ field, text }) => readDomain(text, field) ?? []);
}

/** A `*` stands for a whole component or several, wherever it is (Calico Enterprise, "DNS policy"). */
function readDomain(text: string, field: Field): NamePattern | undefined {
  const name = text.length > 255 ? "" : normalName(text);
  const labels = name.split(".");
  const wildcard = labels.indexOf("*");
  if (!labels.every((label) => label === "*" || (label.length <= 63 && LABEL.test(label))) || labels.lastIndexOf("*") !== wildcard) {
    field.error("invalid", `${quote(text)} is no domain name such as \`example.com\` or \`*.example.com\`, with at most one \`*\` as a whole component`);
    return undefined;
  }
  if (wildcard === -1) return { text, parts: [{ kind: "text", text: name }] };
  const before = labels.slice(0, wildcard).map((label) => `${label}.`).join("");
  const after = labels.slice(wildcard + 1).map((label) => `.${label}`).join("");
  return { text, parts: [...literal(before), { kind: "labels" }, ...literal(after)] };
}

const literal = (text: string): readonly NamePart[] => (text === "" ? [] : [{ kind: "text", text }]);
