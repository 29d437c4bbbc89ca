import { STOP_RADIUS } from "#lib/figure/marks.ts";
import { type Point, type Shape, faded } from "#lib/figure/shape.ts";
import { cardShapes } from "./card.ts";
import { type Detail, detailAt } from "./detail.ts";
import { type Rect, around, bounds } from "./geometry.ts";
import { boxShapes, clusterShapes, headShapes, rimChips } from "./ground.ts";
import type { Scene, SceneEdge, SceneStop } from "./scene.ts";
import { MARKS, inDoubt } from "./signs.ts";
import { bandShapes, strokeShapes } from "./strokeshapes.ts";
import { tileShapes } from "./tile.ts";
import { pointsOn, wordsOf } from "./words.ts";

/** Shapes that belong together, and the part of the map they are in: what is not in sight is not painted. */
export interface Drawn {
  readonly rect: Rect;
  readonly shapes: readonly Shape[];
}

/** A mark is never smaller than this on the screen; beside its card there is room for so much more of it. */
const LEAST_MARK = 8;
const LARGEST_MARK = 1.45;

/** What lies under the lines, and what lies over them. */
export interface Layers {
  readonly below: readonly Drawn[];
  readonly above: readonly Drawn[];
}

/** The whole picture at a zoom, from the bottom up: ground, lines, cards, marks, words. */
export function drawn(scene: Scene, zoom: number): readonly Drawn[] {
  const { below, above } = layersOf(scene, zoom);
  const detail = detailAt(zoom, scene.nodes.length);
  return [...below, ...scene.edges.map((edge) => piece(reachOf(edge), edge.faded, edgeShapes(edge, detail))), ...above];
}

/** The picture without its lines, which the browser draws as edges of its own. */
export function layersOf(scene: Scene, zoom: number): Layers {
  const detail = detailAt(zoom, scene.nodes.length);
  const tiles = scene.nodes.filter(({ node }) => node.kind === "namespace");
  const cards = scene.nodes.filter(({ node }) => node.kind !== "namespace");
  const below: readonly Drawn[] = [
    { rect: padded(scene.cluster.rect, 8), shapes: clusterShapes(scene.cluster, detail) },
    ...scene.boxes.map((box) => piece(box.rect, box.faded, boxShapes(box, detail))),
    ...scene.ghosts.map((rect) => piece(rect, false, [{ kind: "box", ...rect, radius: 8, stroke: "line-strong", weight: 1.5, dash: [5, 4] }])),
    ...tiles.map(({ node, box, rect, faded: fades }) => piece(rect, fades, tileShapes(node, box, rect, detail))),
  ];
  const above: readonly Drawn[] = [
    ...scene.edges.filter(({ edge }) => edge.look === "unknown").flatMap((edge) => edge.stretches.flatMap((stretch) => pointsOn(stretch).slice(0, 1).map((point) => piece(around(point, 0), edge.faded, doubtShapes(point, detail))))),
    ...scene.boxes.map((box) => piece(box.rect, box.faded, headShapes(box, detail))),
    ...cards.map(({ node, rect, faded: fades }) => piece(rect, fades, cardShapes(node, rect, detail))),
    ...scene.boxes.flatMap((box) => rimChips(box, detail).map(({ rect, shapes }) => piece(rect, box.faded, shapes))),
    ...scene.stops.map((stop) => piece(around(stop.at, 2 * STOP_RADIUS), stop.faded, stopShapes(stop, detail))),
    ...scene.nodes.filter(({ chosen }) => chosen).map(({ rect }) => piece(rect, false, [{ kind: "box", ...padded(rect, 4.5), radius: 11, stroke: "focus", weight: 2 * detail.lines }])),
    ...wordsOf(scene, detail).map(({ rect, faded: fades, shapes }) => piece(rect, fades, shapes)),
  ];
  return { below, above };
}

const piece = (rect: Rect, fades: boolean, shapes: readonly Shape[]): Drawn => ({ rect: padded(rect, 24), shapes: fades ? [faded(shapes)] : shapes });

/** How much larger a mark is drawn than it is. */
const markScale = (zoom: number): number => Math.max(1, Math.min(LARGEST_MARK, LEAST_MARK / (STOP_RADIUS * zoom)));

const stopShapes = ({ at: [x, y], mark }: SceneStop, { zoom }: Detail): readonly Shape[] => [{ kind: "group", x, y, scale: markScale(zoom), shapes: MARKS[mark] }];

const edgeShapes = ({ stretches, chosen }: SceneEdge, detail: Detail): readonly Shape[] => [...(chosen ? stretches.flatMap((stretch) => bandShapes(stretch, detail)) : []), ...stretches.flatMap((stretch) => strokeShapes(stretch, detail))];

const doubtShapes = ([x, y]: Point, { lines }: Detail): readonly Shape[] => [{ kind: "group", x, y, scale: lines, shapes: inDoubt }];

const reachOf = ({ stretches }: SceneEdge): Rect => bounds(stretches.flatMap(({ start, via, end }) => [start, ...via, end].map((point) => around(point, 0))));

const padded = ({ x, y, width, height }: Rect, by: number): Rect => ({ x: x - by, y: y - by, width: width + 2 * by, height: height + 2 * by });
