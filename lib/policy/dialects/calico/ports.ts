import type { PortMatch, Protocol } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { portNameFaults } from "#lib/source/names.ts";

/** A port as a rule writes it; the protocol stands elsewhere in the rule. */
export type RulePort =
  | { readonly kind: "range"; readonly from: number; readonly to: number }
  | { readonly kind: "named"; readonly name: string };

export const readPorts = (list: Field): readonly RulePort[] => list.list().flatMap((entry) => readPort(entry) ?? []);

/** Numbers always stand beside a protocol that has ports, and without one a name is a port of TCP (felix/calc `ruleToParsedRule`). */
export const portMatchOf = (port: RulePort, protocol: Protocol = "TCP"): PortMatch => ({ ...port, protocol });

/** A number, a range `1024:2047` with both its ends, or a name. */
function readPort(entry: Field): RulePort | undefined {
  const text = entry.absent ? "" : entry.value;
  if (typeof text === "number" && Number.isInteger(text)) return readRange(text, text, entry);
  if (typeof text !== "string") return entry.wrongType("a port number, a range such as `1024:2047` or a port's name");
  if (/^\d{1,15}$/.test(text)) return readRange(Number(text), Number(text), entry);
  const range = text.length > 40 ? null : /^(\d+):(\d+)$/.exec(text);
  if (range) return readRange(Number(range[1]), Number(range[2]), entry);
  return entry.check(text, portNameFaults) ? { kind: "named", name: text } : undefined;
}

function readRange(from: number, to: number, entry: Field): RulePort | undefined {
  const outside = [...new Set([from, to])].filter((port) => port < 1 || port > 65_535);
  for (const port of outside) entry.error("invalid", `port ${quote(port)} must be between 1 and 65535`);
  if (from > to) entry.error("invalid", `${quote(entry.value)} ends before it begins`);
  return outside.length > 0 || from > to ? undefined : { kind: "range", from, to };
}
