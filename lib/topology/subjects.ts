import type { Subject } from "#lib/query/query.ts";
import type { Card } from "./card.ts";
import type { Changes } from "./asked.ts";
import type { Group } from "./groups.ts";
import type { Link } from "./links.ts";
import type { Topology } from "./topology.ts";

/** What a filter is asked about for one connection. */
export function subjectOf({ connection: { json }, from, to, verdict }: Link, topology: Topology, { now, at }: Changes): Subject {
  const ends = [from, to].map((id) => endOf(id, topology));
  const changed = at.get(json.id);
  return {
    namespaces: ends.flatMap(({ namespaces }) => namespaces),
    pods: ends.flatMap(({ pods }) => pods),
    fromTitle: json.fromTitle, from: json.from, toTitle: json.toTitle, to: json.to,
    addresses: [...json.addresses, ...ends.flatMap(({ addresses }) => addresses)],
    policies: [...new Set([...json.blockedBy, ...ends.flatMap(({ policies }) => policies)])],
    port: json.port,
    verdict,
    side: json.side,
    labels: ends.flatMap(({ labels }) => labels),
    changedAgo: changed === undefined ? undefined : now - changed,
    watched: json.watched !== null,
    open: topology.cards.get(from)?.egressOpen ?? false,
  };
}

/** The same for a card alone: as if it were both ends. */
export function subjectOfCard(card: Card, topology: Topology): Subject {
  const { namespaces, pods, addresses, policies, labels } = endOf(card.id, topology);
  return { namespaces, pods, addresses, policies, labels, fromTitle: card.title, from: card.id, toTitle: card.title, to: card.id, port: 0, verdict: "allow", side: null, changedAgo: undefined, watched: false, open: card.egressOpen };
}

type EndSubject = Pick<Subject, "namespaces" | "pods" | "addresses" | "policies" | "labels">;

const ends = new WeakMap<Topology, Map<string, EndSubject>>();

/** Remembered: a topology does not change, and each keystroke of a filter asks for all of it. */
function endOf(id: string, topology: Topology): EndSubject {
  const known = ends.get(topology) ?? new Map<string, EndSubject>();
  ends.set(topology, known);
  const found = known.get(id) ?? made(topology.cards.get(id), topology.groups.get(id));
  known.set(id, found);
  return found;
}

function made(card: Card | undefined, group: Group | undefined): EndSubject {
  const inhabitants = group?.inhabitants ?? [];
  return {
    namespaces: card?.namespace == null ? [] : [card.namespace],
    pods: [...new Set([...(group ? [group.workload.name] : card?.kind === "group" ? [card.title] : []), ...inhabitants.map(({ fact }) => fact.name)])],
    addresses: inhabitants.flatMap(({ addresses }) => addresses.map(({ text }) => text)),
    policies: card === undefined ? [] : [...card.egressLimitedBy, ...card.ingressLimitedBy],
    labels: [...new Set(inhabitants.flatMap(({ fact }) => [...fact.labels].map(([key, value]) => `${key}=${value}`)))],
  };
}
