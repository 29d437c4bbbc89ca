import ELK from "elkjs/lib/elk.bundled.js";
import type { Layers, Unordered } from "#lib/map/places/order.ts";

/** ELK's layers and the order within them is all that is taken of it; the cheapest placing shows both. */
const OPTIONS = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.randomSeed": "1",
  "elk.separateConnectedComponents": "false",
  "elk.layered.thoroughness": "1",
  "elk.layered.crossingMinimization.greedySwitch.type": "OFF",
  "elk.edgeRouting": "POLYLINE",
  "elk.layered.nodePlacement.strategy": "SIMPLE",
} as const;

const SIZE = { width: 10, height: 10 } as const;

/** Once for each thread: it brings a compiled Java of 1.5 MB along. */
const elk = new ELK();

/** What is linked, so that few links cross and run backwards. */
export async function layersByElk({ ids, links }: Unordered): Promise<Layers> {
  const numbers = new Map(ids.map((id, index) => [id, String(index)]));
  const { children = [] } = await elk.layout({
    id: "root",
    layoutOptions: OPTIONS,
    children: ids.map((_, index) => ({ id: String(index), ...SIZE })),
    edges: links.map(([from, to], index) => ({ id: `e${index}`, sources: [numbers.get(from) ?? ""], targets: [numbers.get(to) ?? ""] })),
  });
  const standing = children.map(({ x = 0, y = 0 }, index) => ({ id: ids[index] ?? "", x: Math.round(x), y }));
  const layers = Map.groupBy(standing.toSorted((one, other) => one.x - other.x || one.y - other.y), ({ x }) => x);
  return [...layers.values()].map((layer) => layer.map(({ id }) => id));
}
