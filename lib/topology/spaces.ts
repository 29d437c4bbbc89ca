import type { MapBox } from "#lib/api/map.ts";
import type { Context } from "#lib/check/context.ts";
import { policyId } from "#lib/describe/policyids.ts";
import { byObject, directionsOf } from "#lib/graph/policies.ts";
import { covers } from "#lib/policy/unread.ts";
import { type Card, type Counts, NO_COUNTS, counted } from "./card.ts";
import type { Group } from "./groups.ts";
import { isLimited } from "#lib/graph/limits.ts";
import type { Link } from "./links.ts";

/** A namespace, as a box or as one node. */
export interface Space {
  readonly name: string;
  /** Ids of its groups, and of the Services and absent workloads that are drawn in it. */
  readonly members: readonly string[];
  readonly groups: number;
  readonly workloads: number;
  readonly limited: number;
  readonly pods: number;
  readonly counts: Counts;
  readonly egressOpen: boolean;
  readonly ingressOpen: boolean;
  readonly withheld: boolean;
  readonly rims: MapBox["rims"];
}

export function spacesOf(context: Context, groupsOfWorkload: ReadonlyMap<string, readonly Group[]>, cards: ReadonlyMap<string, Card>, links: readonly Link[]): ReadonlyMap<string, Space> {
  const members = Map.groupBy([...cards.values()].filter(({ place, namespace }) => place === "inside" && namespace !== null), ({ namespace }) => namespace ?? "");
  const workloads = Map.groupBy(groupsOfWorkload.values(), ([group]) => group?.workload.namespace ?? "");
  const policies = Map.groupBy(context.policies.all, ({ ref }) => ref.namespace);
  const counts = countsIn(links, cards);
  const unread = context.known.unread.kinds.filter(({ kind }) => kind.endsWith("Policy"));
  const names = [...new Set([...members.keys(), ...policies.keys()])].filter((name) => name !== "").sort();
  return new Map(names.map((name): readonly [string, Space] => {
    const own = members.get(name) ?? [];
    const groups = own.filter(({ workload }) => workload !== null);
    const ofWorkloads = workloads.get(name) ?? [];
    return [name, {
      name,
      members: own.map(({ id }) => id),
      groups: groups.length,
      workloads: ofWorkloads.length,
      limited: ofWorkloads.filter((parts) => parts.some(({ id }) => { const card = cards.get(id); return card !== undefined && isLimited(card); })).length,
      pods: groups.reduce((sum, { pods }) => sum + pods, 0),
      counts: counts.get(name) ?? NO_COUNTS,
      egressOpen: groups.length > 0 && groups.every(({ egressOpen }) => egressOpen),
      ingressOpen: groups.length > 0 && groups.every(({ ingressOpen }) => ingressOpen),
      withheld: unread.some((entry) => covers(entry, name)),
      // A policy for the whole namespace stands on its rim, never as an edge to every pod.
      rims: byObject(policies.get(name) ?? []).filter((same) => same.every(({ subject }) => subject.pods.length === 0)).map((same) => ({ policy: policyId(same[0].ref), name: same[0].ref.name, directions: directionsOf(same) })),
    }];
  }));
}

/** What starts or ends in a namespace, each connection once. */
function countsIn(links: readonly Link[], cards: ReadonlyMap<string, Card>): ReadonlyMap<string, Counts> {
  const counts = new Map<string, Counts>();
  const last = new Map<string, Link["connection"]>();
  for (const { connection, from, to } of links) {
    for (const name of new Set([from, to].map((id) => homeOf(cards.get(id))))) {
      if (name === undefined || last.get(name) === connection) continue;
      last.set(name, connection);
      counts.set(name, counted(counts.get(name) ?? NO_COUNTS, connection.json.verdict));
    }
  }
  return counts;
}

/** The namespace in whose box a card stands. */
export const homeOf = (card: Card | undefined): string | undefined => (card?.place === "inside" ? (card.namespace ?? undefined) : undefined);
