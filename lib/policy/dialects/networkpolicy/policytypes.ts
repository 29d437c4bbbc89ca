import type { Direction } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";

const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
  ["Egress", "egress"],
  ["Ingress", "ingress"],
]);

/** The directions that a policy isolates. Absent and empty alike mean ingress, and egress if there are rules for it. */
export function readPolicyTypes(field: Field, hasEgressRules: boolean): ReadonlySet<Direction> {
  const entries = field.list();
  if (entries.length > 2) field.error("invalid", "`policyTypes` may not have more than two entries");
  const stated = entries.flatMap((entry) => readPolicyType(entry) ?? []);
  if (entries.length > 0) return new Set(stated);
  return new Set(hasEgressRules ? ["ingress", "egress"] : ["ingress"]);
}

/** An absent entry is the empty text, as in Go. */
function readPolicyType(entry: Field): Direction | undefined {
  const text = entry.absent ? "" : entry.text();
  if (text === undefined) return undefined;
  const direction = DIRECTIONS.get(text);
  if (direction === undefined) entry.error("unsupported-value", `unsupported policy type ${quote(text)}: use \`Ingress\` or \`Egress\``);
  return direction;
}
