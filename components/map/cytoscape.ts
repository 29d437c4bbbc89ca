import type { CytoscapeOptions, EdgeDefinition, EdgeSingular, ElementDefinition, StylesheetJson } from "cytoscape";
import type { Inks } from "#lib/figure/inks.ts";
import { STROKES, type Stroke } from "#lib/figure/strokes.ts";
import type { Point } from "#lib/figure/shape.ts";
import { relative } from "#lib/map/curve.ts";
import type { Scene, Thing } from "#lib/map/elements.ts";
import { centre } from "#lib/map/geometry.ts";

/** The canvas renderer: its WebGL sibling draws a dashed edge that ends in a bar as a solid arrow. */
export const OPTIONS: CytoscapeOptions = { autoungrabify: true, autounselectify: true, boxSelectionEnabled: false, minZoom: 0.05, maxZoom: 3 };

type SceneEdge = Scene["edges"][number];

/** Things are only places to touch here: the canvas above draws them. */
export function definitionsOf({ things, edges }: Scene): readonly ElementDefinition[] {
  return [...things.map(place), ...edges.map(edge)];
}

function place({ id, rect, selects }: Thing): ElementDefinition {
  const [x, y] = centre(rect);
  return { group: "nodes", data: { id, selects, width: rect.width, height: rect.height }, position: { x, y } };
}

function edge({ id, from, to, start, end, via, line, faded, selects }: SceneEdge): EdgeDefinition {
  const bend = via.map((point) => relative(point, start.at, end.at));
  return {
    group: "edges",
    data: { id: `edge:${id}`, source: from, target: to, selects, line, faded, start: start.at, end: end.at, weights: bend.map(({ weight }) => weight), distances: bend.map(({ distance }) => distance) },
  };
}

/** What edges look like, from the one table that knows. */
export function styleOf(inks: Inks): StylesheetJson {
  const stroke = (edge: EdgeSingular): Stroke => STROKES[edge.data("line") as keyof typeof STROKES];
  // Mixed, not transparent: Cytoscape takes twice as long for arrows that shine through.
  const colour = (edge: EdgeSingular): string => (edge.data("faded") === true ? mix(inks[stroke(edge).ink], inks.canvas, 0.72) : inks[stroke(edge).ink]);
  const port = (edge: EdgeSingular, end: "start" | "end"): string => {
    const [x, y] = edge.data(end) as Point;
    const node = (end === "start" ? edge.source() : edge.target()).position();
    return `${x - node.x}px ${y - node.y}px`;
  };
  return [
    { selector: "core", style: { "active-bg-opacity": 0, "active-bg-color": inks.canvas, "active-bg-size": 0, "selection-box-color": inks.canvas, "selection-box-border-color": inks.canvas, "selection-box-border-width": 0, "selection-box-opacity": 0, "outside-texture-bg-color": inks.canvas, "outside-texture-bg-opacity": 0 } },
    { selector: "node", style: { shape: "rectangle", width: "data(width)", height: "data(height)", "background-opacity": 0, "border-width": 0, "overlay-opacity": 0 } },
    {
      selector: "edge",
      style: {
        "curve-style": (edge: EdgeSingular) => ((edge.data("weights") as readonly number[]).length === 0 ? "straight" : "unbundled-bezier"),
        "control-point-weights": (edge: EdgeSingular) => numbers(edge.data("weights")),
        "control-point-distances": (edge: EdgeSingular) => numbers(edge.data("distances")),
        "edge-distances": "endpoints",
        "source-endpoint": (edge: EdgeSingular) => port(edge, "start"),
        "target-endpoint": (edge: EdgeSingular) => port(edge, "end"),
        "line-color": colour,
        "target-arrow-color": colour,
        "target-arrow-shape": (edge: EdgeSingular) => stroke(edge).head,
        "arrow-scale": 1.05,
        width: (edge: EdgeSingular) => stroke(edge).weight,
        "line-style": (edge: EdgeSingular) => (stroke(edge).dash === undefined ? "solid" : "dashed"),
        "line-dash-pattern": (edge: EdgeSingular) => [...(stroke(edge).dash ?? [1, 0])],
        "overlay-opacity": 0,
      },
    },
  ] as StylesheetJson;
}

const numbers = (values: unknown): number[] => ((values as readonly number[]).length === 0 ? [0] : [...(values as readonly number[])]);

/** `share` of b in a; both #rrggbb. */
function mix(a: string, b: string, share: number): string {
  const channel = (colour: string, at: number): number => parseInt(colour.slice(at, at + 2), 16);
  return `#${[1, 3, 5].map((at) => Math.round(channel(a, at) * (1 - share) + channel(b, at) * share).toString(16).padStart(2, "0")).join("")}`;
}
