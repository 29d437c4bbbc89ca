import type { Theme } from "#lib/figure/inks.ts";
import { INKS } from "#lib/figure/inks.ts";
import { at } from "#lib/figure/shape.ts";
import { drawingToSvg } from "#lib/figure/svg.ts";
import { drawn } from "./drawn.ts";
import type { Scene } from "./scene.ts";

/** A picture that is wider is scaled down where it is shown, and its words with it. */
const READABLE_WIDTH = 1600;

/** All of the map as a file that stands alone. `description` is read out instead of the picture: the page's headline. */
export function mapSvg(scene: Scene, theme: Theme, description: string): string {
  const { x, y, width, height } = scene.bounds;
  const zoom = Math.min(1, READABLE_WIDTH / width);
  const shapes = drawn(scene, zoom).flatMap((piece) => piece.shapes);
  return drawingToSvg({ width, height, title: scene.cluster.title, description, shapes: [at(-x, -y, shapes)] }, INKS[theme]);
}
