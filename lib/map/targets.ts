import { STOP_RADIUS } from "#lib/figure/marks.ts";
import { detailAt } from "./detail.ts";
import { type Rect, around } from "./geometry.ts";
import { rimChips } from "./ground.ts";
import type { Scene } from "./scene.ts";

/** A part of the map that can be pointed at. */
export interface Target {
  readonly id: string;
  readonly rect: Rect;
  /** Value of the URL's `sel`. */
  readonly selects: string;
  /** Of what lies over each other the highest is meant: boxes, then lines, cards, marks. */
  readonly level: 0 | 2 | 3;
}

/** WCAG 2.2 2.5.8, in px on the screen. */
const LEAST = 24;
const HEAD = 40;

/** Everything but the lines, each as large as a finger needs it at that zoom. */
export function targetsOf(scene: Scene, zoom: number): readonly Target[] {
  const detail = detailAt(zoom, scene.nodes.length);
  const large = ({ x, y, width, height }: Rect): Rect => {
    const [dx, dy] = [Math.max(0, LEAST / zoom - width) / 2, Math.max(0, LEAST / zoom - height) / 2];
    return { x: x - dx, y: y - dy, width: width + 2 * dx, height: height + 2 * dy };
  };
  return [
    ...scene.boxes.map(({ box, rect }): Target => ({ id: `box:${box.namespace}`, rect: large({ ...rect, height: Math.min(HEAD, rect.height) }), selects: `namespace:${box.namespace}`, level: 0 })),
    ...scene.nodes.map(({ node, rect }): Target => ({ id: node.id, rect: large(rect), selects: node.id, level: node.kind === "namespace" ? 0 : 2 })),
    ...scene.boxes.flatMap((box) => rimChips(box, detail).map(({ policy, rect }): Target => ({ id: `rim:${box.box.namespace}:${policy}`, rect: large(rect), selects: `policy:${policy}`, level: 3 }))),
    ...scene.stops.map(({ id, at, selects }): Target => ({ id, rect: large(around(at, STOP_RADIUS + 2)), selects, level: 3 })),
  ];
}
