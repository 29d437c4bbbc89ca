import { type Address, type Family, addressAt, bitsOf, parseAddress } from "./address.ts";

/** A block of addresses, masked: `10.1.2.3/8` is kept as `10.0.0.0/8`. `first` and `last` are inside. */
export interface Cidr {
  readonly family: Family;
  readonly prefix: number;
  readonly first: bigint;
  readonly last: bigint;
  readonly text: string;
}

export interface ParsedCidr {
  readonly cidr: Cidr;
  /** Bits were set behind the prefix. */
  readonly hostBits: boolean;
  /** Written as IPv4-mapped IPv6; engines disagree on what it matches. */
  readonly mapped: boolean;
}

/** Reads `address/prefix` as Kubernetes 1.35 does: host bits and leading zeros pass. @returns undefined when it is not a block */
export function parseCidr(text: string): ParsedCidr | undefined {
  const match = /^([0-9a-fA-F:.]+)\/(\d{1,3})$/.exec(text);
  const address = match?.[1] === undefined ? undefined : parseAddress(match[1]);
  if (match?.[1] === undefined || match[2] === undefined || address === undefined) return undefined;
  if (match[2].length > 1 && match[2].startsWith("0")) return undefined;
  const mapped = address.family === 4 && match[1].includes(":");
  const written = Number(match[2]);
  if (mapped && written < 96) return { cidr: mappedBlock(address.value, written), hostBits: mappedBlock(address.value, written).first !== mappedValue(address.value), mapped };
  const prefix = written - (mapped ? 96 : 0);
  if (prefix > bitsOf(address.family)) return undefined;
  const cidr = cidrOf(address, prefix);
  return { cidr, hostBits: cidr.first !== address.value, mapped };
}

/** A block around the IPv4-mapped addresses is one of IPv6. */
const mappedBlock = (ipv4: bigint, prefix: number): Cidr => cidrOf(addressAt(6, mappedValue(ipv4)), prefix);
const mappedValue = (ipv4: bigint): bigint => (0xffffn << 32n) | ipv4;

/** The block of `prefix` leading bits that holds `address`. */
export function cidrOf(address: Address, prefix: number): Cidr {
  const hostBits = BigInt(bitsOf(address.family) - prefix);
  const first = (address.value >> hostBits) << hostBits;
  const text = `${addressAt(address.family, first).text}/${prefix}`;
  return { family: address.family, prefix, first, last: first | ((1n << hostBits) - 1n), text };
}

/** @throws Error when a constant of ours is not a block: a programming error, never user input */
export function cidr(text: string): Cidr {
  const parsed = parseCidr(text);
  if (parsed === undefined) throw new Error(`not a CIDR: ${text}`);
  return parsed.cidr;
}

export const EVERY_IPV4 = cidr("0.0.0.0/0");
export const EVERY_IPV6 = cidr("::/0");

export const contains = (block: Cidr, address: Address): boolean =>
  block.family === address.family && block.first <= address.value && address.value <= block.last;

export const covers = (outer: Cidr, inner: Cidr): boolean =>
  outer.family === inner.family && outer.first <= inner.first && inner.last <= outer.last;
