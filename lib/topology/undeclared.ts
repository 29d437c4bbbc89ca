import { formatEnd, parseEnd } from "#lib/check/ids.ts";
import { type JudgedConnection, judgeOne } from "#lib/graph/connections.ts";
import { connectionId } from "#lib/graph/declared.ts";
import { destinationRows } from "#lib/graph/destinations.ts";
import { indexWorkloads } from "#lib/graph/workloadindex.ts";
import type { Card } from "./card.ts";
import type { Link } from "./links.ts";
import { destinationCard } from "./outside.ts";
import type { Topology } from "./topology.ts";

/** What a focused group would be blocked from, though nobody declared that it calls there. */
export interface Undeclared {
  readonly links: readonly Link[];
  /** Cards that are not on the map otherwise. */
  readonly cards: ReadonlyMap<string, Card>;
}

/** Questions that one focus may ask. */
const MOST_ASKED = 200;

export function undeclaredOf(ids: readonly string[], topology: Topology): Undeclared {
  const { context, judged, groups } = topology;
  const [only, other] = ids;
  const group = only !== undefined && other === undefined ? groups.get(only) : undefined;
  if (group === undefined) return { links: [], cards: new Map() };
  const declared = new Set(judged.map(({ json }) => json.id));
  const workloads = indexWorkloads(context.snapshot);
  const source = parseEnd(group.split === undefined ? group.workload.id : group.inhabitants[0].id, "from");
  const asked = destinationRows(context, judged)
    .flatMap(({ id, ports }) => (id === "internet" || id.startsWith("dns:") || id.startsWith("cidr:") || id.startsWith("ip:") ? ports.map((port) => ({ id, ...port })) : []))
    .filter(({ id, port, protocol }) => !declared.has(connectionId(group.workload.id, id, port, protocol)))
    .slice(0, MOST_ASKED);
  const found = asked.flatMap(({ id, port, protocol }): readonly JudgedConnection[] => {
    const to = parseEnd(id, "to");
    const one = judgeOne({ id: connectionId(formatEnd(source), id, port, protocol), from: source, to, port, protocol, declaredBy: [], watched: undefined }, context, workloads);
    return one.json.verdict === "deny" ? [one] : [];
  });
  const links = found.map((connection): Link => ({ connection, from: group.id, to: connection.json.target, verdict: "deny" }));
  const cards = new Map(found.filter(({ json }) => !topology.cards.has(json.target)).map(({ json, declared: { to } }) => [json.target, destinationCard(json.target, to, context, json.addresses)] as const));
  return { links, cards };
}
