import { type Cidr } from "#lib/net/cidr.ts";
import { parseAddress } from "#lib/net/address.ts";
import { blockOf } from "#lib/query/blocks.ts";
import { isWhole } from "#lib/query/named.ts";

/** One word that is sought. */
export interface Sought {
  readonly text: string;
  readonly lower: string;
  /** Where it is an address or a block of them. */
  readonly block: Cidr | undefined;
  /** It is one address. */
  readonly whole: boolean;
  /** Where it has a `*`. */
  readonly pattern: ((name: string) => boolean) | undefined;
}

export const soughtOf = (text: string): Sought => ({ text, lower: text.toLowerCase(), block: blockOf(text), whole: parseAddress(text) !== undefined, pattern: text.includes("*") ? isWhole(text) : undefined });
