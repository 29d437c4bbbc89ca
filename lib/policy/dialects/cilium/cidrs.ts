import { bitsOf, parseAddress } from "#lib/net/address.ts";
import { type Cidr, cidrOf, contains, parseCidr } from "#lib/net/cidr.ts";
import { addressAt } from "#lib/net/address.ts";
import type { Peer } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { readTerms } from "./selector.ts";

/** Bounds the work on a cluster's text: the longest canonical block has 43 characters. */
const LONGEST_CIDR = 100;

export function readCidr(entry: Field): readonly Peer[] {
  const cidr = readBlock(entry);
  return cidr ? [{ kind: "cidr", cidr, except: [], disputed: false }] : [];
}

/** One entry of `fromCIDRSet` or `toCIDRSet`: a block, or the blocks of groups, without exceptions. */
export function readCidrSet(entry: Field): readonly Peer[] {
  entry.struct("cidr", "cidrGroupRef", "cidrGroupSelector", "except");
  const kinds = ["cidr", "cidrGroupRef", "cidrGroupSelector"].filter((key) => !entry.at(key).absent && entry.at(key).value !== "");
  if (kinds.length !== 1) entry.error(kinds.length === 0 ? "required" : "forbidden", "a CIDR rule needs exactly one of `cidr`, `cidrGroupRef` and `cidrGroupSelector`");
  const cidr = entry.at("cidr").absent ? undefined : readBlock(entry.at("cidr"));
  const except = entry.at("except").list().flatMap((field) => readExcept(field, cidr));
  if (cidr) return [{ kind: "cidr", cidr, except, disputed: false }];
  const groups = readGroups(entry);
  if (groups === undefined) return [];
  if (except.length === 0) return [groups];
  entry.problems.warning("ignored", entry.at("except").path, "Cilium does not document `except` beside a group of blocks: it is read as an exception all the same");
  return [{ kind: "all", of: [groups, { kind: "not", of: { kind: "any", of: except.map((block) => ({ kind: "cidr", cidr: block, except: [], disputed: false })) } }] }];
}

/** A group that does not exist lists nobody. */
function readGroups(entry: Field): Peer | undefined {
  const kinds = ["CiliumCIDRGroup"];
  const name = entry.at("cidrGroupRef").text();
  if (name !== undefined && name !== "") return { kind: "listed", lists: { kinds, name, selector: [] } };
  const selector = entry.at("cidrGroupSelector");
  if (selector.absent) return undefined;
  return { kind: "listed", lists: { kinds, selector: readTerms(selector).flatMap((term) => (term.kind === "label" ? [term.requirement] : [])) } };
}

/** Only the first address of an exception has to lie in the block (semantics §3.7). */
function readExcept(field: Field, block: Cidr | undefined): readonly Cidr[] {
  const except = readBlock(field);
  if (except && block && !contains(block, addressAt(except.family, except.first))) {
    field.error("invalid", `${quote(field.value)} does not lie in \`cidr\` ${quote(block.text)}`);
  }
  return except ? [except] : [];
}

/** A prefix, or one address. */
export function readBlock(field: Field): Cidr | undefined {
  const text = field.text();
  if (text === undefined) {
    if (field.absent) field.error("required", "an empty entry is no CIDR");
    return undefined;
  }
  const short = text.length <= LONGEST_CIDR ? text : "";
  const address = parseAddress(short);
  if (address) {
    field.problems.warning("invalid", field.path, `${quote(text)} has no prefix: it is read as ${quote(`${text}/${bitsOf(address.family)}`)}, and the API server may ask for that`);
    return cidrOf(address, bitsOf(address.family));
  }
  const parsed = parseCidr(short);
  if (parsed === undefined) field.error("invalid", `${quote(text)} is not a CIDR such as \`10.9.8.0/24\` or \`2001:db8::/64\``);
  return parsed?.cidr;
}
