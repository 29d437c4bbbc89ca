import { type ParsedCidr, covers, parseCidr } from "#lib/net/cidr.ts";
import type { Peer } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";

/** Bounds the work on a cluster's text: the longest canonical block has 43 characters. */
const LONGEST_CIDR = 100;

/** @returns undefined when it is invalid */
export function readIpBlock(field: Field): Peer | undefined {
  if (!field.struct("cidr", "except")) return undefined;
  const block = readBlock(field.at("cidr"));
  const except = field.at("except").list().flatMap((entry) => readExcept(entry, block) ?? []);
  if (block === undefined) return undefined;
  const disputed = [block, ...except].some((part) => part.mapped);
  return { kind: "cidr", cidr: block.cidr, except: except.map((part) => part.cidr), disputed };
}

function readBlock(field: Field): ParsedCidr | undefined {
  if (field.absent || field.value === "") {
    field.error("required", "`cidr` is missing: an `ipBlock` needs one");
    return undefined;
  }
  return readCidr(field);
}

/** An absent entry is the empty text, as in Go. */
function readExcept(field: Field, block: ParsedCidr | undefined): ParsedCidr | undefined {
  const except = readCidr(field);
  if (except && block && !isStrictSubset(except, block)) {
    field.error("invalid", `${quote(field.value)} must be a strict subset of \`cidr\` ${quote(block.cidr.text)}`);
  }
  return except;
}

/** Prefixes are compared as they are written: that of an IPv4-mapped block counts from 128 bits. */
const isStrictSubset = (inner: ParsedCidr, outer: ParsedCidr): boolean =>
  covers(outer.cidr, inner.cidr) && writtenPrefix(inner) > writtenPrefix(outer);

const writtenPrefix = ({ cidr, mapped }: ParsedCidr): number => cidr.prefix + (mapped ? 96 : 0);

/** Accepts what Kubernetes up to 1.35 does, and warns of what StrictIPCIDRValidation (on by default in 1.36) rejects. */
function readCidr(field: Field): ParsedCidr | undefined {
  const text = field.absent ? "" : field.text();
  if (text === undefined) return undefined;
  const parsed = text.length > LONGEST_CIDR ? undefined : parseCidr(withoutZeros(text));
  if (parsed === undefined) {
    field.error("invalid", `${quote(text)} is not a CIDR such as \`10.9.8.0/24\` or \`2001:db8::/64\``);
    return undefined;
  }
  const warn = (fault: string) =>
    field.problems.warning("invalid", field.path, `${quote(text)} ${fault}: it means ${quote(parsed.cidr.text)}, and Kubernetes 1.36 rejects it`);
  if (parsed.hostBits) warn("has bits set beyond its prefix");
  if (withoutZeros(text) !== text) warn("has leading zeros");
  if (parsed.mapped) warn("is IPv4-mapped IPv6, on which network plugins disagree");
  return parsed;
}

/** Without the zeros that lead an octet or the prefix, which Go reads as decimal; those of IPv6 groups are no fault. */
const withoutZeros = (text: string): string => text.replace(/(?<=[./])0+(?=\d)|(?<=^|:)0+(?=\d+\.)/g, "");
