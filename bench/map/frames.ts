import type { Page } from "@playwright/test";

/** Milliseconds. */
export interface Frames {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly longest: number;
}

const STEPS = 400;
const REACH = 300;

/** Pans what has the test id `map` by its ground, and measures each frame in which it moved, from its begin to that of the next. */
export async function pan(page: Page): Promise<Frames> {
  const box = await page.getByTestId("map").boundingBox();
  if (box === null) throw new Error("there is no map");
  const seen = await page.evaluateHandle(() => {
    const seen = { durations: [] as number[], moved: false, counts: false, last: performance.now() };
    addEventListener("pointermove", () => void (seen.moved = true), { capture: true });
    const frame = (): void => {
      const now = performance.now();
      if (seen.counts) seen.durations.push(now - seen.last);
      Object.assign(seen, { counts: seen.moved, moved: false, last: now });
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
    return seen;
  });
  const [x, y] = [box.x + 6, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  // What is done once when a press begins is no panning.
  for (let step = 0; step < 20; step += 1) await page.mouse.move(x + step, y);
  await seen.evaluate(({ durations }) => void durations.splice(0));
  for (let step = 0; step < STEPS; step += 1) {
    const turn = (step / STEPS) * 8 * Math.PI;
    await page.mouse.move(x + 20 + REACH * (1 - Math.cos(turn)), y + (REACH / 2) * Math.sin(turn));
  }
  await page.mouse.up();
  const sorted = (await seen.evaluate(({ durations }) => durations)).toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return { count: sorted.length, median: at(0.5), p95: at(0.95), longest: at(1) };
}
