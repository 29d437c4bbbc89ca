import type { EdgeSingular, NodeSingular, StylesheetJson } from "cytoscape";
import type { Pen } from "#lib/figure/fading.ts";
import type { Inks } from "#lib/figure/inks.ts";
import type { Point } from "#lib/figure/shape.ts";
import { type Line, STROKES } from "#lib/figure/strokes.ts";
import type { Detail } from "#lib/map/detail.ts";
import { type Stroked, strokedAt } from "#lib/map/stroked.ts";

/** An edge that somebody points at. */
export const POINTED = "pointed";
/** Between two levels there is room for every edge's own place. */
const LEVEL = 100_000;
/** Cytoscape's heads are this part of a size that grows with the line, and with `arrow-scale`. */
const ACROSS = 0.3;
const headSize = (width: number): number => Math.max((width * 13.37) ** 0.9, 29);

const CORE = { "active-bg-opacity": 0, "active-bg-size": 0, "selection-box-opacity": 0, "selection-box-border-width": 0, "outside-texture-bg-opacity": 0 };

/** Nothing of a node is seen: where it is, and what it is over, is all that counts. */
const NODE = { shape: "rectangle", width: "data(width)", height: "data(height)", opacity: 0, "overlay-opacity": 0, "z-index-compare": "manual", "z-index": (node: NodeSingular) => (node.data("level") as number) * LEVEL };

/** How an edge runs; one that has no line is only touched. */
const WAY = {
  width: 6,
  opacity: 0,
  "curve-style": (edge: EdgeSingular) => ((edge.data("weights") as readonly number[]).length === 0 ? "straight" : "unbundled-bezier"),
  "control-point-weights": (edge: EdgeSingular) => numbers(edge.data("weights")),
  "control-point-distances": (edge: EdgeSingular) => numbers(edge.data("distances")),
  "edge-distances": "endpoints",
  "source-endpoint": (edge: EdgeSingular) => port(edge, "start"),
  "target-endpoint": (edge: EdgeSingular) => port(edge, "end"),
  "overlay-opacity": 0,
  "z-index-compare": "manual",
  "z-index": (edge: EdgeSingular) => LEVEL + (edge.data("rank") as number),
};

/** What Cytoscape draws the edges with: the table of strokes in its words, in the colours of a theme. */
export function stylesheetOf(pen: Pen, detail: Pick<Detail, "lines" | "redLines">): StylesheetJson {
  const lines = (Object.keys(STROKES) as Line[]).map((line) => ({ of: `edge[line = "${line}"]`, stroked: strokedAt(line, detail) }));
  return [
    { selector: "core", style: CORE },
    { selector: "node", style: NODE },
    { selector: "edge", style: WAY },
    ...lines.map(({ of, stroked }) => ({ selector: of, style: { ...formOf(stroked), ...coloursOf(stroked, pen.shapes) } })),
    ...lines.map(({ of, stroked }) => ({ selector: `${of}[?faded]`, style: coloursOf(stroked, pen.faded.shapes) })),
    ...lines.map(({ of, stroked }) => ({ selector: `${of}.${POINTED}`, style: coloursOf(stroked, pen.shapes) })),
    { selector: "edge[?chosen]", style: { "underlay-opacity": 1 } },
    { selector: `edge[line].${POINTED}`, style: { "underlay-opacity": 1, "z-index": 2 * LEVEL - 1 } },
  ] as StylesheetJson;
}

/** A dotted line of Cytoscape's own has one px of each, whatever its width: ours are dashes of their own. */
function formOf({ weight, dash, head, band }: Stroked): object {
  return {
    events: "no",
    opacity: 1,
    width: weight,
    ...(dash === undefined ? { "line-style": "solid" } : { "line-style": "dashed", "line-dash-pattern": [...dash] }),
    "target-arrow-shape": head.kind,
    "arrow-scale": head.kind === "none" ? 1 : head.width / (ACROSS * headSize(weight)),
    "underlay-padding": band.weight / 2,
  };
}

const coloursOf = ({ ink, band }: Stroked, inks: Inks): object => ({ "line-color": inks[ink], "target-arrow-color": inks[ink], "underlay-color": inks[band.ink] });

const numbers = (values: unknown): number[] => ((values as readonly number[]).length === 0 ? [0] : [...(values as readonly number[])].map((value) => Math.round(value * 1e4) / 1e4));

function port(edge: EdgeSingular, end: "start" | "end"): string {
  const [x, y] = edge.data(end) as Point;
  const node = (end === "start" ? edge.source() : edge.target()).position();
  // Cytoscape does not read 1e-14px.
  return `${(x - node.x).toFixed(2)}px ${(y - node.y).toFixed(2)}px`;
}
