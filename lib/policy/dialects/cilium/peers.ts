import type { Peer } from "#lib/policy/algebra.ts";
import type { Field } from "#lib/source/field.ts";
import { readCidr, readCidrSet } from "./cidrs.ts";
import { readEndpoints } from "./endpoints.ts";
import { readEntity } from "./entities.ts";
import { readFqdns } from "./fqdns.ts";
import { readGroup } from "./groups.ts";
import type { Reader } from "./policy.ts";
import type { Section } from "./sections.ts";
import { readService } from "./services.ts";
import { readTerms } from "./selector.ts";

type ReadPeer = (entry: Field, reader: Reader) => readonly Peer[];

/** Nodes are selected by their own labels. */
const readNodes: ReadPeer = (entry) => [{ kind: "nodes", nodes: readTerms(entry).flatMap((term) => (term.kind === "label" ? [term.requirement] : [])) }];

/** The fields that say who, after `from` or `to`. */
const COMMON: Readonly<Record<string, ReadPeer>> = {
  Endpoints: readEndpoints,
  CIDR: readCidr,
  CIDRSet: readCidrSet,
  Entities: readEntity,
  Nodes: readNodes,
  Groups: readGroup,
};
const OUTWARD: Readonly<Record<string, ReadPeer>> = { ...COMMON, Services: readService };
const ALLOWED_OUTWARD: Readonly<Record<string, ReadPeer>> = { ...OUTWARD, FQDNs: readFqdns };

const readersOf = ({ direction, action }: Section): Readonly<Record<string, ReadPeer>> =>
  direction === "ingress" ? COMMON : action === "deny" ? OUTWARD : ALLOWED_OUTWARD;

const prefixOf = ({ direction }: Section): "from" | "to" => (direction === "egress" ? "to" : "from");

export const peerFieldsOf = (section: Section): readonly string[] =>
  [...Object.keys(readersOf(section)), "Requires"].map((field) => `${prefixOf(section)}${field}`);

/** @returns undefined where no field says who; a list that is there and empty means nobody (semantics §3.4) */
export function readPeers(entry: Field, section: Section, reader: Reader): readonly Peer[] | undefined {
  const named = Object.entries(readersOf(section)).map(([name, read]) => ({ field: entry.at(`${prefixOf(section)}${name}`), read })).filter(({ field }) => !field.absent);
  const full = named.filter(({ field }) => field.list().length > 0);
  const [first, second] = full;
  if (first && second) {
    second.field.error("forbidden", `\`${String(first.field.path.at(-1))}\` and \`${String(second.field.path.at(-1))}\` may not stand in one entry: write two`);
  }
  return named.length === 0 ? undefined : named.flatMap(({ field, read }) => field.list().flatMap((one) => read(one, reader)));
}
