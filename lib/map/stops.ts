import type { MapEdge } from "#lib/api/map.ts";
import { STOP_RADIUS } from "#lib/figure/marks.ts";
import type { Point } from "#lib/figure/shape.ts";
import { type Rect, centre } from "./geometry.ts";
import { LOOKS, type Mark } from "./looks.ts";

export type Side = "egress" | "ingress";

/** Where packets end: right of who may not send, left of who may not be reached. Its place tells the side. */
export interface Stop {
  readonly id: string;
  readonly node: string;
  readonly side: Side;
  readonly mark: Mark;
  readonly at: Point;
  /** Ids of the edges that end here, worst first. */
  readonly edges: readonly string[];
}

/** From a card's rim to the middle of its mark; the room beside a card is 46 wide. */
const AWAY = 29;
/** Boxes stand nearer to each other: their marks sit on the rim. */
const AWAY_FROM_BOX = 6;
const MARKS: readonly Mark[] = ["ring", "rule", "hollow"];

export const stopId = (node: string, side: Side, mark: Mark): string => `stop:${side}:${node}:${mark}`;

/** The sides on which an edge is blocked; egress where nobody said. */
export const sidesOf = ({ side }: Pick<MapEdge, "side">): readonly Side[] => (side === "both" ? ["egress", "ingress"] : [side ?? "egress"]);

/** One mark for all that end there for the same reason, however many they are. */
export function stopsOf(edges: readonly MapEdge[], rects: ReadonlyMap<string, Rect>): readonly Stop[] {
  const found = new Map<string, { readonly node: string; readonly side: Side; readonly mark: Mark; readonly edges: string[] }>();
  for (const edge of edges) {
    const { blocked } = LOOKS[edge.look];
    if (blocked === undefined) continue;
    for (const side of sidesOf(edge)) {
      const node = side === "egress" ? edge.from : edge.to;
      const id = stopId(node, side, blocked.mark);
      const known = found.get(id) ?? { node, side, mark: blocked.mark, edges: [] };
      known.edges.push(edge.id);
      found.set(id, known);
    }
  }
  return [...found].flatMap(([id, stop]) => {
    const rect = rects.get(stop.node);
    if (rect === undefined) return [];
    const beside = MARKS.filter((mark) => found.has(stopId(stop.node, stop.side, mark)));
    const away = stop.node.startsWith("namespace:") ? AWAY_FROM_BOX : AWAY;
    const y = centre(rect)[1] + (beside.indexOf(stop.mark) - (beside.length - 1) / 2) * 2 * (STOP_RADIUS + 1);
    return [{ id, ...stop, at: [stop.side === "egress" ? rect.x + rect.width + away : rect.x - away, y] as const }];
  });
}
