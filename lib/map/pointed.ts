import type { Shape } from "#lib/figure/shape.ts";
import { detailAt, LABEL, letters } from "./detail.ts";
import type { Scene, SceneEdge } from "./scene.ts";
import { plate, pointsOn } from "./words.ts";
import { isRed } from "./looks.ts";

/** The edges that are meant where something is pointed at: those of a node or a mark, or the edge itself. */
export function pointedAt(scene: Scene, id: string): readonly SceneEdge[] {
  const stop = scene.stops.find((one) => one.id === id);
  return scene.edges.filter(({ edge }) => edge.id === id || edge.from === id || edge.to === id || (stop?.edges.includes(edge.id) ?? false));
}

/** What is written over the picture then: the ports of those that do not tell them otherwise. */
export function pointedWords(scene: Scene, edges: readonly SceneEdge[], zoom: number): readonly Shape[] {
  const size = letters(detailAt(zoom, scene.nodes.length), LABEL, Infinity);
  return edges.flatMap(({ edge, stretches: [first] }) => (first === undefined || edge.label === "" || isRed(edge.look) ? [] : plate(edge.label, edge.look === "unknown" ? "unknown" : "traffic-text", pointsOn(first)[0] ?? first.end, size)));
}
