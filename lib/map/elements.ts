import type { ConnectionJson, GraphJson } from "#lib/api/graph.ts";
import { stopRing, stopRule } from "#lib/figure/marks.ts";
import { type Shape, at } from "#lib/figure/shape.ts";
import { type Edge, edgesOf, rectOf } from "./edges.ts";
import { type Gate, gateOf } from "./gates.ts";
import { type Rect, centre } from "./geometry.ts";
import { labelsOf } from "./labels.ts";
import type { Layout } from "./layout.ts";
import { clusterBox, gate, namespaceBox, nodeCard, rimChips } from "./pieces.ts";

/** Something that can be pointed at; `selects` is the value of the URL's `sel` then. */
export interface Thing {
  readonly id: string;
  readonly rect: Rect;
  readonly selects: string;
  readonly shapes: readonly Shape[];
  readonly faded: boolean;
}

/** Everything that is drawn, from the bottom up: ground, edges, things, words. */
export interface Scene {
  readonly ground: readonly Shape[];
  readonly edges: readonly (Edge & { readonly faded: boolean; readonly selects: string })[];
  readonly things: readonly Thing[];
  readonly words: readonly Shape[];
}

/** @param selected id of a node, a policy or a connection; what has nothing to do with it fades */
export function sceneOf(graph: GraphJson, layout: Layout, selected: string | undefined): Scene {
  const active = new Set(connectionsAt(graph, selected).map(({ id }) => id));
  const story = storyOf(graph, selected);
  const edges = edgesOf(graph, layout);
  const all = story === undefined ? edges : toldEdges(edges, story, layout);
  const involved = new Set(edges.flatMap(({ connections, from, to }) => (connections.some((id) => active.has(id)) ? [from, to] : [])));
  const quiet = selected === undefined || active.size === 0;
  const faded = (id: string): boolean => !quiet && id !== selected && !involved.has(id);
  const fadedEdge = (edge: Edge): boolean => !quiet && !edge.connections.some((id) => active.has(id));

  return {
    ground: [...clusterBox(graph, layout), ...Object.entries(layout.namespaces).flatMap(([name, rect]) => namespaceBox(graph, name, rect))],
    edges: all.map((edge) => ({ ...edge, faded: fadedEdge(edge), selects: worst(graph, edge.connections)?.id ?? "" })),
    things: [...rims(graph, layout), ...gates(graph, layout, edges), ...nodes(graph, layout), ...stops(graph, layout, edges)].map((thing) => ({ ...thing, faded: faded(thing.id) })),
    words: all.filter((edge) => !fadedEdge(edge)).flatMap((edge) => labelsOf(edge, graph, layout, story)),
  };
}

/** The connections that a selection is about. */
export function connectionsAt(graph: GraphJson, selected: string | undefined): readonly ConnectionJson[] {
  if (selected === undefined) return [];
  const policy = selected.startsWith("policy:") ? selected.slice("policy:".length) : undefined;
  return graph.connections.filter(({ id, from, target, blockedBy }) => id === selected || from === selected || target === selected || (policy !== undefined && blockedBy.includes(policy)));
}

/** The connection that the map tells step by step: the selected one, or the only one that is blocked. */
function storyOf({ connections }: GraphJson, selected: string | undefined): ConnectionJson | undefined {
  const blocked = connections.filter(({ verdict }) => verdict === "deny");
  const chosen = blocked.find(({ id }) => id === selected);
  return chosen ?? (blocked.length === 1 ? blocked[0] : undefined);
}

/** Step 1 rises a little, so that there is room for step 3: the silence that comes back. */
function toldEdges(edges: readonly Edge[], story: ConnectionJson, { density }: Layout): readonly Edge[] {
  const request = edges.find(({ line, connections }) => line === "request" && connections.includes(story.id));
  if (request === undefined || request.via.length > 0 || !density.full || story.symptom === "") return edges;
  const shifted = (edge: Edge, dy: number): Edge => ({ ...edge, start: { ...edge.start, at: [edge.start.at[0], edge.start.at[1] + dy] }, end: { ...edge.end, at: [edge.end.at[0], edge.end.at[1] + dy] } });
  const back = shifted(request, 18);
  return [
    ...edges.map((edge) => (edge === request ? shifted(edge, -12) : edge)),
    { ...back, id: `${request.id}:back`, line: "silence", from: request.to, to: request.from, start: back.end, end: back.start },
  ];
}

const WORST = ["deny", "partial", "unknown", "allow"] as const;
const worst = (graph: GraphJson, ids: readonly string[]): ConnectionJson | undefined =>
  graph.connections.filter(({ id }) => ids.includes(id)).toSorted((a, b) => WORST.indexOf(a.verdict) - WORST.indexOf(b.verdict))[0];

type Plain = Omit<Thing, "faded">;

function nodes(graph: GraphJson, layout: Layout): readonly Plain[] {
  return graph.nodes.flatMap((node) => {
    const rect = layout.cards[node.id];
    return rect === undefined ? [] : [{ id: node.id, rect, selects: node.id, shapes: nodeCard(graph, node, rect, layout) }];
  });
}

function gates(graph: GraphJson, layout: Layout, edges: readonly Edge[]): readonly Plain[] {
  const known = new Map<string, Gate>(graph.nodes.flatMap((node) => [gateOf(graph, node, "egress"), gateOf(graph, node, "ingress")].flatMap((one) => (one === undefined ? [] : [[one.id, one]]))));
  return Object.entries(layout.gates).flatMap(([id, rect]) => {
    const drawn = known.get(id.slice(0, id.indexOf("@")));
    if (drawn === undefined) return [];
    const blocks = edges.some(({ from, line }) => from === id && (line === "blocked" || line === "rule"));
    return [{ id, rect, selects: `policy:${drawn.policies[0] ?? ""}`, shapes: gate(graph, drawn, rect, layout, blocks) }];
  });
}

/** Marks where something is blocked now; their places are kept free when nothing is. */
function stops(graph: GraphJson, layout: Layout, edges: readonly Edge[]): readonly Plain[] {
  return edges.flatMap(({ to, line, connections }) => {
    const rect = line === "blocked" || line === "rule" ? rectOf(to, layout) : undefined;
    return rect === undefined ? [] : [{ id: to, rect, selects: worst(graph, connections)?.id ?? "", shapes: [at(...centre(rect), line === "rule" ? stopRule() : stopRing())] }];
  });
}

function rims(graph: GraphJson, layout: Layout): readonly Plain[] {
  return Object.entries(layout.namespaces).flatMap(([name, rect]) => {
    const crowded = (graph.namespaces.find((namespace) => namespace.name === name)?.workloads ?? 0) > 1;
    const whole = crowded ? graph.policies.filter(({ namespace, wholeNamespace }) => namespace === name && wholeNamespace) : [];
    return rimChips(whole, rect).map(({ policy, rect, shapes }) => ({ id: policy.id, rect, selects: policy.id, shapes }));
  });
}
