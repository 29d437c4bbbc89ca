import type { Direction } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";

const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
  ["Ingress", "ingress"],
  ["Egress", "egress"],
]);

/** What is told of the rules where `types` is not. */
export interface Written {
  readonly egress: number;
  readonly ingress: number;
  /** Whether the object is the stored one, which Felix reads as it is. */
  readonly stored: boolean;
}

/** The directions that a policy is for (semantics §4.2). */
export function readTypes(spec: Field, written: Written): ReadonlySet<Direction> {
  const field = spec.at("types");
  const entries = field.list();
  if (!field.absent && !Array.isArray(field.value)) return new Set();
  if (entries.length === 0) return untold(spec, written);
  if (entries.length > 2) field.error("invalid", "`types` may not have more than two entries");
  const types = new Set<Direction>();
  for (const entry of entries) {
    const text = entry.absent ? "" : entry.text();
    if (text === undefined) continue;
    const direction = DIRECTIONS.get(text);
    if (direction === undefined) entry.error("unsupported-value", `unsupported type ${quote(text)}: use \`Ingress\` or \`Egress\``);
    else if (types.has(direction)) entry.error("invalid", `type ${quote(text)} stands here twice`);
    else types.add(direction);
  }
  return types;
}

/** The API fills in what the rules are for. In a stored object nobody did, and Felix takes it to be for both directions. */
function untold(spec: Field, { egress, ingress, stored }: Written): ReadonlySet<Direction> {
  const { problems, path } = spec.at("types");
  if (stored) {
    problems.warning("required", path, "without `types` a policy that is written to Calico's storage group limits both directions: state them");
    return new Set(["ingress", "egress"]);
  }
  if (egress === 0 && Array.isArray(spec.at("egress").value)) {
    problems.warning("ignored", spec.at("egress").path, "releases differ on whether an empty list of rules adds its direction: it is taken not to; state `types`");
  }
  return new Set(egress === 0 ? ["ingress"] : ingress === 0 ? ["egress"] : ["ingress", "egress"]);
}
