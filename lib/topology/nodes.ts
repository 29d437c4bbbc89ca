import type { MapBox, MapNode } from "#lib/api/map.ts";
import { limitedText } from "#lib/describe/maptexts.ts";
import { BARE, type Card, NO_COUNTS } from "./card.ts";
import type { Drawing } from "./drawing.ts";
import { spaceNode } from "./levels.ts";
import { limitsOf } from "#lib/graph/limits.ts";
import { type Space, homeOf } from "./spaces.ts";
import type { Topology } from "./topology.ts";

/** The nodes of a drawing, those of one namespace beside each other. */
export function nodesJson({ nodes, chips }: Drawing, topology: Topology, more: ReadonlyMap<string, Card>): MapNode[] {
  const spaces = new Map([...topology.spaces.values()].map((space) => [spaceNode(space.name), space]));
  const found = nodes.flatMap((id): readonly MapNode[] => {
    const hubs = chips.get(id) ?? [];
    const space = spaces.get(id);
    if (space) return [{ ...spaceCard(space), hubs, ...space.counts }];
    const card = topology.cards.get(id) ?? more.get(id);
    if (card) return [{ ...card, hubs, ...(topology.counts.get(id) ?? NO_COUNTS) }];
    const group = topology.groupOfInhabitant.get(id);
    const own = group?.inhabitants.find((one) => one.id === id);
    const ofGroup = group && topology.cards.get(group.id);
    if (own === undefined || ofGroup === undefined) return [];
    const detail = own.addresses.map(({ text }) => text).join(", ");
    return [{ ...ofGroup, id, kind: "pod", title: own.fact.name, subtitle: "Pod", detail, pods: 1, split: null, ...limitsOf(own, topology.context), hubs, ...(topology.counts.get(ofGroup.id) ?? NO_COUNTS) }];
  });
  return found.sort((a, b) => compare(a.place, b.place) || compare(a.namespace ?? "", b.namespace ?? "") || compare(a.id, b.id));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function spaceCard({ name, limited, workloads, pods, egressOpen, ingressOpen }: Space): Card {
  return { ...BARE, id: spaceNode(name), kind: "namespace", place: "inside", namespace: name, title: name, subtitle: limitedText(limited, workloads), detail: "", pods, egressOpen, ingressOpen };
}

/** The namespaces in which something is drawn. */
export function boxesJson(nodes: readonly MapNode[], open: ReadonlySet<string>, { spaces }: Topology): MapBox[] {
  const homes = new Set(nodes.flatMap((node) => homeOf(node) ?? []));
  return [...spaces.values()].filter(({ name }) => homes.has(name)).map(({ name, groups, workloads, limited, withheld, rims }) => ({ namespace: name, open: open.has(name), groups, workloads, limited, withheld, rims }));
}
