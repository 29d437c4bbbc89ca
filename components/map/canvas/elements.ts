import type { CytoscapeOptions, EdgeDefinition, EdgeSingular, ElementDefinition, NodeSingular, StylesheetJson } from "cytoscape";
import type { Point } from "#lib/figure/shape.ts";
import { relative } from "#lib/map/curve.ts";
import { centre } from "#lib/map/geometry.ts";
import type { Scene } from "#lib/map/scene.ts";
import { type Target, targetsOf } from "#lib/map/targets.ts";
import { FARTHEST, NEAREST } from "./view.ts";

/** The canvas renderer, whose WebGL sibling knows no dashes; one pixel for each of CSS is enough for what is not seen. */
export const OPTIONS: CytoscapeOptions = { autoungrabify: true, autounselectify: true, boxSelectionEnabled: false, minZoom: FARTHEST, maxZoom: NEAREST, pixelRatio: 1 };

/** What can be pointed at, in Cytoscape's words: it has the camera and finds what is under a pointer; the tiles show it. */
export function elementsOf(scene: Scene, zoom: number): readonly ElementDefinition[] {
  const known = new Set(scene.nodes.map(({ node }) => node.id));
  return [...targetsOf(scene, zoom).map(place), ...scene.edges.filter(({ edge: { from, to } }) => known.has(from) && known.has(to)).flatMap(lines)];
}

function place({ id, rect, selects, level }: Target): ElementDefinition {
  const [x, y] = centre(rect);
  return { group: "nodes", data: { id, of: id, selects, width: rect.width, height: rect.height, level }, position: { x, y } };
}

/** Every stretch is touched for the whole edge. */
function lines({ edge, stretches }: Scene["edges"][number]): readonly EdgeDefinition[] {
  return stretches.map(({ start, via, end }, index) => {
    const bend = via.map((point) => relative(point, start, end));
    return {
      group: "edges",
      data: { id: `edge:${edge.id}:${index}`, of: edge.id, selects: edge.selects, source: edge.from, target: edge.to, start, end, weights: bend.map(({ weight }) => weight), distances: bend.map(({ distance }) => distance) },
    };
  });
}

const numbers = (values: unknown): number[] => ((values as readonly number[]).length === 0 ? [0] : [...(values as readonly number[])].map((value) => Math.round(value * 1e4) / 1e4));

function port(edge: EdgeSingular, end: "start" | "end"): string {
  const [x, y] = edge.data(end) as Point;
  const node = (end === "start" ? edge.source() : edge.target()).position();
  // Cytoscape does not read 1e-14px.
  return `${(x - node.x).toFixed(2)}px ${(y - node.y).toFixed(2)}px`;
}

/** Nothing of it is seen; where it is, and what is over what, is all that counts. */
export const STYLE = [
  { selector: "core", style: { "active-bg-opacity": 0, "active-bg-size": 0, "selection-box-opacity": 0, "selection-box-border-width": 0, "outside-texture-bg-opacity": 0 } },
  { selector: "node", style: { shape: "rectangle", width: "data(width)", height: "data(height)", opacity: 0, "overlay-opacity": 0, "z-index-compare": "manual", "z-index": (node: NodeSingular) => node.data("level") as number } },
  {
    selector: "edge",
    style: {
      "curve-style": (edge: EdgeSingular) => ((edge.data("weights") as readonly number[]).length === 0 ? "straight" : "unbundled-bezier"),
      "control-point-weights": (edge: EdgeSingular) => numbers(edge.data("weights")),
      "control-point-distances": (edge: EdgeSingular) => numbers(edge.data("distances")),
      "edge-distances": "endpoints",
      "source-endpoint": (edge: EdgeSingular) => port(edge, "start"),
      "target-endpoint": (edge: EdgeSingular) => port(edge, "end"),
      width: 6,
      opacity: 0,
      "overlay-opacity": 0,
      "z-index-compare": "manual",
      "z-index": 1,
    },
  },
] as StylesheetJson;
