import { type ParsedCidr, parseCidr } from "#lib/net/cidr.ts";
import type { Peer } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { checkSet, readEntries } from "./part.ts";
import { LISTED_LIMIT } from "./schema.ts";

const LONGEST_CIDR = 43; // characters: the schema's limit
const ZERO_BEFORE_OCTET = /(?:^|:)0\d+\.|\.0\d/;

/** Blocks match pods' addresses too: so it stands in the API. @returns undefined when one is invalid */
export function readNetworks(field: Field): readonly Peer[] | undefined {
  const entries = readEntries(field, LISTED_LIMIT);
  checkSet(entries);
  const blocks = entries.flatMap((entry) => readNetwork(entry) ?? []);
  return blocks.length === entries.length && blocks.length > 0 ? blocks : undefined;
}

function readNetwork(entry: Field): Peer | undefined {
  const text = entry.absent ? "" : entry.text();
  if (text === undefined) return undefined;
  const parsed = text.length > LONGEST_CIDR ? undefined : parseCidr(text);
  if (parsed === undefined || !isCidr(text, parsed)) {
    entry.error("invalid", `${quote(text)} is not a CIDR such as \`10.9.8.0/24\` or \`2001:db8::/64\`${parsed?.mapped ? ": IPv4-mapped IPv6 is not accepted" : ""}`);
    return undefined;
  }
  if (parsed.hostBits) entry.problems.warning("invalid", entry.path, `${quote(text)} has bits set beyond its prefix: it means ${quote(parsed.cidr.text)}`);
  return { kind: "cidr", cidr: parsed.cidr, except: [], disputed: false };
}

/** CEL's `isCIDR` (apiserver, `pkg/cel/library/cidr.go`) parses as Go's `netip` does: no leading zeros, and nothing IPv4-mapped. */
const isCidr = (text: string, { mapped }: ParsedCidr): boolean => !mapped && !ZERO_BEFORE_OCTET.test(text);
