import { bitsOf, parseAddress } from "#lib/net/address.ts";
import { type Cidr, type ParsedCidr, cidrOf, parseCidr } from "#lib/net/cidr.ts";
import type { Peer } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { readTexts } from "./entries.ts";

/** Bounds the work on a cluster's text: the longest canonical block has 43 characters. */
const LONGEST_CIDR = 100;

export interface Net {
  readonly field: Field;
  readonly cidr: Cidr;
  readonly mapped: boolean;
}

/** The `nets` of a rule; those with bits beyond their prefix are rejected (libcalico-go validator, "net"). */
export const readNets = (list: Field): readonly Net[] =>
  readBlocks(list).map(({ field, block }) => {
    if (block.hostBits) field.error("invalid", `${quote(field.value)} has bits set beyond its prefix: write ${quote(block.cidr.text)}`);
    return toNet(field, block);
  });

/** The `notNets` of a rule: leaving out everything would leave nothing. */
export function readNotNets(list: Field): readonly Net[] {
  const nets = readNets(list);
  for (const { field, cidr } of nets) {
    if (cidr.prefix === 0) field.error("invalid", `${quote(field.value)} in \`notNets\` leaves out every address, so the rule would match nothing`);
  }
  return nets;
}

/** The `nets` of a set, in which bits beyond the prefix are allowed. */
export const readSetNets = (list: Field): readonly Net[] =>
  readBlocks(list).map(({ field, block }) => {
    if (block.hostBits) field.problems.warning("invalid", field.path, `${quote(field.value)} has bits set beyond its prefix: it means ${quote(block.cidr.text)}`);
    return toNet(field, block);
  });

export const peerOf = ({ cidr, mapped }: Net): Peer => ({ kind: "cidr", cidr, except: [], disputed: mapped });

function toNet(field: Field, { cidr, mapped }: ParsedCidr): Net {
  if (mapped) field.problems.warning("invalid", field.path, `${quote(field.value)} is IPv4-mapped IPv6, on which network plugins disagree`);
  return { field, cidr, mapped };
}

const readBlocks = (list: Field): readonly { readonly field: Field; readonly block: ParsedCidr }[] =>
  readTexts(list).flatMap(({ field, text }) => {
    const block = text.length > LONGEST_CIDR ? undefined : parseCidr(text) ?? single(text);
    if (block) return [{ field, block }];
    field.error("invalid", `${quote(text)} is no address and no CIDR such as \`10.9.8.0/24\` or \`2001:db8::/64\``);
    return [];
  });

/** A bare address is a block of one. */
function single(text: string): ParsedCidr | undefined {
  const address = parseAddress(text);
  return address && { cidr: cidrOf(address, bitsOf(address.family)), hostBits: false, mapped: address.family === 4 && text.includes(":") };
}
