import type { PortMatch, Protocol } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";

/** A protocol of a rule; `known` where connections of ours speak it. */
export interface RuleProtocol {
  readonly text: string;
  readonly known?: Protocol;
  readonly icmp?: 4 | 6;
}

const NAMES: readonly RuleProtocol[] = [
  { text: "TCP", known: "TCP" },
  { text: "UDP", known: "UDP" },
  { text: "SCTP", known: "SCTP" },
  { text: "ICMP", icmp: 4 },
  { text: "ICMPv6", icmp: 6 },
  { text: "UDPLite" },
];

/** IANA's numbers of those that matter here. */
const NUMBERS: ReadonlyMap<number, string> = new Map([[1, "ICMP"], [6, "TCP"], [17, "UDP"], [58, "ICMPv6"], [132, "SCTP"]]);

/** A name or a number; a number in quotes is one too. @returns undefined when it is absent or invalid */
export function readProtocol(field: Field): RuleProtocol | undefined {
  if (field.absent) return undefined;
  if (typeof field.value === "string") return /^\d{1,15}$/.test(field.value) ? numbered(Number(field.value), field) : named(field.value, field);
  if (!Number.isInteger(field.value)) return field.wrongType("a protocol's name or number");
  return numbered(Number(field.value), field);
}

export const matchOf = ({ text, known }: RuleProtocol): PortMatch => (known ? { kind: "protocol", protocol: known } : { kind: "other", text });

function named(name: string, field: Field): RuleProtocol | undefined {
  const protocol = NAMES.find(({ text }) => text === name);
  if (!protocol) field.error("unsupported-value", `unsupported protocol ${quote(name)}: use \`TCP\`, \`UDP\`, \`SCTP\`, \`ICMP\`, \`ICMPv6\`, \`UDPLite\` or a number`);
  return protocol;
}

function numbered(number: number, field: Field): RuleProtocol | undefined {
  if (number < 1 || number > 255) {
    field.error("invalid", `protocol ${quote(field.value)} must be between 1 and 255`);
    return undefined;
  }
  const name = NUMBERS.get(number);
  return NAMES.find(({ text }) => text === name) ?? { text: `protocol ${number}` };
}
