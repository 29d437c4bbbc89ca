import type { GraphJson, GraphNode } from "#lib/api/graph.ts";
import { type Direction, type Gate, gateOf } from "./gates.ts";
import { type Rect, centre } from "./geometry.ts";
import type { Layout } from "./layout.ts";
import { gateSize } from "./namespacebox.ts";

/** A picture that holds still while its graph changes. */
export interface Held {
  readonly layout: Layout;
  /** What has no place in the picture yet, and what has left it. */
  readonly fresh: number;
  readonly gone: number;
}

/**
 * The old places for the new graph. Whoever is still there stays, and so does the place where a workload's policies stand,
 * also when they become other policies; what is new has no place before the picture is made anew.
 *
 * @param wanted the picture that would be made anew
 */
export function hold(old: Layout, wanted: Layout, graph: GraphJson): Held {
  const nodes = graph.nodes.filter(({ id }) => id in old.cards);
  const cards = pick(old.cards, nodes.map(({ id }) => id));
  const { gates, gateFor, homeless } = holdGates(old, wanted, graph, nodes);
  const limited = nodes.flatMap((node) => DIRECTIONS.filter((direction) => gateOf(graph, node, direction) !== undefined).map((direction) => `${direction}:${node.id}`));
  return {
    layout: { ...old, cards, gates, gateFor, stops: pick(old.stops, limited), namespaces: pick(old.namespaces, graph.namespaces.map(({ name }) => name)), system: old.system.filter((id) => id in cards) },
    fresh: graph.nodes.length - nodes.length + homeless,
    gone: Object.keys(old.cards).length - nodes.length + Object.keys(old.gates).length - Object.keys(gates).length,
  };
}

const DIRECTIONS = ["egress", "ingress"] as const satisfies readonly Direction[];

interface HeldGates extends Pick<Layout, "gates" | "gateFor"> {
  /** Gates for which there is no place. */
  readonly homeless: number;
}

/** Workloads that stood behind one gate share its place as long as they share their policies; else the first has it. */
function holdGates(old: Layout, wanted: Layout, graph: GraphJson, nodes: readonly GraphNode[]): HeldGates {
  const gates: Record<string, Rect> = {};
  const gateFor: Record<string, string> = {};
  const owners = new Map<string, string>();
  const homeless = new Set<string>();
  for (const node of nodes) {
    for (const direction of DIRECTIONS) {
      const gate = gateOf(graph, node, direction);
      // A rim is not a place: its policies are written on the namespace's box.
      if (gate === undefined || gate.rim) continue;
      const limited = `${direction}:${node.id}`;
      const place = old.gateFor[limited];
      const rect = place === undefined ? undefined : old.gates[place];
      if (place === undefined || rect === undefined || (owners.get(place) ?? gate.id) !== gate.id) {
        if (limited in wanted.gateFor) homeless.add(gate.id);
        continue;
      }
      owners.set(place, gate.id);
      const key = `${gate.id}${place.slice(place.indexOf("@"))}`;
      gates[key] = resized(rect, gate, graph, old);
      gateFor[limited] = key;
    }
  }
  return { gates, gateFor, homeless: homeless.size };
}

/** A card grows and shrinks with its rules, around its middle, because edges lead there. */
function resized(rect: Rect, gate: Gate, graph: GraphJson, { density }: Layout): Rect {
  const { width, height } = gateSize(graph, gate, density);
  const [x, y] = centre(rect);
  return { x: x - width / 2, y: y - height / 2, width, height };
}

const pick = <Value>(all: Readonly<Record<string, Value>>, ids: readonly string[]): Readonly<Record<string, Value>> =>
  Object.fromEntries(ids.flatMap((id) => { const value = all[id]; return value === undefined ? [] : [[id, value]]; }));
