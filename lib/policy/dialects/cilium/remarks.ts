import type { Field } from "#lib/source/field.ts";
import { requireText } from "./entries.ts";

const LONGEST_LOG = 32;

export const REMARKS = ["description", "labels", "log"] as const;

/** What a rule says for people and logs alone. */
export function checkRemarks(rule: Field): void {
  rule.at("description").text();
  for (const label of rule.at("labels").list()) {
    if (!label.struct("key", "source", "value")) continue;
    requireText(label.at("key"), "a label");
    for (const key of ["source", "value"]) label.at(key).text();
  }
  const log = rule.at("log");
  log.struct("value");
  const value = log.at("value");
  const text = value.text();
  if (text !== undefined && (text.length > 2 * LONGEST_LOG || [...text].length > LONGEST_LOG)) value.error("invalid", `\`value\` may have no more than ${LONGEST_LOG} characters`);
  else if (text !== undefined && !/^\P{C}*$/u.test(text)) value.error("invalid", "`value` may only have printable characters");
}
