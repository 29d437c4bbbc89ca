import { type Address, type Family, addressAt, bitsOf } from "./address.ts";
import { type Cidr, EVERY_IPV4, EVERY_IPV6, cidr, cidrOf, contains } from "./cidr.ts";

/** Consecutive addresses; a CIDR is one, and so is a piece of one. Both ends are inside. */
export interface Range {
  readonly family: Family;
  readonly first: bigint;
  readonly last: bigint;
}

/**
 * Cuts ranges so that every block of `edges` holds all of a piece or nothing of it: then any one address of a piece
 * stands for all of it.
 */
export function cut(ranges: readonly Range[], edges: readonly Range[]): readonly Range[] {
  return ranges.flatMap(({ family, first, last }) => {
    const starts = edges.filter((edge) => edge.family === family).flatMap((edge) => [edge.first, edge.last + 1n]);
    const inside = [...new Set([first, ...starts.filter((start) => first < start && start <= last)])].sort((a, b) => (a < b ? -1 : 1));
    return inside.map((start, i) => ({ family, first: start, last: (inside[i + 1] ?? last + 1n) - 1n }));
  });
}

/** What is left of `ranges` without `holes`. */
export const without = (ranges: readonly Range[], holes: readonly Range[]): readonly Range[] =>
  cut(ranges, holes).filter((piece) => !holes.some((hole) => hole.family === piece.family && hole.first <= piece.first && piece.last <= hole.last));

export const firstOf = (range: Range): Address => addressAt(range.family, range.first);

/** `10.0.0.0/8` where the range is a block, else `10.0.0.0–10.0.0.9`. */
export function formatRange(range: Range): string {
  const first = firstOf(range);
  if (range.first === range.last) return first.text;
  const block = blockOf(range, first);
  return block ? block.text : `${first.text}–${addressAt(range.family, range.last).text}`;
}

function blockOf({ family, first, last }: Range, address: Address): Cidr | undefined {
  const size = last - first + 1n;
  const hostBits = size.toString(2).length - 1;
  if (1n << BigInt(hostBits) !== size) return undefined;
  const block = cidrOf(address, bitsOf(family) - hostBits);
  return block.first === first ? block : undefined;
}

/** Not globally routable: IANA's special-purpose registries, multicast and what is reserved. */
const SPECIAL: readonly Cidr[] = [
  "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
  "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3", "::/3", "2001:db8::/32", "3fff::/20", "4000::/2", "8000::/1",
].map(cidr);

/** Where the addresses of a cluster's own members are: private use, shared, link-local, benchmarking, and what is reserved. */
export const INTERNAL: readonly Cidr[] = ["10.0.0.0/8", "100.64.0.0/10", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16", "198.18.0.0/15", "240.0.0.0/4", "fc00::/7", "fe80::/10"].map(cidr);

export const isInternal = (address: Address): boolean => INTERNAL.some((block) => contains(block, address));

const PUBLIC_IPV4 = without([EVERY_IPV4], SPECIAL);
const PUBLIC_IPV6 = without([EVERY_IPV6], SPECIAL);

/** Every globally routable address, of IPv4 and, where it is in use, of IPv6. */
export const publicRanges = (usesIpv6: boolean): readonly Range[] => (usesIpv6 ? [...PUBLIC_IPV4, ...PUBLIC_IPV6] : PUBLIC_IPV4);

export const everyRange = (usesIpv6: boolean): readonly Range[] => (usesIpv6 ? [EVERY_IPV4, EVERY_IPV6] : [EVERY_IPV4]);
