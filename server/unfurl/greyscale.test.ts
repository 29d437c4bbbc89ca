import { Resvg } from "@resvg/resvg-js";
import { describe, expect, test } from "vitest";
import type { MapEdge } from "#lib/api/map.ts";
import { STOP_RADIUS } from "#lib/figure/marks.ts";
import { mapSvg } from "#lib/map/mapsvg.ts";
import { box, boxAt, card, cell, edge, mapOf, node } from "#lib/map/placedmap.fixture.ts";
import { sceneOf } from "#lib/map/scene.ts";

type Point = readonly [number, number];

const CLIENT = "default/deploy/api-client";
const STRIPE = "dns:api.stripe.com";
/** What a picture that stands alone has around it. */
const MARGIN = 24;
const here = cell(0, 0, 0, 0);

/** One connection that runs straight across the map. */
const sceneWith = (look: MapEdge["look"]) =>
  sceneOf(mapOf([node(CLIENT), node(STRIPE)], [edge(CLIENT, STRIPE, look)], [box("default")], { boxes: { default: boxAt(0, 0, 1, 1) }, nodes: { [CLIENT]: here, [STRIPE]: { ...card(700, 0), y: here.y } }, cluster: { x: -40, y: -56, width: 400, height: 300 } }));

/** How dark the picture is at a point of the map, 0 to 1: all that is left of it on a grey screen or on paper. */
function greyPicture(look: MapEdge["look"], theme: "light" | "dark") {
  const scene = sceneWith(look);
  const picture = new Resvg(mapSvg(scene, theme, "a connection"), { font: { loadSystemFonts: false } }).render();
  const { pixels, width } = picture;
  const greyAt = ([x, y]: Point): number => {
    const at = 4 * (Math.floor(y - scene.bounds.y + MARGIN) * width + Math.floor(x - scene.bounds.x + MARGIN));
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3);
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
  };
  const ground = greyAt([640, here.y + here.height / 2 + 30]);
  /** Whether something is drawn there that is no ground. */
  const isInked = (point: Point): boolean => Math.abs(greyAt(point) - ground) > 0.12;
  return { scene, isInked };
}

/** How often a line stops and begins again between two points. */
function gapsAlong(isInked: (point: Point) => boolean, [x1, y]: Point, [x2]: Point): number {
  const inked = Array.from({ length: Math.floor(x2 - x1) }, (_, step) => isInked([x1 + step, y]));
  return inked.filter((now, step) => !now && inked[step - 1] === true).length;
}

/** How wide a line is at a point, across. */
const widthAt = (isInked: (point: Point) => boolean, [x, y]: Point): number => Array.from({ length: 25 }, (_, step): Point => [x, y - 12 + step]).filter(isInked).length;

describe.each(["light", "dark"] as const)("without colours, %s", (theme) => {
  const blocked = greyPicture("blocked", theme);
  const allowed = greyPicture("allowed", theme);
  const [y, end] = [here.y + here.height / 2, 700];
  const stop = blocked.scene.stops[0]?.at ?? [0, 0];

  test("what is blocked is dashed, what is allowed is one line", () => {
    expect(gapsAlong(blocked.isInked, [stop[0] + STOP_RADIUS + 6, y], [end - 12, y])).toBeGreaterThan(20);
    expect(gapsAlong(allowed.isInked, [here.x + here.width + 6, y], [end - 12, y])).toBe(0);
  });

  test("what is allowed ends in an arrow, what is blocked in nothing", () => {
    expect(widthAt(allowed.isInked, [end - 8, y])).toBeGreaterThan(2 * widthAt(allowed.isInked, [end - 60, y]));
    expect(Math.max(...[-14, -11, -8, -5].map((back) => widthAt(blocked.isInked, [end + back, y])))).toBeLessThan(4);
  });

  test("what is blocked has a ring with a bar at the side that blocks, what is allowed has none", () => {
    const around = Array.from({ length: 36 }, (_, step): Point => [stop[0] + Math.cos((step * Math.PI) / 18) * STOP_RADIUS, stop[1] + Math.sin((step * Math.PI) / 18) * STOP_RADIUS]);
    expect(around.filter(blocked.isInked).length).toBe(36);
    expect(blocked.isInked(stop)).toBe(true);
    expect(around.filter(allowed.isInked).length).toBeLessThan(6);
  });

  test("the mark of a deny rule is a square", () => {
    const rule = greyPicture("rule", theme);
    expect(rule.scene.stops[0]?.at).toEqual(stop);
    const side: Point = [stop[0] + STOP_RADIUS, stop[1] + 8];
    expect([rule.isInked(side), blocked.isInked(side)]).toEqual([true, false]);
  });
});
