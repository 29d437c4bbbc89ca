import type { Subject } from "#lib/query/query.ts";
import type { Card } from "./card.ts";
import type { Topology } from "./topology.ts";

/** What a filter is asked about for a card alone: as if it were both ends. */
export function subjectOfCard(card: Card, { groups }: Topology): Subject {
  const { id, title, namespace, egressLimitedBy, ingressLimitedBy, egressOpen } = card;
  const group = groups.get(id);
  const inhabitants = group?.inhabitants ?? [];
  return {
    namespaces: namespace === null ? [] : [namespace],
    pods: [...new Set([...(card.kind === "group" ? [title] : []), ...inhabitants.map(({ fact }) => fact.name)])],
    addresses: inhabitants.flatMap(({ addresses }) => addresses.map(({ text }) => text)),
    policies: [...egressLimitedBy, ...ingressLimitedBy],
    labels: [...new Set(inhabitants.flatMap(({ fact }) => [...fact.labels].map(([key, value]) => `${key}=${value}`)))],
    fromTitle: title, from: id, toTitle: title, to: id, port: 0, verdict: "allow", side: null, changedAgo: undefined, watched: false, open: egressOpen,
  };
}
