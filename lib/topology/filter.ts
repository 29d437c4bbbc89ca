import type { MapJson } from "#lib/api/map.ts";
import { ignoredText } from "#lib/describe/maptexts.ts";
import type { JudgedConnection } from "#lib/graph/connections.ts";
import { matcherOf } from "#lib/query/match.ts";
import { parseQuery } from "#lib/query/parse.ts";
import type { Query } from "#lib/query/query.ts";
import type { Changes, MapAsked } from "./asked.ts";
import type { Card } from "./card.ts";
import { subjectOfCard } from "./cardsubject.ts";
import type { Link } from "./links.ts";
import { filterOf } from "./rowfilter.ts";
import { Subjects } from "./subject.ts";
import type { Topology } from "./topology.ts";

/** What is left of a topology: the connections that the table lists, and who stands beside them. */
export interface Left {
  /** By filter and namespaces, of whatever kind. */
  readonly links: readonly Link[];
  /** Of those, what is not hidden. */
  readonly shown: readonly Link[];
  /** Whether a card is drawn also where nothing leads to it. */
  readonly stands: (card: Card) => boolean;
  /** Where nothing is left: how many connections each part of the filter removed. */
  readonly removed: MapJson["removed"];
  /** What of the filter makes no sense, as sentences. */
  readonly faults: readonly string[];
}

export function filtered(topology: Topology, asked: MapAsked, { now, changedAt }: Changes): Left {
  const { q, ns, hide, only } = asked;
  const { query, faults } = parseQuery(q);
  const filter = { links: filterOf({ q, ns, hide: [] }), shown: filterOf({ q: "", ns: [], hide }), whole: filterOf({ q, ns, hide }) };
  const subjects = new Subjects(topology.context, changedAt, now);
  const wanted = only && new Set(only);
  const holding = (holds: ReturnType<typeof filterOf>["holds"]) => {
    const known = new Map<JudgedConnection, boolean>();
    return ({ connection }: Link): boolean => {
      const found = known.get(connection) ?? holds(subjects.of(connection));
      known.set(connection, found);
      return found;
    };
  };
  const all = wanted ? topology.links.filter(({ connection: { json } }) => wanted.has(json.id)) : topology.links;
  const links = query.length + ns.length === 0 ? all : all.filter(holding(filter.links.holds));
  const shown = hide.length === 0 ? links : links.filter(holding(filter.shown.holds));
  const matches = matcherOf(query);
  const byCards = query.every(isAboutCards);
  return {
    links,
    shown,
    stands: (card) => wanted === undefined && (ns.length === 0 || (card.namespace !== null && ns.includes(card.namespace))) && byCards && (query.length === 0 || matches(subjectOfCard(card, topology))),
    removed: shown.length > 0 ? [] : [...filter.whole.removed(topology.judged.map((connection) => subjects.of(connection)))],
    faults: faults.map(({ written, expected }) => ignoredText(written, expected)),
  };
}

/** Terms that can be asked of a pod without one of its connections. */
const isAboutCards = ({ field, values }: Query[number]): boolean =>
  field === "ns" || field === "pod" || field === "label" || field === "policy" || field === "text" || (field === "is" && values.every((value) => value === "open"));
