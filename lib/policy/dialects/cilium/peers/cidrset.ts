import { contains } from "#lib/net/cidr.ts";
import type { ListMatch, Peer } from "#lib/policy/algebra.ts";
import { readLabelSelector } from "#lib/policy/labelselector.ts";
import { EVERYTHING } from "#lib/policy/selector.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { dnsSubdomainFaults } from "#lib/source/names.ts";
import type { Author } from "../author.ts";
import { untoldFeature } from "../options.ts";
import { type Block, readBlock } from "./blocks.ts";

const CHOICES = ["cidr", "cidrGroupRef", "cidrGroupSelector"] as const;

/** An entry of `fromCIDR` or `toCIDR`. */
export function readCidr(entry: Field): Peer | undefined {
  const block = readBlock(entry);
  return block && peerOf(block, []);
}

/** An entry of `fromCIDRSet` or `toCIDRSet`. */
export function readCidrRule(entry: Field, author: Author): Peer | undefined {
  if (!entry.struct(...CHOICES, "except")) return undefined;
  const set = CHOICES.filter((key) => !entry.at(key).absent && entry.at(key).value !== "");
  if (set.length === 0) entry.error("required", "one of `cidr`, `cidrGroupRef` and `cidrGroupSelector` is missing");
  if (set.length > 1) entry.error("forbidden", `only one of \`cidr\`, \`cidrGroupRef\` and \`cidrGroupSelector\` may be set; this one has ${set.map(quote).join(", ")}`);

  const block = set.includes("cidr") ? readBlock(entry.at("cidr")) : undefined;
  const lists = readLists(entry);
  const excepts = entry.at("except").list().flatMap((except) => {
    const hole = readBlock(except);
    if (hole && block && !isInside(hole, block)) except.error("invalid", `${quote(except.value)} starts outside of \`cidr\` ${quote(block.cidr.text)}`);
    return hole ?? [];
  });
  if (block) return peerOf(block, excepts);
  return lists && listedWithout(lists, excepts, entry.at("except"), author);
}

/** Only the address before the slash is tested: an exception may be as wide as its block, or wider (semantics §3.7). */
const isInside = (hole: Block, block: Block): boolean => hole.mapped === block.mapped && contains(block.cidr, hole.address);

const peerOf = ({ cidr, mapped }: Block, excepts: readonly Block[]): Peer => ({
  kind: "cidr",
  cidr,
  except: excepts.map((hole) => hole.cidr),
  disputed: mapped || excepts.some((hole) => hole.mapped),
});

function readLists(entry: Field): ListMatch | undefined {
  const kinds = ["CiliumCIDRGroup"];
  const named = entry.at("cidrGroupRef");
  const selected = entry.at("cidrGroupSelector");
  const name = named.text();
  if (name) return named.check(name, dnsSubdomainFaults) ? { kinds, name, selector: EVERYTHING } : undefined;
  return selected.absent ? undefined : { kinds, selector: readLabelSelector(selected) };
}

/** Exceptions from a group are "not supported yet" (the API's own comment): whether they are heeded stays open. */
function listedWithout(lists: ListMatch, excepts: readonly Block[], field: Field, { ref }: Author): Peer {
  const listed: Peer = { kind: "listed", lists };
  if (excepts.length === 0) return listed;
  field.problems.warning("ignored", field.path, "`except` beside a CiliumCIDRGroup is not supported yet, says Cilium: verdicts about these addresses are unknown");
  const holes: Peer = { kind: "any", of: excepts.map((hole) => peerOf(hole, [])) };
  const untold: Peer = { kind: "untold", missing: untoldFeature(ref, "exceptions from a CiliumCIDRGroup") };
  return { kind: "any", of: [{ kind: "all", of: [listed, { kind: "not", of: holes }] }, { kind: "all", of: [listed, holes, untold] }] };
}
