import type { MapEdge, MapNode } from "#lib/api/map.ts";
import type { Scene } from "#lib/map/scene.ts";

const LOOKS: Readonly<Record<MapEdge["look"], string>> = {
  blocked: "Blocked: no rule allows it",
  rule: "Blocked by a deny rule",
  partly: "Partly blocked",
  unknown: "Cannot tell",
  allowed: "Allowed",
  "allow-rule": "A rule allows it",
  undeclared: "Would be blocked; nobody declared it",
};
const SIDES = { egress: "egress", ingress: "ingress", both: "egress and ingress" } as const;

/** What a tooltip says of a node, a mark or an edge: names in full first. */
export function toldOf({ nodes, stops, edges, boxes }: Scene, id: string): readonly string[] {
  const node = nodes.find((one) => one.node.id === id)?.node;
  if (node !== undefined) return nodeLines(node);
  const stop = stops.find((one) => one.id === id);
  const meant = edges.filter(({ edge }) => edge.id === id || (stop?.edges.includes(edge.id) ?? false)).map(({ edge }) => edge);
  const titleOf = (wanted: string): string => nodes.find((one) => one.node.id === wanted)?.node.title ?? wanted;
  const [first] = meant;
  if (first !== undefined) {
    const title = stop === undefined || meant.length === 1 ? `${titleOf(first.from)} → ${titleOf(first.to)}` : `${meant.length} connections end here: ${SIDES[stop.side]} of ${titleOf(stop.node)}`;
    return [title, `${LOOKS[first.look]}${first.side === null ? "" : `, ${SIDES[first.side]}`}`, ...(meant.length === 1 ? [first.label] : meant.slice(0, 6).map((edge) => `${titleOf(edge.from)} → ${titleOf(edge.to)} · ${edge.label}`)), ...(first.watched ? ["Watched"] : []), ...(first.changed ? ["Changed in the last 24 h"] : [])].filter(Boolean);
  }
  const box = boxes.find((one) => `box:${one.box.namespace}` === id)?.box;
  if (box !== undefined) return [box.namespace, box.withheld ? "Its policies cannot be read" : `${box.limited} of ${box.workloads} workloads limited`, ...box.rims.map(({ name, directions }) => `${name} limits ${directions.join(" and ")} of all of it`)];
  const rim = boxes.flatMap(({ box: { namespace, rims } }) => rims.filter(({ policy }) => `rim:${namespace}:${policy}` === id))[0];
  return rim === undefined ? [] : [rim.name, `Selects all pods of the namespace: ${rim.directions.join(", ")}`];
}

function nodeLines({ title, subtitle, detail, namespace, kind, split, egressLimitedBy, ingressLimitedBy, egressOpen, ingressOpen, hubs, blocked, partly, allowed, unknown }: MapNode): readonly string[] {
  const limits = (direction: string, by: readonly string[], isOpen: boolean): readonly string[] => (by.length > 0 ? [`${direction} limited by ${by.length} ${by.length === 1 ? "policy" : "policies"}`] : isOpen ? [`Open: no policy limits ${direction.toLowerCase()}`] : []);
  const counts = [[blocked, "blocked"], [partly, "partly blocked"], [unknown, "cannot tell"], [allowed, "allowed"]] as const;
  return [
    title,
    [subtitle, ...(namespace === null || kind === "namespace" ? [] : [namespace]), detail].filter(Boolean).join(" · "),
    ...(split === null ? [] : [`Replicas differ: ${split}`]),
    ...limits("Egress", egressLimitedBy, egressOpen),
    ...limits("Ingress", ingressLimitedBy, ingressOpen),
    ...hubs.map((hub) => `${hub.title}: ${VERDICTS[hub.verdict]}`),
    counts.flatMap(([count, word]) => (count === 0 ? [] : [`${count} ${word}`])).join(", "),
  ].filter(Boolean);
}

const VERDICTS: Readonly<Record<MapNode["hubs"][number]["verdict"], string>> = { allow: "allowed", deny: "blocked", partial: "partly blocked", unknown: "cannot tell" };
