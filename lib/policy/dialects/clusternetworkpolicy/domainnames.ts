import type { Action, Peer } from "#lib/policy/algebra.ts";
import { type NamePattern, exactPattern, normalName } from "#lib/policy/names.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { placeOf } from "#lib/source/place.ts";
import { checkSet, readEntries } from "./part.ts";
import type { Reader } from "./reader.ts";
import { LISTED_LIMIT } from "./schema.ts";

/** A name's label; `A-z` holds six signs more than letters, by accident of the schema, which its newest text no longer has. */
const LABEL = /^[A-z0-9](?:[-A-Za-z0-9_]*[A-Za-z0-9])?$/;
const BY_ACCIDENT = /^[^A-Za-z0-9]/;
const WILDCARD = "*.";

/** @returns undefined when one is invalid */
export function readDomainNames(field: Field, action: Action | undefined, reader: Reader): readonly Peer[] | undefined {
  const entries = readEntries(field, LISTED_LIMIT);
  checkSet(entries);
  const names = entries.flatMap((entry) => readDomainName(entry) ?? []);
  if (names.length < entries.length || names.length === 0) return undefined;
  const peer: Peer = { kind: "names", names, learnt: "any-lookup" };
  return action === undefined || action === "allow" ? [peer] : [unsupported(peer, field, reader)];
}

/**
 * The API calls names supported only in rules that accept, and rejects no others (semantics §2.3): some implementations
 * ignore them there, others deny or pass what the names lead to.
 */
function unsupported(peer: Peer, field: Field, { ref, source }: Reader): Peer {
  field.problems.warning("ignored", field.path, "`domainNames` are supported only in rules that accept: implementations differ on what this rule does");
  return { kind: "all", of: [peer, { kind: "untold", missing: { kind: "not-evaluated", policy: ref, place: placeOf(source, field.path) } }] };
}

/** A leading `*.` is one or more labels: `*.example.com` is not `example.com`. */
function readDomainName(entry: Field): NamePattern | undefined {
  const text = entry.absent ? "" : entry.text();
  if (text === undefined) return undefined;
  const wild = text.startsWith(WILDCARD);
  const name = wild ? text.slice(WILDCARD.length) : text;
  const labels = name.replace(/\.$/, "").split(".");
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label))) {
    entry.error("invalid", `${quote(text)} is not a domain name such as \`example.com\` or \`*.example.com\``);
    return undefined;
  }
  if (labels.some((label) => BY_ACCIDENT.test(label))) {
    entry.problems.warning("invalid", entry.path, `${quote(text)} has a label that starts with a sign, which newer schemas reject`);
  }
  return wild ? { text, parts: [{ kind: "labels" }, { kind: "text", text: `.${normalName(name)}` }] } : exactPattern(text);
}
