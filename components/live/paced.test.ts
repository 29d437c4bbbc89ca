import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { paced } from "./paced.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("two hundred wishes a second are four calls a second, and the last wish is met", async () => {
  let wish = 0;
  const met: number[] = [];
  const call = paced(async () => met.push(wish), 250);
  for (; wish < 400; wish++) {
    call();
    await vi.advanceTimersByTimeAsync(5);
  }
  wish = 400;
  call();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(met.length).toBeLessThanOrEqual(10);
  expect(met.at(-1)).toBe(400);
});

test("a slow call ends before the next begins", async () => {
  let running = 0;
  let most = 0;
  let calls = 0;
  const call = paced(async () => {
    calls += 1;
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    running -= 1;
  }, 250);
  for (let i = 0; i < 100; i++) {
    call();
    await vi.advanceTimersByTimeAsync(100);
  }
  await vi.advanceTimersByTimeAsync(10_000);
  expect([most, calls]).toEqual([1, 5]);
});

test("the first wish is met at once, and a call that fails does not end it", async () => {
  let calls = 0;
  const call = paced(() => Promise.reject(new Error(String(++calls))), 250);
  call();
  expect(calls).toBe(1);
  await vi.advanceTimersByTimeAsync(250);
  call();
  expect(calls).toBe(2);
});
