import { type Field, quote } from "#lib/source/field.ts";
import type { RuleProtocol } from "./protocol.ts";

/** `icmp` or `notICMP`. @returns its type and code in words */
export function readIcmp(field: Field): string | undefined {
  if (field.absent || !field.struct("type", "code")) return undefined;
  const type = readNumber(field.at("type"), 254);
  const code = readNumber(field.at("code"), 255);
  if (!field.at("code").absent && field.at("type").absent) field.at("code").error("required", "an ICMP `code` needs a `type` beside it");
  return [...(type === undefined ? [] : [`type ${type}`]), ...(code === undefined ? [] : [`code ${code}`])].join(" ");
}

/** ICMP belongs to IPv4 and ICMPv6 to IPv6, and types are theirs alone. */
export function checkIcmp(rule: Field, protocol: RuleProtocol | undefined, notProtocol: RuleProtocol | undefined): void {
  const icmp = rule.at("icmp");
  if (!icmp.absent && protocol?.icmp === undefined) icmp.error("forbidden", "`icmp` needs `protocol: ICMP` or `protocol: ICMPv6`");
  const version = rule.at("ipVersion");
  for (const { text, icmp: family } of [protocol, notProtocol].flatMap((one) => one ?? [])) {
    if (family !== undefined && (version.value === 4 || version.value === 6) && version.value !== family) {
      version.error("forbidden", `\`${text}\` belongs to IP version ${family}: \`ipVersion\` must be ${family} or left out`);
    }
  }
}

function readNumber(field: Field, highest: number): number | undefined {
  const number = field.integer();
  if (number !== undefined && (number < 0 || number > highest)) field.error("invalid", `${quote(number)} must be between 0 and ${highest}`);
  return number;
}
