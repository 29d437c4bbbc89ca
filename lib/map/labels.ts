import type { ConnectionJson, GraphJson } from "#lib/api/graph.ts";
import { label } from "#lib/figure/lines.ts";
import { STOP_RADIUS } from "#lib/figure/marks.ts";
import type { Point, Shape } from "#lib/figure/shape.ts";
import { traced } from "./curve.ts";
import type { Edge } from "./edges.ts";
import type { Layout } from "./layout.ts";

/** More than this many words along the lines are noise; the panel and the table have them all. */
const FEW = 3;

/** The words at an edge. `story` is the connection that is told in numbered steps, if there is one. */
export function labelsOf(edge: Edge, graph: GraphJson, layout: Layout, story: ConnectionJson | undefined): readonly Shape[] {
  const told = story !== undefined && edge.connections.includes(story.id);
  const blocked = graph.connections.filter(({ verdict }) => verdict === "deny").length;
  const step = (number: number) => (told ? { number } : {});
  const { full } = layout.density;
  switch (edge.line) {
    case "request": {
      const [x, y] = middle(edge);
      return full ? label(`${portsOf(told ? [story.id] : edge.connections, graph)} SYN →`, [x, y - 12], { fill: "traffic-text", plate: "cluster", ...step(1) }) : [];
    }
    case "never": {
      if (!full || (!told && blocked > FEW)) return [];
      const outside = edge.end.at[0] > layout.cluster.x + layout.cluster.width;
      const [x, y] = outside ? middle(edge, layout.cluster.x + layout.cluster.width) : middle(edge);
      return label(words(edge, graph), [x, outside ? y - 12 : y + 24], { fill: "blocked-text", plate: outside ? "canvas" : "cluster", ...step(2) });
    }
    case "unknown":
      return edge.to.includes("@") ? [] : label("?", [edge.end.at[0] - 18, edge.end.at[1] + 4], { fill: "unknown", plate: "canvas" });
    case "silence": {
      const [x, y] = middle(edge);
      return label(story?.symptom ?? "", [x, y + 21], { fill: "text-2", plate: "cluster", ...step(3) });
    }
    case "blocked":
    case "rule":
      return full ? [] : label(portsOf(edge.connections, graph), [edge.end.at[0] + STOP_RADIUS, edge.end.at[1] + STOP_RADIUS + 15], { fill: "blocked-text", plate: "canvas" });
    case "traffic":
    case "undeclared":
    case "allow-rule":
      return [];
  }
}

/** A point of the edge halfway between its ends; with `after`, halfway of what lies right of it. */
function middle({ start, end, via }: Edge, after = -Infinity): Point {
  const from = Math.max(Math.min(start.at[0], end.at[0]), after);
  const x = (from + Math.max(start.at[0], end.at[0])) / 2;
  const points = traced(start.at, via, end.at);
  return [x, points.reduce((best, point) => (Math.abs(point[0] - x) < Math.abs(best[0] - x) ? point : best), end.at)[1]];
}

function words(edge: Edge, graph: GraphJson): string {
  const stops = new Set(graph.connections.flatMap(({ id, stop }) => (edge.connections.includes(id) && stop !== "" ? [stop] : [])));
  return stops.size === 1 ? ([...stops][0] ?? "") : "DROPPED";
}

/** 443/tcp, or 443, 5432/tcp where a line carries several. */
function portsOf(connections: readonly string[], graph: GraphJson): string {
  const carried = graph.connections.filter(({ id }) => connections.includes(id));
  const protocols = [...new Set(carried.map(({ protocol }) => protocol))].toSorted();
  return protocols.map((protocol) => `${[...new Set(carried.filter((one) => one.protocol === protocol).map(({ port }) => port))].toSorted((a, b) => a - b).join(", ")}/${protocol.toLowerCase()}`).join(" ");
}
