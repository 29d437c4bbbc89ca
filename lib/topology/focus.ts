import { moreText } from "#lib/describe/maptexts.ts";
import type { Changes } from "./asked.ts";
import { isBlocked, rankOf } from "./kinds.ts";
import type { Link } from "./links.ts";
import { spaceNode } from "./levels.ts";
import type { Topology } from "./topology.ts";

/** What is in the middle of the picture, and what of its neighbourhood is drawn. */
export interface Focus {
  /** Cards: the groups of a workload that is in parts, all of a namespace. */
  readonly ids: ReadonlySet<string>;
  readonly links: readonly Link[];
  /** Cards at the other ends. */
  readonly neighbours: ReadonlySet<string>;
  /** What of it is not drawn: "+38 more blocked". */
  readonly more: string;
}

/** How many destinations fan out, and how many callers come in. */
const FAN = 12;

/** The cards that an id stands for; none: it is not on the map. */
export function cardsOf(id: string, { cards, groupsOfWorkload, groupOfInhabitant, spaces }: Topology): readonly string[] {
  const parts = groupsOfWorkload.get(id);
  if (parts) return parts.map((group) => group.id);
  const group = groupOfInhabitant.get(id);
  if (group) return [group.id];
  if (cards.has(id)) return [id];
  return [...spaces.values()].find(({ name }) => spaceNode(name) === id)?.members ?? [];
}

/** @param undeclared connections that are blocked and that nobody declared */
export function focused(ids: readonly string[], shown: readonly Link[], undeclared: readonly Link[], topology: Topology, changes: Changes): Focus {
  const own = new Set(ids);
  const outgoing = [...shown.filter(({ from }) => own.has(from)), ...undeclared];
  const incoming = shown.filter(({ from, to }) => own.has(to) && !own.has(from));
  const home = new Set(ids.map((id) => topology.cards.get(id)?.namespace));
  const order = (link: Link, other: string): number => rank(link, topology.cards.get(other)?.namespace, topology.cards.get(other)?.place, home, changes);
  const to = nearest(outgoing.filter((link) => !own.has(link.to)).map((link) => [link.to, order(link, link.to)]));
  const from = nearest(incoming.map((link) => [link.from, order(link, link.from)]));
  const links = [...outgoing.filter((link) => own.has(link.to) || to.has(link.to)), ...incoming.filter((link) => from.has(link.from))];
  const drawnLinks = new Set(links);
  const left = [...new Set([...outgoing, ...incoming].filter((link) => !drawnLinks.has(link)).map(({ connection }) => connection))];
  const blocked = left.filter(({ json }) => isBlocked(json.verdict)).length;
  return { ids: own, links, neighbours: new Set([...to, ...from]), more: moreText(blocked, left.length - blocked) };
}

/** Drops, watched, changed, then what is near: of the same namespace, system, external. */
function rank(link: Link, namespace: string | null | undefined, place: string | undefined, home: ReadonlySet<string | null | undefined>, changes: Changes): number {
  if (link.connection.json.declaredBy.length === 0) return 9;
  const own = rankOf(link, changes);
  if (own < 4) return own;
  return namespace != null && home.has(namespace) ? 4 : place === "system" || namespace === "kube-system" ? 5 : place === "inside" ? 6 : 7;
}

function nearest(ends: readonly (readonly [string, number])[]): ReadonlySet<string> {
  const best = new Map<string, number>();
  for (const [id, rank] of ends) best.set(id, Math.min(best.get(id) ?? Infinity, rank));
  return new Set([...best].sort(([a, rankA], [b, rankB]) => rankA - rankB || (a < b ? -1 : 1)).slice(0, FAN).map(([id]) => id));
}
