import { matcherOf, removedBy } from "#lib/query/match.ts";
import { parseQuery } from "#lib/query/parse.ts";
import type { Query } from "#lib/query/query.ts";
import type { MapJson } from "#lib/api/map.ts";
import type { Changes, MapAsked } from "./asked.ts";
import type { Card } from "./card.ts";
import { isOfKind, kindsOn } from "./kinds.ts";
import type { Link } from "./links.ts";
import { subjectOf, subjectOfCard } from "./subjects.ts";
import type { Topology } from "./topology.ts";

/** What is left of a topology. */
export interface Left {
  /** By filter and namespaces, whatever kind it is of. */
  readonly links: readonly Link[];
  /** Of those, what is of a kind that is switched on. */
  readonly shown: readonly Link[];
  /** Whether a card is drawn also where nothing leads to it. */
  readonly stands: (card: Card) => boolean;
  /** Where nothing is left: how many connections each part of the filter removed. */
  readonly removed: MapJson["removed"];
  /** What of the filter makes no sense, as sentences. */
  readonly faults: readonly string[];
}

export function filtered(topology: Topology, asked: MapAsked, changes: Changes): Left {
  const { query, faults } = parseQuery(asked.q);
  const matches = matcherOf(query);
  const inSpaces = (namespace: string | null): boolean => asked.ns.length === 0 || (namespace !== null && asked.ns.includes(namespace));
  const spaceOf = (id: string): string | null => topology.cards.get(id)?.namespace ?? null;
  const only = asked.only && new Set(asked.only);
  const all = only ? topology.links.filter(({ connection: { json } }) => only.has(json.id)) : topology.links;
  const here = asked.ns.length === 0 ? all : all.filter(({ from, to }) => inSpaces(spaceOf(from)) || inSpaces(spaceOf(to)));
  const links = query.length === 0 ? here : here.filter((link) => matches(subjectOf(link, topology, changes)));
  const on = kindsOn(asked);
  const shown = links.filter((link) => on.some((kind) => isOfKind(kind, link, changes)));
  const byCards = query.length > 0 && query.every(isAboutCards);
  const stands = (card: Card): boolean => only === undefined && inSpaces(card.namespace) && (query.length === 0 || (byCards && matches(subjectOfCard(card, topology))));
  return { links, shown, stands, removed: shown.length > 0 ? [] : removedFrom(topology, asked, query, changes), faults: faults.map(({ written, expected }) => `\`${written}\` is not understood: expected ${expected}.`) };
}

/** Terms that can be asked of a pod without one of its connections. */
const isAboutCards = ({ field, values }: Query[number]): boolean =>
  field === "ns" || field === "pod" || field === "label" || field === "policy" || field === "text" || (field === "is" && values.every((value) => value === "open"));

/** Each part of the filter by itself, in the order in which it is written. */
function removedFrom(topology: Topology, { ns, hide, q }: MapAsked, query: Query, changes: Changes): MapJson["removed"] {
  if (ns.length === 0 && hide.length === 0 && q === "") return [];
  const { links } = topology;
  const spaceOf = (id: string): string => topology.cards.get(id)?.namespace ?? "";
  const away = links.filter(({ from, to }) => !ns.includes(spaceOf(from)) && !ns.includes(spaceOf(to))).length;
  return [
    ...removedBy(query, links.map((link) => subjectOf(link, topology, changes))).map(({ term, count }) => ({ term, count })),
    ...(ns.length === 0 ? [] : [{ term: `ns:${ns.join(",")}`, count: away }]),
    ...hide.flatMap((kind) => (kind === "rules" || kind === "hubs" ? [] : [{ term: `hide:${kind}`, count: links.filter((link) => isOfKind(kind, link, changes)).length }])),
  ].filter(({ count }) => count > 0);
}
