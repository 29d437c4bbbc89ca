import type { Rule } from "#lib/policy/algebra.ts";
import type { Field } from "#lib/source/field.ts";
import { readOneOf } from "./entries.ts";

const MODES = ["disabled", "required", "test-always-fail"] as const;
export type AuthenticationMode = (typeof MODES)[number];

export function readAuthentication(field: Field): AuthenticationMode {
  if (field.absent || !field.struct("mode")) return "disabled";
  const mode = field.at("mode");
  if (mode.absent) mode.error("required", "`mode` is missing: use `disabled` or `required`");
  return readOneOf(mode, MODES) ?? "disabled";
}

/**
 * What a rule becomes where its connections must be authenticated. The demand holds whoever else allows them (semantics
 * §3.13), so it denies, perhaps: nobody can tell from the input whether the authentication succeeds.
 */
export function authenticated(rule: Rule, mode: AuthenticationMode): readonly Rule[] {
  const { peers, ports, place, number } = rule;
  const demand: Rule = { action: "deny", peers, ports, place, number, name: "authentication" };
  switch (mode) {
    case "disabled":
      return [rule];
    case "required":
      return [rule, { ...demand, conditions: [{ kind: "authentication" }] }];
    case "test-always-fail":
      return [demand];
  }
}
