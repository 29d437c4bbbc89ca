import type { PortMatch } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { portNameFaults } from "#lib/source/names.ts";
import { type Part, UNKNOWN } from "./part.ts";

/** An experimental field. A name is of whichever protocol the pod declares it; an empty one is no field at all to an implementation. */
export function readNamedPort(field: Field): Part<PortMatch> | undefined {
  const name = field.text();
  if (name === undefined) return undefined;
  const [fault] = portNameFaults(name);
  if (fault !== undefined) field.problems.warning("invalid", field.path, `no pod can have a port named ${quote(name)}: it ${fault}`);
  return name === "" ? UNKNOWN : { kind: "experimental", means: [{ kind: "named", name }] };
}
