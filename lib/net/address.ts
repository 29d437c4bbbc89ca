import ipaddr from "ipaddr.js";

export type Family = 4 | 6;

/** One IP address. IPv4-mapped IPv6 is IPv4, as the kernel sees it; `text` is the canonical form (RFC 5952). */
export interface Address {
  readonly kind: "address";
  readonly family: Family;
  readonly value: bigint;
  readonly text: string;
}

export const bitsOf = (family: Family): number => (family === 4 ? 32 : 128);

/** @returns undefined for anything that is not one address; a zone (`fe80::1%eth0`) is not accepted */
export function parseAddress(text: string): Address | undefined {
  const parsed = parseBytes(text);
  if (parsed === undefined) return undefined;
  if (parsed.kind() === "ipv6" && (parsed as ipaddr.IPv6).isIPv4MappedAddress()) {
    return fromBytes((parsed as ipaddr.IPv6).toIPv4Address());
  }
  return fromBytes(parsed);
}

/** The address whose number is `value`, for the edges of ranges. */
export function addressAt(family: Family, value: bigint): Address {
  const bytes = Array.from({ length: bitsOf(family) / 8 }, (_, i) => Number((value >> BigInt(bitsOf(family) - 8 * (i + 1))) & 255n));
  return fromBytes(ipaddr.fromByteArray(bytes));
}

/** As Go's lenient parser does: four decimal octets, in which leading zeros are decimal and not octal. */
function parseBytes(text: string): ipaddr.IPv4 | ipaddr.IPv6 | undefined {
  if (/^\d{1,15}(\.\d{1,15}){3}$/.test(text)) {
    const decimal = text.split(".").map((octet) => octet.replace(/^0+(?=\d)/, "")).join(".");
    return ipaddr.IPv4.isValidFourPartDecimal(decimal) ? ipaddr.IPv4.parse(decimal) : undefined;
  }
  const plain = withoutDots(text);
  return text.includes(":") && !text.includes("%") && ipaddr.IPv6.isValid(plain) ? ipaddr.IPv6.parse(plain) : undefined;
}

/** `::ffff:10.0.0.1` as `::ffff:a00:1`: the library would read `::10.0.0.1` as IPv4-mapped, which it is not. */
function withoutDots(text: string): string {
  const match = /^(.*:)(\d{1,3}(?:\.\d{1,3}){3})$/.exec(text);
  if (match?.[1] === undefined || match[2] === undefined || !ipaddr.IPv4.isValidFourPartDecimal(match[2])) return text;
  const [a = 0, b = 0, c = 0, d = 0] = ipaddr.IPv4.parse(match[2]).toByteArray();
  return `${match[1]}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
}

function fromBytes(parsed: ipaddr.IPv4 | ipaddr.IPv6): Address {
  const value = parsed.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const family: Family = parsed.kind() === "ipv4" ? 4 : 6;
  return { kind: "address", family, value, text: family === 4 ? parsed.toString() : (parsed as ipaddr.IPv6).toRFC5952String() };
}
