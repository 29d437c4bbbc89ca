import { type Address, parseAddress } from "#lib/net/address.ts";
import { type Cidr, parseCidr } from "#lib/net/cidr.ts";
import { type Field, quote } from "#lib/source/field.ts";

/** Bounds the work on a cluster's text: the longest canonical block has 43 characters. */
const LONGEST_CIDR = 100;

export interface Block {
  readonly cidr: Cidr;
  /** The address before the slash, as it was written. */
  readonly address: Address;
  /** Written as IPv4-mapped IPv6. */
  readonly mapped: boolean;
}

/**
 * One block. The CRD wants a prefix (`format: cidr`), and the agent no leading zeros (Go's netip); bits beyond the prefix
 * pass both. @returns undefined when it is invalid
 */
export function readBlock(field: Field): Block | undefined {
  const text = field.absent ? "" : field.text();
  if (text === undefined) return undefined;
  const [before = ""] = text.length > LONGEST_CIDR ? [] : text.split("/", 1);
  const address = parseAddress(before);
  const parsed = before === "" ? undefined : parseCidr(text);
  if (address === undefined || parsed === undefined || hasLeadingZeros(text)) {
    field.error("invalid", faultOf(text, address));
    return undefined;
  }
  if (parsed.hostBits) field.problems.warning("invalid", field.path, `${quote(text)} has bits set beyond its prefix: it means ${quote(parsed.cidr.text)}`);
  if (parsed.mapped) field.problems.warning("invalid", field.path, `${quote(text)} is IPv4-mapped IPv6, on which network plugins disagree`);
  return { cidr: parsed.cidr, address, mapped: parsed.mapped };
}

function faultOf(text: string, address: Address | undefined): string {
  if (text === "") return "an address block is missing: write a CIDR such as `10.9.8.0/24`";
  if (address !== undefined && !text.includes("/")) return `${quote(text)} has no prefix: write ${quote(`${text}/${address.family === 4 ? 32 : 128}`)} for this address alone`;
  return `${quote(text)} is not a CIDR such as \`10.9.8.0/24\` or \`2001:db8::/64\`${hasLeadingZeros(text) ? ", without leading zeros" : ""}`;
}

/** In an octet or the prefix; those of IPv6 groups are fine. */
const hasLeadingZeros = (text: string): boolean => /(?:^|[.:])0\d+\.|\.0\d+(?:\/|$)|\/0\d/.test(text);
