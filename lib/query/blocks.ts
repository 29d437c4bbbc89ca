import { type Address, bitsOf, parseAddress } from "#lib/net/address.ts";
import { type Cidr, cidrOf, covers, parseCidr } from "#lib/net/cidr.ts";

/** An address is a block of one. @returns undefined for what is neither an address nor a block */
export function blockOf(text: string): Cidr | undefined {
  const address = parseAddress(text);
  return address === undefined ? parseCidr(text)?.cidr : blockOfOne(address);
}

/** Whether one of the two lies in the other. */
export const meet = (a: Cidr, b: Cidr): boolean => covers(a, b) || covers(b, a);

const blockOfOne = (address: Address): Cidr => cidrOf(address, bitsOf(address.family));
