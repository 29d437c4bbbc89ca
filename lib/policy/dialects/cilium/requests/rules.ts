import type { Beyond } from "#lib/policy/algebra.ts";
import type { Field } from "#lib/source/field.ts";
import { lastKey } from "../entries.ts";
import { readName } from "../names.ts";
import { checkHttp } from "./http.ts";

const KINDS = ["http", "kafka", "dns", "l7proto"] as const;

/** What `rules` of a port rule look at. */
export interface ReadRules {
  readonly kind: (typeof KINDS)[number];
  readonly field: Field;
  /** An empty list restricts nothing. */
  readonly beyond?: Beyond;
}

/** At most one kind of them may be there. @returns undefined where there is none */
export function readRequestRules(rules: Field): ReadRules | undefined {
  if (rules.absent || !rules.struct(...KINDS, "l7")) return undefined;
  const set = KINDS.filter((kind) => !rules.at(kind).absent && rules.at(kind).value !== "");
  if (set.length === 0 && rules.at("l7").absent && rules.map().size === 0) rules.error("required", "one of `http`, `kafka`, `dns` and `l7proto` is missing: leave out empty `rules`");
  if (set.length > 1) rules.error("forbidden", `only one kind of rules may stand in one entry of \`toPorts\`; these are ${set.map((kind) => `\`${kind}\``).join(", ")}`);
  if (!rules.at("l7").absent && !set.includes("l7proto")) rules.at("l7").error("required", "`l7` may only stand beside `l7proto`");

  for (const entry of rules.at("http").list()) checkHttp(entry);
  checkTextMaps(rules.at("kafka"), "role", "apiVersion", "apiKey", "clientID", "topic");
  checkTextMaps(rules.at("l7"));
  const names = rules.at("dns").list().flatMap((entry) => readName(entry) ?? []);
  const protocol = rules.at("l7proto").text();

  const [kind] = set;
  if (kind === undefined) return undefined;
  const field = rules.at(kind);
  if (kind === "l7proto") return { kind, field, beyond: { kind: "requests", what: `${protocol ?? ""} requests`.trim() } };
  if (field.list().length === 0) return { kind, field };
  if (kind === "dns") return { kind, field, beyond: { kind: "dns", names } };
  return { kind, field, beyond: { kind: "requests", what: kind === "http" ? "HTTP requests" : "Kafka requests" } };
}

/** @param known keys of the maps; none: any but the empty one */
function checkTextMaps(list: Field, ...known: readonly string[]): void {
  for (const entry of list.list()) {
    if (known.length > 0) entry.allow(...known);
    for (const [key, value] of entry.map()) {
      value.text();
      if (key === "") value.error("invalid", `an empty key is not allowed in \`${lastKey(list)}\``);
    }
  }
}

