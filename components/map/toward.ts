import type { Places } from "#lib/api/map.ts";

type Rect = Places["cluster"];
export type Direction = "left" | "right" | "up" | "down";

/** A step aside counts as much as this many onwards: what lies straight ahead comes first. */
const ASIDE = 2.4;

/**
 * The nearest thing in a direction of the picture.
 * @param from where one is; @param others all that can be gone to, also where one is
 */
export function toward(direction: Direction, from: Rect, others: Readonly<Record<string, Rect>>): string | undefined {
  const [x, y] = middle(from);
  let best: { readonly id: string; readonly cost: number } | undefined;
  for (const [id, rect] of Object.entries(others)) {
    const [dx, dy] = [middle(rect)[0] - x, middle(rect)[1] - y];
    const [onward, aside] = { right: [dx, dy], left: [-dx, dy], down: [dy, dx], up: [-dy, dx] }[direction] as [number, number];
    // What is more beside than ahead lies in another direction.
    if (onward <= 1 || Math.abs(aside) > onward * 3) continue;
    const cost = onward + ASIDE * Math.abs(aside);
    if (best === undefined || cost < best.cost || (cost === best.cost && id < best.id)) best = { id, cost };
  }
  return best?.id;
}

const middle = ({ x, y, width, height }: Rect): readonly [number, number] => [x + width / 2, y + height / 2];
