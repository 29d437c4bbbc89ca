import type { MapConnection, MapEdge } from "#lib/api/map.ts";
import { momentText } from "#lib/api/moment.ts";
import { denyLabel, partlyLabel, portsLabel, rulesLabel, undeclaredLabel } from "#lib/describe/mapedges.ts";
import type { JudgedConnection } from "#lib/graph/connections.ts";
import type { Changes } from "./asked.ts";
import type { Drawn } from "./drawing.ts";
import { isBlocked, kindsOfLink, rankOf } from "./kinds.ts";
import type { Link } from "./links.ts";

/** How many connections an edge names, and a map tells of. */
const MOST_NAMED = 20;
const MOST_CONNECTIONS = 300;
const DAY = 86_400_000;

export function edgeJson({ from, to, look, links, rules }: Drawn, changes: Changes): MapEdge {
  const [worst, ...more] = connectionsOf(links, changes);
  if (worst === undefined) {
    const policies = [...new Set(rules.map(({ policy }) => `policy:${policy}`))].sort();
    return { id: `${from}>${to}:${look}`, from, to, look, side: null, label: rulesLabel(rules.map(({ ports }) => ports)), connections: [], count: rules.length, selects: policies[0] ?? "", watched: false, changed: false };
  }
  const all = [worst, ...more];
  return {
    id: `${from}>${to}:${look}`,
    from,
    to,
    look,
    side: look === "allowed" || look === "unknown" ? null : worst.json.side,
    label: labelOf(look, all, links),
    connections: all.slice(0, MOST_NAMED).map(({ json }) => json.id),
    count: all.length,
    selects: worst.json.id,
    watched: all.some(({ json }) => json.watched !== null),
    changed: links.some((link) => kindsOfLink(link, changes).includes("changes")),
  };
}

function labelOf(look: Drawn["look"], all: readonly JudgedConnection[], links: readonly Link[]): string {
  const called = all.map(({ json }) => json);
  const [worst] = all;
  switch (look) {
    case "blocked":
    case "allowed":
    case "allow-rule":
      return portsLabel(called);
    case "rule":
      return all.length === 1 ? denyLabel(worst?.denyRule) : portsLabel(called);
    case "undeclared":
      return undeclaredLabel(called);
    case "unknown":
      return worst?.json.why ?? "";
    case "partly": {
      const blocked = links.filter(({ verdict }) => isBlocked(verdict)).map(({ connection }) => connection.json);
      // What of one connection is blocked was counted when it was judged.
      return all.length === 1 ? (worst?.json.why.replace(" are blocked", " blocked") ?? "") : partlyLabel([...new Set(blocked)], called);
    }
  }
}

/** Each connection of some links once, worst first. */
function connectionsOf(links: readonly Link[], changes: Changes): readonly JudgedConnection[] {
  return [...new Set(links.toSorted((a, b) => rankOf(a, changes) - rankOf(b, changes) || (a.connection.json.id < b.connection.json.id ? -1 : 1)).map(({ connection }) => connection))];
}

/** What the edges stand for: what a click on each selects, then all others, blocked first. */
export function connectionsJson(edges: readonly Drawn[], more: readonly Link[], changes: Changes): readonly MapConnection[] {
  const selected = edges.flatMap(({ links }) => connectionsOf(links, changes)[0] ?? []);
  const rest = connectionsOf([...edges.flatMap(({ links }) => links), ...more], changes);
  const kept = new Set([...selected, ...rest].slice(0, Math.max(MOST_CONNECTIONS, 0)));
  return rest.filter((connection) => kept.has(connection)).map(({ json }) => {
    const changed = changes.changedAt.get(json.id);
    return { ...json, changedAt: changed === undefined || changes.now - changed > DAY ? null : momentText(changed) };
  });
}
