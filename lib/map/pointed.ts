import type { Shape } from "#lib/figure/shape.ts";
import { detailAt, LABEL, letters } from "./detail.ts";
import type { Scene, SceneEdge } from "./scene.ts";
import { bandShapes, strokeShapes } from "./strokeshapes.ts";
import { plate, pointsOn } from "./words.ts";
import { isRed } from "./looks.ts";

/** The edges that are meant where something is pointed at: those of a node or a mark, or the edge itself. */
export function pointedAt(scene: Scene, id: string): readonly SceneEdge[] {
  const stop = scene.stops.find((one) => one.id === id);
  return scene.edges.filter(({ edge }) => edge.id === id || edge.from === id || edge.to === id || (stop?.edges.includes(edge.id) ?? false));
}

/** What is drawn over the picture then: bands under their lines, and the ports of those that do not tell them otherwise. */
export function pointedShapes(scene: Scene, edges: readonly SceneEdge[], zoom: number): readonly Shape[] {
  const detail = detailAt(zoom, scene.nodes.length);
  const size = letters(detail, LABEL, Infinity);
  return [
    ...edges.flatMap(({ stretches }) => stretches.flatMap((stretch) => bandShapes(stretch, detail))),
    ...edges.flatMap(({ stretches }) => stretches.flatMap((stretch) => strokeShapes(stretch, detail))),
    ...edges.flatMap(({ edge, stretches: [first] }) => (first === undefined || edge.label === "" || isRed(edge.look) ? [] : plate(edge.label, edge.look === "unknown" ? "unknown" : "traffic-text", pointsOn(first)[0] ?? first.end, size))),
  ];
}
