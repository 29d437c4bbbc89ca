import type { Peer } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import type { Subjected } from "./author.ts";
import { readName } from "./names.ts";
import { NODE_LABELS } from "./options.ts";
import { readCidr, readCidrRule } from "./peers/cidrset.ts";
import { readEntity } from "./peers/entities.ts";
import { readGroup } from "./peers/groups.ts";
import { readService } from "./peers/services.ts";
import { readEndpoints } from "./selector/peer.ts";
import { readNodes } from "./selector/nodes.ts";

/** Whom one entry of a section is about. */
export interface Whom {
  /** Whether any list is there at all: an absent one is everybody where there are ports, an empty one nobody, whoever another one names (semantics §3.4). */
  readonly stated: boolean;
  readonly peers: readonly Peer[];
}

type ReadPeer = (entry: Field, subjected: Subjected) => Peer | undefined;

const BOTH_WAYS: readonly (readonly [string, ReadPeer])[] = [
  ["Endpoints", (entry, { selectsInit, author }) => readEndpoints(entry, selectsInit, author)],
  ["CIDR", readCidr],
  ["CIDRSet", (entry, { author }) => readCidrRule(entry, author)],
  ["Entities", readEntity],
  ["Groups", readGroup],
  ["Nodes", readNode],
];

const ONLY_EGRESS: readonly (readonly [string, ReadPeer])[] = [["Services", (entry, { author }) => readService(entry, author)]];

/** The lists of peers that an entry may have, by name. */
function readersOf({ section: { direction, action } }: Subjected): ReadonlyMap<string, ReadPeer> {
  const named = (prefix: string, readers: typeof BOTH_WAYS) => readers.map(([key, read]) => [`${prefix}${key}`, read] as const);
  if (direction === "ingress") return new Map(named("from", BOTH_WAYS));
  return new Map([...named("to", [...BOTH_WAYS, ...ONLY_EGRESS]), ...(action === "allow" ? [["toFQDNs", readNamed] as const] : [])]);
}

const requiresOf = ({ section }: Subjected): string => (section.direction === "ingress" ? "fromRequires" : "toRequires");

export const whomKeys = (subjected: Subjected): readonly string[] => [...readersOf(subjected).keys(), requiresOf(subjected)];

export function readWhom(entry: Field, subjected: Subjected): Whom {
  const lists = [...readersOf(subjected)].map(([key, read]) => ({ key, field: entry.at(key), read })).filter(({ field }) => !field.absent);
  const filled = lists.filter(({ field }) => field.list().length > 0);
  if (filled.length > 1) entry.error("forbidden", `only one list of peers may stand in one entry; these are ${filled.map(({ key }) => quote(key)).join(", ")}: write an entry for each`);
  checkRemoved(entry.at(requiresOf(subjected)));
  if (filled.length < lists.length) return { stated: true, peers: [] };
  return { stated: lists.length > 0, peers: lists.flatMap(({ field, read }) => field.list().flatMap((one) => read(one, subjected) ?? [])) };
}

function readNode(entry: Field, { author }: Subjected): Peer {
  author.needs.add(NODE_LABELS);
  return { kind: "nodes", nodes: readNodes(entry) };
}

function readNamed(entry: Field): Peer | undefined {
  const name = readName(entry);
  return name && { kind: "names", names: [name], learnt: "policed-lookup" };
}

/** The CRD still has the field, with room for no entry. */
function checkRemoved(list: Field): void {
  if (list.list().length > 0) list.error("forbidden", `${quote(list.path.at(-1))} was removed in Cilium 1.19: ask for the labels in the list of endpoints`);
}
