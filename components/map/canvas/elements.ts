import type { CytoscapeOptions, EdgeDefinition, ElementDefinition } from "cytoscape";
import { relative } from "#lib/map/curve.ts";
import { centre } from "#lib/map/geometry.ts";
import type { Scene } from "#lib/map/scene.ts";
import { type Target, targetsOf } from "#lib/map/targets.ts";
import { FARTHEST, NEAREST } from "./view.ts";

/** The canvas renderer, whose WebGL sibling knows no dashes. */
export const OPTIONS: CytoscapeOptions = { autoungrabify: true, autounselectify: true, boxSelectionEnabled: false, minZoom: FARTHEST, maxZoom: NEAREST };

/** The map in Cytoscape's words: the edges that it draws, and all that can be pointed at. */
export function elementsOf(scene: Scene, zoom: number): readonly ElementDefinition[] {
  const known = new Set(scene.nodes.map(({ node }) => node.id));
  return [...targetsOf(scene, zoom).map(place), ...scene.edges.filter(({ edge: { from, to } }) => known.has(from) && known.has(to)).flatMap(lines)];
}

function place({ id, rect, selects, level }: Target): ElementDefinition {
  const [x, y] = centre(rect);
  return { group: "nodes", data: { id, of: id, selects, width: rect.width, height: rect.height, level }, position: { x, y } };
}

/** Every stretch is two edges: one that is drawn as its line, and one that is touched, however thin the line is. */
function lines({ edge, stretches, faded, chosen }: Scene["edges"][number], rank: number): readonly EdgeDefinition[] {
  return stretches.flatMap(({ line, start, via, end }, index) => {
    const bend = via.map((point) => relative(point, start, end));
    const way = { of: edge.id, source: edge.from, target: edge.to, rank, start, end, weights: bend.map(({ weight }) => weight), distances: bend.map(({ distance }) => distance) };
    return [
      { group: "edges", data: { id: `edge:${edge.id}:${index}`, ...way, line, faded, chosen } },
      { group: "edges", data: { id: `touch:${edge.id}:${index}`, ...way, selects: edge.selects } },
    ];
  });
}
